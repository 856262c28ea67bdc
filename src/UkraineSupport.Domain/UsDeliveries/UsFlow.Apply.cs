namespace UkraineSupport.Domain.UsDeliveries;

public sealed partial record UsFlow
{
    /// <inheritdoc/>
    public static UsFlow Apply(UsFlow? state, UsFlowEvent happened)
    {
        var next = happened is UsFlowOpened opened
            ? new UsFlow
            {
                Id = opened.Id,
                Capability = opened.Capability,
                OpenedAt = opened.OpenedAt,
            }
            : (state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the opening.")).After(
                happened
            );
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private UsFlow After(UsFlowEvent happened) =>
        happened switch
        {
            UsBaselineSet e => this with { Baseline = e.Baseline },
            UsReported e => With(e.Report),
            UsReportCorrected e => With(e.Report),
            UsSignalApplied e => this with { Signals = [.. Signals.Where(s => s.Id != e.Signal.Id), e.Signal] },
            UsReportsReminded e => this with { Reminded = [.. Reminded, .. e.Months] },
            UsReportsOverdue e => this with { Overdue = [.. Overdue, .. e.Months] },
            UsGapsFound e => this with
            {
                Gaps =
                [
                    .. Gaps.Where(g => e.Gaps.All(f => f.Number != g.Number))
                        .Concat(e.Gaps.Select(Found))
                        .OrderBy(g => g.Number),
                ],
            },
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };

    private UsFlow With(UsReport report) =>
        this with
        {
            Reports = [.. Reports.Where(r => r.Month != report.Month).Append(report).OrderBy(r => r.Month)],
        };

    private FlowGap Found(FoundRun run)
    {
        var before = Gaps.FirstOrDefault(g => g.Number == run.Number);
        return new(run.Number, run.Id, run.Months, run.MergedInto, run.Disclosure, Version + 1)
        {
            Beyond = run.Beyond,
            Sources = run.Sources ?? before?.Sources ?? [],
            Had =
                run.Months.Count > 0 || before is null ? []
                : before.Months.Count > 0 ? [.. before.Months.Select(m => m.Month)]
                : before.Had,
        };
    }
}
