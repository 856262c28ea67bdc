using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>Who answers for which step, and what slips with it.</summary>
public class MilestonesTests
{
    private static readonly DateOnly Day = new(2027, 3, 1);

    /// <summary>Tooling, then first article and qualification side by side, then serial.</summary>
    private static AnAgreement Diamond() =>
        AnAgreement
            .Funded()
            .Milestone(MilestoneKind.Tooling, Day)
            .Milestone(MilestoneKind.FirstArticle, Day.AddDays(60), 1)
            .Milestone(MilestoneKind.Qualification, Day.AddDays(70), 1)
            .Milestone(MilestoneKind.Serial, Day.AddDays(100), 2, 3)
            .Milestone(MilestoneKind.Other, Day.AddDays(5));

    [Fact]
    public void What_slips_takes_with_it_what_depends_on_it_once()
    {
        var agreement = Diamond().Moved(1, MilestoneStatus.AtRisk, Day.AddDays(20));
        Assert.Equal([20, 20, 20, 20, 0], agreement.State.Milestones.Select(m => m.SlippageDays).ToArray());
        // Earlier again: what was moved stays until its owner says otherwise.
        agreement.Moved(1, MilestoneStatus.OnTrack, Day.AddDays(10));
        Assert.Equal([10, 20, 20, 20, 0], agreement.State.Milestones.Select(m => m.SlippageDays).ToArray());
    }

    [Fact]
    public void Met_late_slips_too_and_what_is_done_does_not_move()
    {
        var agreement = Diamond().On(2027, 6, 1).Moved(2, MilestoneStatus.Waived);
        agreement.Moved(1, MilestoneStatus.Met, metOn: Day.AddDays(7));
        Assert.Equal([7, 0, 7, 7, 0], agreement.State.Milestones.Select(m => m.SlippageDays).ToArray());
        Assert.Equal(
            "milestone-done",
            Milestones.Move(agreement, 1, new(MilestoneStatus.AtRisk), Given.Danish, agreement.Now).Conflict()
        );
    }

    [Fact]
    public void Life_follows_the_milestones()
    {
        var agreement = Diamond().On(2027, 9, 1);
        Assert.Equal(AgreementStatus.Funded, agreement.State.Status);
        agreement.Moved(1, MilestoneStatus.OnTrack);
        Assert.Equal(AgreementStatus.Tooling, agreement.State.Status);
        agreement.Moved(1, MilestoneStatus.Met, metOn: Day);
        Assert.Equal(AgreementStatus.FirstArticle, agreement.State.Status);
        agreement.Moved(2, MilestoneStatus.Met, metOn: Day).Moved(3, MilestoneStatus.Met, metOn: Day);
        Assert.Equal(AgreementStatus.FirstArticle, agreement.State.Status);
        agreement.Moved(4, MilestoneStatus.Met, metOn: Day);
        Assert.Equal(AgreementStatus.SerialProduction, agreement.State.Status);
    }

    [Fact]
    public void What_was_met_before_the_money_was_there_counts_when_it_is()
    {
        var agreement = AnAgreement.CoSigned().Milestone(MilestoneKind.Tooling, Day).On(2027, 4, 1);
        agreement.Moved(1, MilestoneStatus.Met, metOn: Day);
        Assert.Equal(AgreementStatus.Agreed, agreement.State.Status);
        agreement.Answered("ministry").Answered("licence-1").Answered("financing-1").Answered("financing-2");
        Assert.Equal(AgreementStatus.FirstArticle, agreement.State.Status);
    }

    [Fact]
    public void What_makes_no_sense_is_named()
    {
        var agreement = Diamond();
        string[] Planned(PlanMilestone wish) => Milestones.Plan(agreement, wish, Given.Danish).Wrong();
        var other = new PlanMilestone(MilestoneKind.Other, "x", "DNK", Day);
        Assert.Equal(["/title"], Planned(other with { Title = "" }));
        Assert.Equal(["/owner"], Planned(other with { Owner = "XXX" }));
        Assert.Equal(["/due"], Planned(other with { Due = new(2029, 1, 1) }));
        Assert.Equal(["/kind"], Planned(other with { Kind = MilestoneKind.Tooling }));
        Assert.Equal(["/dependsOn"], Planned(other with { DependsOn = [6] }));

        string[] Moved(MoveMilestone change) => Milestones.Move(agreement, 1, change, Given.Danish, Given.Now).Wrong();
        Assert.Equal(["/status"], Moved(new(MilestoneStatus.Planned)));
        Assert.Equal(["/reason"], Moved(new(MilestoneStatus.AtRisk, Due: Day.AddDays(1))));
        Assert.Equal(["/reason"], Moved(new(MilestoneStatus.Waived)));
        Assert.Equal(["/metOn"], Moved(new(MilestoneStatus.Met)));
        Assert.Equal(["/metOn"], Moved(new(MilestoneStatus.Met, MetOn: Given.Today.AddDays(1))));
        Assert.Equal(["/metOn"], Moved(new(MilestoneStatus.OnTrack, MetOn: Given.Today)));
    }

    [Fact]
    public void The_parties_plan_them_and_their_owners_say_how_they_stand()
    {
        var agreement = AnAgreement
            .Funded()
            .Do(a => Milestones.Plan(a, new(MilestoneKind.Other, "x", "NLD", Day), Given.Ukraine));
        Assert.All(
            Given.Everyone,
            actor =>
            {
                var isParty = actor == Given.Danish || actor == Given.Ukraine;
                var plan = new PlanMilestone(MilestoneKind.Other, "x", "DNK", Day);
                Assert.Equal(!isParty, Milestones.Plan(agreement, plan, actor).IsForbidden());
                var moved = Milestones.Move(agreement, 1, new(MilestoneStatus.OnTrack), actor, Given.Now);
                Assert.Equal(!isParty && actor != Given.Dutch, moved.IsForbidden());
            }
        );
        Assert.IsType<Decisions.NotFound>(
            Milestones.Move(agreement, 2, new(MilestoneStatus.OnTrack), Given.Danish, Given.Now).Error
        );
    }

    [Fact]
    public void No_day_is_before_2000_or_after_2199()
    {
        var agreement = Diamond();
        var early = new MoveMilestone(MilestoneStatus.Met, MetOn: new(1999, 12, 31));
        Assert.Equal(["/metOn"], Milestones.Move(agreement, 4, early, Given.Danish, Given.Now).Wrong());
        // Twice as far as there are days: what was moved once does not come back by itself.
        agreement.Moved(1, MilestoneStatus.AtRisk, Day.AddYears(100)).Moved(1, MilestoneStatus.AtRisk, Day);
        var far = new MoveMilestone(MilestoneStatus.AtRisk, "x", Day.AddYears(100));
        Assert.Equal(["/due"], Milestones.Move(agreement, 1, far, Given.Danish, Given.Now).Wrong());
    }
}
