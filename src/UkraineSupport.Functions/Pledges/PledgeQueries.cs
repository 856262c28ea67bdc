using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Pledges;

/// <summary>Reading pledges.</summary>
internal sealed class PledgeQueries(Api api, Commands<Pledge, PledgeEvent> pledges, ListReader lists, History history)
{
    /// <summary>
    /// Pledges, newest first, by donor, kind, capability, status and parent pledge, and by who pays and who delivers.
    /// </summary>
    [Function("ListPledges")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "pledges")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var status = Filters.Word<PledgeStatus>(call, "status");
                var parent = Parent(call);
                var payer = Party(call, "paidBy");
                return Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        Pledge.IdKind,
                        Asked(call),
                        row =>
                        {
                            var entry = Entries.Read<PledgeListing>(row.Body!, call.Actor).For(call.Actor);
                            // It is found by each status and payer that somebody sees; this caller may see others.
                            var isAsked =
                                (status is null || entry.Status == status)
                                && (parent is null || entry.ParentPledge == parent)
                                && (payer is null || entry.IsPaidBy(payer));
                            return isAsked ? entry : null;
                        },
                        ["donor", "kind", "capability", "status", "parent", "paidBy", "deliveredBy"]
                    )
                );
            }
        );

    /// <summary>One pledge.</summary>
    [Function("GetPledge")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "pledges/{id}")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var pledge = await pledges.ReadAsync(call, id);
                return Answer.Ok(PledgeView.From(pledge, call.Actor), Preconditions.ETag(pledge.Version));
            }
        );

    /// <summary>What happened to a pledge, oldest first, with the check of its hash chain.</summary>
    [Function("GetPledgeHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "pledges/{id}/history")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await pledges.LoadAsync(call, id);
                return await history.AnswerAsync(call, stored);
            }
        );

    /// <summary>One allocation.</summary>
    [Function("GetAllocation")]
    public Task<IResult> AllocationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "pledges/{id}/allocations/{allocation}")]
            HttpRequest request,
        string id,
        string allocation
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var pledge = await pledges.ReadAsync(call, id);
                var seen = pledge.SeenBy(call.Actor);
                return Answer.Ok(
                    AllocationView.From(seen, seen.Allocation(allocation) ?? throw ProblemException.NotFound()),
                    Preconditions.ETag(pledge.Version)
                );
            }
        );

    /// <summary>One tranche.</summary>
    [Function("GetDelivery")]
    public Task<IResult> DeliveryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "pledges/{id}/deliveries/{n:int}")]
            HttpRequest request,
        string id,
        int n
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var pledge = await pledges.ReadAsync(call, id);
                return Answer.Ok(
                    DeliveryView.From(pledge.SeenBy(call.Actor).Delivery(n) ?? throw ProblemException.NotFound()),
                    Preconditions.ETag(pledge.Version)
                );
            }
        );

    private static string? Party(Call call, string name) => Filters.Text(call, name, Parties.IsKnown);

    private static string? Parent(Call call) => Filters.Text(call, "parent", id => Ids.Is(id, Pledge.IdKind));

    private static List<Tag> Asked(Call call)
    {
        var asked = new List<Tag>();
        if (Filters.Donor(call) is { } donor)
            asked.Add(PledgeProjection.OfDonor(donor));
        if (Filters.Word<PledgeKind>(call, "kind") is { } kind)
            asked.Add(PledgeProjection.OfKind(kind));
        if (Filters.Capability(call) is { } capability)
            asked.Add(PledgeProjection.OfCapability(capability));
        if (Filters.Word<PledgeStatus>(call, "status") is { } status)
            asked.Add(PledgeProjection.OfStatus(status));
        if (Parent(call) is { } parent)
            asked.Add(PledgeProjection.OfParent(parent));
        if (Party(call, "paidBy") is { } payer)
            asked.Add(PledgeProjection.OfPayer(payer));
        if (Party(call, "deliveredBy") is { } deliverer)
            asked.Add(PledgeProjection.OfDeliverer(deliverer));
        if (asked.Count == 0)
            asked.Add(Tag.All);
        return asked;
    }
}
