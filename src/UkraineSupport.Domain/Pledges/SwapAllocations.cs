using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Pledges;

/// <summary>A coordinator's wish that the allocations of two pledges change places.</summary>
/// <param name="Pledge">The other pledge.</param>
/// <param name="Allocation">Its allocation.</param>
/// <param name="Reason">Why.</param>
/// <param name="Quantity">Of this pledge's allocation, in its line's unit; all that has not left unless it is
/// said.</param>
/// <param name="OtherQuantity">Of the other one's, in that line's unit; all that has not left unless said.</param>
/// <param name="Despite">Why they are swapped although something speaks against it; needed then, and kept.</param>
public sealed record SwapAllocation(
    string Pledge,
    string Allocation,
    string Reason,
    decimal? Quantity = null,
    decimal? OtherQuantity = null,
    string? Despite = null
);

/// <summary>The other side of a swap, as it was just read.</summary>
/// <param name="Pledge">The pledge.</param>
/// <param name="Need">The need that its allocation covers, and to which this side's part goes.</param>
/// <param name="Moved">Id of its part that moves.</param>
public sealed record SwapPartner(Pledge Pledge, INeed Need, string Moved);

/// <summary>
/// Two pledges' allocations change places: each covers the need of the other one. It is two moves that cannot end half
/// done. The asking pledge splits its allocation and waits; the other one splits its own, and with that the swap is
/// settled, or refuses for good, and the part is put back. Once settled both needs take what comes in one step with
/// giving up what leaves (<see cref="TakeAllocation.Exchange(Requirement, Pledge, Allocation, Pledge, string)"/>),
/// whatever they have become, so that neither is open in between, and each pledge confirms. A withdrawal or a
/// cancellation that comes in between takes effect as if it had come after.
/// </summary>
public static class Swap
{
    /// <summary>Decides on <paramref name="wish"/>; nothing when that id is moving already.</summary>
    /// <param name="pledge">The asking pledge.</param>
    /// <param name="id">Its allocation.</param>
    /// <param name="moved">Id of its part that moves.</param>
    /// <param name="wish">What is swapped.</param>
    /// <param name="need">The need that its allocation covers, as it was just read.</param>
    /// <param name="other">The other side; null when the caller may not see such an allocation.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="concerns">What speaks against either move.</param>
    /// <param name="fourEyes">Who may decide on a nation's own pledges; as usual unless it is given.</param>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        string id,
        string moved,
        SwapAllocation wish,
        INeed? need,
        SwapPartner? other,
        Actor actor,
        IReadOnlyList<Concern>? concerns = null,
        FourEyes? fourEyes = null
    )
    {
        if (Reduce.WhyNot(pledge, actor, fourEyes) is { } forbidden)
            return forbidden;
        if (pledge.Allocation(moved) is not null)
            return default;
        if (pledge.Allocation(id) is not { } mine || need is null)
            return Reduce.NoSuch;
        var theirs = other?.Pledge.Allocation(wish.Allocation);
        if (Validate(pledge, mine, wish, other, theirs).Error is { } invalid)
            return invalid;
        if (Reduce.WhyNot(other!.Pledge, actor, fourEyes) is { } alone)
            return alone;
        if (pledge.Disclosure == Disclosure.Restricted || other.Pledge.Disclosure == Disclosure.Restricted)
            return new Conflict(
                "restricted",
                "A restricted pledge is not swapped, since the other donor would read of it; release and allocate."
            );
        var (gives, gets) = (
            wish.Quantity ?? pledge.NotLeft(mine),
            wish.OtherQuantity ?? other.Pledge.NotLeft(theirs!)
        );
        if (MoveByHand.WhyNot(pledge, mine, other.Need, gives) is { } here)
            return here;
        if (MoveByHand.WhyNot(other.Pledge, theirs!, need, gets) is { } there)
            return there;
        var (line, otherLine) = (pledge.Line(mine.Line)!, other.Pledge.Line(theirs!.Line)!);
        if (NoRoom(other.Need, line, gives, other.Pledge, theirs, gets) is { } full)
            return full;
        if (NoRoom(need, otherLine, gets, pledge, mine, gives) is { } otherFull)
            return otherFull;
        if (Allocate.Unanswered(concerns, wish.Despite) is { } unanswered)
            return unanswered;
        var swap = new AllocationSwap(
            other.Pledge.Id,
            theirs.Id,
            other.Moved,
            gets,
            need.FactorFor(otherLine.Capability)!.Value,
            need.Disclosure,
            Asked: true
        );
        return Known(
            new PledgeAllocationMoveRequested(
                id,
                moved,
                other.Need.Id,
                gives,
                other.Need.FactorFor(line.Capability)!.Value,
                pledge.Planned(mine, gives),
                other.Need.Disclosure,
                swap,
                MoveByHand.Codes(concerns),
                concerns is { Count: > 0 } ? wish.Despite!.Trim() : null
            ),
            mine,
            other.Pledge
        );
    }

    /// <summary>
    /// The other pledge's answer, given once: agreed, or refused when what is wanted of it is not there (any more), or
    /// the asking pledge has taken its part back.
    /// </summary>
    /// <param name="other">The other pledge.</param>
    /// <param name="asking">The asking pledge.</param>
    /// <param name="part">Its part that moves.</param>
    public static Decision<PledgeEvent> Answer(Pledge other, Pledge asking, Allocation part)
    {
        if (part is not { Swap: { Asked: true } swap } || other.Allocation(swap.Moved) is not null)
            return default;
        var mine = asking.Allocation(part.MovedFrom!)!;
        if (other.Allocation(swap.Allocation) is not { } theirs)
            return default;
        var agrees =
            part.Status == AllocationStatus.Pending
            && theirs.Need == part.Need
            && swap.Quantity <= other.NotLeft(theirs)
            && other.Allocations.Count < Allocate.MaxAllocations;
        if (!agrees)
            return Known(new PledgeSwapRefused(theirs.Id, swap.Moved), theirs, asking);
        return Known(
            new PledgeAllocationMoveRequested(
                theirs.Id,
                swap.Moved,
                mine.Need,
                swap.Quantity,
                swap.Factor,
                other.Planned(theirs, swap.Quantity),
                swap.Disclosure,
                new(asking.Id, mine.Id, part.Id, part.Quantity, part.Factor, part.Disclosure, Asked: false)
            ),
            theirs,
            asking
        );
    }

    /// <summary>Whether the other pledge has agreed; null when it has not answered.</summary>
    public static bool? IsAgreed(Pledge other, AllocationSwap swap) =>
        other.Allocation(swap.Moved) is { } answer ? answer.Swap is not null : null;

    /// <summary>Both needs without what leaves them: what speaks against what comes is looked for there.</summary>
    public static (INeed Here, INeed There) Without(
        INeed need,
        INeed otherNeed,
        Pledge pledge,
        string id,
        Pledge other,
        SwapAllocation wish
    ) => (Without(need, pledge, id, wish.Quantity), Without(otherNeed, other, wish.Allocation, wish.OtherQuantity));

    private static INeed Without(INeed need, Pledge pledge, string id, decimal? quantity)
    {
        if (pledge.Allocation(id) is not { } leaves)
            return need;
        var left = pledge.NotLeft(leaves);
        var credit = Leaving(need, pledge, leaves, Math.Clamp(quantity ?? left, 0, left));
        IReadOnlyList<Coverage> coverage =
        [
            .. need.Coverage.Select(c => c.Allocation == id ? c with { Credit = c.Credit - credit } : c),
        ];
        return need switch
        {
            Requirement requirement => requirement with { Coverage = coverage },
            Gap gap => gap with { Coverage = coverage },
            _ => need,
        };
    }

    private static Check Validate(
        Pledge pledge,
        Allocation mine,
        SwapAllocation wish,
        SwapPartner? other,
        Allocation? theirs
    )
    {
        var check = new Check();
        check.Text(wish.Reason, "/reason", 2000);
        check.Text(wish.Despite, "/despite", 2000, required: false);
        check.That(
            other is null || other.Pledge.Id != pledge.Id,
            "/pledge",
            "Another pledge: within one, an allocation is moved."
        );
        check.That(other is not null && theirs is not null, "/allocation", "There is no such allocation.");
        Named(check, wish.Quantity, pledge, mine, "/quantity");
        if (theirs is not null)
            Named(check, wish.OtherQuantity, other!.Pledge, theirs, "/otherQuantity");
        return check;
    }

    private static void Named(Check check, decimal? quantity, Pledge pledge, Allocation allocation, string pointer)
    {
        if (quantity is not { } named)
            return;
        var line = pledge.Line(allocation.Line)!;
        check.Quantity(named, CapabilityCatalog.Find(line.Capability), pointer);
        check.Lots(named, line.Lot, pointer);
    }

    /// <summary>Why a need has no room for what comes when so much of another allocation leaves it; or null.</summary>
    private static Conflict? NoRoom(
        INeed need,
        PledgeLine line,
        decimal comes,
        Pledge leaving,
        Allocation leaves,
        decimal quantity
    )
    {
        if (need is Requirement { Stage: not RequirementStatus.Open } requirement)
            return new("requirement-not-open", $"The requirement is {requirement.Stage}.");
        if (need.FactorFor(line.Capability) is not { } factor)
            return new(
                "no-substitute",
                $"The {need.Noun} asks for {need.Capability}, and {line.Capability} is not among its substitutes."
            );
        var room = need.OpenQuantity + Leaving(need, leaving, leaves, quantity);
        return (comes - line.Step) * factor >= room
            ? new("over-allocation", $"The {need.Noun} would have room for {room}, and {comes * factor} would come.")
            : null;
    }

    /// <summary>What a need gives up when so much of an allocation leaves it, in its unit.</summary>
    internal static decimal Leaving(INeed need, Pledge pledge, Allocation leaves, decimal quantity) =>
        need.Covered(leaves.Id) is not { } covered
            ? 0
            : covered.Credit - Math.Min(covered.Credit, (pledge.ForNeed(leaves).Allocated - quantity) * leaves.Factor);

    /// <summary>The event, as confidential as both needs and the other pledge, which it names.</summary>
    private static PledgeNeedEvent Known(PledgeNeedEvent happened, Allocation mine, Pledge other)
    {
        var need = happened is PledgeAllocationMoveRequested moves ? moves.NeedDisclosure : mine.Disclosure;
        return Pledge.About(
            happened,
            [mine, mine with { Disclosure = need > other.Disclosure ? need : other.Disclosure }]
        );
    }
}
