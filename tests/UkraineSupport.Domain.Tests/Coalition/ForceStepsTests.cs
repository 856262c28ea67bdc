using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

public class ForceStepsTests
{
    [Fact]
    public void Coordinators_accept_or_decline_what_is_offered()
    {
        var force = AForce.Offered();
        Assert.All(
            Given.Everyone,
            actor =>
                Assert.Equal(
                    actor != Given.Coordinator,
                    ForceSteps.Review(force, new(ForceReview.Accept, "Yes"), actor, Given.Now).IsForbidden()
                )
        );
        Assert.Equal(
            ["/reason"],
            ForceSteps.Review(force, new(ForceReview.Accept, ""), Given.Coordinator, Given.Now).Wrong()
        );
        var over = Given.Now.AddYears(3);
        Assert.Equal(
            "period-over",
            ForceSteps.Review(force, new(ForceReview.Accept, "Late"), Given.Coordinator, over).Conflict()
        );
        Assert.Equal(ForceStatus.Accepted, AForce.Accepted().State.Status);
        Assert.True(AForce.Offered().Reviewed(ForceReview.Decline).State.IsEnded);
        Assert.Equal(
            "not-offered",
            ForceSteps.Review(AForce.Accepted(), new(ForceReview.Accept, "x"), Given.Coordinator, Given.Now).Conflict()
        );
    }

    [Fact]
    public void The_nation_reports_it_ready_or_not_any_more()
    {
        var force = AForce.Accepted();
        Assert.True(ForceSteps.Readiness(force, new(true, "x"), Given.Coordinator).IsForbidden());
        ForceSteps.Readiness(force, new(false, "x"), Given.Dutch).IsNothing();
        force.Ready();
        Assert.Equal(ForceStatus.Ready, force.State.Status);
        force.Do(ForceSteps.Readiness(force, new(false, "Tanks in repair"), Given.Dutch));
        Assert.Equal(ForceStatus.Accepted, force.State.Status);
        Assert.Equal("not-accepted", ForceSteps.Readiness(AForce.Offered(), new(true, "x"), Given.Dutch).Conflict());
    }

    [Fact]
    public void The_nation_tells_of_its_parliament_in_any_state()
    {
        var force = AForce.Offered();
        var approved = new ChangeMandate(MandateStatus.Approved, "Voted", AForce.To, "Kamerstuk 36 000");
        Assert.True(ForceSteps.Mandate(force, approved, Given.Danish, Given.Now).IsForbidden());
        Assert.Equal(
            ["/until"],
            ForceSteps.Mandate(force, approved with { Until = Given.Today }, Given.Dutch, Given.Now).Wrong()
        );
        force.Do(ForceSteps.Mandate(force, approved, Given.Dutch, Given.Now));
        Assert.Equal(new(MandateStatus.Approved, AForce.To, "Kamerstuk 36 000"), force.State.Mandate);
        ForceSteps.Mandate(force, approved, Given.Dutch, Given.Now).IsNothing();
        Assert.Equal(
            "already-ended",
            ForceSteps.Mandate(force.Withdrawn(), new(MandateStatus.Refused, "x"), Given.Dutch, Given.Now).Conflict()
        );
    }

    [Fact]
    public void It_is_held_up_by_its_nation_or_a_coordinator_and_goes_back_to_what_it_was()
    {
        foreach (var force in (AForce[])[AForce.Accepted(), AForce.Accepted().Ready()])
        {
            var was = force.State.Status;
            Assert.True(ForceSteps.Suspend(force, new("x"), Given.Danish).IsForbidden());
            force.Suspended();
            Assert.Equal((ForceStatus.Suspended, was), (force.State.Status, force.State.SuspendedFrom));
            Assert.Equal("not-accepted", ForceSteps.Suspend(force, new("x"), Given.Dutch).Conflict());
            Assert.True(ForceSteps.Resume(force, new("x"), Given.Ukraine).IsForbidden());
            force.Do(ForceSteps.Resume(force, new("Over"), Given.Coordinator));
            Assert.Equal((was, (ForceStatus?)null), (force.State.Status, force.State.SuspendedFrom));
        }

        Assert.Equal("not-accepted", ForceSteps.Suspend(AForce.Offered(), new("x"), Given.Dutch).Conflict());
        Assert.Equal("not-suspended", ForceSteps.Resume(AForce.Offered(), new("x"), Given.Dutch).Conflict());
    }

    [Fact]
    public void The_nation_takes_it_back_once()
    {
        var force = AForce.Accepted().Suspended();
        Assert.True(ForceSteps.Withdraw(force, new("x"), Given.Coordinator).IsForbidden());
        Assert.Equal(["/reason"], ForceSteps.Withdraw(force, new(" "), Given.Dutch).Wrong());
        force.Withdrawn();
        Assert.Equal("already-ended", ForceSteps.Withdraw(force, new("x"), Given.Dutch).Conflict());
    }
}
