using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

public class AmendTests
{
    private static readonly AmendPledge Nothing = new("A slip of the pen");
    private static readonly AmendPledge OnlyTitle = Nothing with { Title = " Shells and fuses " };

    private static AmendPledge Lines(params AmendLine[] lines) => Nothing with { Lines = lines };

    private static Decision<PledgeEvent> Amended(APledge pledge, AmendPledge change, Actor? actor = null) =>
        Amend.Decide(pledge, change, actor ?? Given.Dutch, pledge.Now, Given.Deadlines);

    [Fact]
    public void Only_the_pledges_donor_amends() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Dutch),
            actor => Assert.True(Amended(APledge.Announced(), OnlyTitle, actor).IsForbidden())
        );

    [Fact]
    public void A_new_title_or_disclosure_needs_no_new_review()
    {
        var pledge = APledge
            .Announced()
            .Accepted()
            .Later(TimeSpan.FromDays(1))
            .Amended(OnlyTitle with { Disclosure = Disclosure.Public })
            .State;

        Assert.Equal(
            ("Shells and fuses", Disclosure.Public, PledgeStatus.Accepted),
            (pledge.Title, pledge.Disclosure, pledge.Status)
        );
        Assert.Equal(100, pledge.Lines[0].Accepted);
        Assert.Equal(Given.Now.AddDays(14), pledge.ReviewDue);
        Assert.NotNull(pledge.FormalisationDue);
    }

    [Fact]
    public void An_empty_list_of_lines_changes_no_substance()
    {
        var pledge = APledge.Announced().Accepted().Amended(OnlyTitle with { Lines = [] }).State;
        Assert.Equal(PledgeStatus.Accepted, pledge.Status);
    }

    public static TheoryData<string> Substance() => ["quantity", "validUntil", "conditions", "caveats", "deliverBy"];

    [Theory, MemberData(nameof(Substance))]
    public void A_change_of_substance_asks_for_a_new_review_and_its_clock_starts_again(string what)
    {
        var change = what switch
        {
            "quantity" => Lines(new AmendLine(1, 120)),
            "validUntil" => Nothing with { ValidUntil = Given.Now.AddDays(99) },
            "conditions" => Nothing with { Conditions = [new("If parliament agrees")] },
            "caveats" => Nothing with { Caveats = [new("Not outside Ukraine")] },
            _ => Lines(new AmendLine(1, DeliverBy: Given.Today.AddDays(200))),
        };
        var pledge = APledge.Announced().Accepted().Later(TimeSpan.FromDays(10)).Amended(change).State;

        Assert.Equal(PledgeStatus.UnderReview, pledge.Status);
        Assert.Equal(0, pledge.Lines[0].Accepted);
        Assert.Equal((Given.Now.AddDays(10), Given.Now.AddDays(24)), (pledge.ReviewFrom, pledge.ReviewDue));
        Assert.Null(pledge.AcceptedAt);
        Assert.Null(pledge.FormalisationDue);
    }

    [Fact]
    public void What_is_left_out_stays()
    {
        var before = APledge.From(
            Given.Offer(Given.Shells(100), Given.Shells(40)) with
            {
                Conditions = [new("c")],
                Caveats = [new("v")],
            }
        );
        var lines = before.State.Lines;
        var after = before.Amended(Lines(new AmendLine(2, 50))).State;

        Assert.Equal([lines[0], lines[1] with { Quantity = 50 }], after.Lines);
        Assert.Equal([new Condition("c")], after.Conditions);
        Assert.Equal([new Caveat("v")], after.Caveats);
        Assert.Equal(
            ("Artillery shells", Given.Now.AddDays(90), Disclosure.Coalition),
            (after.Title, after.ValidUntil, after.Disclosure)
        );
        Assert.Equal(PledgeStatus.Announced, after.Status);
    }

    [Fact]
    public void Dates_of_a_line_can_be_moved()
    {
        var line = APledge
            .Announced()
            .Amended(Lines(new AmendLine(1, null, Given.Today.AddDays(9), Given.Today.AddDays(9))))
            .State.Lines[0];
        Assert.Equal((Given.Today.AddDays(9), Given.Today.AddDays(9)), (line.DeliverBy, line.AvailableFrom!.Value));
        Assert.Equal(
            ["/lines/0/availableFrom"],
            Amended(APledge.Announced(), Lines(new AmendLine(1, AvailableFrom: Given.Today.AddDays(101)))).Wrong()
        );
    }

    [Fact]
    public void The_places_of_a_course_follow_the_quantity()
    {
        Offer Course(decimal? places) =>
            Given.Offer(new OfferLine("TRAIN-BASIC", 200, Given.Today, Training: new("Interflex", places))) with
            {
                Kind = PledgeKind.Training,
            };
        Assert.Equal(
            150,
            APledge.From(Course(200)).Amended(Lines(new AmendLine(1, 150))).State.Lines[0].Training!.Places
        );
        Assert.Null(APledge.From(Course(null)).Amended(Lines(new AmendLine(1, 150))).State.Lines[0].Training!.Places);
    }

    [Fact]
    public void An_amendment_amends_something_and_says_why()
    {
        Assert.Equal([""], Amended(APledge.Announced(), Nothing).Wrong());
        Assert.Equal([""], Amended(APledge.Announced(), Lines()).Wrong());
        Assert.Equal(["/reason"], Amended(APledge.Announced(), OnlyTitle with { Reason = "" }).Wrong());
    }

    [Fact]
    public void What_is_amended_obeys_the_rules_of_an_offer()
    {
        Assert.Equal(["/title"], Amended(APledge.Announced(), Nothing with { Title = " " }).Wrong());
        Assert.Equal(["/validUntil"], Amended(APledge.Announced(), Nothing with { ValidUntil = Given.Now }).Wrong());
        Assert.Equal(["/lines/0/quantity"], Amended(APledge.Announced(), Lines(new AmendLine(1, 0))).Wrong());
        Assert.Equal(["/lines/0/line"], Amended(APledge.Announced(), Lines(new AmendLine(2, 5))).Wrong());
        Assert.Equal(["/lines"], Amended(APledge.Announced(), Lines(new AmendLine(1, 5), new AmendLine(1, 6))).Wrong());
    }

    [Fact]
    public void Lines_past_the_most_a_pledge_can_have_are_refused_not_ignored()
    {
        var pledge = APledge.Announced([.. Enumerable.Repeat(Given.Shells(2), 100)]);
        AmendLine[] lines = [.. Enumerable.Range(1, 100).Select(n => new AmendLine(n, 1)), new(999, 1)];

        Assert.Equal(["/lines"], Amended(pledge, Lines(lines)).Wrong());
    }

    [Fact]
    public void A_commitment_may_shrink_to_what_is_allocated_and_no_further()
    {
        var pledge = APledge.Committed(100).Allocated("a", 60);

        Assert.Equal("below-allocation", Amended(pledge, Lines(new AmendLine(1, 59))).Conflict());
        Assert.Equal("already-formalised", Amended(pledge, Lines(new AmendLine(1, 101))).Conflict());
        pledge.Amended(Lines(new AmendLine(1, 60)));
        Assert.Equal(new LineLedger(60, 60, 60, 60, 0, 0, 0), pledge.State.Ledger(pledge.State.Lines[0]));
        Assert.Equal(PledgeStatus.Formalised, pledge.State.Status);
    }

    [Fact]
    public void Of_a_commitment_in_part_the_rest_of_the_offer_shrinks_first()
    {
        var pledge = APledge
            .Announced(Given.Shells(100))
            .PartiallyAccepted(new LineQuantity(1, 60))
            .Formalised()
            .Amended(Lines(new AmendLine(1, 80)));
        Assert.Equal(new LineLedger(80, 60, 60, 0, 0, 0, 0), pledge.State.Ledger(pledge.State.Lines[0]));
    }

    [Fact]
    public void The_terms_of_a_commitment_are_settled_but_for_its_caveats()
    {
        Assert.Equal(
            "already-formalised",
            Amended(APledge.Committed(100), Nothing with { ValidUntil = Given.Now.AddDays(99) }).Conflict()
        );
        Assert.Equal(
            "already-formalised",
            Amended(APledge.Committed(100), Nothing with { Conditions = [] }).Conflict()
        );
        var pledge = APledge.Committed(100).Amended(Nothing with { Caveats = [new("Not outside Ukraine")] }).State;
        Assert.Equal(
            (PledgeStatus.Formalised, 100m, 1),
            (pledge.Status, pledge.Lines[0].Committed, pledge.Caveats.Count)
        );
    }

    [Fact]
    public void A_commitment_that_shrinks_to_what_was_received_is_complete()
    {
        var pledge = APledge.Committed(100).Allocated("a", 60).Planned(60).HandedOver(1).Receipted(1, 60);
        Assert.Equal(PledgeStatus.InDelivery, pledge.State.Status);

        Assert.Equal(PledgeStatus.Completed, pledge.Amended(Lines(new AmendLine(1, 60))).State.Status);
    }

    [Fact]
    public void What_is_over_is_not_amended()
    {
        Assert.Equal("already-ended", Amended(APledge.Announced().Declined(), OnlyTitle).Conflict());
        Assert.Equal("already-ended", Amended(APledge.Announced().Withdrawn(), OnlyTitle).Conflict());
    }

    [Fact]
    public void What_is_given_replaces_what_was_there()
    {
        var before = APledge.From(
            Given.Offer(Given.Shells(100) with { AvailableFrom = Given.Today.AddDays(5) }) with
            {
                Conditions = [new("c")],
                Caveats = [new("v")],
            }
        );
        Assert.Equal(
            Given.Today.AddDays(5),
            Amended(before, Lines(new AmendLine(1, 90))).Only<PledgeAmended>().Lines[0].AvailableFrom
        );

        var after = before
            .Amended(
                new("r", Conditions: [new("d")], Caveats: [], Lines: [new(1, AvailableFrom: Given.Today.AddDays(6))])
            )
            .State;
        Assert.Equal([new Condition("d")], after.Conditions);
        Assert.Empty(after.Caveats);
        Assert.Equal(Given.Today.AddDays(6), after.Lines[0].AvailableFrom);
    }

    [Fact]
    public void An_amendment_that_needs_no_new_review_says_that_its_date_stays()
    {
        var amended = Amended(APledge.Announced().Later(TimeSpan.FromDays(3)), OnlyTitle).Only<PledgeAmended>();
        Assert.Equal((false, Given.Now.AddDays(14)), (amended.NewReview, amended.ReviewDue));
    }

    [Theory]
    [InlineData(PledgeStatus.Withdrawn)]
    [InlineData(PledgeStatus.Declined)]
    public void Who_may_see_it_is_the_donors_to_say_also_once_it_has_ended(PledgeStatus ended)
    {
        var pledge = ended == PledgeStatus.Declined ? APledge.Announced().Declined() : APledge.Committed(9).Withdrawn();

        pledge.Amended(new("Told to fewer", Disclosure: Disclosure.Restricted));

        Assert.Equal((ended, Disclosure.Restricted), (pledge.State.Status, pledge.State.Disclosure));
        Assert.Equal(
            "already-ended",
            Amend
                .Decide(
                    pledge,
                    new("And renamed", Title: "Shells", Disclosure: Disclosure.Coalition),
                    Given.Dutch,
                    Given.Now,
                    Given.Deadlines
                )
                .Conflict()
        );
    }
}
