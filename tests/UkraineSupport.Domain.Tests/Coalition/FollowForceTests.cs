using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>The activation follows what the commitments say, however the word comes.</summary>
public class FollowForceTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddDays(210);

    private static AForce Ready(string id = "force-1") => AForce.Accepted(id: id).Ready();

    private static PlaceStatus StatusAfter(Func<AForce, AForce> what)
    {
        var unit = Ready();
        var activation = AnActivation.Calling(unit);
        return activation.Follow(what(unit), Later).PlaceOf(unit).Status;
    }

    private static AForce Confirmed(AForce unit) => unit.Confirmed();

    private static AForce There(AForce unit) => unit.Confirmed().Deployed(Given.Today);

    [Fact]
    public void Each_state_of_the_commitment_is_one_of_its_place()
    {
        Assert.Equal(PlaceStatus.Asked, StatusAfter(u => u));
        Assert.Equal(PlaceStatus.Activated, StatusAfter(Confirmed));
        Assert.Equal(PlaceStatus.Deployed, StatusAfter(There));
        Assert.Equal(PlaceStatus.Rotating, StatusAfter(u => There(u).Rotating(There(Called("force-2")))));
        Assert.Equal(
            PlaceStatus.Relieved,
            StatusAfter(u => There(u).Rotating(There(Called("force-2"))).Relieved(Given.Today))
        );
        Assert.Equal(PlaceStatus.Suspended, StatusAfter(u => u.Suspended()));
        Assert.Equal(PlaceStatus.Declined, StatusAfter(u => u.Do(u.Answering(CallUpAnswer.Decline))));
        Assert.Equal(PlaceStatus.Failed, StatusAfter(u => There(u).Withdrawn()));
        Assert.Equal(
            PlaceStatus.Lapsed,
            StatusAfter(u =>
                u.Do(ForceActivation.Lapse(u, AnActivation.Id, 1, u.State.CalledFor!.Deadline, Later.AddYears(1)))
            )
        );
    }

    [Fact]
    public void One_that_could_not_be_called_upon_has_failed_and_others_are_looked_for()
    {
        var unit = Ready();
        var activation = AnActivation.InForce().Filled([new(unit, AnActivation.Serial("L1"))], Later);
        unit.Do(ForceSteps.Readiness(unit, new(false, "Broken"), Given.Dutch));
        activation.Follow(unit, Later.AddHours(1));
        Assert.Equal(
            (PlaceStatus.Failed, Later.AddHours(1)),
            (activation.PlaceOf(unit).Status, activation.State.FillAt)
        );
    }

    [Fact]
    public void One_that_is_called_upon_for_something_else_has_failed()
    {
        var unit = Ready();
        var activation = AnActivation.InForce().Filled([new(unit, AnActivation.Serial("L1"))], Later);
        unit.CalledUpon(activation.PlaceOf(unit), "activation-9");
        Assert.Equal(PlaceStatus.Failed, activation.Follow(unit).PlaceOf(unit).Status);
    }

    [Fact]
    public void Word_that_comes_twice_late_or_out_of_order_changes_nothing()
    {
        var unit = Ready();
        var activation = AnActivation.Calling(unit);
        ForceCommitment called = unit;
        ForceCommitment confirmed = unit.Confirmed();
        activation.Follow(confirmed);
        activation.Following(confirmed).IsNothing();
        activation.Following(called).IsNothing();
        ForceCommitment there = unit.Deployed(Given.Today);
        activation.Follow(there);
        activation.Following(confirmed).IsNothing();
        Assert.Equal(PlaceStatus.Deployed, activation.PlaceOf(unit).Status);
        activation.Follow(unit.Withdrawn());
        // What is over is over.
        activation.Following(there).IsNothing();
        activation.Following(unit).IsNothing();
    }

    [Fact]
    public void Word_of_another_place_or_after_the_end_changes_nothing()
    {
        var unit = Ready();
        var activation = AnActivation.Calling(unit);
        unit.Confirmed();
        activation.Following(unit, n: 2).IsNothing();
        activation.Following(Called("force-9").Confirmed()).IsNothing();
        activation.Taken(ActivationStep.Revocation, Given.Now);
        activation.Following(unit).IsNothing();
        Assert.Equal(PlaceStatus.StoodDown, activation.PlaceOf(unit).Status);
    }

    [Fact]
    public void News_that_were_missed_in_between_are_made_up_for()
    {
        var unit = Ready();
        var activation = AnActivation.Calling(unit);
        There(unit).Rotating(There(Called("force-2")));
        activation.Follow(unit, Later);
        Assert.Equal(
            (PlaceStatus.Rotating, Given.Today),
            (activation.PlaceOf(unit).Status, activation.PlaceOf(unit).DeployedOn)
        );

        var other = Ready();
        activation = AnActivation.Calling(other);
        There(other).Rotating(There(Called("force-2"))).Relieved(Given.Today.AddDays(9));
        var place = activation.Follow(other, Later).PlaceOf(other);
        Assert.Equal(
            (PlaceStatus.Relieved, Given.Today, Given.Today.AddDays(9)),
            (place.Status, place.DeployedOn, place.LeftOn)
        );
    }

    [Fact]
    public void What_the_nation_narrows_is_narrowed_and_stays_so()
    {
        var unit = Ready();
        var activation = AnActivation.Calling(unit);
        unit.Do(unit.Amending(new("Secret now", Disclosure: Disclosure.Restricted)));
        activation.Follow(unit);
        Assert.Equal(Disclosure.Restricted, activation.PlaceOf(unit).Disclosure);
        unit.Do(unit.Amending(new("Open again", Disclosure: Disclosure.Coalition)));
        activation.Following(unit).IsNothing();
    }

    [Fact]
    public void Who_may_not_see_a_commitment_sees_nothing_of_its_place()
    {
        var open = Ready();
        var secret = AForce
            .Accepted(AForce.Offer with { Nation = "DNK", Disclosure = Disclosure.Restricted }, "force-2")
            .Ready();
        var activation = AnActivation.Calling(open, secret);
        foreach (var viewer in Given.Everyone)
        {
            string[] seen =
                viewer == Given.Coordinator || viewer == Given.Ukraine || viewer == Given.Danish
                    ? ["force-1", "force-2"]
                : viewer == Actor.Anonymous ? []
                : ["force-1"];
            var shown = activation.State.SeenBy(viewer);
            Assert.Equal(seen, shown.Places.Select(p => p.Commitment));
            // A number over all would tell of the one before it.
            Assert.All(shown.Places, p => Assert.Equal(1, p.N));
            Assert.Equal(viewer == Given.Coordinator || viewer == Given.Ukraine, shown.IsShort);
        }
    }

    private static AForce Called(string id)
    {
        var unit = Ready(id);
        AnActivation.Calling(unit);
        return unit;
    }
}
