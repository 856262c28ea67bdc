using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>
/// Finds the gaps in a capability's deliveries. A gap is made of the months in which enough is missing
/// (<see cref="GapSettings.Opens"/>), and of those it has already as long as anything is. Months that follow each other
/// are one gap; one that falls apart stays one, since what covers it belongs to its months; gaps that grow together go
/// on in one of them, and a gap that was gone comes back with its months.
/// <para>
/// Gaps are found level by level, from those who may see least to those who may see all: first what is missing without
/// any signal that is narrower than the baseline, then what narrower signals add to that, in gaps of their own that as
/// few may see. So nothing that others read of gaps depends on a signal that they may not see (DOMAIN §5 rule 8), and
/// the gaps that somebody may see add up to what is missing by all that this caller may see. A narrower signal by which
/// less is missing takes nothing off the wider gaps: it shows in the deliveries.
/// </para>
/// </summary>
public static class FindGaps
{
    /// <summary>
    /// Decides which gaps there are <paramref name="now"/>; nothing when they are as they were found before.
    /// </summary>
    /// <param name="flow">The deliveries.</param>
    /// <param name="now">The present: a report is final when its month is over.</param>
    /// <param name="settings">When a month opens a gap.</param>
    /// <param name="gapId">The id of the capability's gap of that number.</param>
    public static Decision<UsFlowEvent> Decide(
        UsFlow flow,
        DateTimeOffset now,
        GapSettings settings,
        Func<int, string> gapId
    )
    {
        var number = flow.Gaps.Count == 0 ? 0 : flow.Gaps.Max(g => g.Number);
        var held = new Dictionary<Month, decimal>();
        var events = new List<UsFlowEvent>();
        foreach (var level in Enum.GetValues<Disclosure>().Where(l => l >= flow.Disclosure))
        {
            var seen = flow.SeenAt(level) with { Gaps = [.. flow.Gaps.Where(g => flow.LevelOf(g) == level)] };
            var changed = AtLevel(seen, level)
                .Where(f => !seen.Gaps.Any(g => IsAsItWas(g, f)))
                .OrderBy(f => f.Number)
                .ToList();
            if (changed.Count > 0)
                events.Add(new UsGapsFound(changed));
        }

        return events.ToArray();

        List<FoundRun> AtLevel(UsFlow seen, Disclosure level)
        {
            Disclosure? beyond = level == flow.Disclosure ? null : level;
            var left = seen.Gaps.Where(g => g.Months.Count > 0).ToDictionary(g => g.Number);
            var found = new List<FoundRun>();
            var figures = Forecast.Of(seen, now);
            foreach (var (months, gaps) in Together(Runs(seen, figures, held, settings), seen.Gaps))
            {
                var goesOn = gaps.OrderByDescending(g => g.Months.Count > 0)
                    .ThenByDescending(g => Common(g, months))
                    .ThenBy(g => g.Number)
                    .FirstOrDefault();
                var next = goesOn is null ? ++number : goesOn.Number;
                var id = goesOn?.Id ?? gapId(next);
                found.Add(new(next, id, months, null, level, Sources(seen, figures, months), beyond));
                found.AddRange(gaps.Where(g => g != goesOn).Select(g => Gone(g, id)));
                foreach (var gap in gaps)
                    left.Remove(gap.Number);
            }

            found.AddRange(left.Values.Select(g => Gone(g, null)));
            return found;
        }
    }

    private static FoundRun Gone(FlowGap gap, string? into) =>
        new(gap.Number, gap.Id, [], into, gap.Disclosure, Beyond: gap.Beyond);

    private static bool IsAsItWas(FlowGap gap, FoundRun found) =>
        gap.Number == found.Number
        && gap.Disclosure == found.Disclosure
        && gap.Beyond == found.Beyond
        && gap.MergedInto == found.MergedInto
        && (found.Sources is null || gap.Sources.SequenceEqual(found.Sources))
        && gap.Months.SequenceEqual(found.Months);

    /// <summary>
    /// Where the figures of those months are from: the baseline, then the signals by their first day.
    /// </summary>
    private static List<string> Sources(UsFlow flow, IReadOnlyList<MonthFigures> figures, List<GapMonth> months)
    {
        var of = months.Select(m => m.Month).ToHashSet();
        var ruling = figures.Where(f => of.Contains(f.Month)).SelectMany(f => f.Basis.Signals).ToHashSet();
        return
        [
            .. flow
                .Signals.Where(s => ruling.Contains(s.Id))
                .OrderBy(s => s.From)
                .ThenBy(s => s.RecordedAt)
                .Select(s => s.Source)
                .Prepend(flow.Baseline!.Source)
                .Distinct(),
        ];
    }

    /// <summary>
    /// The months that belong to a gap, in unbroken runs: of each what is missing beyond what gaps of wider levels hold,
    /// which is added to <paramref name="held"/>.
    /// </summary>
    private static List<List<GapMonth>> Runs(
        UsFlow flow,
        IReadOnlyList<MonthFigures> figures,
        Dictionary<Month, decimal> held,
        GapSettings settings
    )
    {
        var had = flow.Gaps.SelectMany(g => g.Months).Select(m => m.Month).ToHashSet();
        var runs = new List<List<GapMonth>>();
        foreach (var month in figures)
        {
            var missing = month.Shortfall - held.GetValueOrDefault(month.Month);
            if (
                missing <= 0
                || (!had.Contains(month.Month) && !settings.Opens(month.Baseline.Quantity, month.Shortfall))
            )
                continue;
            if (runs.Count == 0 || month.Month.Since(runs[^1][^1].Month) != 1)
                runs.Add([]);
            held[month.Month] = month.Shortfall;
            runs[^1]
                .Add(
                    new(
                        month.Month,
                        month.Baseline.Quantity,
                        missing,
                        month.Eur(missing),
                        month.IsConfirmed,
                        month.IsUnreported
                    )
                );
        }

        return runs;
    }

    /// <summary>
    /// The runs that belong together because they share months with the same gap, each with the gaps it shares months
    /// with: none when it is new.
    /// </summary>
    private static List<(List<GapMonth> Months, List<FlowGap> Gaps)> Together(
        List<List<GapMonth>> runs,
        IReadOnlyList<FlowGap> before
    )
    {
        var parts = new List<(List<GapMonth> Months, List<FlowGap> Gaps)>();
        foreach (var run in runs)
        {
            var gaps = before.Where(g => g.MergedInto is null && Common(g, run) > 0).ToList();
            var same = parts.Where(p => p.Gaps.Intersect(gaps).Any()).ToList();
            parts.RemoveAll(same.Contains);
            parts.Add(
                (
                    [.. same.SelectMany(p => p.Months).Concat(run).OrderBy(m => m.Month)],
                    [.. same.SelectMany(p => p.Gaps).Union(gaps).OrderBy(g => g.Number)]
                )
            );
        }

        return parts;
    }

    private static int Common(FlowGap gap, List<GapMonth> months) =>
        (gap.Months.Count > 0 ? gap.Months.Select(m => m.Month) : gap.Had)
            .Intersect(months.Select(m => m.Month))
            .Count();
}
