using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

public sealed class FindGapsTests
{
    private static readonly Month March = new(2027, 3);

    [Fact]
    public void Without_a_shortfall_there_is_no_gap() => AFlow.Search(AFlow.Expecting(1000)).IsNothing();

    [Fact]
    public void Consecutive_months_with_a_shortfall_are_one_gap_with_its_quantities_and_values()
    {
        var found = AFlow
            .Search(AFlow.Expecting(1000, 2000).Signalled(Halt(new(2027, 2, 1), new(2027, 4, 30))))
            .Only<UsGapsFound>();
        var gap = Assert.Single(found.Gaps);
        Assert.Equal((1, "gap-1", null), (gap.Number, gap.Id, gap.MergedInto));
        Assert.Equal([new(2027, 2), March, new(2027, 4)], gap.Months.Select(m => m.Month));
        Assert.All(
            gap.Months,
            m => Assert.Equal((1000m, 1000m, 2000m, false), (m.Expected, m.Shortfall, m.ShortfallEur, m.Confirmed))
        );
    }

    [Fact]
    public void Months_apart_are_gaps_apart()
    {
        var flow = AFlow.Expecting(1000).Reporting(new(2026, 3), 0).Reporting(new(2026, 5), 0).SearchedForGaps();
        Assert.Equal(
            [(1, new Month(2026, 3)), (2, new Month(2026, 5))],
            flow.Gaps.Select(g => (g.Number, Assert.Single(g.Months).Month))
        );
    }

    [Fact]
    public void A_month_that_nothing_is_expected_in_ends_a_gap()
    {
        var flow = AFlow
            .Expecting(AFlow.Shells, new(March, 10), new(new(2027, 4), 0), new(new(2027, 5), 10))
            .Signalled(Halt(new(2027, 1, 1)))
            .SearchedForGaps();
        Assert.Equal(2, flow.Gaps.Count);
    }

    [Fact]
    public void Found_again_nothing_has_changed() => AFlow.Search(Halted().SearchedForGaps()).IsNothing();

    [Fact]
    public void The_same_halt_again_changes_nothing() =>
        AFlow
            .Search(Halted().SearchedForGaps().Signalled(Halt(new(2027, 2, 1)), "signal-2", minutesLater: 9))
            .IsNothing();

    [Fact]
    public void A_month_is_confirmed_by_its_report_once_it_is_over()
    {
        var flow = Halted().SearchedForGaps();
        Assert.Equal(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero), flow.NextMonthEnd(Given.Now));

        AFlow.Search(flow, new(2027, 2, 28, 23, 59, 59, TimeSpan.Zero)).IsNothing();
        // Over and unreported: nobody knows better than the forecast, and it says so.
        var over = flow.SearchedForGaps(flow.NextMonthEnd(Given.Now));
        Assert.Equal([false, false], over.Gaps[0].Months.Take(2).Select(m => m.Confirmed));
        Assert.Equal([true, false], over.Gaps[0].Months.Take(2).Select(m => m.Unreported));
        Assert.Equal(new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.Zero), over.NextMonthEnd(Given.Now));

        var reported = AFlow.Expecting(1000).Reporting(new(2026, 12), 400).SearchedForGaps();
        Assert.True(reported.Gaps[0].Months[0].Confirmed);
        Assert.Null(reported.NextMonthEnd(Given.Now));
    }

    [Fact]
    public void The_end_of_a_month_with_an_interim_report_is_waited_for_whether_or_not_it_is_short()
    {
        foreach (var delivered in (decimal[])[400, 1000])
        {
            var interim = AFlow.Expecting(1000).Reporting(AFlow.ThisMonth, delivered).SearchedForGaps();
            Assert.Equal(AFlow.ThisMonth.End(), interim.NextMonthEnd(Given.Now));
            var over = interim.SearchedForGaps(AFlow.ThisMonth.End());
            Assert.Null(over.NextMonthEnd(AFlow.ThisMonth.End()));
            Assert.Equal(
                delivered == 400 ? [(600m, true)] : [],
                over.Gaps.SelectMany(g => g.Months).Select(m => (m.Shortfall, m.Confirmed))
            );
        }
    }

    [Fact]
    public void A_gap_that_grows_on_either_side_stays_the_same_gap()
    {
        var flow = Halted(until: new(2027, 4, 30)).SearchedForGaps();
        var wider = flow.Signalled(Halt(new(2027, 1, 1), new(2027, 6, 30)), "signal-2").SearchedForGaps();
        Assert.Equal((1, 6), (Assert.Single(wider.Gaps).Number, wider.Gaps[0].Months.Count));
    }

    [Fact]
    public void A_gap_that_falls_apart_stays_one_since_what_covers_it_belongs_to_its_months()
    {
        var flow = Halted(until: new(2027, 7, 31))
            .SearchedForGaps()
            .Signalled(AFlow.Signal(SignalKind.Resume, new(2027, 3, 1), new(2027, 3, 31)), "signal-2")
            .SearchedForGaps();
        Assert.Equal([2, 4, 5, 6, 7], Assert.Single(flow.Gaps).Months.Select(m => m.Month.First.Month));
    }

    [Fact]
    public void Gaps_that_grow_together_go_on_in_the_larger_one_which_the_other_names()
    {
        var flow = AFlow
            .Expecting(1000)
            .Signalled(Halt(new(2027, 2, 1), new(2027, 2, 28)))
            .Signalled(Halt(new(2027, 4, 1), new(2027, 5, 31)), "signal-2")
            .SearchedForGaps();
        Assert.Equal([1, 2], flow.Gaps.Select(g => g.Months.Count));

        var found = AFlow
            .Search(flow.Signalled(Halt(new(2027, 3, 1), new(2027, 3, 31)), "signal-3"))
            .Only<UsGapsFound>();
        Assert.Equal([(1, 0, "gap-2"), (2, 4, null)], found.Gaps.Select(g => (g.Number, g.Months.Count, g.MergedInto)));
    }

    [Fact]
    public void A_halt_that_joined_gaps_and_is_taken_back_leaves_one_with_the_months_of_both()
    {
        var slip = AFlow.ASignal(Halt(new(2027, 4, 1), new(2027, 4, 30)), "signal-3");
        var flow = AFlow
            .Expecting(1000)
            .Signalled(Halt(new(2027, 2, 1), new(2027, 3, 31)))
            .Signalled(Halt(new(2027, 5, 1), new(2027, 6, 30)), "signal-2")
            .SearchedForGaps();
        var joined = flow.Taking(slip).SearchedForGaps();
        Assert.Equal([(5, null), (0, "gap-1")], joined.Gaps.Select(g => (g.Months.Count, g.MergedInto)));
        var undone = joined.Taking(UsSignal.Apply(slip, new UsSignalWithdrawn())).SearchedForGaps();
        Assert.Equal([2, 3, 5, 6], undone.Gaps[0].Months.Select(m => m.Month.First.Month));
        Assert.Empty(undone.Gaps[1].Months);
    }

    [Fact]
    public void A_month_opens_a_gap_when_enough_is_missing_and_stays_in_it_until_nothing_is()
    {
        var flow = AFlow
            .Expecting(1000)
            .Reporting(new(2026, 3), 949)
            .Reporting(new(2026, 5), 960)
            .Reporting(new(2026, 7), 950)
            .SearchedForGaps();
        Assert.Equal([3, 7], flow.Gaps.SelectMany(g => g.Months).Select(m => m.Month.First.Month));
        // The forecast by slippage falls short as well, by less: it shows, and opens nothing.
        Assert.Contains(Forecast.Of(flow, Given.Now), m => m.Shortfall is > 0 and < 50 && m.Report is null);

        var better = flow.After(
                Report.Correct(flow, new(2026, 3), new(999, AFlow.Reported, "Late news"), Given.Coordinator, Given.Now)
            )
            .SearchedForGaps();
        Assert.Equal(1, better.Gaps[0].Months.Single().Shortfall);
        var all = better
            .After(
                Report.Correct(
                    better,
                    new(2026, 3),
                    new(1000, AFlow.Reported, "Late news"),
                    Given.Coordinator,
                    Given.Now
                )
            )
            .SearchedForGaps();
        Assert.Empty(all.Gaps[0].Months);
    }

    [Theory]
    [InlineData(1000, 49.99, false)]
    [InlineData(1000, 50, true)]
    [InlineData(10, 0.99, false)]
    [InlineData(10, 1, true)]
    [InlineData(0, 0, false)]
    public void Both_units_and_per_cent_must_be_missing(decimal expected, decimal shortfall, bool opens) =>
        Assert.Equal(opens, new GapSettings().Opens(expected, shortfall));

    [Fact]
    public void A_gap_whose_shortfall_is_gone_is_gone_and_comes_back_with_its_months()
    {
        var halt = AFlow.ASignal(Halt(new(2027, 2, 1)));
        var withdrawn = UsSignal.Apply(halt, new UsSignalWithdrawn());
        var gone = AFlow.Expecting(1000).Taking(halt).SearchedForGaps().Taking(withdrawn).SearchedForGaps();
        Assert.Equal((1, 0, null), (gone.Gaps[0].Number, gone.Gaps[0].Months.Count, gone.Gaps[0].MergedInto));
        Assert.Null(gone.NextMonthEnd(Given.Now));

        var again = gone.Signalled(Halt(new(2027, 2, 1)), "signal-2").SearchedForGaps();
        Assert.Equal((1, 11), (Assert.Single(again.Gaps).Number, again.Gaps[0].Months.Count));

        // Other months are another gap.
        var other = gone.Reporting(new(2026, 5), 0).SearchedForGaps();
        Assert.Equal([(1, 0), (2, 1)], other.Gaps.Select(g => (g.Number, g.Months.Count)));
    }

    [Fact]
    public void A_gap_that_is_gone_goes_into_the_present_one_that_gets_its_months()
    {
        var halt = AFlow.ASignal(Halt(new(2027, 2, 1), new(2027, 3, 31)));
        var flow = AFlow
            .Expecting(1000)
            .Taking(halt)
            .Signalled(Halt(new(2027, 5, 1), new(2027, 5, 31)), "signal-2")
            .SearchedForGaps()
            .Taking(UsSignal.Apply(halt, new UsSignalWithdrawn()))
            .SearchedForGaps()
            .Signalled(Halt(new(2027, 3, 1), new(2027, 4, 30)), "signal-3")
            .SearchedForGaps();
        Assert.Equal([(0, "gap-2"), (3, null)], flow.Gaps.Select(g => (g.Months.Count, g.MergedInto)));
    }

    [Fact]
    public void A_gap_names_what_it_rests_on_and_is_told_anew_when_that_changes()
    {
        var halt = Halt(new(2027, 2, 1)) with { Source = "Scenario (demo)" };
        var flow = AFlow.Expecting(1000).Signalled(halt).SearchedForGaps();
        Assert.Equal(["Ministry", "Scenario (demo)"], flow.GapsToTell()[0].Sources);
        var reduced = flow.Signalled(
                AFlow.Signal(SignalKind.Reduce, new(2027, 6, 1), factor: 0.5m) with
                {
                    Source = "A later word",
                },
                "signal-9"
            )
            .SearchedForGaps();
        Assert.Equal(["Ministry", "Scenario (demo)", "A later word"], reduced.Gaps[0].Sources);
        // A signal that does not rule in its months is none of its sources.
        var other = flow.Signalled(
                AFlow.Signal(SignalKind.Resume, new(2026, 1, 1), new(2026, 1, 31)) with
                {
                    Source = "Elsewhere",
                },
                "signal-2"
            )
            .SearchedForGaps();
        Assert.Equal(2, other.Gaps[0].Sources.Count);
        var again = flow.Signalled(halt with { Source = "Announcement" }, "signal-3", minutesLater: 1)
            .SearchedForGaps();
        Assert.Equal(["Ministry", "Announcement"], again.GapsToTell()[0].Sources);
        var gap = Gap.Apply(null, FollowDeliveries.Decide(null, flow.GapsToTell()[0], Given.Now).Only<GapOpened>());
        Assert.Equal(2, gap.Sources.Count);
        Assert.Equal(
            ["Ministry", "Announcement"],
            FollowDeliveries.Decide(gap, again.GapsToTell()[0], Given.Now).Only<GapRevised>().Sources
        );
    }

    [Fact]
    public void Without_gaps_there_is_nothing_to_tell() => Assert.Empty(AFlow.Expecting(1000).GapsToTell());

    [Fact]
    public void What_is_to_be_told_are_the_present_gaps_and_those_that_went()
    {
        var flow = AFlow.Expecting(1000).Reporting(new(2026, 3), 0).Reporting(new(2026, 5), 0).SearchedForGaps();
        var mended = flow.After(
                Report.Correct(flow, new(2026, 3), new(1000, AFlow.Reported, "Late news"), Given.Coordinator, Given.Now)
            )
            .SearchedForGaps();
        Assert.Equal(
            [("gap-1", 0, mended.Version), ("gap-2", 1, flow.Version)],
            mended.GapsToTell().Select(g => (g.Id, g.Months.Count, g.Version))
        );

        var later = mended.Reporting(new(2026, 8), 0).SearchedForGaps();
        Assert.Equal(["gap-1", "gap-2", "gap-3"], later.GapsToTell().Select(g => g.Id));
    }

    [Theory]
    [InlineData(Disclosure.Public, Disclosure.Coalition)]
    [InlineData(Disclosure.Restricted, Disclosure.Restricted)]
    public void A_gap_is_as_confidential_as_the_stricter_of_baseline_and_signal(Disclosure signal, Disclosure gap)
    {
        var found = AFlow
            .Search(AFlow.Expecting(1000).Signalled(Halt(new(2027, 2, 1)) with { Disclosure = signal }))
            .Only<UsGapsFound>();
        Assert.Equal((gap, gap), (Assert.Single(found.Gaps).Disclosure, ((IConfidentialEvent)found).Confidentiality));
    }

    [Fact]
    public void What_a_restricted_signal_adds_is_a_gap_of_its_own()
    {
        var reduced = AFlow.Expecting(1000).Signalled(AFlow.Signal(SignalKind.Reduce, new(2027, 2, 1), factor: 0.5m));
        var secret = AFlow.ASignal(
            Halt(new(2027, 3, 1), new(2027, 3, 31)) with
            {
                Disclosure = Disclosure.Restricted,
            },
            "signal-2"
        );

        var (without, with) = (reduced.SearchedForGaps(), reduced.Taking(secret).SearchedForGaps());

        var open = with.GapsToTell().Where(g => g.Disclosure == Disclosure.Coalition).ToList();
        Assert.Equal(without.GapsToTell()[0].Months, Assert.Single(open).Months);
        Assert.Equal(without.GapsToTell()[0].Sources, open[0].Sources);
        var added = Assert.Single(with.GapsToTell(), g => g.Disclosure == Disclosure.Restricted);
        Assert.Equal((new Month(2027, 3), 500m), (added.Months[0].Month, Assert.Single(added.Months).Shortfall));
    }

    [Fact]
    public void A_restricted_signal_withdrawn_leaves_the_gap_that_is_there_without_it_as_it_was()
    {
        var secret = AFlow.ASignal(Halt(new(2027, 1, 1)) with { Disclosure = Disclosure.Restricted }, "signal-2");
        var flow = Halted().Taking(secret).SearchedForGaps();

        var search = AFlow.Search(flow.Taking(UsSignal.Apply(secret, new UsSignalWithdrawn())));

        var gone = Assert.Single(search.Only<UsGapsFound>().Gaps);
        Assert.Equal((0, Disclosure.Restricted), (gone.Months.Count, gone.Disclosure));
    }

    [Fact]
    public void News_for_some_and_news_for_others_are_two_events()
    {
        var secret = AFlow.ASignal(Halt(new(2027, 3, 1), new(2027, 3, 31)) with { Disclosure = Disclosure.Restricted });
        var flow = AFlow.Expecting(1000).Taking(secret).SearchedForGaps();
        var search = AFlow.Search(
            flow.Taking(UsSignal.Apply(secret, new UsSignalWithdrawn())).Reporting(new(2026, 12), 0)
        );

        Assert.Equal(
            [Disclosure.Coalition, Disclosure.Restricted],
            search.Events.Select(e => ((IConfidentialEvent)e).Confidentiality)
        );
    }

    [Fact]
    public void A_baseline_that_fewer_may_see_takes_its_gaps_along()
    {
        var flow = Halted().SearchedForGaps();
        var put = AFlow.Baseline(new BaselineRow(new(2026, 1), 1000, new Month(2027, 12))) with
        {
            Disclosure = Disclosure.Restricted,
            Reason = "Not for everybody",
        };
        flow = flow.After(SetBaseline.Decide(AFlow.Id, AFlow.Shells, flow, put, Given.Coordinator, Given.Now));

        var told = Assert.Single(flow.SearchedForGaps().GapsToTell());

        Assert.Equal(("gap-1", Disclosure.Restricted, 11), (told.Id, told.Disclosure, told.Months.Count));
    }

    /// <summary>Random reports and signals, searched at random, lived twice: with and without restricted signals.</summary>
    [Fact]
    public void Nothing_that_others_see_of_gaps_differs_with_and_without_restricted_signals() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 20], Gen.Int[0, 9])
            .Array[1, 20]
            .Sample(
                steps =>
                {
                    var (with, without) = (AFlow.Expecting(1000), AFlow.Expecting(1000));
                    foreach (var ((kind, disclosure, month, part), i) in steps.Select((s, i) => (s, i)))
                    {
                        var step = Step(kind, (Disclosure)disclosure, new Month(2026, 6).Plus(month), part / 10m, i);
                        with = step(with);
                        if (kind != 1 || disclosure != (int)Disclosure.Restricted)
                            without = step(without);
                    }

                    Assert.Equal(Seen(without.SearchedForGaps()), Seen(with.SearchedForGaps()));
                },
                iter: Effort.Runs
            );

    private static Func<UsFlow, UsFlow> Step(int kind, Disclosure disclosure, Month month, decimal part, int i) =>
        kind switch
        {
            0 when month <= AFlow.ThisMonth => f => f.Report(month) is null ? f.Reporting(month, 1000 * part) : f,
            1 => f =>
                f.Signalled(
                    part == 0
                        ? Halt(month.First) with
                        {
                            Disclosure = disclosure,
                        }
                        : AFlow.Signal(SignalKind.Reduce, month.First, month.Plus(2).Last, part) with
                        {
                            Disclosure = disclosure,
                        },
                    $"signal-{i}",
                    i
                ),
            _ => f => f.SearchedForGaps(),
        };

    private static List<(string Months, string Sources, bool Gone)> Seen(UsFlow flow) =>
        [
            .. flow.GapsToTell()
                .Where(g => g.Disclosure < Disclosure.Restricted)
                .Select(g => (string.Join(';', g.Months), string.Join(';', g.Sources ?? []), g.MergedInto is null)),
        ];

    private static UsFlow Halted(DateOnly? until = null) =>
        AFlow.Expecting(1000).Signalled(Halt(new(2027, 2, 1), until));

    private static SignalTerms Halt(DateOnly from, DateOnly? until = null) =>
        AFlow.Signal(SignalKind.Halt, from, until);
}
