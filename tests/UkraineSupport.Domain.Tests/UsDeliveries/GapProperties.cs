using CsCheck;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

/// <summary>
/// Whatever is reported, signalled and corrected, in whatever order, the gaps found are right after each step.
/// </summary>
public sealed class GapProperties
{
    private static readonly string[] Kinds = ["report", "signal", "withdraw", "baseline"];

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Int[0, 3],
        Gen.Int[0, 23],
        Gen.Int[0, 8],
        Gen.Int[0, 12],
        Gen.Int[0, 3],
        (kind, month, length, tenths, which) => new Step(Kinds[kind], month, length, tenths, which)
    );

    [Fact]
    public void Every_month_with_enough_missing_is_in_one_gap_and_stays_there_until_nothing_is()
    {
        var (found, held) = (0, 0);
        Effort.Until(
            () => found > 0 && held > 0,
            () => $"{found} found, {held} held",
            () =>
                AnyStep
                    .List[1, 25]
                    .Sample(
                        steps =>
                            Play(
                                steps,
                                (before, flow) =>
                                {
                                    var had = before.Gaps.SelectMany(g => g.Months).Select(m => m.Month).ToHashSet();
                                    var months = flow.Gaps.SelectMany(g => g.Months).OrderBy(m => m.Month).ToList();
                                    Assert.Equal(
                                        Forecast
                                            .Of(flow, Given.Now)
                                            .Where(m =>
                                                m.Shortfall > 0
                                                && (
                                                    had.Contains(m.Month)
                                                    || new GapSettings().Opens(m.Baseline.Quantity, m.Shortfall)
                                                )
                                            )
                                            .Select(m => (m.Month, m.Shortfall)),
                                        months.Select(m => (m.Month, m.Shortfall))
                                    );
                                    // Months that follow each other are in the same one.
                                    var gapOf = flow
                                        .Gaps.SelectMany(g => g.Months, (g, m) => (m.Month, g.Number))
                                        .ToDictionary(x => x.Month, x => x.Number);
                                    Assert.All(
                                        gapOf.Where(x => gapOf.ContainsKey(x.Key.Plus(1))),
                                        x => Assert.Equal(x.Value, gapOf[x.Key.Plus(1)])
                                    );
                                    // What was one is not torn.
                                    Assert.All(
                                        before.Gaps,
                                        g =>
                                            Assert.True(
                                                g.Months.Where(m => gapOf.ContainsKey(m.Month))
                                                    .Select(m => gapOf[m.Month])
                                                    .Distinct()
                                                    .Count() <= 1
                                            )
                                    );
                                    Interlocked.Add(ref found, months.Count);
                                    Interlocked.Add(
                                        ref held,
                                        months.Count(m => !new GapSettings().Opens(m.Expected, m.Shortfall))
                                    );
                                }
                            ),
                        iter: Effort.Runs
                    )
        );
    }

    [Fact]
    public void A_number_is_never_given_again_and_a_gap_that_goes_on_keeps_a_month_it_had()
    {
        var (moved, merged) = (0, 0);
        Effort.Until(
            () => moved > 0 && merged > 0,
            () => $"{moved} moved, {merged} merged",
            () =>
                AnyStep
                    .List[1, 25]
                    .Sample(
                        steps =>
                            Play(
                                steps,
                                (before, flow) =>
                                {
                                    Assert.Equal(Enumerable.Range(1, flow.Gaps.Count), flow.Gaps.Select(g => g.Number));
                                    foreach (var (was, now) in before.Gaps.Zip(flow.Gaps))
                                    {
                                        Assert.Equal((was.Number, was.Id), (now.Number, now.Id));
                                        if (was.MergedInto is not null)
                                            Assert.Empty(now.Months);
                                        else if (now.Months.Count > 0)
                                            Assert.NotEmpty(Had(was).Intersect(now.Months.Select(m => m.Month)));
                                        if (was != now)
                                            Interlocked.Increment(ref moved);
                                        if (now.MergedInto is not { } into || was.MergedInto is not null)
                                            continue;
                                        Interlocked.Increment(ref merged);
                                        Assert.NotEmpty(flow.Gaps.Single(g => g.Id == into).Months);
                                    }
                                }
                            ),
                        iter: Effort.Runs
                    )
        );
    }

    [Fact]
    public void Searching_again_and_hearing_every_signal_again_change_nothing() =>
        AnyStep
            .List[1, 15]
            .Sample(
                steps =>
                    Play(
                        steps,
                        (_, flow) =>
                        {
                            AFlow.Search(flow).IsNothing();
                            foreach (var signal in flow.Signals)
                            {
                                var told = Recorded(signal.Id, 0, 0, 0) with { Version = signal.Version };
                                Signals.Take(AFlow.Id, flow.Capability, flow, told, Given.Now).IsNothing();
                                AFlow.Search(signal.Withdrawn ? flow : flow.Taking(Twin(signal))).IsNothing();
                            }
                        }
                    ),
                iter: Effort.Runs / 2
            );

    private static IEnumerable<Month> Had(FlowGap gap) =>
        gap.Months.Count > 0 ? gap.Months.Select(m => m.Month) : gap.Had;

    private static void Play(List<Step> steps, Action<UsFlow, UsFlow> check)
    {
        var flow = AFlow.Expecting(1000);
        foreach (var step in steps)
        {
            var before = flow;
            flow = step.On(flow).SearchedForGaps();
            check(before, flow);
        }
    }

    private static UsSignal Recorded(string id, int month, int length, int tenths, UsAuthority? authority = null)
    {
        var from = new Month(2026, 1).Plus(month).First.AddDays(tenths);
        var kind = tenths switch
        {
            0 => SignalKind.Halt,
            < 8 => SignalKind.Reduce,
            _ => SignalKind.Resume,
        };
        return AFlow.ASignal(
            AFlow.Signal(kind, from, from.AddMonths(length), kind == SignalKind.Reduce ? tenths / 10m : null) with
            {
                Authority = authority,
            },
            id
        );
    }

    /// <summary>The same again under another id, recorded a moment later.</summary>
    private static UsSignal Twin(AppliedSignal signal) =>
        AFlow.ASignal(
            new(
                signal.Kind,
                signal.From,
                SignalScope.All,
                signal.Source,
                signal.Factor,
                signal.Until,
                Authority: signal.Authority
            ),
            $"{signal.Id}-again"
        );

    /// <summary>Something that happens to a capability.</summary>
    private sealed record Step(string What, int Month, int Length, int Tenths, int Which)
    {
        public UsFlow On(UsFlow flow) =>
            What switch
            {
                "report" => Reported(flow, new Month(2026, 1).Plus(Month % 13)),
                "signal" => flow.Taking(Recorded($"signal-{Which}-{flow.Version}", Month, Length, Tenths, Authority)),
                "withdraw" when flow.Signals.Count > 0 => flow.After(
                    new UsFlowEvent[]
                    {
                        new UsSignalApplied(flow.Signals[Which % flow.Signals.Count] with { Withdrawn = true }),
                    }
                ),
                "baseline" => flow.After(
                    SetBaseline.Decide(
                        AFlow.Id,
                        AFlow.Shells,
                        flow,
                        AFlow.Baseline(
                            new(new Month(2026, 1).Plus(Which), 100 * (Tenths + 1), new Month(2027, 12)),
                            new(new Month(2026, 1).Plus(Length), 300, new Month(2027, 6), Authority: UsAuthority.USAI)
                        ) with
                        {
                            Reason = "New figures",
                            Without = [.. flow.Gaps.SelectMany(g => g.Months).Select(m => m.Month)],
                        },
                        Given.Coordinator,
                        Given.Now
                    )
                ),
                _ => flow,
            };

        private UsAuthority? Authority =>
            Which switch
            {
                0 => UsAuthority.PDA,
                1 => UsAuthority.USAI,
                _ => null,
            };

        private UsFlow Reported(UsFlow flow, Month month) =>
            flow.Report(month) is null
                ? flow.After(
                    Report.Decide(
                        flow,
                        AFlow.Delivered(AFlow.Shells, month, Tenths * 100) with
                        {
                            Under = [new(UsAuthority.PDA, Tenths * 100)],
                        },
                        Given.Coordinator,
                        Given.Now
                    )
                )
                : flow.After(
                    Report.Correct(
                        flow,
                        month,
                        new(Tenths * 100, AFlow.Reported, "Late news", Under: [new(UsAuthority.PDA, Tenths * 100)]),
                        Given.Coordinator,
                        Given.Now
                    )
                );
    }
}
