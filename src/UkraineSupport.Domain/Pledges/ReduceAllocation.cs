using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Pledges;

/// <summary>A coordinator's reason for giving an allocation back.</summary>
/// <param name="Reason">Why.</param>
public sealed record ReleaseAllocation(string Reason);

/// <summary>A coordinator's wish to give part of an allocation back.</summary>
/// <param name="Keep">What stays allocated, in the line's unit, with what has left.</param>
/// <param name="Reason">Why.</param>
public sealed record ReduceAllocation(decimal Keep, string Reason);

/// <summary>
/// Coordinators give back what of an allocation has not left: its need is open again by so much, and the quantity is
/// free for another one. What has left stays; of the tranches that have not, what no tranche is planned for goes first,
/// then the one that was planned last.
/// </summary>
public static class Reduce
{
    /// <summary>Gives back all that has not left.</summary>
    public static Decision<PledgeEvent> Release(
        Pledge pledge,
        string id,
        ReleaseAllocation wish,
        Actor actor,
        DateTimeOffset now,
        FourEyes? fourEyes = null
    )
    {
        if (WhyNot(pledge, actor, fourEyes) is { } forbidden)
            return forbidden;
        if (pledge.Allocation(id) is not { } allocation)
            return NoSuch;
        if (Check.Reason(wish.Reason) is { } invalid)
            return invalid;
        return Settled(allocation) is { } conflict
            ? conflict
            : To(pledge, allocation, pledge.Progress(allocation).Dispatched, now);
    }

    /// <summary>Gives back part of it.</summary>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        string id,
        ReduceAllocation wish,
        Actor actor,
        DateTimeOffset now,
        FourEyes? fourEyes = null
    )
    {
        if (WhyNot(pledge, actor, fourEyes) is { } forbidden)
            return forbidden;
        if (pledge.Allocation(id) is not { } allocation)
            return NoSuch;
        var line = pledge.Line(allocation.Line)!;
        var check = new Check();
        check.Quantity(wish.Keep, CapabilityCatalog.Find(line.Capability), "/keep");
        check.Lots(wish.Keep, line.Lot, "/keep");
        check.Text(wish.Reason, "/reason", 2000);
        if (check.Error is { } invalid)
            return invalid;
        if ((Settled(allocation) ?? Undivided(allocation)) is { } conflict)
            return conflict;
        return wish.Keep >= allocation.Quantity
            ? new Conflict("nothing-less", $"It has {allocation.Quantity} {line.Unit}: less than that is to be kept.")
            : To(pledge, allocation, wish.Keep, now);
    }

    /// <summary>Why a coordinator may not decide on what is allocated of a pledge, or null.</summary>
    internal static Forbidden? WhyNot(Pledge pledge, Actor actor, FourEyes? fourEyes) =>
        actor.Role != Role.Coordinator
            ? new("Only coordinators release, reduce, move and swap allocations.")
            : (fourEyes ?? FourEyes.Usual).WhyNot(actor, pledge.Donor);

    /// <summary>There is no allocation of that id.</summary>
    internal static NotFound NoSuch => new("The pledge has no such allocation.");

    /// <summary>Why an allocation cannot be changed now, or null.</summary>
    internal static Conflict? Settled(Allocation allocation) =>
        allocation.Status == AllocationStatus.Confirmed
            ? null
            : new(
                "not-confirmed",
                allocation.Status == AllocationStatus.Pending
                    ? "The need that it goes to has not answered yet; in a moment it has."
                    : "It was given back before."
            );

    /// <summary>An intake is for one need, whole.</summary>
    internal static Conflict? Undivided(Allocation allocation) =>
        allocation.Intake is null
            ? null
            : new("intake", "An intake is allocated whole: release it, and allocate it to the other need.");

    private static Decision<PledgeEvent> To(Pledge pledge, Allocation allocation, decimal keep, DateTimeOffset now)
    {
        var gives = allocation.Quantity - keep;
        if (gives <= 0 || gives > pledge.NotLeft(allocation))
            return new Conflict(
                "has-left",
                $"Of {allocation.Quantity}, {pledge.Progress(allocation).Dispatched} have left: they stay."
            );
        var (cancelled, cut) = Cuts(pledge, allocation, gives);
        return Pledge.About(new PledgeAllocationReduced(allocation.Id, keep, cancelled, now, cut), [allocation]);
    }

    /// <summary>
    /// The planned tranches that go when so much of an allocation does: those that go whole, and what goes off others.
    /// </summary>
    internal static (IReadOnlyList<int> Cancelled, IReadOnlyList<DeliveryCut> Cut) Cuts(
        Pledge pledge,
        Allocation allocation,
        decimal gives
    )
    {
        var goes = pledge.Planned(allocation, gives).ToLookup(t => pledge.Delivery(t.Delivery)!.Quantity == t.Quantity);
        return (
            [.. goes[true].Select(t => t.Delivery)],
            [.. goes[false].Select(t => new DeliveryCut(t.Delivery, allocation.Id, t.Quantity))]
        );
    }
}
