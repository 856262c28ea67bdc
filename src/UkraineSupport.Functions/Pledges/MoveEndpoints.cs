using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// Coordinators release, reduce, move and swap what they allocated. All needs that it is about are told before it is
/// answered; a crash in between is made up for by the dispatcher.
/// </summary>
internal sealed class MoveEndpoints(
    Api api,
    Reservations reservations,
    Commands<Pledge, PledgeEvent> pledges,
    AggregateStore store,
    Coverages coverages,
    PlanInputs inputs,
    FourEyes fourEyes,
    TimeProvider time
)
{
    /// <summary>Gives an allocation back, but for what has left.</summary>
    [Function("ReleaseAllocationOfPledge")]
    public Task<IResult> ReleaseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/allocations/{allocation}/release")]
            HttpRequest request,
        string id,
        string allocation
    ) =>
        ChangeAsync<ReleaseAllocation>(
            request,
            id,
            allocation,
            (p, wish, call) => Reduce.Release(p, allocation, wish, call.Actor, time.GetUtcNow(), fourEyes),
            w => w.Reason
        );

    /// <summary>Gives part of an allocation back.</summary>
    [Function("ReduceAllocation")]
    public Task<IResult> ReduceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/allocations/{allocation}/reduction")]
            HttpRequest request,
        string id,
        string allocation
    ) =>
        ChangeAsync<ReduceAllocation>(
            request,
            id,
            allocation,
            (p, wish, call) => Reduce.Decide(p, allocation, wish, call.Actor, time.GetUtcNow(), fourEyes),
            w => w.Reason
        );

    /// <summary>Takes an allocation, or part of it, to another need.</summary>
    [Function("MoveAllocation")]
    public Task<IResult> MoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/allocations/{allocation}/move")]
            HttpRequest request,
        string id,
        string allocation
    ) =>
        api.HandleAsync(
            request,
            call =>
                reservations.MakeAsync<MoveToNeed>(
                    call,
                    id,
                    new(
                        async (pledge, wish, moved) =>
                        {
                            var need = await coverages.FindAsync(wish.Requirement, wish.Gap, call.Actor, call.Aborted);
                            var leaves = await coverages.FindAsync(pledge.Allocation(allocation)?.Need, call.Aborted);
                            // Of the same capability the donor covers as much as before.
                            var ceiling = need?.Capability != leaves?.Capability && need?.Owner is null;
                            var concerns = await ConcernsAsync(pledge, allocation, wish.Quantity, need, ceiling, call);
                            return MoveByHand.Decide(
                                pledge,
                                allocation,
                                moved,
                                wish,
                                need,
                                call.Actor,
                                concerns,
                                fourEyes
                            );
                        },
                        w => w.Reason,
                        "The requirement or gap was filled or closed in the same moment: the allocation stays where it was."
                    )
                )
        );

    /// <summary>Lets the allocations of two pledges change places.</summary>
    [Function("SwapAllocation")]
    public Task<IResult> SwapAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/allocations/{allocation}/swap")]
            HttpRequest request,
        string id,
        string allocation
    ) =>
        api.HandleAsync(
            request,
            call =>
                reservations.MakeAsync<SwapAllocation>(
                    call,
                    id,
                    new(
                        (pledge, wish, moved) => SwapAsync(pledge, allocation, wish, moved, call),
                        w => w.Reason,
                        "What it should be swapped for was moved, given back or sent in the same moment: both stay where they were."
                    )
                )
        );

    private async Task<Decision<PledgeEvent>> SwapAsync(
        Pledge pledge,
        string allocation,
        SwapAllocation wish,
        string moved,
        Call call
    )
    {
        var need = await coverages.FindAsync(pledge.Allocation(allocation)?.Need, call.Aborted);
        var other = await PartnerAsync(wish, moved, call);
        var concerns = new List<Concern>();
        if (need is not null && other is not null)
        {
            var (here, there) = Swap.Without(need, other.Need, pledge, allocation, other.Pledge, wish);
            concerns.AddRange(await ConcernsAsync(pledge, allocation, wish.Quantity, there, false, call));
            concerns.AddRange(
                await ConcernsAsync(other.Pledge, wish.Allocation, wish.OtherQuantity, here, false, call)
            );
        }

        return Swap.Decide(pledge, allocation, moved, wish, need, other, call.Actor, concerns, fourEyes);
    }

    private async Task<SwapPartner?> PartnerAsync(SwapAllocation wish, string moved, Call call)
    {
        var other = Ids.Is(wish.Pledge, Pledge.IdKind)
            ? (await store.LoadAsync<Pledge>(wish.Pledge, call.Aborted))?.State
            : null;
        if (other is null || !call.Actor.MaySee(other.Disclosure, other.Owner))
            return null;
        var need = await coverages.FindAsync(other.Allocation(wish.Allocation)?.Need, call.Aborted);
        return need is null ? null : new(other, need, Ids.From("allocation", moved, other.Id));
    }

    private async Task<IReadOnlyList<Concern>> ConcernsAsync(
        Pledge pledge,
        string allocation,
        decimal? quantity,
        INeed? need,
        bool ceiling,
        Call call
    ) =>
        need is not null && pledge.Allocation(allocation) is { } moves
            ? Concerns.Of(
                pledge,
                pledge.Line(moves.Line)!,
                Math.Min(quantity ?? moves.Quantity, moves.Quantity),
                need,
                await inputs.ContextAsync(
                    pledge,
                    ceiling ? need.Capability : null,
                    DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
                    call.Aborted
                )
            )
            : [];

    private Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string id,
        string allocation,
        Func<Pledge, TBody, Call, Decision<PledgeEvent>> decide,
        Func<TBody, string> reason
    )
        where TBody : class =>
        api.HandleAsync(
            request,
            call =>
                pledges.ChangeAsync<TBody>(
                    call,
                    id,
                    body =>
                        new(p => decide(p, body, call), p => PledgeView.From(p, call.Actor))
                        {
                            Reason = reason(body),
                            Tell = p => coverages.FollowAsync(p, allocation, CancellationToken.None),
                        }
                )
        );
}
