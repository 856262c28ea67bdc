using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

public class SolicitTests
{
    private static readonly DateTimeOffset Deadline = Given.Now.AddDays(20);

    private static Decision<GapEvent> Asked(Gap gap, SolicitDonors wish, Actor? actor = null) =>
        Solicit.Decide(gap, wish, Given.NobodyCommitted, actor ?? Given.Coordinator, Given.Now);

    private static Pledge Offer(decimal quantity, Gap gap) =>
        Offer("pledge-9", Given.Dutch, gap, Given.Shells(quantity));

    private static Pledge Offer(string id, Actor donor, Gap gap, params OfferLine[] lines)
    {
        var announced = Announce.Decide(
            id,
            Given.Offer(lines) with
            {
                Donor = donor.Party!,
            },
            donor,
            Given.Now,
            Given.Deadlines,
            gap
        );
        return Pledge.Apply(null, announced.Only<PledgeAnnounced>());
    }

    [Fact]
    public void Those_named_are_asked_until_the_deadline_and_reminded_at_half_of_it()
    {
        var asked = Asked(AGap.Of(600), new(Deadline, ["NLD", "DEU"])).Only<GapSolicited>();
        Assert.Equal((1, Given.Now.AddDays(10), Deadline), (asked.Solicitation, asked.RemindAt, asked.Deadline));
        Assert.Equal(["DEU", "NLD"], asked.Donors.Select(d => d.Donor).Order());
        Assert.Equal(600, asked.Donors.Sum(d => d.Quantity));
        Assert.All(asked.Donors, d => Assert.StartsWith("Named by the coordinator", d.Why, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        string Pointer(SolicitDonors wish) =>
            Assert.Single(Assert.IsType<InvalidInput>(Asked(AGap.Of(600), wish).Error).Fields).Pointer;
        Assert.Equal("/deadline", Pointer(new(Given.Now)));
        Assert.Equal("/deadline", Pointer(new(Given.Now.AddYears(2))));
        Assert.Equal("/donors", Pointer(new(Deadline, [])));
        Assert.Equal("/donors", Pointer(new(Deadline, ["NLD", "NLD"])));
        Assert.Equal("/donors/1", Pointer(new(Deadline, ["NLD", "USA"])));
        Assert.Equal("/donors/0", Pointer(new(Deadline, ["UKR"])));
        Assert.Equal("/donors/0", Pointer(new(Deadline, ["Holland"])));
    }

    [Fact]
    public void Only_coordinators_ask_and_only_for_an_open_gap()
    {
        Assert.IsType<Forbidden>(Asked(AGap.Of(600), new(Deadline), Given.Dutch).Error);
        Assert.Equal("gap-not-open", Asked(AGap.Of(600).Vanished(), new(Deadline)).Error!.Code);
        Assert.Equal("gap-not-open", Asked(AGap.Of(600).Accepted(), new(Deadline)).Error!.Code);
    }

    [Fact]
    public void There_is_an_end_to_asking()
    {
        var gap = AGap.Of(600);
        for (var i = 0; i < Solicit.MaxSolicitations; i++)
            gap.Asked(Deadline, "NLD").Do(Solicit.Lapse(gap, i + 1, "NLD"));
        Assert.Equal("too-many-solicitations", Asked(gap, new(Deadline, ["NLD"])).Error!.Code);
    }

    [Fact]
    public void A_donor_declines_its_own_once()
    {
        var gap = AGap.Of(600).Asked(Deadline, "NLD", "DEU");
        Assert.IsType<NotFound>(Solicit.Decline(gap, 1, new("r"), Given.Dutch with { Party = "FRA" }).Error);
        Assert.IsType<NotFound>(Solicit.Decline(gap, 2, new("r"), Given.Dutch).Error);
        Assert.IsType<NotFound>(Solicit.Decline(gap, 0, new("r"), Given.Dutch).Error);
        Assert.IsType<NotFound>(Solicit.Decline(gap, 1, new("r"), Given.Coordinator with { Party = "NLD" }).Error);
        Assert.IsType<InvalidInput>(Solicit.Decline(gap, 1, new(" "), Given.Dutch).Error);
        gap.Do(Solicit.Decline(gap, 1, new(" Stocks are low "), Given.Dutch));
        Assert.Equal(
            (SolicitationStatus.Declined, "Stocks are low"),
            gap.State.Solicitations[0].Of("NLD") is { } d ? (d.Status, d.Reason) : default
        );
        Assert.Equal(SolicitationStatus.Open, gap.State.Solicitations[0].Of("DEU")!.Status);
        Assert.Equal("already-answered", Solicit.Decline(gap, 1, new("r"), Given.Dutch).Error!.Code);
    }

    [Fact]
    public void An_offer_answers_once_and_counts_what_it_would_cover()
    {
        var gap = AGap.Of(600).Asked(Deadline, "NLD", "DEU");
        var offer = Offer(250, gap);
        gap.Do(Solicit.Offered(gap, offer));
        Assert.Equal(new GapOffer("NLD", "pledge-9", 250, Disclosure.Coalition), Assert.Single(gap.State.Offers));
        Assert.Equal(SolicitationStatus.Answered, gap.State.Solicitations[0].Of("NLD")!.Status);
        Assert.Equal(["pledge-9"], gap.State.Solicitations[0].Of("NLD")!.Offers);
        Assert.Equal(SolicitationStatus.Open, gap.State.Solicitations[0].Of("DEU")!.Status);
        Solicit.Offered(gap, offer).IsNothing();
    }

    [Fact]
    public void An_offer_counts_all_its_lines_and_substitutes_at_their_factor()
    {
        // 100 and 70 rounds, and 60 of another kind that stand for 30.
        var gap = AGap.Of(600)
            .Do(AssessGap.Decide(AGap.Of(600), new GapAssessment(1, "r", [new("AMMO-122", 0.5m)]), Given.Coordinator));
        var offer = Offer(
            "pledge-9",
            Given.Dutch,
            gap,
            Given.Shells(100),
            Given.Shells(60) with
            {
                Capability = "AMMO-122",
            },
            Given.Shells(70)
        );
        Assert.Equal(200, Solicit.Offered(gap, offer).Only<GapOffered>().Credit);
    }

    [Fact]
    public void Each_solicitation_has_its_own_answers()
    {
        var gap = AGap.Of(600).Asked(Deadline, "NLD").Becomes(700).Asked(Deadline, "NLD");
        Assert.Equal([600m, 100m], gap.State.Solicitations.Select(s => s.Donors[0].Quantity));
        gap.Do(Solicit.Decline(gap, 2, new("r"), Given.Dutch));
        Assert.Equal(
            [SolicitationStatus.Open, SolicitationStatus.Declined],
            gap.State.Solicitations.Select(s => s.Of("NLD")!.Status)
        );
        gap.Do(Solicit.Escalate(gap, 2, ["FRA"]).Only<GapEscalated>());
        Assert.Equal([false, true], gap.State.Solicitations.Select(s => s.Escalated));
    }

    [Fact]
    public void An_offer_must_help_an_open_gap()
    {
        var tanks = Given.Offer(Given.Shells(1) with { Capability = "AMMO-122" });
        Assert.Equal(
            "/lines",
            Assert
                .Single(
                    Assert
                        .IsType<InvalidInput>(
                            Announce.Decide("p", tanks, Given.Dutch, Given.Now, Given.Deadlines, AGap.Of(600)).Error
                        )
                        .Fields
                )
                .Pointer
        );
        Assert.Equal(
            "gap-not-open",
            Announce
                .Decide("p", Given.Offer(), Given.Dutch, Given.Now, Given.Deadlines, AGap.Of(600).Vanished())
                .Error!.Code
        );
        Assert.Equal(
            "gap-not-open",
            Announce
                .Decide("p", Given.Offer(), Given.Dutch, Given.Now, Given.Deadlines, AGap.Of(600).Accepted())
                .Error!.Code
        );
        Assert.Equal("gap-1", Offer(1, AGap.Of(600)).Gap);
    }

    [Fact]
    public void Who_does_not_answer_is_reminded_once_and_lapses_once()
    {
        var gap = AGap.Of(600).Asked(Deadline, "NLD", "DEU");
        gap.Do(Solicit.Decline(gap, 1, new("r"), Given.Dutch));
        Solicit.Remind(gap, 1, "NLD").IsNothing();
        Solicit.Lapse(gap, 1, "NLD").IsNothing();
        Assert.Equal(Deadline, Solicit.Remind(gap, 1, "DEU").Only<GapDonorReminded>().Deadline);
        gap.Do(Solicit.Remind(gap, 1, "DEU"));
        Solicit.Remind(gap, 1, "DEU").IsNothing();
        gap.Do(Solicit.Lapse(gap, 1, "DEU"));
        Assert.Equal(SolicitationStatus.Lapsed, gap.State.Solicitations[0].Of("DEU")!.Status);
        Solicit.Lapse(gap, 1, "DEU").IsNothing();
        gap.Do(Solicit.Offered(gap, Offer(5, gap)));
        Assert.Equal(SolicitationStatus.Declined, gap.State.Solicitations[0].Of("NLD")!.Status);
    }

    [Fact]
    public void The_board_is_told_once_when_the_offers_do_not_close_the_gap()
    {
        var gap = AGap.Of(600).Asked(Deadline, "NLD");
        gap.Do(Solicit.Offered(gap, Offer(599, gap)));
        var escalated = Solicit.Escalate(gap, 1, ["FRA", "POL"]).Only<GapEscalated>();
        Assert.Equal((600m, "FRA, POL"), (escalated.Open, string.Join(", ", escalated.Board)));
        Assert.True(gap.Do(escalated).State.Solicitations[0].Escalated);
        Solicit.Escalate(gap, 1, ["FRA"]).IsNothing();
    }

    [Fact]
    public void The_board_is_not_told_of_a_gap_that_the_offers_close_or_that_needs_no_more()
    {
        var offered = AGap.Of(600).Asked(Deadline, "NLD");
        offered.Do(Solicit.Offered(offered, Offer(600, offered)));
        Solicit.Escalate(offered, 1, ["FRA"]).IsNothing();
        Solicit.Escalate(AGap.Of(600).Asked(Deadline, "NLD").Vanished(), 1, ["FRA"]).IsNothing();
        Solicit.Escalate(AGap.Of(600).Asked(Deadline, "NLD").Accepted(), 1, ["FRA"]).IsNothing();
    }

    [Fact]
    public void The_board_is_told_of_what_is_open_beyond_what_was_taken_of_an_offer()
    {
        // 100 short, 60 offered, taken and allocated; the rest lapsed.
        var gap = AGap.Of(100).Asked(Deadline, "NLD", "DEU");
        var pledge = APledge.From(Given.Offer(Given.Shells(60))).Accepted().Formalised();
        gap.Do(Solicit.Offered(gap, pledge)).Covered(pledge, "a", 60);
        gap.Do(Solicit.Lapse(gap, 1, "DEU"));
        Solicit.Escalate(gap, 1, ["FRA"]).IsNothing(); // The gap has not been told yet that nothing more comes.

        gap.Do(Solicit.Follow(gap, pledge));
        Assert.Equal(0, gap.State.Offers[0].StillToCome);
        Assert.Equal(40, Solicit.Escalate(gap, 1, ["FRA"]).Only<GapEscalated>().Open);
    }

    [Fact]
    public void The_board_is_told_when_an_offer_ends_also_after_the_deadline_but_not_while_others_may_answer()
    {
        var gap = AGap.Of(600).Asked(Deadline, "NLD", "DEU");
        var pledge = APledge.From(Given.Offer(Given.Shells(600)));
        gap.Do(Solicit.Offered(gap, pledge));
        Assert.Equal(600, gap.State.Offers[0].StillToCome);
        Solicit.Follow(gap, pledge.Accepted()).IsNothing();

        gap.Do(Solicit.Follow(gap, pledge.Withdrawn()));
        Solicit.Escalate(gap, 1, ["FRA"]).IsNothing();
        gap.Do(Solicit.Lapse(gap, 1, "DEU"));
        Assert.Equal(600, Solicit.Escalate(gap, 1, ["FRA"]).Only<GapEscalated>().Open);
    }

    [Fact]
    public void An_offers_news_is_told_once_and_the_older_never_after_the_newer()
    {
        var gap = AGap.Of(600).Asked(Deadline, "NLD");
        var pledge = APledge.From(Given.Offer(Given.Shells(600)));
        gap.Do(Solicit.Offered(gap, pledge));
        var partial = pledge.PartiallyAccepted(new LineQuantity(1, 250)).State;
        gap.Do(Solicit.Follow(gap, pledge.Withdrawn()));
        Solicit.Follow(gap, pledge).IsNothing();
        Solicit.Follow(gap, partial).IsNothing();
        Assert.Equal(0, gap.State.Offers[0].StillToCome);

        Assert.Equal(
            new GapOfferChanged("NLD", "pledge-1", 250, Disclosure.Coalition, partial.Version),
            Solicit.Follow(AGap.Of(600).Do(Solicit.Offered(AGap.Of(600), partial)), partial).Only<GapOfferChanged>()
        );
        Solicit.Follow(AGap.Of(600), partial).IsNothing(); // It was not offered for this one.
    }

    [Fact]
    public void Who_may_see_an_offer_follows_its_pledge()
    {
        var gap = AGap.Of(600);
        var pledge = APledge.From(Given.Offer(Given.Shells(600)));
        gap.Do(Solicit.Offered(gap, pledge));
        pledge.Amended(new("Not for everybody", Disclosure: Disclosure.Restricted));
        gap.Do(Solicit.Follow(gap, pledge));
        Assert.Equal((Disclosure.Restricted, 600m), (gap.State.Offers[0].Disclosure, gap.State.Offers[0].StillToCome));
    }

    [Fact]
    public void An_offer_made_in_time_and_told_late_is_an_answer()
    {
        var pledge = APledge.From(Given.Offer(Given.Shells(5)));
        SolicitationStatus Told(DateTimeOffset deadline)
        {
            var gap = AGap.Of(600).Asked(deadline, "NLD");
            gap.Do(Solicit.Lapse(gap, 1, "NLD"));
            return gap.Do(Solicit.Offered(gap, pledge)).State.Solicitations[0].Of("NLD")!.Status;
        }

        Assert.Equal(SolicitationStatus.Answered, Told(pledge.State.AnnouncedAt.AddTicks(1)));
        var late = AGap.Of(600).Asked(Deadline, "NLD");
        late.Do(Solicit.Lapse(late, 1, "NLD"));
        late.Do(
            Solicit.Offered(late, pledge.State with { AnnouncedAt = late.State.Solicitations[0].Deadline.AddTicks(1) })
        );
        Assert.Equal(SolicitationStatus.Lapsed, late.State.Solicitations[0].Of("NLD")!.Status);
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(299, true)]
    public void The_board_is_told_by_what_all_offers_come_to(int danish, bool told)
    {
        var gap = AGap.Of(600).Asked(Deadline, "NLD", "DNK");
        gap.Do(Solicit.Offered(gap, Offer(300, gap)));
        gap.Do(Solicit.Offered(gap, Offer("pledge-10", Given.Danish, gap, Given.Shells(danish))));
        Assert.Equal(told, Solicit.Escalate(gap, 1, ["FRA"]).Events.Count == 1);
    }

    [Fact]
    public void The_boards_rotating_seats_are_told_while_they_hold_them()
    {
        var board = new BoardSettings { RotatingSeats = [new("EST", new(2027, 1, 1), new(2027, 6, 30))] };
        Assert.Equal(
            ["GBR", "FRA", "POL", "ITA", "DEU", "CAN", "EU", "NATO", "EST", "NOR", "TUR"],
            board.On(new(2027, 6, 30))
        );
        Assert.Contains("EST", board.On(new(2027, 1, 1)));
        Assert.DoesNotContain("EST", board.On(new(2026, 12, 31)));
        Assert.DoesNotContain("EST", board.On(new(2027, 7, 1)));
        Assert.Equal(
            ["SWE", "JPN"],
            new BoardSettings { Members = ["SWE"], Guests = ["JPN", "SWE"] }.On(new(2027, 1, 1))
        );
    }
}
