using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>What a commitment goes through when it is called upon.</summary>
public class ForceActivationTests
{
    private static readonly DateTimeOffset Deadline = Given.Now.AddDays(20);

    private static readonly CallUp Call = new(
        AnActivation.Id,
        1,
        "L1",
        Given.Today,
        Deadline,
        Given.Today.AddDays(25),
        Disclosure.Coalition
    );

    private static AForce Called(CommitForce? offer = null) =>
        AForce.Accepted(offer).Ready() is var force ? force.Do(ForceActivation.Call(force, Call)) : null!;

    private static AForce There() => Called().Confirmed().Deployed(Given.Today);

    [Fact]
    public void It_is_called_upon_once_and_only_when_it_is_ready()
    {
        ForceActivation.Call(AForce.Accepted(), Call).IsNothing();
        ForceActivation.Call(AForce.Accepted().Ready().Suspended(), Call).IsNothing();
        var force = Called();
        Assert.Equal(
            (ForceStatus.Ready, Call, true),
            (force.State.Status, force.State.CalledFor, force.State.IsActivated)
        );
        ForceActivation.Call(force, Call).IsNothing();
        ForceActivation.Call(force, Call with { Place = 2 }).IsNothing();
        // Its period is not over while it is called upon.
        Assert.Null(force.State.NextDeadline);
    }

    [Fact]
    public void Only_the_nation_answers_in_time_and_only_when_it_is_asked()
    {
        var force = Called();
        foreach (var actor in Given.Everyone.Where(a => a != Given.Dutch))
            Assert.True(ForceActivation.Answer(force, new(CallUpAnswer.Confirm, "x"), actor, Given.Now).IsForbidden());
        Assert.Equal(
            ["/reason"],
            ForceActivation.Answer(force, new(CallUpAnswer.Confirm, ""), Given.Dutch, Given.Now).Wrong()
        );
        Assert.Equal("too-late", force.Answering(CallUpAnswer.Confirm, Deadline).Conflict());
        Assert.Equal("not-called-upon", AForce.Accepted().Ready().Answering(CallUpAnswer.Confirm).Conflict());
        force.Answering(CallUpAnswer.Confirm, Deadline.AddTicks(-1)).Only<ForceActivated>();
        force.Confirmed();
        Assert.Equal(ForceStatus.Activated, force.State.Status);
        force.Answering(CallUpAnswer.Confirm).IsNothing();
        force.Answering(CallUpAnswer.Confirm, Deadline.AddDays(1)).IsNothing();
        Assert.Equal("not-called-upon", force.Answering(CallUpAnswer.Decline).Conflict());
    }

    [Fact]
    public void Who_declines_ends_the_commitment()
    {
        var force = Called();
        force.Do(force.Answering(CallUpAnswer.Decline).Only<ForceActivationDeclined>());
        Assert.Equal((ForceStatus.Declined, true), (force.State.Status, force.State.IsEnded));
        Assert.Equal("not-called-upon", force.Answering(CallUpAnswer.Decline).Conflict());
    }

    [Theory]
    [InlineData(MandateStatus.Asked)]
    [InlineData(MandateStatus.Refused)]
    [InlineData(MandateStatus.Approved)]
    public void Without_a_mandate_for_the_day_nobody_confirms(MandateStatus status)
    {
        // An approval that ends the day before.
        var until = status == MandateStatus.Approved ? Call.PlannedOn.AddDays(-1) : (DateOnly?)null;
        var force = Called(AForce.Offer with { From = Given.Today, Mandate = new(status, until) });
        Assert.Equal("no-mandate", force.Answering(CallUpAnswer.Confirm).Conflict());
        force.Do(
            ForceSteps.Mandate(force, new(MandateStatus.Approved, "Voted", Call.PlannedOn), Given.Dutch, Given.Now)
        );
        force.Confirmed();
        Called(AForce.Offer with { Mandate = new(status == MandateStatus.Approved ? MandateStatus.Asked : status) })
            .Answering(CallUpAnswer.Decline)
            .Only<ForceActivationDeclined>();
    }

    [Fact]
    public void It_lapses_when_the_time_is_over_and_only_for_the_call_that_is_meant()
    {
        var force = Called();
        ForceActivation.Lapse(force, AnActivation.Id, 1, Deadline, Deadline.AddTicks(-1)).IsNothing();
        ForceActivation.Lapse(force, AnActivation.Id, 2, Deadline, Deadline).IsNothing();
        ForceActivation.Lapse(force, "activation-2", 1, Deadline, Deadline).IsNothing();
        ForceActivation.Lapse(Called().Confirmed(), AnActivation.Id, 1, Deadline, Deadline).IsNothing();
        ForceActivation.Lapse(Called().Suspended(), AnActivation.Id, 1, Deadline, Deadline).IsNothing();
        force.Do(ForceActivation.Lapse(force, AnActivation.Id, 1, Deadline, Deadline));
        Assert.Equal(ForceStatus.Lapsed, force.State.Status);
        ForceActivation.Lapse(force, AnActivation.Id, 1, Deadline, Deadline).IsNothing();
    }

    [Fact]
    public void There_may_be_more_time_and_never_less()
    {
        var force = Called();
        var later = Call with { Deadline = Deadline.AddDays(3), PlannedOn = Call.PlannedOn.AddDays(3) };
        force.Do(ForceActivation.Prolong(force, later));
        Assert.Equal(later, force.State.CalledFor);
        ForceActivation.Prolong(force, Call).IsNothing();
        ForceActivation.Prolong(force, later).IsNothing();
        ForceActivation.Prolong(force, later with { Place = 2, Deadline = Deadline.AddDays(9) }).IsNothing();
        force.Answering(CallUpAnswer.Confirm, Deadline).Only<ForceActivated>();
    }

    [Fact]
    public void Readiness_is_not_reported_and_nothing_becomes_weaker_while_it_is_called_upon()
    {
        foreach (var force in (AForce[])[Called(), Called().Confirmed(), There(), There().Suspended()])
        {
            Assert.Equal("held", force.Amending(new("x", Strength: 700)).Conflict());
            Assert.Equal("held", force.Amending(new("x", NtmDays: 25)).Conflict());
            Assert.False(force.Amending(new("x", Strength: 900)).Events.Cast<ForceAmended>().Single().NewReview);
        }

        Assert.Equal("called-upon", ForceSteps.Readiness(Called(), new(false, "x"), Given.Dutch).Conflict());
    }

    [Fact]
    public void It_is_there_from_the_ceasefire_on_at_the_earliest_and_not_on_a_day_to_come()
    {
        var force = Called().Confirmed();
        Assert.True(ForceActivation.Deploy(force, new(Given.Today, "x"), Given.Coordinator, Given.Now).IsForbidden());
        foreach (var day in (int[])[-1, 1])
            Assert.Equal(
                ["/on"],
                ForceActivation.Deploy(force, new(Given.Today.AddDays(day), "x"), Given.Dutch, Given.Now).Wrong()
            );
        Assert.Equal(
            "not-activated",
            ForceActivation.Deploy(Called(), new(Given.Today, "x"), Given.Dutch, Given.Now).Conflict()
        );
        force.Deployed(Given.Today);
        Assert.Equal((ForceStatus.Deployed, Given.Today), (force.State.Status, force.State.DeployedOn));
        ForceActivation.Deploy(force, new(Given.Today, "x"), Given.Dutch, Given.Now).IsNothing();
        Assert.Equal(
            "not-activated",
            ForceActivation
                .Deploy(force, new(Given.Today.AddDays(1), "x"), Given.Dutch, Given.Now.AddDays(1))
                .Conflict()
        );
    }

    [Fact]
    public void Authority_is_handed_over_only_while_it_is_relieved_by_one_that_is_there()
    {
        var force = There();
        var today = new ReportOnDay(Given.Today, "Signed");
        Assert.Equal("not-rotating", ForceActivation.Transfer(force, today, Given.Dutch, Given.Now).Conflict());
        ForceActivation.BeginRelief(force, AnActivation.Id, 1, Called().Confirmed()).IsNothing();
        ForceActivation.BeginRelief(force, AnActivation.Id, 2, There()).IsNothing();
        ForceActivation.BeginRelief(Called().Confirmed(), AnActivation.Id, 1, There()).IsNothing();
        force.Rotating(There());
        Assert.Equal(ForceStatus.Rotating, force.State.Status);
        ForceActivation.BeginRelief(force, AnActivation.Id, 1, There()).IsNothing();
        Assert.True(ForceActivation.Transfer(force, today, Given.Danish, Given.Now).IsForbidden());
        Assert.Equal(
            ["/on"],
            ForceActivation.Transfer(force, today with { On = Given.Today.AddDays(-1) }, Given.Dutch, Given.Now).Wrong()
        );
        force.Relieved(Given.Today);
        Assert.Equal((ForceStatus.Withdrawn, Given.Today), (force.State.Status, force.State.RelievedOn));
        Assert.Equal("not-rotating", ForceActivation.Transfer(force, today, Given.Dutch, Given.Now).Conflict());
    }

    [Fact]
    public void Stood_down_it_is_ready_again_and_what_is_held_up_stays_so()
    {
        foreach (var force in (AForce[])[Called(), Called().Confirmed(), There(), There().Rotating(There())])
        {
            ForceActivation.StandDown(force, AnActivation.Id, 2).IsNothing();
            force.Do(ForceActivation.StandDown(force, AnActivation.Id, 1));
            Assert.Equal(
                (ForceStatus.Ready, (CallUp?)null, (DateOnly?)null),
                (force.State.Status, force.State.CalledFor, force.State.DeployedOn)
            );
            ForceActivation.StandDown(force, AnActivation.Id, 1).IsNothing();
        }

        var flooded = There().Suspended();
        flooded.Do(ForceActivation.StandDown(flooded, AnActivation.Id, 1));
        Assert.Equal((ForceStatus.Suspended, ForceStatus.Ready), (flooded.State.Status, flooded.State.SuspendedFrom));
        ForceActivation.StandDown(There().Withdrawn(), AnActivation.Id, 1).IsNothing();
    }
}
