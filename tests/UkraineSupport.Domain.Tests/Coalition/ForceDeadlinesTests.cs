using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

public class ForceDeadlinesTests
{
    private static readonly DateTimeOffset Over = Begin(AForce.To.AddDays(1));

    private static List<(string, DateTimeOffset)> Watch(AForce force)
    {
        var seen = new List<(string, DateTimeOffset)>();
        while (force.State.NextDeadline is { } deadline)
        {
            Assert.True(seen.Count < 20, "The deadlines never end.");
            force.State.Reached(deadline, ["NATO"], deadline.At.AddTicks(-1)).IsNothing();
            var happened = Assert.Single(force.State.Reached(deadline, ["NATO"], deadline.At).Events);
            force.Do(happened);
            force.State.Reached(deadline, ["NATO"], deadline.At.AddDays(1)).IsNothing();
            seen.Add((happened.GetType().Name["Force".Length..], deadline.At));
        }

        return seen;
    }

    [Fact]
    public void An_offer_that_nobody_reviews_is_reminded_of_escalated_and_lapses_with_its_period() =>
        Assert.Equal(
            [("ReviewReminded", Given.Now.AddDays(7)), ("ReviewOverdue", Given.Now.AddDays(14)), ("Lapsed", Over)],
            Watch(AForce.Offered())
        );

    [Fact]
    public void What_is_accepted_or_only_indicated_lapses_with_its_period_too()
    {
        Assert.Equal([("Lapsed", Over)], Watch(AForce.Accepted().Ready()));
        Assert.Equal([("Lapsed", Over)], Watch(AForce.Accepted().Suspended()));
        Assert.Equal([("Lapsed", Over)], Watch(AForce.Offered(AForce.Offer with { Indicated = true })));
        Assert.Empty(Watch(AForce.Accepted().Withdrawn()));
    }

    [Fact]
    public void A_mandate_that_was_asked_for_is_due_the_notice_to_move_before_the_first_day()
    {
        var due = Begin(AForce.From).AddDays(-20);
        var offer = AForce.Offer with { Mandate = new(MandateStatus.Asked) };
        Assert.Equal(
            [
                ("MandateReminded", Half(Given.Now, due) > due.AddDays(-30) ? Half(Given.Now, due) : due.AddDays(-30)),
                ("MandateOverdue", due),
                ("Lapsed", Over),
            ],
            Watch(AForce.Accepted(offer))
        );
    }

    [Fact]
    public void A_parliament_has_some_time_however_soon_the_force_should_come()
    {
        var offer = AForce.Offer with { From = Given.Today, Mandate = new(MandateStatus.Asked) };
        Assert.Equal(
            [("MandateReminded", Given.Now.AddDays(7)), ("MandateOverdue", Given.Now.AddDays(14)), ("Lapsed", Over)],
            Watch(AForce.Accepted(offer))
        );
    }

    [Fact]
    public void An_approval_that_ends_before_the_period_is_told_of_before_and_when_it_ends()
    {
        var until = AForce.To.AddDays(-10);
        var offer = AForce.Offer with { Mandate = new(MandateStatus.Approved, until) };
        Assert.Equal(
            [
                ("MandateEnding", Begin(until.AddDays(1)).AddDays(-30)),
                ("MandateEnded", Begin(until.AddDays(1))),
                ("Lapsed", Over),
            ],
            Watch(AForce.Accepted(offer))
        );
        Assert.Equal(
            [("Lapsed", Over)],
            Watch(AForce.Accepted(offer with { Mandate = new(MandateStatus.Approved, AForce.To) }))
        );
    }

    [Fact]
    public void What_parliament_says_or_another_first_day_begins_it_again()
    {
        var force = AForce.Accepted(AForce.Offer with { Mandate = new(MandateStatus.Asked) });
        force.Do(force.State.Reached(force.State.NextDeadline!, [], Over));
        Assert.True(force.State.Watched.MandateReminded);
        var earlier = AForce.Accepted(AForce.Offer with { Mandate = new(MandateStatus.Asked) });
        earlier.Do(earlier.State.Reached(earlier.State.NextDeadline!, [], Over));
        earlier.Do(earlier.Amending(new("Sooner", From: AForce.From.AddDays(-5))));
        Assert.False(earlier.State.Watched.MandateReminded);
        force.Do(ForceSteps.Mandate(force, new(MandateStatus.Refused, "Voted"), Given.Dutch, Given.Now));
        Assert.Equal([("Lapsed", Over)], Watch(force));
    }

    private static DateTimeOffset Begin(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static DateTimeOffset Half(DateTimeOffset from, DateTimeOffset to) => from + ((to - from) / 2);
}
