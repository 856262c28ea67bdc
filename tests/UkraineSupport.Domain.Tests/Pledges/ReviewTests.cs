using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

public class ReviewTests
{
    private static Decision<PledgeEvent> Reviewed(
        Pledge pledge,
        ReviewDecision decision,
        Actor? actor = null,
        params LineQuantity[] lines
    ) =>
        Review.Decide(
            pledge,
            new(decision, "Because", lines.Length == 0 ? null : lines),
            actor ?? Given.Coordinator,
            Given.Now,
            Given.Deadlines
        );

    [Fact]
    public void A_coordinator_accepts_it_as_offered()
    {
        var pledge = APledge
            .Announced(Given.Shells(100), Given.Shells(40))
            .Later(TimeSpan.FromDays(2))
            .Accepted()
            .State;

        Assert.Equal(PledgeStatus.Accepted, pledge.Status);
        Assert.Equal([100m, 40m], pledge.Lines.Select(l => l.Accepted));
        Assert.All(pledge.Lines, l => Assert.Equal(0, l.Committed));
        Assert.Equal(Given.Now.AddDays(2), pledge.AcceptedAt);
        Assert.Equal(Given.Now.AddDays(62), pledge.FormalisationDue);
    }

    [Fact]
    public void Only_coordinators_review() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Coordinator),
            actor => Assert.True(Reviewed(APledge.Announced(), ReviewDecision.Accept, actor).IsForbidden())
        );

    [Fact]
    public void A_partial_acceptance_takes_what_it_names_and_nothing_else()
    {
        var pledge = APledge
            .Announced(Given.Shells(100), Given.Shells(40))
            .PartiallyAccepted(new LineQuantity(2, 30))
            .State;

        Assert.Equal(PledgeStatus.PartiallyAccepted, pledge.Status);
        Assert.Equal([0m, 30m], pledge.Lines.Select(l => l.Accepted));
        Assert.NotNull(pledge.FormalisationDue);
    }

    [Fact]
    public void A_partial_acceptance_of_everything_is_an_acceptance() =>
        Assert.Equal(
            PledgeStatus.Accepted,
            APledge.Announced(Given.Shells(100)).PartiallyAccepted(new LineQuantity(1, 100)).State.Status
        );

    [Fact]
    public void A_declined_pledge_is_over()
    {
        var pledge = APledge.Announced().Declined().State;

        Assert.Equal(PledgeStatus.Declined, pledge.Status);
        Assert.True(pledge.IsEnded);
        Assert.Null(pledge.FormalisationDue);
        Assert.Null(pledge.AcceptedAt);
        Assert.Null(pledge.NextDeadline);
        Assert.Equal("not-under-review", Reviewed(pledge, ReviewDecision.Accept).Conflict());
    }

    [Fact]
    public void Taking_it_up_twice_changes_nothing()
    {
        var pledge = APledge.Announced();
        Reviewed(pledge, ReviewDecision.Start).Only<PledgeReviewStarted>();
        pledge.UnderReview();

        Assert.Equal(PledgeStatus.UnderReview, pledge.State.Status);
        Reviewed(pledge, ReviewDecision.Start).IsNothing();
        Reviewed(pledge, ReviewDecision.Accept).Only<PledgeReviewed>();
    }

    [Fact]
    public void A_pledge_is_reviewed_once()
    {
        Assert.Equal("not-under-review", Reviewed(APledge.Announced().Accepted(), ReviewDecision.Decline).Conflict());
        Assert.Equal("not-under-review", Reviewed(APledge.Committed(100), ReviewDecision.Start).Conflict());
        Assert.Equal("not-under-review", Reviewed(APledge.Announced().Withdrawn(), ReviewDecision.Accept).Conflict());
    }

    [Fact]
    public void Lines_are_named_for_a_partial_acceptance_and_only_then()
    {
        Assert.Equal(
            ["/lines"],
            Reviewed(APledge.Announced(), ReviewDecision.Accept, null, new LineQuantity(1, 5)).Wrong()
        );
        Assert.Equal(
            ["/lines"],
            Reviewed(APledge.Announced(), ReviewDecision.Decline, null, new LineQuantity(1, 5)).Wrong()
        );
        Assert.Equal(["/lines"], Reviewed(APledge.Announced(), ReviewDecision.Partial).Wrong());
        Assert.Equal(
            ["/lines"],
            Review
                .Decide(
                    APledge.Announced(),
                    new(ReviewDecision.Partial, "r", []),
                    Given.Coordinator,
                    Given.Now,
                    Given.Deadlines
                )
                .Wrong()
        );
    }

    [Theory]
    [InlineData(3, 5.0, "/lines/0/line")]
    [InlineData(0, 5.0, "/lines/0/line")]
    [InlineData(1, 101.0, "/lines/0/quantity")]
    [InlineData(1, -1.0, "/lines/0/quantity")]
    [InlineData(1, 0.5, "/lines/0/quantity")]
    [InlineData(1, 0.0, "/lines")]
    public void What_is_accepted_was_pledged(int line, double quantity, string wrong) =>
        Assert.Contains(
            wrong,
            Reviewed(
                    APledge.Announced(Given.Shells(100), Given.Shells(40)),
                    ReviewDecision.Partial,
                    null,
                    new LineQuantity(line, (decimal)quantity)
                )
                .Wrong()
        );

    [Fact]
    public void Each_line_is_named_once() =>
        Assert.Equal(
            ["/lines"],
            Reviewed(APledge.Announced(), ReviewDecision.Partial, null, new LineQuantity(1, 5), new LineQuantity(1, 6))
                .Wrong()
        );

    [Fact]
    public void Lines_past_the_most_a_pledge_can_have_are_refused_not_ignored()
    {
        var pledge = APledge.Announced([.. Enumerable.Repeat(Given.Shells(1), 100)]);
        LineQuantity[] lines = [.. Enumerable.Range(1, 100).Select(n => new LineQuantity(n, 1)), new(999, 1)];

        Assert.Equal(["/lines"], Reviewed(pledge, ReviewDecision.Partial, null, lines).Wrong());
    }

    [Fact]
    public void A_reason_is_needed() =>
        Assert.Equal(
            ["/reason"],
            Review
                .Decide(
                    APledge.Announced(),
                    new(ReviewDecision.Accept, " "),
                    Given.Coordinator,
                    Given.Now,
                    Given.Deadlines
                )
                .Wrong()
        );

    [Fact]
    public void One_line_whole_and_another_in_part_is_an_acceptance_in_part_and_a_line_may_be_named_with_nothing()
    {
        var pledge = APledge
            .Announced(Given.Shells(100), Given.Shells(40), Given.Shells(7))
            .PartiallyAccepted(new(1, 100), new(2, 30), new(3, 0))
            .State;
        Assert.Equal(PledgeStatus.PartiallyAccepted, pledge.Status);
        Assert.Equal([100m, 30m, 0m], pledge.Lines.Select(l => l.Accepted));
    }

    [Fact]
    public void An_empty_list_names_no_lines() =>
        Review
            .Decide(
                APledge.Announced(),
                new(ReviewDecision.Accept, "r", []),
                Given.Coordinator,
                Given.Now,
                Given.Deadlines
            )
            .Only<PledgeReviewed>();

    [Fact]
    public void An_offer_past_its_validity_is_not_reviewed_any_more()
    {
        var pledge = APledge.Announced().State;
        Decision<PledgeEvent> At(DateTimeOffset time) =>
            Review.Decide(pledge, new(ReviewDecision.Accept, "Late"), Given.Coordinator, time, Given.Deadlines);
        At(pledge.ValidUntil).Only<PledgeReviewed>();
        Assert.Equal("no-longer-valid", At(pledge.ValidUntil.AddSeconds(1)).Conflict());
    }
}
