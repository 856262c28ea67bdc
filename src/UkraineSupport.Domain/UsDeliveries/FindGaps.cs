using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>
/// Finds the gaps in a capability's deliveries: each unbroken run of months with a shortfall is one. A run goes on with
/// the gap found before that it shares most months with; so a gap keeps its number when it grows, shrinks or moves on.
/// </summary>
public static class FindGaps
{
    /// <summary>
    /// Decides which gaps there are <paramref name="now"/>; nothing when they are as they were found before.
    /// </summary>
    /// <param name="flow">The deliveries.</param>
    /// <param name="now">The present: a report is final when its month is over.</param>
    /// <param name="gapId">The id of the capability's gap of that number.</param>
    public static Decision<UsFlowEvent> Decide(UsFlow flow, DateTimeOffset now, Func<int, string> gapId)
    {
        var runs = Runs(flow, now);
        var before = flow.Gaps.Where(g => g.Months.Count > 0).ToList();
        var goesOn = GapMatching.Match(runs, before);
        var disclosure = flow.Signals.Where(s => !s.Withdrawn).Select(s => s.Disclosure).Append(flow.Disclosure).Max();
        var number = flow.Gaps.Count == 0 ? 0 : flow.Gaps.Max(g => g.Number);
        var found = runs.Select(
                (run, i) =>
                    goesOn[i] is { } gap ? new FoundRun(gap.Number, gap.Id, run, null, disclosure) : New(++number, run)
            )
            .ToList();
        var gone = before
            .Where(g => !goesOn.Contains(g))
            .Select(g => new FoundRun(g.Number, g.Id, [], TakenOver(g, found), g.Disclosure));
        var changed = found.Where(f => !before.Any(g => IsAsItWas(g, f))).Concat(gone).OrderBy(f => f.Number).ToList();
        return changed.Count == 0 ? default(Decision<UsFlowEvent>) : new UsGapsFound(changed);

        FoundRun New(int next, IReadOnlyList<GapMonth> run) => new(next, gapId(next), run, null, disclosure);
    }

    private static bool IsAsItWas(FlowGap gap, FoundRun found) =>
        gap.Number == found.Number && gap.Disclosure == found.Disclosure && gap.Months.SequenceEqual(found.Months);

    private static List<IReadOnlyList<GapMonth>> Runs(UsFlow flow, DateTimeOffset now)
    {
        var runs = new List<List<GapMonth>>();
        foreach (var month in Forecast.Of(flow, now).Where(m => m.Shortfall > 0))
        {
            if (runs.Count == 0 || month.Month.Since(runs[^1][^1].Month) != 1)
                runs.Add([]);
            runs[^1]
                .Add(
                    new(
                        month.Month,
                        month.Baseline.Quantity,
                        month.Shortfall,
                        month.ShortfallEur,
                        month.IsConfirmed,
                        month.IsUnreported
                    )
                );
        }

        return [.. runs];
    }

    /// <summary>The gap that took most of its months over; null when its shortfall is gone.</summary>
    private static string? TakenOver(FlowGap gone, List<FoundRun> found) =>
        found
            .Select(f => (f.Id, Common: GapMatching.Common(f.Months, gone.Months)))
            .Where(f => f.Common > 0)
            .OrderByDescending(f => f.Common)
            .Select(f => f.Id)
            .FirstOrDefault();
}

/// <summary>Which run goes on with which gap found before.</summary>
internal static class GapMatching
{
    /// <summary>
    /// For each run the gap it goes on with, or null: the pair with most months in common first, of equals the lower
    /// number, then the earlier run.
    /// </summary>
    public static FlowGap?[] Match(IReadOnlyList<IReadOnlyList<GapMonth>> runs, IReadOnlyList<FlowGap> gaps)
    {
        var matched = new FlowGap?[runs.Count];
        var pairs =
            from i in Enumerable.Range(0, runs.Count)
            from gap in gaps
            let common = Common(runs[i], gap.Months)
            where common > 0
            orderby common descending, gap.Number, i
            select (i, gap);
        foreach (var (i, gap) in pairs)
        {
            if (matched[i] is null && !matched.Contains(gap))
                matched[i] = gap;
        }

        return matched;
    }

    public static int Common(IReadOnlyList<GapMonth> one, IReadOnlyList<GapMonth> other) =>
        one.Select(m => m.Month).Intersect(other.Select(m => m.Month)).Count();
}
