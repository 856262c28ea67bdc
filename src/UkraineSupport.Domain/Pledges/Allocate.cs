using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Training;

namespace UkraineSupport.Domain.Pledges;

/// <summary>A coordinator's wish to reserve committed quantity for a requirement or a gap: one of the two.</summary>
/// <param name="Line">The pledge's line, from 1.</param>
/// <param name="Quantity">In the line's unit.</param>
/// <param name="Requirement">The requirement's id.</param>
/// <param name="Gap">The gap's id.</param>
/// <param name="Despite">Why it is allocated although something speaks against it (a blocking caveat, a condition, a
/// late handover, half of a capability from one ally); needed then, and kept.</param>
/// <param name="Intake">Of training: the intake whose places are allocated, all that the line gives to it. They stand
/// for the persons who graduate, on its last day.</param>
public sealed record AllocateLine(
    int Line,
    decimal Quantity,
    string? Requirement = null,
    string? Gap = null,
    string? Despite = null,
    string? Intake = null
)
{
    /// <summary>Id of the requirement or gap.</summary>
    [JsonIgnore]
    public string? Need => Requirement ?? Gap;
}

/// <summary>
/// Coordinators reserve committed quantity for a requirement or a gap. Two aggregates must agree without a common
/// transaction: the pledge reserves first (<see cref="Decide"/>), the need then takes or refuses it for good (
/// <see cref="TakeAllocation"/>), and the pledge records that answer (<see cref="Confirm"/> or <see cref="Refuse"/>).
/// Each step is known by the allocation's id and may be repeated, so whoever finds it unfinished finishes it.
/// </summary>
public static class Allocate
{
    /// <summary>Most allocations a pledge can have, and most that a requirement or gap takes or refuses.</summary>
    public const int MaxAllocations = 1000;

    /// <summary>Reserves on the pledge's line; nothing when that id is reserved already.</summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="id">The new allocation's id.</param>
    /// <param name="wish">What is asked.</param>
    /// <param name="need">The requirement or gap as it was just read, or null when the caller may not see one of that
    /// id.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="concerns">What speaks against it.</param>
    /// <param name="fourEyes">Who may decide on a nation's own pledges; as usual unless it is given.</param>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        string id,
        AllocateLine wish,
        INeed? need,
        Actor actor,
        IReadOnlyList<Concern>? concerns = null,
        FourEyes? fourEyes = null
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators allocate.");
        if ((fourEyes ?? FourEyes.Usual).WhyNot(actor, pledge.Donor) is { } alone)
            return alone;
        if (pledge.Allocation(id) is not null)
            return default;
        var line = pledge.Line(wish.Line);
        var check = new Check();
        check.That(
            line is not null,
            "/line",
            $"There is no line {wish.Line}; lines are numbered from 1 to {pledge.Lines.Count}."
        );
        check.Quantity(wish.Quantity, CapabilityCatalog.Find(line?.Capability), "/quantity");
        check.Lots(wish.Quantity, line?.Lot, "/quantity");
        check.Text(wish.Despite, "/despite", 2000, required: false);
        var factor = Named(check, line, need, wish.Requirement, wish.Gap);
        AllocateIntake.Validate(check, pledge, wish, need);
        if (check.Error is { } invalid)
            return invalid;

        if (!pledge.IsCommitted)
            return new Conflict("not-committed", $"The pledge is {pledge.Status}; only a commitment can be allocated.");
        if (WhyNot(pledge, need!) is { } conflict)
            return conflict;
        var places = pledge.Places(wish.Intake, wish.Line);
        if (WhyNot(pledge, line!, wish, places) is { } taken)
            return taken;
        // An intake is not divided: all of it is the last unit.
        var credit = (places?.Persons ?? wish.Quantity) * factor!.Value;
        if (need!.WhyNotTake(credit, places is null ? line!.Step * factor.Value : credit) is { } refusal)
            return refusal;
        return Unanswered(concerns, wish.Despite) is { } unanswered
            ? unanswered
            : new PledgeAllocationRequested(
                id,
                wish.Line,
                need.Id,
                wish.Quantity,
                factor.Value,
                need.Owner,
                MoveByHand.Codes(concerns),
                concerns is { Count: > 0 } ? wish.Despite!.Trim() : null,
                wish.Intake
            )
            {
                Disclosure = places?.Disclosure > need.Disclosure ? places.Disclosure : need.Disclosure,
                NeedOwner = need.Owner,
            };
    }

    private static Conflict? WhyNot(Pledge pledge, PledgeLine line, AllocateLine wish, IntakePlaces? places)
    {
        if (places is not null)
            return AllocateIntake.WhyNot(pledge, places);
        var free = pledge.Ledger(line).Free;
        return wish.Quantity > free
            ? new("over-allocation", $"Line {wish.Line} has {free} {line.Unit} left to allocate.")
            : null;
    }

    /// <summary>The need took it. Nothing when that is known, or when the allocation was released meanwhile.</summary>
    public static Decision<PledgeEvent> Confirm(Pledge pledge, string id) =>
        pledge.Allocation(id) is { Status: AllocationStatus.Pending } pending
            ? Pledge.About(new PledgeAllocationConfirmed(id), [pending])
            : default(Decision<PledgeEvent>);

    /// <summary>The need refused it; what was to be moved stays where it is.</summary>
    public static Decision<PledgeEvent> Refuse(Pledge pledge, string id, DateTimeOffset now) =>
        pledge.Allocation(id) is not { Status: AllocationStatus.Pending } pending ? default(Decision<PledgeEvent>)
        : pending.MovedFrom is { } from
            ? Pledge.About(new PledgeAllocationMoveRefused(from, id), [pending, pledge.Allocation(from)!])
        : Pledge.About(new PledgeAllocationReduced(id, 0, [], now), [pending]);

    /// <summary>
    /// Checks the need that a wish names, and answers how many of its units one of the line's stands for.
    /// </summary>
    internal static decimal? Named(Check check, PledgeLine? line, INeed? need, string? requirement, string? gap)
    {
        var (pointer, noun) = gap is null ? ("/requirement", "requirement") : ("/gap", "gap");
        check.That(requirement is null || gap is null, "/gap", "A requirement or a gap, not both.");
        check.That(need is not null, pointer, $"There is no such {noun}.");
        var factor = line is null ? null : need?.FactorFor(line.Capability);
        check.That(
            line is null || need is null || factor is not null,
            pointer,
            $"The {noun} asks for {need?.Capability}, and {line?.Capability} is not among its substitutes."
        );
        return factor;
    }

    /// <summary>Why nothing of a pledge goes to a need, however much there is; or null.</summary>
    internal static Conflict? WhyNot(Pledge pledge, INeed need)
    {
        if (need.Owner == pledge.Donor)
            return new("own-stock", "A donor's own pledge does not fill its own stock.");
        if (need is Gap && (pledge.Donor == DonorCatalog.UnitedStates || pledge.Deliverer == DonorCatalog.UnitedStates))
            return new(
                "own-gap",
                "What the USA gives, or delivers for an ally, does not close the gap that it is part of."
            );
        if (pledge.IsForParent)
            return new("contribution", "Its money goes into what the pledge that it is a share of buys.");
        if (need.Owner is not null && pledge.Disclosure == Disclosure.Restricted)
            return new(
                "restricted",
                $"The pledge is restricted: {need.Owner}, whose stock it would fill, could not see it to confirm receipt."
            );
        if (pledge.Allocations.Count >= MaxAllocations)
            return new("too-many-allocations", $"A pledge has at most {MaxAllocations} allocations.");
        return need.Coverage.Count >= MaxAllocations
            ? new("too-many-allocations", $"The {need.Noun} has had {MaxAllocations} allocations.")
            : null;
    }

    /// <summary>What speaks against it and was not answered with a reason, or null.</summary>
    internal static Conflict? Unanswered(IReadOnlyList<Concern>? concerns, string? despite) =>
        concerns is { Count: > 0 } && string.IsNullOrWhiteSpace(despite)
            ? new(
                "concerns",
                $"{string.Join(' ', concerns.Select(c => c.Why))} If it is to be allocated all the same, say why in \"despite\"."
            )
            : null;

    /// <summary>
    /// Who may see a need that the pledge covers, or the gap that it was offered for, has changed; nothing when that is
    /// known.
    /// </summary>
    public static Decision<PledgeEvent> Disclose(Pledge pledge, INeed need)
    {
        var known = pledge
            .Allocations.Where(a => a.Need == need.Id)
            .Select(a => (Is: a.Disclosure, Becomes: pledge.AllocationDisclosure(a, need.Disclosure)))
            .Concat(pledge.Gap == need.Id ? [(pledge.GapDisclosure, need.Disclosure)] : [])
            .ToList();
        return known.TrueForAll(d => d.Is == d.Becomes)
            ? default(Decision<PledgeEvent>)
            : new PledgeNeedDisclosed(need.Id, need.Disclosure)
            {
                Disclosure = known.SelectMany(d => new[] { d.Is, d.Becomes }).Append(need.Disclosure).Max(),
                NeedOwner = need.Owner,
            };
    }
}
