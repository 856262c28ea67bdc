using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// All that a plan depends on: the same input, in whatever order, gives the same plan, byte for byte.
/// </summary>
/// <param name="Today">The day the plan is made: what should have been handed over before it is not counted on.</param>
/// <param name="Lines">Committed lines; each pledge and line number once.</param>
/// <param name="Needs">What they could cover; each id once.</param>
/// <param name="Kept">Allocations to hold on to where they still fit; see <see cref="KeptAllocation"/>.</param>
/// <param name="Committed">What each donor has committed, for conditions that name a capability; what is missing counts
/// as nothing.</param>
/// <param name="Shares">What is needed of each capability and who covers it, all needs, for the ceiling; reckoned from
/// <paramref name="Needs"/> when it is left out.</param>
public sealed record PlanInput(
    DateOnly Today,
    IReadOnlyList<SupplyLine> Lines,
    IReadOnlyList<Need> Needs,
    IReadOnlyList<KeptAllocation>? Kept = null,
    IReadOnlyList<CommittedQuantity>? Committed = null,
    IReadOnlyList<NeedShare>? Shares = null
);

/// <summary>
/// All that is needed of a capability, covered or not, in a plan's scope or not, and what each donor covers of it: no
/// ally should give more than half (seed, recommendation 2).
/// </summary>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Total">Needed, in the capability's unit.</param>
/// <param name="ByDonor">Covered, by donor.</param>
public sealed record NeedShare(string Capability, decimal Total, IReadOnlyDictionary<string, decimal> ByDonor)
{
    /// <summary>By capability, of requirements and gaps; a donor's own stock is no support to Ukraine.</summary>
    public static IReadOnlyList<NeedShare> Of(IEnumerable<INeed> needs) =>
        [
            .. needs
                .Where(n => n.Owner is null)
                .Select(n => (Need: n, Total: n is Gap g ? g.Shortfall : ((Requirement)n).Stands))
                .Where(n => n.Total > 0)
                .GroupBy(n => n.Need.Capability)
                .Select(c => new NeedShare(
                    c.Key,
                    c.Sum(n => n.Total),
                    c.SelectMany(n => n.Need.Coverage)
                        .GroupBy(p => p.Donor)
                        .ToDictionary(d => d.Key, d => d.Sum(p => p.Credit))
                )),
        ];
}

/// <summary>A committed pledge line that could cover something.</summary>
/// <param name="Pledge">The pledge's id.</param>
/// <param name="Line">The line's number.</param>
/// <param name="Donor">The pledge's donor.</param>
/// <param name="Capability">Code from the catalogue; its unit is the unit of all quantities of the line.</param>
/// <param name="Free">Committed and not allocated, but for what is handed in as kept.</param>
/// <param name="DeliverBy">Last day of handover.</param>
/// <param name="AvailableFrom">First day of handover, or null when it could be any day.</param>
/// <param name="Lot">Allocations are multiples of it; null where any quantity will do.</param>
/// <param name="UnitValueEur">Value of one unit in EUR, or null when unknown: such a line is taken for the
/// dearest.</param>
/// <param name="Caveats">Restrictions: a blocking one rules the line out, others are passed on with the
/// allocation.</param>
/// <param name="Conditions">
/// What must hold: one that names a capability is checked against what the <em>other</em> donors have committed of it,
/// never against what the plan itself would give. One in words alone is passed on with the allocation.
/// </param>
/// <param name="For">The need that it was offered for, which alone it is used for; null when it may go to any.</param>
/// <param name="Restricted">Whether other donors may not see it: it replenishes nobody's stock then, since nobody could
/// confirm the receipt.</param>
/// <param name="NoRate">Whether it has a value, in a currency of which no exchange rate is known: it is taken for one
/// of the mean price, not for the dearest.</param>
/// <param name="Intake">The intake that these are the places of; all quantities are then persons who graduate, and one
/// lot. Null of what is in no intake.</param>
/// <param name="CourseId">The intake's course.</param>
/// <param name="DeliveredBy">Who delivers it, if that is not its donor.</param>
public sealed record SupplyLine(
    string Pledge,
    int Line,
    string Donor,
    string Capability,
    decimal Free,
    DateOnly DeliverBy,
    DateOnly? AvailableFrom = null,
    decimal? Lot = null,
    decimal? UnitValueEur = null,
    IReadOnlyList<Caveat>? Caveats = null,
    IReadOnlyList<Condition>? Conditions = null,
    string? For = null,
    bool Restricted = false,
    bool NoRate = false,
    string? Intake = null,
    string? CourseId = null,
    string? DeliveredBy = null
)
{
    /// <summary>
    /// The lines of a pledge of which something is free; none when it is no commitment, or is a share of another
    /// pledge.
    /// </summary>
    public static IEnumerable<SupplyLine> Of(Pledge pledge) =>
        pledge is { IsCommitted: true, IsForParent: false }
            ? pledge
                .Lines.Where(l => pledge.Ledger(l).Free > 0)
                .Select(l => Of(pledge, l))
                .Concat(
                    pledge
                        .Intakes.Where(p => p is { IsLive: true, IsOver: false, Persons: > 0 } && !IsTaken(pledge, p))
                        .Select(p => Of(pledge, p))
                )
            : [];

    /// <summary>An intake's places: persons who are there on its last day, all of them or none.</summary>
    public static SupplyLine Of(Pledge pledge, IntakePlaces places) =>
        Of(pledge, pledge.Line(places.Line)!) with
        {
            Free = places.Persons,
            Lot = places.Persons,
            DeliverBy = places.End,
            AvailableFrom = places.End,
            UnitValueEur =
                pledge.Eur(pledge.Line(places.Line)!, places.Places) is { } value && places.Persons > 0
                    ? decimal.Round(value / places.Persons, 2, MidpointRounding.AwayFromZero)
                    : null,
            Intake = places.Intake,
            CourseId = places.CourseId,
        };

    private static bool IsTaken(Pledge pledge, IntakePlaces places) =>
        pledge.Allocations.Any(a =>
            a.Intake == places.Intake && a.Line == places.Line && a.Status != AllocationStatus.Released
        );

    /// <summary>A line of a pledge.</summary>
    public static SupplyLine Of(Pledge pledge, PledgeLine line) =>
        new(
            pledge.Id,
            line.Line,
            pledge.Donor,
            line.Capability,
            pledge.Ledger(line).Free,
            line.DeliverBy,
            line.AvailableFrom,
            line.Lot,
            pledge.UnitEur(line),
            pledge.Caveats,
            pledge.Conditions,
            pledge.Gap,
            pledge.Disclosure == Disclosure.Restricted,
            pledge.HasNoRate(line),
            DeliveredBy: pledge.DeliveredBy
        );
}

/// <summary>What a need is.</summary>
public enum NeedKind
{
    /// <summary>What Ukraine asks for; of no use past the day it is required by.</summary>
    Requirement,

    /// <summary>A shortfall of US deliveries; late still helps, though less.</summary>
    Gap,

    /// <summary>A donor's own stock, from which it gave; never counts as support to Ukraine.</summary>
    Replenishment,
}

/// <summary>Something to be covered.</summary>
/// <param name="Id">The requirement's, gap's or replenishment's id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Capability">Code from the catalogue; its unit is the unit of all quantities of the need.</param>
/// <param name="Open">Not covered yet, but for what is handed in as kept.</param>
/// <param name="Total">All of it, covered or not; counted as <paramref name="Open"/> if it is less.</param>
/// <param name="NeededBy">Last day on which it helps fully.</param>
/// <param name="Priority">1 (highest) to 5.</param>
/// <param name="From">First day it is missed: each month of handover after it weighs less. Null when only
/// <paramref name="NeededBy"/> matters.</param>
/// <param name="Substitutes">What else would do: one unit of it counts as that many of the need's units.</param>
/// <param name="AlreadyByDonor">What each donor covers of it already, outside the plan and outside what is kept; for
/// the ceiling.</param>
/// <param name="Donor">A replenishment's own donor, whose lines are not used for it.</param>
/// <param name="Months">A gap's months of which something is open, earliest first, together
/// <paramref name="Open"/>; they say when it is missed, and the days above do not.</param>
/// <param name="CourseId">The course whose graduates alone fill it; null when any will do.</param>
public sealed record Need(
    string Id,
    NeedKind Kind,
    string Capability,
    decimal Open,
    decimal Total,
    DateOnly NeededBy,
    int Priority,
    DateOnly? From = null,
    IReadOnlyList<Substitute>? Substitutes = null,
    IReadOnlyDictionary<string, decimal>? AlreadyByDonor = null,
    string? Donor = null,
    IReadOnlyList<NeedMonth>? Months = null,
    string? CourseId = null
)
{
    /// <summary>A requirement or gap, as it is now.</summary>
    public static Need Of(INeed need) => need is Gap gap ? Of(gap) : Of((Requirement)need);

    private static Need Of(Gap gap)
    {
        var filled = gap.Filled(gap.Coverage).ToLookup(f => f.Month.Month, f => f.Quantity);
        return new(
            gap.Id,
            NeedKind.Gap,
            gap.Capability,
            gap.OpenQuantity,
            gap.Shortfall,
            gap.NeededBy,
            gap.Priority,
            gap.Months[0].Month.First,
            gap.Substitutes,
            ByDonor(gap.Coverage),
            Months:
            [
                .. gap
                    .Months.Select(m => new NeedMonth(m.Month.First, m.Month.Last, m.Shortfall - filled[m.Month].Sum()))
                    .Where(m => m.Open > 0),
            ]
        );
    }

    private static Need Of(Requirement requirement) =>
        new(
            requirement.Id,
            requirement.Kind == RequirementKind.Replenishment ? NeedKind.Replenishment : NeedKind.Requirement,
            requirement.Capability,
            requirement.OpenQuantity,
            requirement.Quantity - requirement.Elsewhere,
            requirement.RequiredBy,
            requirement.Priority,
            null,
            requirement.Substitutes,
            ByDonor(requirement.Coverage),
            requirement.Donor,
            CourseId: requirement.CourseId
        );

    private static Dictionary<string, decimal> ByDonor(IEnumerable<Coverage> coverage) =>
        coverage.Where(c => c.Credit > 0).GroupBy(c => c.Donor).ToDictionary(d => d.Key, d => d.Sum(c => c.Credit));

    /// <summary>The capabilities that can cover it: its own, then the substitutes'.</summary>
    internal IEnumerable<string> Capabilities =>
        (Substitutes ?? []).Select(s => s.Capability).Prepend(Capability).Distinct();
}

/// <summary>A month of a gap, and what of it is open.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="Open">In the need's unit.</param>
public sealed record NeedMonth(DateOnly First, DateOnly Last, decimal Open);

/// <summary>
/// An allocation to hold on to, confirmed or from an earlier plan. It stays in the plan as far as it still fits. Its
/// quantity must be part of the line's <see cref="SupplyLine.Free"/> and of the need's <see cref="Need.Open"/>: whoever
/// hands in a confirmed allocation adds it back to both. A confirmed one that may not be given up is left out here and
/// left out of both.
/// </summary>
/// <param name="Pledge">The pledge's id.</param>
/// <param name="Line">The line's number.</param>
/// <param name="Need">The need's id.</param>
/// <param name="Quantity">In the line's unit; of an intake: persons.</param>
/// <param name="Intake">The intake whose places they are, or null.</param>
public sealed record KeptAllocation(string Pledge, int Line, string Need, decimal Quantity, string? Intake = null);

/// <summary>What a donor has committed of a capability, all its pledges together.</summary>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Donor">The donor.</param>
/// <param name="Quantity">In the capability's unit.</param>
public sealed record CommittedQuantity(string Capability, string Donor, decimal Quantity);
