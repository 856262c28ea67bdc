using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>What is planned of a month, and what it gave.</summary>
public class OutputTests
{
    private static readonly Month January = new(2027, 1);
    private static readonly Month February = new(2027, 2);

    [Fact]
    public void A_report_is_put_right_by_another_and_says_how_often()
    {
        var agreement = AnAgreement.Planned(12, 100).Made(January, 90, 40).Made(January, 90, 40);
        Assert.Equal((90m, 0), (agreement.State.Report(January)!.Made, agreement.State.Report(January)!.Corrections));
        Assert.Equal(["/reason"], Wrong(agreement, new(January, 95, 90, ToUkraine: 40)));
        agreement.Made(January, 95, 40, "Counted again");
        Assert.Equal((95m, 1), (agreement.State.Report(January)!.Made, agreement.State.Report(January)!.Corrections));
        Assert.Single(agreement.State.Reports);
    }

    [Fact]
    public void An_interim_report_needs_no_reason_to_be_followed_by_another()
    {
        var agreement = AnAgreement.Planned(12, 100).On(2027, 1, 20);
        agreement
            .Do(a => Report(a, new(January, 50, 40), agreement.Now))
            .Do(a => Report(a, new(January, 60, 50), agreement.Now));
        Assert.Equal(60, agreement.State.Report(January)!.Made);
    }

    [Fact]
    public void What_makes_no_sense_is_named()
    {
        var agreement = AnAgreement.Planned(12, 100).Made(January, 100, 60).On(2027, 3, 1);
        Assert.Equal(["/month"], Wrong(agreement, new(new(2027, 4), 1, 1)));
        Assert.Equal(["/month"], Wrong(agreement, new(new(2026, 12), 1, 1)));
        Assert.Equal(["/accepted"], Wrong(agreement, new(February, 10, 11)));
        Assert.Equal(["/rejected"], Wrong(agreement, new(February, 10, 9, 2)));
        Assert.Equal(["/scrapped"], Wrong(agreement, new(February, 10, 8, 2, 3)));
        Assert.Equal(["/made"], Wrong(agreement, new(February, -1, 0)));
        Assert.Equal(["/made"], Wrong(agreement, new(February, 1.5m, 0)));
        // 40 are left of January.
        Assert.Equal(["/toUkraine"], Wrong(agreement, new(February, 10, 10, ToUkraine: 51)));
        Assert.Equal(["/toPartner"], Wrong(agreement, new(February, 10, 10, ToPartner: 51)));
        agreement.Made(February, 10, 50);
        // Now February rests on January's.
        Assert.Equal(["/toUkraine"], Wrong(agreement, new(January, 99, 99, ToUkraine: 60, Reason: "Counted again")));
    }

    [Fact]
    public void The_parties_plan_and_report()
    {
        var agreement = AnAgreement.Planned(12, 100).On(2027, 2, 1);
        Assert.All(
            Given.Everyone,
            actor =>
            {
                var isParty = actor == Given.Danish || actor == Given.Ukraine;
                var report = new ReportOutput(January, 1, 1);
                Assert.Equal(
                    !isParty,
                    Output.Report(agreement, report, actor, agreement.Now, AnAgreement.Settings).IsForbidden()
                );
                Assert.Equal(!isParty, Output.Plan(agreement, new([new(January, 1)], "x"), actor).IsForbidden());
            }
        );
    }

    [Fact]
    public void A_plan_is_within_the_contract_each_month_once()
    {
        var agreement = AnAgreement.Funded();
        string[] Planned(params List<PlannedMonth> months) => Output.Plan(agreement, new(months), Given.Danish).Wrong();
        Assert.Equal(["/months"], Planned());
        Assert.Equal(["/months"], Planned(new(January, 1), new PlannedMonth(January, 2)));
        Assert.Equal(["/months/0/month"], Planned(new PlannedMonth(new(2029, 1), 1)));
        Assert.Equal(["/months/0/quantity"], Planned(new PlannedMonth(January, -1)));
        agreement.Do(a => Output.Plan(a, new([new(February, 2), new(January, 1)]), Given.Danish));
        Assert.Equal([January, February], agreement.State.Plan.Select(m => m.Month).ToArray());
        Output.Plan(agreement, new([new(January, 1), new(February, 2)]), Given.Danish).IsNothing();
        Assert.Equal(["/reason"], Output.Plan(agreement, new([new(January, 1)]), Given.Danish).Wrong());
    }

    [Fact]
    public void Nothing_is_made_under_a_letter_of_intent_nor_after_the_end()
    {
        var filed = AnAgreement.Filed().On(2027, 3, 1);
        Assert.Equal("not-made-under-it", Report(filed, new(January, 1, 1), filed.Now).Conflict());
        var ended = AnAgreement.Planned(12, 100).On(2027, 2, 10);
        ended.Do(a => Stopping.Terminate(a, new("x"), Given.Danish, ended.Now)).On(2027, 4, 1);
        // What was made before the end is still reported.
        ended.Made(February, 10);
        Assert.Equal("not-made-under-it", Report(ended, new(new(2027, 3), 1, 1), ended.Now).Conflict());
    }

    [Fact]
    public void Output_that_falls_behind_opens_a_bottleneck_that_nobody_has_to_ask_for()
    {
        var agreement = AnAgreement.Planned(12, 100).Made(January, 80);
        Assert.Empty(agreement.State.Bottlenecks);
        agreement.Made(February, 79);
        var opened = Assert.Single(agreement.State.Bottlenecks);
        Assert.Equal((BottleneckKind.Undetermined, 21m, null), (opened.Kind, opened.CostsAMonth, opened.OpenedBy));
        // One is open: another month says nothing new.
        agreement.Made(new(2027, 3), 10);
        Assert.Single(agreement.State.Bottlenecks);
    }

    private static Decisions.Decision<AgreementEvent> Report(Agreement a, ReportOutput report, DateTimeOffset now) =>
        Output.Report(a, report, Given.Danish, now, AnAgreement.Settings);

    private static string[] Wrong(AnAgreement agreement, ReportOutput report) =>
        Report(agreement, report, agreement.Now).Wrong();

    [Fact]
    public void A_bottleneck_that_rests_on_a_slip_of_the_pen_goes_when_that_is_put_right()
    {
        var agreement = AnAgreement.Planned(12, 100).Made(January, 9).Made(January, 70, reason: "A digit was missing");
        Assert.Equal(
            [(false, 91m), (true, 30m)],
            agreement.State.Bottlenecks.Select(b => (b.IsOpen, b.CostsAMonth)).ToArray()
        );
        agreement.Made(January, 90, reason: "And a lot");
        Assert.DoesNotContain(agreement.State.Bottlenecks, b => b.IsOpen);
        Assert.Equal(DifferenceCause.Unexplained, Ramp.Of(agreement, agreement.Now)[0].Cause);
        // What somebody sees to is theirs to close.
        agreement.Made(February, 9);
        agreement.Do(a => Bottlenecks.Assign(a, 3, new("DNK", new(2027, 6, 1)), false, Given.Danish, agreement.Now));
        agreement.Made(February, 90, reason: "A digit was missing");
        Assert.True(agreement.State.Bottleneck(3)!.IsOpen);
    }
}
