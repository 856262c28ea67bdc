using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Pledges;

/// <summary>Reading pledges.</summary>
internal sealed class PledgeQueries(Api api, Commands<Pledge, PledgeEvent> pledges, ListReader lists, History history)
{
    /// <summary>Pledges, newest first, by donor, kind, capability and status.</summary>
    [Function("ListPledges")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "pledges")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var (limit, after) = Paging.Read(call, "donor", "kind", "capability", "status");
                var filter = Filter.Read(call);
                var page = await lists.ReadAsync(
                    filter.Place,
                    call.Actor,
                    limit,
                    after,
                    row => filter.Read(row, call.Actor),
                    call.Aborted
                );
                return Answer.Ok(page);
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
                return Answer.Ok(PledgeView.From(pledge), Preconditions.ETag(pledge.Version));
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
                return Answer.Ok(
                    AllocationView.From(pledge.Allocation(allocation) ?? throw ProblemException.NotFound()),
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
                    DeliveryView.From(pledge.Delivery(n) ?? throw ProblemException.NotFound()),
                    Preconditions.ETag(pledge.Version)
                );
            }
        );

    /// <summary>
    /// What a list is asked for: the list that answers most of it, and the rest to leave out row by row.
    /// </summary>
    private sealed record Filter(string? Donor, PledgeKind? Kind, string? Capability, PledgeStatus? Status)
    {
        public Place Place =>
            Donor is not null ? PledgeProjection.OfDonor(Donor)
            : Capability is not null ? PledgeProjection.OfCapability(Capability)
            : Status is { } status ? PledgeProjection.OfStatus(status)
            : Kind is { } kind ? PledgeProjection.OfKind(kind)
            : PledgeProjection.All;

        public static Filter Read(Call call) =>
            new(
                Filters.Donor(call),
                Filters.Word<PledgeKind>(call, "kind"),
                Filters.Capability(call),
                Filters.Word<PledgeStatus>(call, "status")
            );

        public PledgeEntry? Read(ListRow row, Actor actor)
        {
            var entry = Entries.Read<PledgeEntry>(row.Body, actor);
            var asked =
                (Donor is null || entry.Donor == Donor)
                && (Kind is null || entry.Kind == Kind)
                && (Status is null || entry.Status == Status)
                && (Capability is null || entry.Lines.Any(l => l.Capability == Capability));
            return asked && actor.MaySee(entry.Disclosure, entry.Donor) ? entry : null;
        }
    }
}
