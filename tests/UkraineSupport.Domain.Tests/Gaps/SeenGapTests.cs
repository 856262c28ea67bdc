using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

/// <summary>A gap as those see it who may not see all that covers it.</summary>
public sealed class SeenGapTests
{
    [Fact]
    public void A_restricted_pledge_closes_a_gap_for_its_donor_and_those_who_see_all()
    {
        var gap = AGap.Of(200);
        var closed = Covering(gap, Restricted("NLD", 200), "a").OfType<GapClosed>().Single();

        Assert.Equal(GapStatus.Closed, gap.State.Status);
        Assert.Equal((Disclosure.Restricted, "NLD"), (closed.Level, closed.Donor));
        foreach (var viewer in Given.Everyone)
        {
            var privy = viewer == Given.Dutch || viewer == Given.Coordinator || viewer == Given.Ukraine;
            Assert.Equal(privy, gap.State.SeenBy(viewer).Status == GapStatus.Closed);
            Assert.Equal(privy, Audience.Of((IConfidentialEvent)closed, Disclosure.Public, null).Includes(viewer));
        }
    }

    [Fact]
    public void What_closes_by_the_parts_of_two_is_for_those_who_see_both()
    {
        var gap = AGap.Of(200);
        Assert.Empty(Covering(gap, Restricted("NLD", 100), "a").OfType<GapTurn>());

        var closed = Covering(gap, Restricted("DNK", 100), "b").OfType<GapClosed>().Single();

        Assert.Equal((Disclosure.Restricted, null), (closed.Level, closed.Donor));
    }

    [Fact]
    public void What_closes_for_all_is_told_once()
    {
        var gap = AGap.Of(200);
        var closed = Covering(gap, Committed("NLD", 200, Disclosure.Coalition), "a").OfType<GapTurn>().Single();

        Assert.Equal((Disclosure.Public, null, 200m), (closed.Level, closed.Donor, ((GapClosed)closed).Covered));
    }

    [Fact]
    public void What_others_cover_in_the_open_does_not_say_that_it_was_closed_before()
    {
        var gap = AGap.Of(200);
        Covering(gap, Restricted("NLD", 150), "a");
        Covering(gap, Committed("DNK", 50, Disclosure.Coalition), "b");

        Assert.Equal(150, gap.State.SeenBy(Given.CoalitionObserver).OpenQuantity);
        Assert.Equal(GapStatus.PartiallyBackfilled, gap.State.SeenBy(Given.Danish).Status);
    }

    [Fact]
    public void An_accepted_risk_stays_one_for_those_who_do_not_see_what_covers_it_since()
    {
        var gap = AGap.Of(200).Accepted();
        var before = gap.State.SeenBy(Given.CoalitionObserver).Status;
        var part = new Coverage("a", "pledge-9", 1, "NLD", Disclosure.Restricted, 150, 0, 0, 0, 1, null);
        gap = gap.Do(new GapAllocationTaken(part));

        Assert.Equal(GapStatus.AcceptedRisk, before);
        Assert.Equal(GapStatus.AcceptedRisk, gap.State.SeenBy(Given.CoalitionObserver).Status);
    }

    [Fact]
    public void A_donor_may_offer_for_a_gap_that_it_sees_open()
    {
        var gap = AGap.Of(200);
        Covering(gap, Restricted("NLD", 200), "a");
        var offer = Given.Offer() with { Donor = "DNK" };

        Assert.Null(
            Announce.Decide("p", offer, Given.Danish, Given.Now, Given.Deadlines, gap.State.SeenBy(Given.Danish)).Error
        );
        Assert.Equal(
            "gap-not-open",
            Announce
                .Decide("p", Given.Offer(), Given.Dutch, Given.Now, Given.Deadlines, gap.State.SeenBy(Given.Dutch))
                .Conflict()
        );
    }

    [Fact]
    public void An_offer_is_seen_by_no_more_than_the_gap_that_it_names()
    {
        Gap gap = AGap.Of(200);
        var offer = Given.Offer() with { Disclosure = Disclosure.Public };

        Assert.Equal(
            ["/disclosure"],
            Announce.Decide("p", offer, Given.Dutch, Given.Now, Given.Deadlines, gap).Wrong()
        );
    }

    [Fact]
    public void A_donor_that_is_asked_is_not_told_what_others_committed()
    {
        var asked = AGap.Of(2000).Asked(Given.Now.AddDays(9), "NLD", "DNK").State;

        var told = Assert.Single(Assert.Single(asked.SeenBy(Given.Dutch).Solicitations).Donors);

        Assert.DoesNotContain("fair share of", told.Why, StringComparison.Ordinal);
        Assert.Contains(
            "fair share of",
            asked.SeenBy(Given.Coordinator).Solicitations[0].Donors[0].Why,
            StringComparison.Ordinal
        );
    }

    private static IReadOnlyList<GapEvent> Covering(AGap gap, APledge pledge, string allocation)
    {
        pledge.Do(
            Allocate.Decide(
                pledge,
                allocation,
                new(1, pledge.State.Lines[0].Quantity, Gap: gap.State.Id),
                gap.State,
                Given.Coordinator
            )
        );
        var taken = TakeAllocation.Decide(gap.State, pledge, pledge.State.Allocation(allocation)!);
        gap.Do(taken);
        return taken.Events;
    }

    private static APledge Restricted(string donor, decimal quantity) =>
        Committed(donor, quantity, Disclosure.Restricted);

    private static APledge Committed(string donor, decimal quantity, Disclosure disclosure) =>
        APledge
            .From(Given.Offer(Given.Shells(quantity)) with { Donor = donor, Disclosure = disclosure })
            .Accepted()
            .Formalised();
}
