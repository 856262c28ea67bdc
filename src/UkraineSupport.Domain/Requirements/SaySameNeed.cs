using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.Requirements;

/// <summary>A coordinator's word that part of a requirement is a gap of US deliveries.</summary>
/// <param name="Gap">Id of the gap.</param>
/// <param name="Reason">Why.</param>
/// <param name="Quantity">How much of the requirement, in its unit; the most that fits unless it is said.</param>
public sealed record SaySameNeed(string Gap, string Reason, decimal? Quantity = null);

/// <summary>A coordinator takes that back.</summary>
/// <param name="Reason">Why.</param>
public sealed record UndoSameNeed(string Reason);

/// <summary>
/// A requirement and a gap are the same need, so that both are not filled. The requirement promises a part first (
/// <see cref="Decide"/>); the gap takes it or refuses it for good (<see cref="SameNeeds.Hear"/>). From then on the part
/// only falls, on either side, and each takes over what the other has come to: whoever tells them, how often and in
/// what order, they end up with the lesser of the two.
/// </summary>
public static class SayingSame
{
    /// <summary>Most parts of the coverage that one decision takes over: a transaction takes no more than a hundred
    /// events.</summary>
    public const int MostAtOnce = 50;

    /// <summary>Decides on <paramref name="said"/>.</summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="said">What is said.</param>
    /// <param name="gap">The gap, as it was just read; null when the caller may not see one of that id.</param>
    /// <param name="actor">Who says it.</param>
    public static Decision<RequirementEvent> Decide(Requirement requirement, SaySameNeed said, Gap? gap, Actor actor)
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators say that a requirement and a gap are the same need.");
        var check = new Check();
        check.Text(said.Reason, "/reason", 2000);
        check.That(gap is not null, "/gap", "There is no such gap.");
        check.That(
            gap is null || gap.Capability == requirement.Capability,
            "/gap",
            $"It is a gap of {gap?.Capability}, and the requirement asks for {requirement.Capability}."
        );
        if (said.Quantity is { } named)
            check.Quantity(named, CapabilityCatalog.Find(requirement.Capability), "/quantity");
        if (check.Error is { } invalid)
            return invalid;
        if ((WhyNot(requirement) ?? SameNeeds.WhyNot(gap!, requirement, 0)) is { } conflict)
            return conflict;
        var (open, room) = (requirement.OpenQuantity, SameNeeds.Room(gap!, requirement.Id));
        var quantity = said.Quantity ?? InSteps(Math.Min(open, room), requirement.Capability);
        if (quantity > open || open <= 0)
            return new Conflict(
                "allocated",
                $"{Math.Max(0, open)} {requirement.Unit} of the requirement are not allocated: move its allocations to the gap first."
            );
        return quantity <= 0 ? SameNeeds.Full(gap!, requirement.Id)
            : SameNeeds.WhyNot(gap!, requirement, quantity) is { } full ? full
            : new RequirementSameNeedSaid(gap!.Id, (requirement.SameNeed?.N ?? 0) + 1, quantity);
    }

    /// <summary>A coordinator takes it back; what covers the gap stays there.</summary>
    public static Decision<RequirementEvent> Undo(Requirement requirement, UndoSameNeed undo, Actor actor)
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators take back that a requirement and a gap are the same need.");
        if (Check.Reason(undo.Reason) is { } invalid)
            return invalid;
        return requirement.SameNeed is { IsLive: true } part
            ? new RequirementSameNeedEnded(part.Gap, part.Quantity, "A coordinator took it back.")
            : new Conflict("not-said", "No part of the requirement is said to be a gap.");
    }

    /// <summary>
    /// The requirement takes over what the gap has come to: how much of it the part is, what was said before, and what
    /// covers the gap, some at a time; nothing when it has.
    /// </summary>
    public static Decision<RequirementEvent> Hear(Requirement requirement, Gap gap)
    {
        if (
            requirement.SameNeed is not { IsLive: true } part
            || part.Gap != gap.Id
            || gap.SameNeeds.FirstOrDefault(s => s.Requirement == requirement.Id) is not { } said
            || said.N != part.N
        )
            return default;
        if (!said.IsLive)
            return new RequirementSameNeedEnded(gap.Id, part.Quantity, said.Why ?? "", said.IsRefused);
        var events = new List<RequirementEvent>();
        var (quantity, before) = (Math.Min(part.Quantity, said.Quantity), SameNeeds.Before(gap, requirement.Id));
        if (quantity < part.Quantity || before != part.Before)
            events.Add(
                new RequirementSameNeedChanged(
                    gap.Id,
                    part.Quantity,
                    quantity,
                    before,
                    quantity < part.Quantity ? said.Why : null
                )
            );
        events.AddRange(
            gap.Coverage.Where(now => IsNews(part.Coverage.FirstOrDefault(c => c.Allocation == now.Allocation), now))
                .Take(MostAtOnce)
                .Select(now => new RequirementSameNeedCovered(gap.Id, now))
        );
        return events.ToArray();
    }

    /// <summary>What happens to the part when the requirement keeps only so much for it.</summary>
    internal static IEnumerable<RequirementEvent> Shrink(Requirement requirement, decimal most, string why) =>
        requirement.SameNeed is not { IsLive: true } part || part.Quantity <= most ? []
        : most <= 0 ? [new RequirementSameNeedEnded(part.Gap, part.Quantity, why)]
        : [new RequirementSameNeedChanged(part.Gap, part.Quantity, most, part.Before, why)];

    private static bool IsNews(Coverage? known, Coverage now) => now.Credit > 0 ? now != known : known is not null;

    private static Conflict? WhyNot(Requirement requirement) =>
        requirement.Kind == RequirementKind.Replenishment
            ? new("replenishment", "A donor's own stock is no need of Ukraine's, and no gap of US deliveries.")
        : requirement.IsEnded || requirement.Stage != RequirementStatus.Open
            ? new("requirement-not-open", $"The requirement is {requirement.Status}.")
        : !requirement.IsReady ? Requirement.TakingOver
        : requirement.CourseId is not null
            ? new("one-course", "Only graduates of one course fill the requirement, and any fill a gap.")
        : requirement.SameNeed is { IsLive: true } part
            ? new("already-said", $"{part.Quantity} {requirement.Unit} of it are {part.Gap}: take that back first.")
        : null;

    private static decimal InSteps(decimal quantity, string capability) =>
        CapabilityCatalog.Find(capability)!.IsMoney
            ? decimal.Round(quantity, 2, MidpointRounding.ToZero)
            : decimal.Truncate(quantity);
}
