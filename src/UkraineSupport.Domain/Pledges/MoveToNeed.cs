using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Pledges;

/// <summary>A coordinator's wish to take an allocation, or part of it, to another need.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Quantity">In the line's unit; all that has not left unless it is said.</param>
/// <param name="Requirement">Id of the requirement that it goes to.</param>
/// <param name="Gap">Or of the gap.</param>
/// <param name="Despite">Why it is moved although something speaks against it; needed then, and kept.</param>
public sealed record MoveToNeed(
    string Reason,
    decimal? Quantity = null,
    string? Requirement = null,
    string? Gap = null,
    string? Despite = null
)
{
    /// <summary>Id of the requirement or gap.</summary>
    [JsonIgnore]
    public string? Need => Requirement ?? Gap;
}

/// <summary>
/// Coordinators move what of an allocation has not left to another need, with the tranches that are planned for it. The
/// pledge splits the allocation first (<see cref="Decide"/>); the other need takes or refuses the part for good (
/// <see cref="TakeAllocation"/>); the pledge records that (<see cref="Allocate.Confirm"/>, or
/// <see cref="Allocate.Refuse"/>, which puts the part back); then the need that it left is told. Until the other one
/// has taken it, it counts for the need that it is to leave, and in the pledge's ledgers always once.
/// </summary>
public static class MoveByHand
{
    /// <summary>Decides on <paramref name="wish"/>; nothing when that id is moving already.</summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="id">The allocation.</param>
    /// <param name="moved">Id of the part that moves.</param>
    /// <param name="wish">What goes where.</param>
    /// <param name="need">The need that it goes to, as it was just read; null when the caller may not see one of that
    /// id.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="concerns">What speaks against it.</param>
    /// <param name="fourEyes">Who may decide on a nation's own pledges; as usual unless it is given.</param>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        string id,
        string moved,
        MoveToNeed wish,
        INeed? need,
        Actor actor,
        IReadOnlyList<Concern>? concerns = null,
        FourEyes? fourEyes = null
    )
    {
        if (Reduce.WhyNot(pledge, actor, fourEyes) is { } forbidden)
            return forbidden;
        if (pledge.Allocation(moved) is not null)
            return default;
        if (pledge.Allocation(id) is not { } allocation)
            return Reduce.NoSuch;
        var line = pledge.Line(allocation.Line)!;
        var check = new Check();
        check.Text(wish.Reason, "/reason", 2000);
        check.Text(wish.Despite, "/despite", 2000, required: false);
        if (wish.Quantity is { } named)
        {
            check.Quantity(named, CapabilityCatalog.Find(line.Capability), "/quantity");
            check.Lots(named, line.Lot, "/quantity");
        }

        var factor = Allocate.Named(check, line, need, wish.Requirement, wish.Gap);
        if (check.Error is { } invalid)
            return invalid;
        var quantity = wish.Quantity ?? pledge.NotLeft(allocation);
        if (WhyNot(pledge, allocation, need!, quantity) is { } conflict)
            return conflict;
        if (need!.WhyNotTake(quantity * factor!.Value, line.Step * factor.Value) is { } refusal)
            return refusal;
        if (Allocate.Unanswered(concerns, wish.Despite) is { } unanswered)
            return unanswered;
        return Pledge.About(
            new PledgeAllocationMoveRequested(
                id,
                moved,
                need.Id,
                quantity,
                factor.Value,
                pledge.Planned(allocation, quantity),
                need.Disclosure,
                Concerns: Codes(concerns),
                Despite: concerns is { Count: > 0 } ? wish.Despite!.Trim() : null
            ),
            [allocation, allocation with { Disclosure = need.Disclosure }]
        );
    }

    /// <summary>The words of what speaks against it, or null.</summary>
    internal static IReadOnlyList<string>? Codes(IReadOnlyList<Concern>? concerns) =>
        concerns is { Count: > 0 } ? [.. concerns.Select(c => c.Code)] : null;

    /// <summary>Why so much of an allocation does not go to a need, however much that has open; or null.</summary>
    internal static Conflict? WhyNot(Pledge pledge, Allocation allocation, INeed need, decimal quantity)
    {
        if ((Reduce.Settled(allocation) ?? Reduce.Undivided(allocation)) is { } unsettled)
            return unsettled;
        if (need.Id == allocation.Need)
            return new("same-need", $"It covers that {need.Noun} already.");
        if (need.Owner != allocation.To)
            return new(
                "other-destination",
                $"It goes to {allocation.To ?? Parties.Ukraine}, and the {need.Noun} is of {need.Owner ?? Parties.Ukraine}: release it, and allocate anew."
            );
        if (Allocate.WhyNot(pledge, need) is { } conflict)
            return conflict;
        return quantity <= 0 || quantity > pledge.NotLeft(allocation)
            ? new("has-left", $"Of {allocation.Quantity}, {pledge.NotLeft(allocation)} have not left.")
            : null;
    }
}
