using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Requirements;

/// <summary>
/// The need's side of an allocation, a requirement's or a gap's. Its answer is given once and kept for good, so that
/// everyone who carries the allocation on (the request itself, or the dispatcher after a crash) gets the same one.
/// </summary>
public static class TakeAllocation
{
    /// <summary>
    /// Takes or refuses an allocation that the pledge has reserved; nothing when it was answered before.
    /// </summary>
    public static Decision<RequirementEvent> Decide(Requirement requirement, Pledge pledge, Allocation allocation) =>
        Answer(requirement, pledge, allocation) switch
        {
            null => default,
            { Refusal: { } why } refused => new RequirementAllocationRefused(refused.Coverage, why),
            { } taken => new RequirementAllocationTaken(taken.Coverage),
        };

    /// <inheritdoc cref="Decide(Requirement, Pledge, Allocation)"/>
    public static Decision<GapEvent> Decide(Gap gap, Pledge pledge, Allocation allocation) =>
        Answer(gap, pledge, allocation) switch
        {
            null => default,
            { Refusal: { } why } refused => new GapAllocationRefused(refused.Coverage, why),
            { } taken => gap.AndItsTurn(new GapAllocationTaken(taken.Coverage)),
        };

    /// <summary>
    /// Brings the coverage up to what the pledge says now; older news than it has, or no news, changes nothing.
    /// </summary>
    public static Decision<RequirementEvent> Follow(Requirement requirement, Pledge pledge, string allocation) =>
        News(requirement, pledge, allocation) is { } now
            ? new RequirementCoverageChanged(now)
            : default(Decision<RequirementEvent>);

    /// <inheritdoc cref="Follow(Requirement, Pledge, string)"/>
    public static Decision<GapEvent> Follow(Gap gap, Pledge pledge, string allocation) =>
        News(gap, pledge, allocation) is { } now
            ? gap.AndItsTurn(new GapCoverageChanged(now))
            : default(Decision<GapEvent>);

    /// <summary>
    /// The need's side of a settled swap: what comes takes the place of what leaves, in one step, whatever the need has
    /// become meanwhile; nothing when it did. Never more is covered by it than what left, and what was open.
    /// </summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="pledge">The pledge that comes.</param>
    /// <param name="comes">Its part.</param>
    /// <param name="other">The pledge that leaves.</param>
    /// <param name="leaves">The allocation that part of leaves.</param>
    public static Decision<RequirementEvent> Exchange(
        Requirement requirement,
        Pledge pledge,
        Allocation comes,
        Pledge other,
        string leaves
    ) =>
        comes.Status == AllocationStatus.Released ? Decide(requirement, pledge, comes)
        : Exchanged(requirement, pledge, comes, other, leaves) is not { } exchanged
            ? default(Decision<RequirementEvent>)
        : exchanged.Left is { } left
            ? (RequirementEvent[])[new RequirementCoverageChanged(left), new RequirementAllocationTaken(exchanged.Came)]
        : new RequirementAllocationTaken(exchanged.Came);

    /// <inheritdoc cref="Exchange(Requirement, Pledge, Allocation, Pledge, string)"/>
    public static Decision<GapEvent> Exchange(Gap gap, Pledge pledge, Allocation comes, Pledge other, string leaves) =>
        comes.Status == AllocationStatus.Released ? Decide(gap, pledge, comes)
        : Exchanged(gap, pledge, comes, other, leaves) is not { } exchanged ? default(Decision<GapEvent>)
        : exchanged.Left is { } left
            ? gap.AndItsTurn(new GapCoverageChanged(left), new GapAllocationTaken(exchanged.Came))
        : gap.AndItsTurn(new GapAllocationTaken(exchanged.Came));

    private static (Coverage? Left, Coverage Came)? Exchanged(
        INeed need,
        Pledge pledge,
        Allocation comes,
        Pledge other,
        string leaves
    )
    {
        if (
            need.Covered(comes.Id) is not null
            || comes.Swap is not { } swap
            || other.Allocation(swap.Moved) is not { Swap: not null } leaving
            || other.Allocation(leaves) is not { } source
        )
            return null;
        var given = 0m;
        Coverage? left = null;
        if (need.Covered(leaves) is { } covered)
        {
            var part = leaving.Status == AllocationStatus.Pending ? leaving.Quantity : 0;
            var credit = Math.Min(covered.Credit, (other.ForNeed(source).Allocated - part) * source.Factor);
            given = covered.Credit - credit;
            if (given > 0)
                left = covered with
                {
                    Credit = credit,
                    Dispatched = Math.Min(covered.Dispatched, credit),
                    Delivered = Math.Min(covered.Delivered, credit),
                    Received = Math.Min(covered.Received, credit),
                };
        }

        var room = Math.Max(0, need.OpenQuantity) + given;
        return (left, Came(Nothing(pledge, comes), pledge, comes, Math.Min(comes.Quantity * comes.Factor, room)));
    }

    private static Coverage Nothing(Pledge pledge, Allocation allocation) =>
        new(
            allocation.Id,
            pledge.Id,
            allocation.Line,
            pledge.Donor,
            pledge.CoverageDisclosure(allocation),
            0,
            0,
            0,
            0,
            pledge.Version,
            pledge.ThereBy(allocation)
        );

    private static (Coverage Coverage, string? Refusal)? Answer(INeed need, Pledge pledge, Allocation allocation)
    {
        if (need.Covered(allocation.Id) is not null)
            return null;
        var nothing = Nothing(pledge, allocation);
        if (allocation.Status == AllocationStatus.Released)
            return (nothing, "The pledge released it.");
        // What is swapped comes in the place of what leaves: see Exchange.
        if (allocation.Swap is not null)
            return null;
        var credit = pledge.CountedForNeed(allocation).Allocated;
        // An intake is not divided: all of it is the last unit.
        var last = allocation.Intake is null ? (pledge.Line(allocation.Line)?.Step ?? 0) * allocation.Factor : credit;
        // Another gap did not need it, and this one did when it moved: whoever came in between leaves a surplus.
        if (allocation is { MovedFrom: not null, Status: AllocationStatus.Confirmed })
            return (
                Came(
                    nothing,
                    pledge,
                    allocation,
                    credit - last < need.OpenQuantity ? Math.Min(credit, need.OpenQuantity) : credit
                ),
                null
            );
        return need.WhyNotTake(credit, last) is not null
            ? (nothing, $"The {need.Noun} does not need it.")
            : (nothing with { Credit = Math.Min(credit, need.OpenQuantity) }, null);
    }

    private static Coverage? News(INeed need, Pledge pledge, string allocation)
    {
        if (need.Covered(allocation) is not { } covered || pledge.Allocation(allocation) is not { } source)
            return null;
        if (pledge.Version <= covered.PledgeVersion)
            return null;
        var counted = pledge.CountedForNeed(source);
        // While the pledge waits for the answer, the answer given here stands: a refused one must not come back as
        // covered.
        var unsettled = source.Status == AllocationStatus.Pending;
        // What was open when it was taken is all that it is credited with, whatever the last unit could do beyond.
        // Graduates that are more than was expected count as far as there is need.
        var most = pledge.IsCounted(source) ? covered.Credit + Math.Max(0, need.OpenQuantity) : covered.Credit;
        var credit = unsettled ? covered.Credit : Math.Min(counted.Allocated, most);
        var now = Came(covered, pledge, source, credit) with { DeliverBy = pledge.ThereBy(source) };
        return now with { PledgeVersion = covered.PledgeVersion } == covered ? null : now;
    }

    /// <summary>Coverage with that credit, and how far it has come.</summary>
    private static Coverage Came(Coverage coverage, Pledge pledge, Allocation allocation, decimal credit)
    {
        var counted = pledge.CountedForNeed(allocation);
        return coverage with
        {
            Disclosure = pledge.CoverageDisclosure(allocation),
            Credit = credit,
            Dispatched = Math.Min(counted.Dispatched, credit),
            Delivered = Math.Min(counted.Delivered, credit),
            Received = Math.Min(counted.Received, credit),
            PledgeVersion = pledge.Version,
        };
    }
}
