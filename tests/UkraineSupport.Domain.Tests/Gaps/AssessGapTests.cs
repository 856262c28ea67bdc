using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

public class AssessGapTests
{
    [Fact]
    public void A_coordinator_sets_priority_substitutes_and_risk()
    {
        var gap = AGap.Of(600)
            .Do(
                AssessGap.Decide(
                    AGap.Of(600),
                    new GapAssessment(1, "Front line", [new("AMMO-122", 0.5m)], "Fewer shells"),
                    Given.Coordinator
                )
            )
            .State;
        Assert.Equal(
            (1, "Fewer shells", 0.5m, 1m),
            (gap.Priority, gap.Risk, gap.FactorFor("AMMO-122"), gap.FactorFor("AMMO-155"))
        );
        Assert.Null(gap.FactorFor("TANK"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_first_and_the_last_priority_will_do_alone(int priority)
    {
        var assessed = AssessGap
            .Decide(AGap.Of(600), new GapAssessment(priority, "r"), Given.Coordinator)
            .Only<GapAssessed>();
        Assert.Equal((priority, null), (assessed.Priority, assessed.Risk));
        Assert.Empty(assessed.Substitutes);
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(2001, "/risk")]
    public void A_risk_is_told_in_two_thousand_characters(int length, params string[] wrong)
    {
        var told = AssessGap.Decide(AGap.Of(600), new GapAssessment(3, "r", Risk: new('x', length)), Given.Coordinator);
        Assert.Equal(wrong, (told.Error as InvalidInput)?.Fields.Select(f => f.Pointer) ?? []);
    }

    [Theory]
    [InlineData(0, "r", "/priority")]
    [InlineData(6, "r", "/priority")]
    [InlineData(3, " ", "/reason")]
    public void What_is_wrong_is_named(int priority, string reason, string pointer) =>
        Assert.Equal(
            pointer,
            Assert
                .Single(
                    Assert
                        .IsType<InvalidInput>(
                            AssessGap.Decide(AGap.Of(600), new GapAssessment(priority, reason), Given.Coordinator).Error
                        )
                        .Fields
                )
                .Pointer
        );

    [Fact]
    public void A_substitute_is_another_capability() =>
        Assert.Equal(
            "/substitutes/0/capability",
            Assert
                .Single(
                    Assert
                        .IsType<InvalidInput>(
                            AssessGap
                                .Decide(
                                    AGap.Of(600),
                                    new GapAssessment(3, "r", [new("AMMO-155", 1)]),
                                    Given.Coordinator
                                )
                                .Error
                        )
                        .Fields
                )
                .Pointer
        );

    [Fact]
    public void Only_coordinators_weigh_a_gap_and_accept_its_risk()
    {
        Assert.IsType<Forbidden>(AssessGap.Decide(AGap.Of(600), new GapAssessment(1, "r"), Given.Dutch).Error);
        Assert.IsType<Forbidden>(AssessGap.Decide(AGap.Of(600), new GapRisk("r"), Given.Ukraine).Error);
    }

    [Fact]
    public void A_gap_that_is_gone_is_not_weighed() =>
        Assert.Equal(
            "already-ended",
            AssessGap.Decide(AGap.Of(600).Vanished(), new GapAssessment(1, "r"), Given.Coordinator).Error!.Code
        );

    [Fact]
    public void An_accepted_risk_holds_until_the_gap_widens()
    {
        var gap = AGap.Of(600).Accepted();
        Assert.Equal(GapStatus.AcceptedRisk, gap.State.Status);
        Assert.Equal("already-accepted", AssessGap.Decide(gap, new GapRisk("r"), Given.Coordinator).Error!.Code);
        Assert.Equal(GapStatus.AcceptedRisk, gap.Becomes(500).State.Status);
        Assert.Equal(GapStatus.Projected, gap.Becomes(601).State.Status);
    }

    [Fact]
    public void What_is_accepted_is_what_was_open_and_it_falls_with_that()
    {
        var narrowed = AGap.Of(600).Accepted().Becomes(100);
        Assert.Equal((GapStatus.AcceptedRisk, 100m), (narrowed.State.Status, narrowed.State.AcceptedOpen));
        Assert.Equal(GapStatus.Projected, narrowed.Becomes(590).State.Status);
        Assert.Null(narrowed.State.WhyNotTake(590, 1));
    }

    [Fact]
    public void A_withdrawal_is_not_accepted_because_a_smaller_rest_was()
    {
        var pledge = APledge.Committed(1000);
        var gap = AGap.Of(100).Covered(pledge, "a", 90).Accepted();
        Assert.Equal((GapStatus.AcceptedRisk, 10m), (gap.State.Status, gap.State.AcceptedOpen));

        pledge.Withdrawn();
        gap.Followed(pledge, "a");
        Assert.Equal((GapStatus.Projected, 100m), (gap.State.Status, gap.State.OpenQuantity));
        Assert.Null(gap.State.WhyNotTake(100, 1));
    }

    [Fact]
    public void An_acceptance_says_what_was_missing_and_what_of_it_was_open() =>
        Assert.Equal(
            new GapRiskAccepted(100, "GBR", 10),
            AssessGap
                .Decide(AGap.Of(100).Covered(APledge.Committed(1000), "a", 90), new GapRisk("r"), Given.Coordinator)
                .Only<GapRiskAccepted>()
        );

    [Fact]
    public void An_acceptance_can_be_taken_back_once()
    {
        var gap = AGap.Of(600)
            .Accepted()
            .Do(AssessGap.Decide(AGap.Of(600).Accepted(), new GapRisk("r", Accept: false), Given.Coordinator));
        Assert.Equal(GapStatus.Projected, gap.State.Status);
        Assert.Equal(
            "not-accepted",
            AssessGap.Decide(gap, new GapRisk("r", Accept: false), Given.Coordinator).Error!.Code
        );
        Assert.Equal(
            "/reason",
            Assert
                .Single(
                    Assert.IsType<InvalidInput>(AssessGap.Decide(gap, new GapRisk(""), Given.Coordinator).Error).Fields
                )
                .Pointer
        );
    }

    [Fact]
    public void A_closed_gap_has_no_risk_to_accept() =>
        Assert.Equal(
            "already-ended",
            AssessGap.Decide(AGap.Of(600).Vanished(), new GapRisk("r"), Given.Coordinator).Error!.Code
        );
}
