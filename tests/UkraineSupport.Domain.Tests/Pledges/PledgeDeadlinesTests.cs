using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

public class PledgeDeadlinesTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    /// <summary>Lets time run from one deadline to the next; answers what happened and when, in days.</summary>
    private static List<(string, double)> Watch(APledge pledge)
    {
        var seen = new List<(string, double)>();
        while (pledge.State.NextDeadline is { } deadline)
        {
            Assert.True(seen.Count < 20, "The deadlines never end.");
            var before = deadline.At.AddTicks(-1);
            pledge.State.Reached(deadline, before).IsNothing();
            var happened = Assert.Single(pledge.State.Reached(deadline, deadline.At).Events);
            pledge.Do(happened);
            pledge.State.Reached(deadline, deadline.At.AddDays(1)).IsNothing();
            seen.Add((happened.GetType().Name["Pledge".Length..], (deadline.At - Now).TotalDays));
        }

        return seen;
    }

    [Fact]
    public void A_review_is_reminded_of_at_half_escalated_at_the_end_and_the_offer_expires() =>
        Assert.Equal([("ReviewReminded", 7.0), ("ReviewOverdue", 14.0), ("Expired", 90.0)], Watch(APledge.Announced()));

    [Fact]
    public void A_pledge_under_review_is_watched_like_an_announced_one() =>
        Assert.Equal(
            [("ReviewReminded", 7.0), ("ReviewOverdue", 14.0), ("Expired", 90.0)],
            Watch(APledge.Announced().UnderReview())
        );

    [Fact]
    public void An_accepted_pledge_is_reminded_of_its_formalisation_and_expires() =>
        Assert.Equal(
            [("FormalisationReminded", 32.0), ("FormalisationOverdue", 62.0), ("Expired", 90.0)],
            Watch(APledge.Announced().Later(TimeSpan.FromDays(2)).Accepted())
        );

    [Fact]
    public void A_part_is_watched_like_the_whole() =>
        Assert.Equal(3, Watch(APledge.Announced().PartiallyAccepted(new LineQuantity(1, 5))).Count);

    [Fact]
    public void An_offer_that_ends_before_its_review_expires_and_nothing_else_follows()
    {
        var pledge = APledge.From(Given.Offer() with { ValidUntil = Now.AddDays(5) });
        Assert.Equal([("Expired", 5.0)], Watch(pledge));
        Assert.Equal((PledgeStatus.Expired, true), (pledge.State.Status, pledge.State.IsEnded));
    }

    [Fact]
    public void A_line_of_which_something_is_not_planned_is_reminded_of_and_escalated_when_it_is_due()
    {
        // Due on the 100th day: its end is the 100.5th from noon.
        (string, double)[] told = [("LineReminded", 86.5), ("LineOverdue", 100.5)];
        Assert.Equal(told, Watch(APledge.Committed(100)));
        Assert.Equal(told, Watch(APledge.Committed(100).Allocated("a", 60).Planned(60)).Where(w => w.Item1[0] == 'L'));
        Assert.DoesNotContain(
            Watch(APledge.Committed(100).Allocated("a", 100).Planned(100)),
            w => w.Item1.StartsWith("Line", StringComparison.Ordinal)
        );
        Assert.Empty(Watch(APledge.Committed(100).Withdrawn()));
    }

    [Fact]
    public void A_line_that_is_due_soon_after_its_signature_is_reminded_of_at_half()
    {
        var pledge = APledge
            .Announced(Given.Shells(100) with { DeliverBy = Given.Today.AddDays(9) })
            .Accepted()
            .Formalised();
        // From the 3rd at midnight to the 14th at midnight.
        Assert.Equal([("LineReminded", 4.0), ("LineOverdue", 9.5)], Watch(pledge));
    }

    [Fact]
    public void A_line_that_is_moved_is_watched_anew()
    {
        var pledge = APledge.Committed(100, 50);
        Assert.Equal(4, Watch(pledge).Count);
        pledge.Amended(new("Later", Lines: [new(1, DeliverBy: Given.Today.AddDays(200))]));
        Assert.Equal([("LineReminded", 186.5), ("LineOverdue", 200.5)], Watch(pledge));
    }

    [Fact]
    public void A_tranche_that_was_handed_over_is_reminded_of_until_its_receipt_is_confirmed()
    {
        var pledge = APledge.Committed(100).Allocated("a", 100).Planned(100).HandedOver(1);
        Assert.Equal([("ReceiptReminded", 7.0), ("ReceiptOverdue", 14.0)], Watch(pledge));
        Assert.Empty(Watch(APledge.Committed(100).Allocated("a", 100).Planned(100).HandedOver(1).Receipted(1, 60)));
        // What had left before a withdrawal is waited for as well.
        Assert.Equal(2, Watch(APledge.Committed(100).Allocated("a", 60).Planned(60).HandedOver(1).Withdrawn()).Count);
    }

    [Fact]
    public void A_tranche_is_reminded_of_before_it_is_due_and_escalated_when_it_is_late()
    {
        var pledge = APledge
            .Committed(50)
            .Allocated("a", 50)
            .Planned(20, due: Now.AddDays(30))
            .Planned(30, due: Now.AddDays(40));
        Assert.Equal(
            [
                ("DeliveryReminded", 16.0),
                ("DeliveryReminded", 26.0),
                ("DeliverySlipped", 30.0),
                ("DeliverySlipped", 40.0),
            ],
            Watch(pledge)
        );
        Assert.All(pledge.State.Deliveries, d => Assert.True(d is { Reminded: true, Slipped: true }));
    }

    [Theory]
    [InlineData(DeliveryStatus.Dispatched, true)]
    [InlineData(DeliveryStatus.AtHub, true)]
    [InlineData(DeliveryStatus.HandedOver, false)]
    [InlineData(DeliveryStatus.Lost, false)]
    public void A_tranche_is_watched_until_it_is_handed_over_or_gone(DeliveryStatus status, bool watched)
    {
        var pledge = APledge.Committed(20).Allocated("a", 20).Planned(20).Reported(1, DeliveryStatus.Dispatched);
        if (status != DeliveryStatus.Dispatched)
            pledge.Reported(1, status);
        Assert.Equal(
            watched ? 2 : 0,
            Watch(pledge).Count(w => w.Item1.StartsWith("Delivery", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void What_had_left_a_withdrawn_pledge_is_still_watched() =>
        Assert.Equal(
            ["DeliveryReminded", "DeliverySlipped"],
            Watch(
                    APledge
                        .Committed(100)
                        .Allocated("a", 50)
                        .Planned(20)
                        .Planned(30)
                        .Reported(1, DeliveryStatus.Dispatched)
                        .Withdrawn()
                )
                .Select(s => s.Item1)
        );

    [Fact]
    public void A_reminder_comes_before_the_escalation_even_when_both_are_late()
    {
        var pledge = APledge.Announced().Later(TimeSpan.FromDays(20));
        Assert.IsType<PledgeReviewReminded>(
            Assert.Single(pledge.State.Reached(pledge.State.NextDeadline!, pledge.Now).Events)
        );
        Assert.IsType<PledgeReviewOverdue>(
            Assert.Single(pledge.Reached().State.Reached(pledge.State.NextDeadline!, pledge.Now).Events)
        );
    }

    [Fact]
    public void An_escalation_that_came_first_leaves_nothing_to_remind_of()
    {
        var pledge = APledge.Announced();
        var reminder = pledge.State.NextDeadline!;
        pledge.Do(pledge.State.Reached(new(DeadlineKind.Review, Now.AddDays(14)), Now.AddDays(14)));

        pledge.State.Reached(reminder, Now.AddDays(14)).IsNothing();
        Assert.Equal(DeadlineKind.Expiry, pledge.State.NextDeadline!.Kind);
    }

    [Fact]
    public void An_amendment_that_asks_for_a_new_review_restarts_the_clock()
    {
        var pledge = APledge.Announced().Later(TimeSpan.FromDays(10));
        var old = new Deadline(DeadlineKind.Review, pledge.State.ReviewDue);
        pledge.Reached().Amended(new("More", Lines: [new(1, 120)]));

        pledge.State.Reached(old, Now.AddDays(14)).IsNothing();
        Assert.Equal([("ReviewReminded", 17.0), ("ReviewOverdue", 24.0), ("Expired", 90.0)], Watch(pledge));
    }

    [Fact]
    public void An_amendment_that_needs_no_new_review_leaves_the_clock_alone() =>
        Assert.Equal(
            [("ReviewReminded", 7.0), ("ReviewOverdue", 14.0), ("Expired", 90.0)],
            Watch(APledge.Announced().Later(TimeSpan.FromDays(5)).UnrelatedNews())
        );

    [Fact]
    public void A_longer_validity_moves_the_expiry()
    {
        var pledge = APledge.Announced();
        var old = new Deadline(DeadlineKind.Expiry, pledge.State.ValidUntil);
        pledge.Amended(new("Asked for", ValidUntil: Now.AddDays(120)));

        pledge.State.Reached(old, Now.AddDays(91)).IsNothing();
        Assert.Equal(("Expired", 120.0), Watch(pledge)[^1]);
    }

    [Fact]
    public void A_deadline_of_a_step_that_is_done_does_nothing()
    {
        var review = new Deadline(DeadlineKind.Review, Now.AddDays(14));
        var expiry = new Deadline(DeadlineKind.Expiry, Now.AddDays(90));
        APledge.Announced().Accepted().State.Reached(review, Now.AddDays(15)).IsNothing();
        APledge.Committed(100).State.Reached(expiry, Now.AddDays(91)).IsNothing();
    }

    [Fact]
    public void What_the_events_say_is_due_is_what_was_due()
    {
        var pledge = APledge.Announced();
        Assert.Equal(
            Now.AddDays(14),
            pledge.State.Reached(pledge.State.NextDeadline!, Now.AddDays(7)).Only<PledgeReviewReminded>().Due
        );
        pledge.Accepted();
        Assert.Equal(
            Now.AddDays(60),
            pledge.State.Reached(pledge.State.NextDeadline!, Now.AddDays(30)).Only<PledgeFormalisationReminded>().Due
        );
        pledge.Formalised().Allocated("a", 50).Planned(50, due: Now.AddDays(30));
        Assert.Equal(
            new(1, Now.AddDays(30)) { Disclosure = Domain.Access.Disclosure.Coalition },
            pledge.State.Reached(pledge.State.NextDeadline!, Now.AddDays(16)).Only<PledgeDeliveryReminded>()
        );
    }
}
