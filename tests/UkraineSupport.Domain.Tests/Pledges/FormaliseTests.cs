using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

public class FormaliseTests
{
    private static Decision<PledgeEvent> Formalised(
        APledge pledge,
        Commitment? commitment = null,
        Actor? actor = null,
        params (string, decimal)[] others
    ) =>
        Formalise.Decide(
            pledge,
            commitment ?? Given.Memorandum,
            actor ?? Given.Dutch,
            pledge.Now,
            others.ToDictionary(o => o.Item1, o => o.Item2)
        );

    private static APledge Conditional(params Condition[] conditions) =>
        APledge.From(Given.Offer() with { Conditions = conditions }).Accepted();

    [Fact]
    public void What_was_accepted_becomes_a_commitment()
    {
        var pledge = APledge.Announced(Given.Shells(100)).PartiallyAccepted(new LineQuantity(1, 60)).Formalised().State;

        Assert.Equal(PledgeStatus.Formalised, pledge.Status);
        Assert.Equal(new LineLedger(100, 60, 60, 0, 0, 0, 0), pledge.Ledger(pledge.Lines[0]));
        Assert.Equal(Given.Memorandum, pledge.Commitment);
        Assert.True(pledge.IsCommitted);
    }

    [Fact]
    public void Only_the_pledges_donor_formalises() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Dutch),
            actor => Assert.True(Formalised(APledge.Announced().Accepted(), actor: actor).IsForbidden())
        );

    [Fact]
    public void Only_an_accepted_pledge_is_formalised_and_once()
    {
        Assert.Equal("not-accepted", Formalised(APledge.Announced()).Conflict());
        Assert.Equal("not-accepted", Formalised(APledge.Announced().UnderReview()).Conflict());
        Assert.Equal("not-accepted", Formalised(APledge.Committed(100)).Conflict());
        Assert.Equal("not-accepted", Formalised(APledge.Announced().Accepted().Withdrawn()).Conflict());
    }

    [Fact]
    public void An_offer_stands_until_the_last_moment_of_its_validity()
    {
        var pledge = APledge.Announced().Accepted().Later(TimeSpan.FromDays(90));
        Formalised(pledge).Only<PledgeFormalised>();
        Assert.Equal("no-longer-valid", Formalised(pledge.Later(TimeSpan.FromTicks(1))).Conflict());
    }

    [Fact]
    public void Signature_and_approval_do_not_lie_in_the_future()
    {
        var today = Given.Memorandum with
        {
            SignedOn = Given.Today.AddDays(1),
            ParliamentApprovedOn = Given.Today.AddDays(1),
        };
        Formalised(APledge.Announced().Accepted(), today).Only<PledgeFormalised>();
        Assert.Equal(
            ["/signedOn"],
            Formalised(APledge.Announced().Accepted(), today with { SignedOn = Given.Today.AddDays(2) }).Wrong()
        );
        Assert.Equal(
            ["/parliamentApprovedOn"],
            Formalised(APledge.Announced().Accepted(), today with { ParliamentApprovedOn = Given.Today.AddDays(2) })
                .Wrong()
        );
    }

    [Fact]
    public void The_instrument_is_named_with_its_reference() =>
        Assert.Equal(
            ["/instrument", "/legalReference"],
            Formalised(APledge.Announced().Accepted(), new("", new('x', 201), Given.Today)).Wrong()
        );

    [Fact]
    public void A_conditional_pledge_counts_once_the_others_have_committed_enough()
    {
        var pledge = Conditional(new Condition("If the others reach 30", "IAMD-HIGH", 30, Given.Today));

        Assert.Equal("condition-not-met", Formalised(pledge).Conflict());
        Assert.Equal(
            "condition-not-met",
            Formalised(pledge, others: [("IAMD-HIGH", 29), ("AMMO-155", 500)]).Conflict()
        );
        Formalised(pledge, others: [("IAMD-HIGH", 30)]).Only<PledgeFormalised>();
    }

    [Fact]
    public void Every_condition_must_hold()
    {
        var pledge = Conditional(new("a", "IAMD-HIGH", 30), new("b", "C-UAS", 5));

        Assert.Equal("condition-not-met", Formalised(pledge, others: [("IAMD-HIGH", 30)]).Conflict());
        Assert.Equal("condition-not-met", Formalised(pledge, others: [("C-UAS", 5)]).Conflict());
        Formalised(pledge, others: [("C-UAS", 5), ("IAMD-HIGH", 30)]).Only<PledgeFormalised>();
    }

    [Fact]
    public void A_condition_can_be_met_until_its_day_is_over()
    {
        var pledge = Conditional(new Condition("If the others reach 30", "IAMD-HIGH", 30, Given.Today))
            .Later(TimeSpan.FromHours(11));
        Formalised(pledge, others: [("IAMD-HIGH", 30)]).Only<PledgeFormalised>();

        Assert.Equal(
            "condition-lapsed",
            Formalised(pledge.Later(TimeSpan.FromHours(1)), others: [("IAMD-HIGH", 30)]).Conflict()
        );
    }

    [Fact]
    public void A_condition_in_words_alone_is_for_people_to_weigh() =>
        Formalised(Conditional(new Condition("If parliament agrees", By: Given.Today.AddDays(-1))))
            .Only<PledgeFormalised>();
}
