using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>A ceasefire that is broken and holds again, and units that are held up.</summary>
public class SuspensionTests
{
    private static readonly DateTimeOffset Broken = Given.Now.AddDays(201);
    private static readonly DateTimeOffset Again = Broken.AddDays(3).AddHours(1);

    [Fact]
    public void What_was_left_of_each_time_is_left_again()
    {
        var (asked, comes, there) = (Ready("force-1"), Ready("force-2"), Ready("force-3"));
        var activation = AnActivation.Calling(asked, comes, there);
        activation.Follow(comes.Confirmed()).Follow(there.Confirmed().Deployed(Given.Today));
        var before = activation.State.Places;

        activation.Taken(ActivationStep.Suspension, Broken);
        Assert.Null(activation.State.NextDeadline);
        Assert.All(before, p => Assert.Null(activation.State.NextDeadlineOf(p.Id)));
        activation.State.Remind(before[0].Id, Again).IsNothing();
        activation.Taken(ActivationStep.Resumption, Again);

        foreach (var (was, now) in before.Zip(activation.State.Places).Take(2))
        {
            Assert.Equal(was.Deadline + (Again - Broken), now.Deadline);
            Assert.Equal(was.RemindAt + (Again - Broken), now.RemindAt);
            Assert.Equal(was.PlannedOn.AddDays(4), now.PlannedOn);
            Assert.Equal(1, now.Prolonged);
        }

        Assert.Equal(before[2], activation.State.Places[2]);
        Assert.Equal(Again, activation.State.NextDeadline?.At);
    }

    [Fact]
    public void Half_of_the_time_to_answer_is_told_once()
    {
        var unit = Ready("force-1");
        var activation = AnActivation.Calling(unit);
        var place = activation.PlaceOf(unit);
        activation.State.Remind(place.Id, place.RemindAt.AddTicks(-1)).IsNothing();
        activation.Do(activation.State.Remind(place.Id, place.RemindAt).Only<ActivationUnitReminded>());
        activation.State.Remind(place.Id, place.RemindAt).IsNothing();
        Assert.Equal(place.AskedAt.AddDays(10), place.RemindAt);
    }

    [Fact]
    public void A_unit_that_was_held_up_while_it_was_asked_has_what_was_left_too()
    {
        var unit = Ready("force-1");
        var activation = AnActivation.Calling(unit);
        var before = activation.PlaceOf(unit);
        activation.Follow(unit.Suspended(), Broken);
        Assert.Equal((false, Broken), (activation.PlaceOf(unit).Holds, activation.State.FillAt));
        activation.Follow(unit.Resumed(), Again);
        var after = activation.PlaceOf(unit);
        Assert.Equal(
            (PlaceStatus.Asked, before.Deadline + (Again - Broken), (DateTimeOffset?)null, 1),
            (after.Status, after.Deadline, after.HeldUpAt, after.Prolonged)
        );
    }

    [Fact]
    public void A_unit_that_was_late_is_late_again_only_after_its_new_day()
    {
        var unit = Ready("force-1");
        var activation = AnActivation.Calling(unit);
        activation.Follow(unit.Confirmed());
        var id = activation.PlaceOf(unit).Id;
        var overdue = activation.State.NextDeadlineOf(id)!;
        activation.Do(activation.State.Reached(id, overdue, [], overdue.At));
        activation.Taken(ActivationStep.Suspension, overdue.At).Taken(ActivationStep.Resumption, overdue.At.AddDays(5));
        Assert.Equal(overdue with { At = overdue.At.AddDays(5) }, activation.State.NextDeadlineOf(id));
    }

    [Fact]
    public void Revoked_while_it_is_suspended_all_stand_down()
    {
        var (asked, gone) = (Ready("force-1"), Ready("force-2"));
        var activation = AnActivation.Calling(asked, gone);
        activation.Follow(gone.Withdrawn());
        activation.Taken(ActivationStep.Suspension, Broken).Taken(ActivationStep.Revocation, Again);
        Assert.Equal([PlaceStatus.StoodDown, PlaceStatus.Failed], activation.State.Places.Select(p => p.Status));
        Assert.Equal((null, null), (activation.State.SuspendedAt, activation.State.FillAt));
    }

    private static AForce Ready(string id) => AForce.Accepted(id: id).Ready();
}
