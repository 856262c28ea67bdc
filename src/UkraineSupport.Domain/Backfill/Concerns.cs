using System.Globalization;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Backfill;

/// <summary>What speaks against an allocation that the rules allow.</summary>
/// <param name="Code">What it is, in a word that tells no figures: it is kept with the allocation.</param>
/// <param name="Why">In words and numbers, for coordinators.</param>
public sealed record Concern(string Code, string Why);

/// <summary>
/// What a plan would hold against an allocation. When a plan is confirmed that has changed since is looked at again,
/// and what speaks against a part is its refusal; by hand a coordinator may allocate all the same, with a reason that
/// is kept.
/// </summary>
public static class Concerns
{
    /// <summary>What speaks against allocating to a need, all of it.</summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="line">Its line.</param>
    /// <param name="quantity">What is to be allocated, in the line's unit.</param>
    /// <param name="need">The requirement or gap.</param>
    /// <param name="context">What else it depends on.</param>
    /// <param name="places">Of an intake: its places; null otherwise.</param>
    public static IReadOnlyList<Concern> Of(
        Pledge pledge,
        PledgeLine line,
        decimal quantity,
        INeed need,
        ConcernContext context,
        IntakePlaces? places = null
    )
    {
        if (need.FactorFor(line.Capability) is not { } factor || need.OpenQuantity <= 0)
            return [];
        var credit = (places?.Persons ?? quantity) * factor;
        var concerns = new List<Concern>();
        var (supply, asked) = (Supply(pledge, line, places), Need.Of(need));
        var use = LineUse.Of(supply, context.Today, context.Committed.ToLookup(c => c.Capability));
        if (use.Obstacle is Obstacle.Blocked)
            concerns.Add(new("blocked", $"A caveat rules it out: {use.Why}"));
        if (use.Obstacle is Obstacle.Condition)
            concerns.Add(new("condition", use.Why));
        if (use.Obstacle is Obstacle.Overdue)
            concerns.Add(new("overdue", use.Why));
        if (supply.For is { } other && other != need.Id && context.OpenGaps.Contains(other))
            concerns.Add(new("offered-for-another", $"It was offered for {other}, which is still open."));
        if (Late(supply, asked, credit) is { } late)
            concerns.Add(new("late", late));
        if (Ceiling(supply.Donor, need, credit, context) is { } above)
            concerns.Add(new("ceiling", above));
        return concerns;
    }

    /// <summary>
    /// What of it keeps a plan from confirming a part: all but a ceiling, which the plan weighed, and a handover that
    /// is late within what the plan allows.
    /// </summary>
    internal static Concern? Prevents(
        Pledge pledge,
        PledgeLine line,
        decimal quantity,
        INeed need,
        PlanOptions options,
        ConcernContext context,
        IntakePlaces? places = null
    )
    {
        if (need.FactorFor(line.Capability) is not { } factor || need.OpenQuantity <= 0)
            return null;
        var credit = (places?.Persons ?? quantity) * factor;
        var (_, useful) = TimeWeight.Of(Supply(pledge, line, places), Need.Of(need), options);
        return Of(pledge, line, quantity, need, context, places)
            .FirstOrDefault(c =>
                c.Code switch
                {
                    "ceiling" => false,
                    "late" => useful < Math.Min(credit, need.OpenQuantity),
                    _ => true,
                }
            );
    }

    private static SupplyLine Supply(Pledge pledge, PledgeLine line, IntakePlaces? places) =>
        places is null ? SupplyLine.Of(pledge, line) : SupplyLine.Of(pledge, places);

    private static string? Late(SupplyLine line, Need need, decimal credit)
    {
        if (need.Months is not { } months)
            return line.DeliverBy <= need.NeededBy
                ? null
                : Words.Say(
                    $"It is handed over by {line.DeliverBy:yyyy-MM-dd}, after {need.NeededBy:yyyy-MM-dd}, the last day on which it helps."
                );
        var inTime = months.Where(m => line.DeliverBy <= m.Last).Sum(m => m.Open);
        return inTime >= Math.Min(credit, need.Open)
            ? null
            : Words.Say(
                $"It is handed over by {line.DeliverBy:yyyy-MM-dd}, in time for {inTime:#,0.####} of what the gap's months miss."
            );
    }

    private static string? Ceiling(string donor, INeed need, decimal credit, ConcernContext context)
    {
        if (
            need.Owner is not null
            || context.Shares.FirstOrDefault(s => s.Capability == need.Capability) is not { } all
        )
            return null;
        var covered = all.ByDonor.GetValueOrDefault(donor) + Math.Min(credit, need.OpenQuantity);
        var unit = CapabilityCatalog.Find(need.Capability)?.Unit;
        return covered <= context.Ceiling * all.Total
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{donor} would cover {covered:#,0.##} of the {all.Total:#,0.##} {unit} of {need.Capability} that are needed in all; no more than {context.Ceiling:0.#%} should come from one ally."
            );
    }
}

/// <summary>What an allocation is held against.</summary>
/// <param name="Today">The present day.</param>
/// <param name="Committed">What donors have committed, for conditions.</param>
/// <param name="Shares">What is needed and who covers it; none when the ceiling is not asked for.</param>
/// <param name="OpenGaps">Gaps of which something is open: what was offered for them is theirs.</param>
/// <param name="Ceiling">Most of a capability that should come from one donor.</param>
public sealed record ConcernContext(
    DateOnly Today,
    IReadOnlyList<CommittedQuantity> Committed,
    IReadOnlyList<NeedShare> Shares,
    IReadOnlySet<string> OpenGaps,
    decimal Ceiling = 0.5m
);
