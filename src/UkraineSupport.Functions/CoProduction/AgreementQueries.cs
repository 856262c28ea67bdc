using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>Reading agreements.</summary>
internal sealed class AgreementQueries(
    Api api,
    Commands<Agreement, AgreementEvent> agreements,
    ListReader lists,
    History history,
    FutureSupplies supplies,
    TimeProvider time
)
{
    private const string One = "coproduction/agreements/{id}";

    /// <summary>
    /// Agreements, newest first, by donor, capability, status, model, vehicle and kind of an open bottleneck.
    /// </summary>
    [Function("ListAgreements")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coproduction/agreements")]
            HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
                Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        Agreement.IdKind,
                        Asked(call),
                        row => AgreementView.Of(Entries.Read<Agreement>(row.Body!, call.Actor), call.Actor),
                        ["donor", "capability", "status", "model", "vehicle", "bottleneck"]
                    )
                )
        );

    /// <summary>One agreement.</summary>
    [Function("GetAgreement")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var agreement = await agreements.ReadAsync(call, id);
                return Answer.Ok(AgreementView.Of(agreement, call.Actor), Preconditions.ETag(agreement.Version));
            }
        );

    /// <summary>What happened to an agreement, oldest first, with the check of its hash chain.</summary>
    [Function("GetAgreementHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One + "/history")] HttpRequest request,
        string id
    ) => api.HandleAsync(request, async call => await history.AnswerAsync(call, await agreements.LoadAsync(call, id)));

    /// <summary>Plan, actual, forecast (P10, P50, P90) and the cause of the difference, month by month.</summary>
    [Function("GetAgreementRamp")]
    public Task<IResult> RampAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One + "/ramp")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var agreement = await agreements.ReadAsync(call, id);
                var pledged = await supplies.PledgedAsync(id, call.Actor, call.Aborted);
                return Answer.Ok(RampView.Of(agreement, time.GetUtcNow(), pledged));
            }
        );

    private static List<Tag> Asked(Call call)
    {
        var asked = new List<Tag>();
        if (Filters.Text(call, "donor", Parties.IsKnown) is { } donor)
            asked.Add(AgreementProjection.OfDonor(donor));
        if (Filters.Capability(call) is { } capability)
            asked.Add(AgreementProjection.OfCapability(capability));
        if (Filters.Word<AgreementStatus>(call, "status") is { } status)
            asked.Add(AgreementProjection.OfStatus(status));
        if (Filters.Word<ProductionModel>(call, "model") is { } model)
            asked.Add(AgreementProjection.OfModel(model));
        if (Filters.Word<ProcurementVehicle>(call, "vehicle") is { } vehicle)
            asked.Add(AgreementProjection.OfVehicle(vehicle));
        if (Filters.Word<BottleneckKind>(call, "bottleneck") is { } kind)
            asked.Add(AgreementProjection.OfBottleneck(kind));
        return asked.Count == 0 ? [Tag.All] : asked;
    }
}
