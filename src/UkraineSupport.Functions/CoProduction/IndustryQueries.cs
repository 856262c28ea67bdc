using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>What shows only across agreements: who is short of the same, and whose price is out of line.</summary>
internal sealed class IndustryQueries(
    Api api,
    Commands<Agreement, AgreementEvent> agreements,
    ListIndex lists,
    Workforce workforce,
    CoProductionSettings settings
)
{
    /// <summary>The bottlenecks of an agreement, those of workforce with the training that they ask for.</summary>
    [Function("ListBottlenecksOfAgreement")]
    public Task<IResult> OfAgreementAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coproduction/agreements/{id}/bottlenecks")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var agreement = await agreements.ReadAsync(call, id);
                var views = new List<BottleneckView>();
                foreach (var b in agreement.Bottlenecks)
                    views.Add(new(b, await workforce.TrainingAsync(b, call.Actor, call.Aborted)));
                return Answer.Ok(new ListPage<BottleneckView>(views, null));
            }
        );

    /// <summary>
    /// What agreements are short of now, by kind and name: what two name is competing demand. Of the agreements that
    /// the caller sees.
    /// </summary>
    [Function("ListBottlenecks")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coproduction/bottlenecks")]
            HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, "kind", "item");
                var kind = Filters.Word<BottleneckKind>(call, "kind");
                var item = Filters.Text(call, "item", text => text.Length is > 0 and <= 100);
                var found = await lists.EntriesAsync<Agreement>(
                    Agreement.IdKind,
                    kind is { } one ? AgreementProjection.OfBottleneck(one) : AgreementProjection.WithBottleneck,
                    call.Actor,
                    call.Aborted
                );
                var demands = Demand
                    .Of(found)
                    .Where(d => kind is null || d.Kind == kind)
                    .Where(d => item is null || Demand.IsSame(d.Item, item));
                return Answer.Ok(new ListPage<Demand>([.. demands], null));
            }
        );

    /// <summary>
    /// Its price against baseline and against the other agreements of the capability whose price the caller sees.
    /// </summary>
    [Function("GetAgreementPrice")]
    public Task<IResult> PriceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coproduction/agreements/{id}/price")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var agreement = (await agreements.ReadAsync(call, id)).SeenBy(call.Actor);
                if (agreement.Commercial is not { } commercial)
                    throw new ProblemException(
                        403,
                        "not-released",
                        "Its price is for its parties: it is not released."
                    );
                var others = await lists.EntriesAsync<Agreement>(
                    Agreement.IdKind,
                    AgreementProjection.OfCapability(agreement.Terms.Capability),
                    call.Actor,
                    call.Aborted
                );
                var prices = others
                    .Where(o => o.Id != id && o.Status != AgreementStatus.Terminated)
                    .Select(o => o.SeenBy(call.Actor).Commercial?.Price.Agreed)
                    .OfType<decimal>();
                return Answer.Ok(
                    PricePressure.Of(commercial.Price, agreement.Terms.MinimumYearly, [.. prices], settings)
                );
            }
        );
}

/// <summary>A bottleneck, with the training that it asks for.</summary>
internal sealed record BottleneckView(Bottleneck Bottleneck, TrainingView? Training);
