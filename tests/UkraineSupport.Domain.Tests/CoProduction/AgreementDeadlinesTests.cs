using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>What happens by itself: reminders before, escalation after, an end.</summary>
public class AgreementDeadlinesTests
{
    [Fact]
    public void Each_approval_is_reminded_of_and_escalated_by_itself()
    {
        var agreement = AnAgreement.CoSigned().Answered("ministry").Answered("financing-1");
        // Half of sixty days, in the order of the approvals; 4 January + 30.
        var at = new DateTimeOffset(2027, 2, 3, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(at, agreement.State.NextDeadline(AnAgreement.Settings)!.At);
        agreement.Reached().Reached();
        Assert.Equal([2, 4], agreement.State.Reminded.Select(s => s.Number).ToArray());
        agreement.Answered("licence-1").Reached();
        var late = Assert.Single(agreement.State.Overdue);
        Assert.Equal((AgreementStepKind.Approval, 4), (late.Kind, late.Number));
    }

    [Fact]
    public void A_milestone_that_is_not_met_is_missed_and_may_still_come()
    {
        var agreement = AnAgreement.Funded().Milestone(MilestoneKind.Tooling, new(2027, 3, 1));
        agreement.Reached();
        Assert.Equal(AgreementStepKind.Milestone, agreement.State.Reminded.Single().Kind);
        Assert.Equal(new(2027, 1, 31, 0, 0, 0, TimeSpan.Zero), agreement.Now);
        agreement.Reached();
        Assert.Equal(MilestoneStatus.Missed, agreement.State.Milestone(1)!.Status);
        Assert.Equal(new(2027, 3, 2, 0, 0, 0, TimeSpan.Zero), agreement.Now);
        agreement.Moved(1, MilestoneStatus.AtRisk, new(2027, 6, 1));
        Assert.Empty(agreement.State.Overdue);
        Assert.Equal(new(2027, 5, 3, 0, 0, 0, TimeSpan.Zero), agreement.State.NextDeadline(AnAgreement.Settings)!.At);
    }

    [Fact]
    public void A_month_without_a_report_is_asked_for_and_put_before_the_board()
    {
        var agreement = AnAgreement.Planned(2, 100).Reached();
        Assert.Equal(new(2027, 2, 1, 0, 0, 0, TimeSpan.Zero), agreement.Now);
        agreement.Reached();
        Assert.Equal(
            (AgreementStepKind.Output, new Month(2027, 1)),
            (agreement.State.Overdue[0].Kind, agreement.State.Overdue[0].Month!.Value)
        );
        Assert.Equal(new(2027, 2, 15, 0, 0, 0, TimeSpan.Zero), agreement.Now);
        agreement.Made(new(2027, 1), 100).Made(new(2027, 2), 100);
        Assert.Equal(DeadlineKind.AgreementReminder, agreement.State.NextDeadline(AnAgreement.Settings)!.Kind);
    }

    [Fact]
    public void A_bottleneck_that_nobody_sees_to_goes_before_the_board()
    {
        var agreement = AnAgreement.Funded().Opened(BottleneckKind.Capacity, 10).Reached();
        Assert.Equal(Given.Now.AddDays(7), agreement.Now);
        agreement.Reached();
        Assert.Equal(Given.Now.AddDays(14), agreement.State.Bottleneck(1)!.EscalatedAt);
        // Once it is somebody's, its day is watched anew.
        agreement.Do(a => Bottlenecks.Assign(a, 1, new("DNK", new(2027, 3, 1)), false, Given.Danish, agreement.Now));
        Assert.Empty(agreement.State.Overdue);
        agreement.Reached().Reached();
        Assert.Equal(AgreementStepKind.Bottleneck, Assert.Single(agreement.State.Overdue).Kind);
    }

    [Fact]
    public void Renewal_is_asked_in_time_and_a_longer_contract_asks_anew()
    {
        var agreement = AnAgreement.Funded().Reached();
        Assert.Equal(AgreementStepKind.Renewal, agreement.State.Reminded.Single().Kind);
        Assert.Equal(new(2028, 7, 5, 0, 0, 0, TimeSpan.Zero), agreement.Now);
        agreement.Reached();
        Assert.Single(agreement.State.Overdue);
        var longer = AnAgreement.Terms with { ContractTo = new(2030, 12, 31) };
        agreement
            .Do(a => Sign.Amend(a, new("x", longer), Given.Danish, agreement.Now))
            .Do(a => Sign.CoSign(a, Given.Ukraine, agreement.Now));
        Assert.Empty(agreement.State.Overdue);
        Assert.Equal(2030, agreement.State.NextDeadline(AnAgreement.Settings)!.At.Year);
    }

    [Theory]
    [InlineData(true, AgreementStatus.Completed)]
    [InlineData(false, AgreementStatus.Terminated)]
    public void With_its_contract_it_ends(bool isInSeries, AgreementStatus status)
    {
        var agreement = AnAgreement.Funded();
        if (isInSeries)
            agreement
                .Milestone(MilestoneKind.Tooling, new(2027, 3, 1))
                .Milestone(MilestoneKind.FirstArticle, new(2027, 3, 1))
                .On(2027, 3, 1)
                .Moved(1, MilestoneStatus.Met, metOn: new(2027, 3, 1))
                .Moved(2, MilestoneStatus.Met, metOn: new(2027, 3, 1));
        agreement.Reached().Reached();
        Assert.Equal(DeadlineKind.ContractEnd, agreement.State.NextDeadline(AnAgreement.Settings)!.Kind);
        agreement.Reached();
        Assert.Equal(status, agreement.State.Status);
        Assert.Null(agreement.State.NextDeadline(AnAgreement.Settings));
    }

    [Fact]
    public void Suspended_and_unsigned_wait_for_nothing_but_the_end_of_the_contract()
    {
        var suspended = AnAgreement.Planned(2, 100).Do(a => Stopping.Suspend(a, new("x"), Given.Danish, Given.Now));
        Assert.Equal(DeadlineKind.ContractEnd, suspended.State.NextDeadline(AnAgreement.Settings)!.Kind);
        Assert.Equal(AgreementStatus.Terminated, suspended.Reached().State.Status);
        var filed = AnAgreement.Filed();
        Assert.Equal(DeadlineKind.ContractEnd, filed.State.NextDeadline(AnAgreement.Settings)!.Kind);
    }

    [Fact]
    public void What_is_early_or_dealt_with_does_nothing()
    {
        var agreement = AnAgreement.CoSigned();
        var next = agreement.State.NextDeadline(AnAgreement.Settings)!;
        agreement.State.Reached(next, AnAgreement.Board, Given.Now, AnAgreement.Settings).IsNothing();
        agreement.Reached();
        agreement.State.Reached(next, AnAgreement.Board, agreement.Now, AnAgreement.Settings).IsNothing();
    }

    [Fact]
    public void The_parties_stop_it_and_it_goes_on_where_it_was()
    {
        var agreement = AnAgreement.Funded();
        Assert.All(
            Given.Everyone,
            actor =>
            {
                var isParty = actor == Given.Danish || actor == Given.Ukraine;
                Assert.Equal(!isParty, Stopping.Suspend(agreement, new("x"), actor, Given.Now).IsForbidden());
                Assert.Equal(!isParty, Stopping.Resume(agreement, new("x"), actor, Given.Now).IsForbidden());
                Assert.Equal(!isParty, Stopping.Terminate(agreement, new("x"), actor, Given.Now).IsForbidden());
            }
        );
        Stopping.Resume(agreement, new("x"), Given.Danish, Given.Now).IsNothing();
        Assert.Equal(["/reason"], Stopping.Suspend(agreement, new(""), Given.Danish, Given.Now).Wrong());
        agreement.Do(a => Stopping.Suspend(a, new("x"), Given.Danish, Given.Now));
        Stopping.Suspend(agreement, new("x"), Given.Danish, Given.Now).IsNothing();
        agreement.Do(a => Stopping.Terminate(a, new("x"), Given.Danish, Given.Now));
        Assert.Equal("agreement-ended", Stopping.Resume(agreement, new("x"), Given.Danish, Given.Now).Conflict());
    }

    [Fact]
    public void What_an_amendment_asks_anew_has_as_long_as_the_first_time()
    {
        var terms = AnAgreement.Terms with { ExportLicences = [new("SWE", "Guidance")] };
        var agreement = AnAgreement
            .Funded()
            .On(2027, 6, 1)
            .Do(a => Sign.Amend(a, new("x", terms), Given.Danish, Given.Now));
        agreement.Do(a => Sign.CoSign(a, Given.Ukraine, agreement.Now));
        Assert.Equal(agreement.Now.AddDays(30), agreement.State.NextDeadline(AnAgreement.Settings)!.At);
        var due = agreement.Now.AddDays(60);
        agreement.Reached().Reached();
        Assert.Equal((due, 2), (agreement.Now, agreement.State.Overdue.Single().Number));
    }

    [Fact]
    public void What_its_owner_says_will_be_missed_still_goes_before_the_board()
    {
        var agreement = AnAgreement
            .Funded()
            .Milestone(MilestoneKind.Tooling, new(2027, 3, 1))
            .Moved(1, MilestoneStatus.Missed, new(2027, 4, 1));
        agreement.Reached().Reached();
        Assert.Equal(new(2027, 4, 2, 0, 0, 0, TimeSpan.Zero), agreement.Now);
        Assert.Equal(AgreementStepKind.Milestone, agreement.State.Overdue.Single().Kind);
    }
}
