using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>The force by day, planned and actual, and who holds up what.</summary>
public class ForceByDayTests
{
    private static readonly DateOnly Planned = Given.Today.AddDays(220);
    private static readonly DateTimeOffset Later = Begin(Planned.AddDays(5));

    [Fact]
    public void Planned_are_those_that_come_and_actual_are_those_that_are_there()
    {
        var (asked, there, declined) = (Ready("force-1"), Ready("force-2"), Ready("force-3"));
        var activation = AnActivation.Calling(asked, there, declined);
        there.Confirmed().Deployed(Planned.AddDays(2));
        declined.Do(declined.Answering(CallUpAnswer.Decline));
        activation.Follow(there, Later).Follow(declined, Later);

        Assert.Equal(
            [
                new ForceDay(Given.Today, 0, 0),
                new(Planned, 1600, 0),
                new(Planned.AddDays(2), 1600, 800),
                new(Planned.AddDays(5), 1600, 800),
                // The end of its period: somebody else must hold its serial.
                new(AForce.To.AddDays(1), 800, null),
            ],
            ForceByDay.Of(activation, Planned.AddDays(5))
        );
    }

    [Fact]
    public void Who_is_lost_was_there_until_then()
    {
        var unit = Ready("force-1");
        var activation = AnActivation.Calling(unit);
        activation.Follow(unit.Confirmed().Deployed(Planned), Later);
        activation.Follow(unit.Suspended(), Later.AddDays(10)).Follow(unit.Withdrawn(), Later.AddDays(20));
        Assert.Equal(
            [(Planned, 800), (Planned.AddDays(15), 0)],
            ForceByDay.Of(activation, Planned.AddDays(50)).Skip(1).Take(2).Select(d => (d.On, d.Actual!.Value))
        );
    }

    [Fact]
    public void Who_is_stood_down_was_there_until_then()
    {
        var unit = Ready("force-1");
        var activation = AnActivation.Calling(unit);
        activation.Follow(unit.Confirmed().Deployed(Planned), Later).Taken(ActivationStep.Revocation, Later.AddDays(1));
        Assert.Equal([0, 800, 0, 0], ForceByDay.Of(activation, Planned.AddDays(50)).Select(d => d.Actual!.Value));
    }

    [Fact]
    public void What_is_waited_for_is_told_with_who_it_waits_for_what_is_due_first_first()
    {
        var (asked, comes, held, there) = (Ready("force-1"), Ready("force-2"), Ready("force-3"), Ready("force-4"));
        var activation = AnActivation.Calling(asked, comes, held, there);
        activation.Follow(comes.Confirmed()).Follow(held.Suspended()).Follow(there.Confirmed().Deployed(Given.Today));
        Assert.Equal(
            [
                ("force-1", "answer", Planned, true),
                ("force-2", "deployment", Planned, true),
                ("force-3", "resumption", Planned, true),
            ],
            HoldUp.Of(activation, Planned.AddDays(1)).Select(h => (h.Commitment, h.What, h.Since, h.IsLate))
        );
        Assert.All(HoldUp.Of(activation, Planned), h => Assert.False(h.IsLate));
        there.Rotating(there);
        activation.Follow(there, Later);
        Assert.Equal(
            ("transfer", AForce.To.AddDays(1)),
            HoldUp.Of(activation, Planned).Where(h => h.Commitment == "force-4").Select(h => (h.What, h.Since)).Single()
        );
        Assert.Empty(HoldUp.Of(activation.Taken(ActivationStep.Revocation, Later), Planned));
        Assert.Empty(HoldUp.Of(AnActivation.Declared(), Planned));
    }

    private static AForce Ready(string id) => AForce.Accepted(id: id).Ready();

    private static DateTimeOffset Begin(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
