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
public sealed record PlanInput(
    DateOnly Today,
    IReadOnlyList<SupplyLine> Lines,
    IReadOnlyList<Need> Needs,
    IReadOnlyList<KeptAllocation>? Kept = null,
    IReadOnlyList<CommittedQuantity>? Committed = null
);

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
    string? For = null
);

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
    IReadOnlyList<NeedMonth>? Months = null
)
{
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
/// <param name="Quantity">In the line's unit.</param>
public sealed record KeptAllocation(string Pledge, int Line, string Need, decimal Quantity);

/// <summary>What a donor has committed of a capability, all its pledges together.</summary>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Donor">The donor.</param>
/// <param name="Quantity">In the capability's unit.</param>
public sealed record CommittedQuantity(string Capability, string Donor, decimal Quantity);
