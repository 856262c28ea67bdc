using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

/// <summary>A requirement of 500 rounds, and a gap of 800 that is partly the same need.</summary>
public sealed class SameNeedTests
{
    private readonly AGap _gap = AGap.Of(800);
    private readonly ARequirement _requirement = ARequirement.Open(500);

    [Fact]
    public void What_is_a_gap_takes_allocations_there_alone_and_is_counted_once()
    {
        Said(_requirement, 300);
        Assert.Equal((200, 800), (_requirement.State.OpenQuantity, _gap.State.OpenQuantity));
        Assert.Equal("over-allocation", _requirement.State.WhyNotTake(201, 1)!.Code);
        INeed[] needs = [_requirement.State, _gap.State];
        Assert.Equal(1000, Assert.Single(YearShare.Of(needs, _ => true)).Needed);
        Assert.Equal(1000, Assert.Single(NeedShare.Of(needs)).Total);
        Assert.Equal((200, 200), (Need.Of(_requirement.State).Open, Need.Of(_requirement.State).Total));
    }

    [Fact]
    public void What_covers_the_gap_counts_for_the_requirement_as_far_as_the_part_goes()
    {
        Said(_requirement, 500);
        var pledge = APledge.Announced(Given.Shells(700) with { DeliverBy = new(2027, 1, 31) }).Accepted().Formalised();
        _gap.Covered(pledge, "a", 400);
        Heard(_requirement);
        Assert.Equal((RequirementStatus.PartiallyFilled, 400m), (_requirement.State.Status, Covered(_requirement)));
        _gap.Covered(pledge, "b", 300);
        pledge.Planned(700).HandedOver(1).Receipted(1, 700);
        _gap.Followed(pledge, "a").Followed(pledge, "b");
        Heard(_requirement);

        Assert.Equal((RequirementStatus.Closed, 500m), (_requirement.State.Status, Covered(_requirement)));
        Assert.Empty(_requirement.State.Coverage);
        // In the shares it is the gap's alone.
        var share = Assert.Single(YearShare.Of([_requirement.State, _gap.State], _ => true));
        Assert.Equal((800, 700), (share.Needed, share.ByDonor["NLD"]));
        SayingSame.Hear(_requirement, _gap).IsNothing();
    }

    [Fact]
    public void What_was_said_first_is_covered_first_and_each_unit_once()
    {
        var second = Another(400);
        Said(_requirement, 500);
        Said(second, 200);
        var pledge = APledge.Announced(Given.Shells(700) with { DeliverBy = new(2027, 1, 31) }).Accepted().Formalised();
        _gap.Covered(pledge, "a", 450).Covered(pledge, "b", 150);
        pledge.Planned(550).HandedOver(1);
        _gap.Followed(pledge, "a").Followed(pledge, "b");
        Heard(_requirement, second);

        Assert.Equal((500, 100), (Covered(_requirement), Covered(second)));
        Assert.Equal(
            [("b", 100m, 50m)],
            second.State.Shown(_ => true).Select(c => (c.Allocation, c.Credit, c.Delivered))
        );
        _requirement.Do(SayingSame.Undo(_requirement, new("Another need after all"), Given.Coordinator));
        Heard(_requirement, second);
        Assert.Equal((0, 200), (Covered(_requirement), Covered(second)));
    }

    [Fact]
    public void Who_does_not_see_a_pledge_reads_the_part_as_if_it_were_not_there()
    {
        Said(_requirement, 500);
        var restricted = APledge
            .From(Given.Offer(Given.Shells(300)) with { Disclosure = Disclosure.Restricted })
            .Accepted()
            .Formalised();
        _gap.Covered(restricted, "a", 300).Covered(APledge.Committed(500), "b", 500);
        Heard(_requirement);

        Assert.Equal(RequirementStatus.Filled, _requirement.State.Status);
        var seen = _requirement.State.Shown(c => c.Disclosure < Disclosure.Restricted);
        Assert.Equal([("b", 500m)], seen.Select(c => (c.Allocation, c.Credit)));
        Assert.Equal(
            Disclosure.Restricted,
            ((IConfidentialEvent)new RequirementSameNeedCovered("gap-1", _gap.State.Coverage[0])).Confidentiality
        );
    }

    [Fact]
    public void Unless_it_is_said_the_most_that_fits_is_the_gap()
    {
        var pledge = APledge.Committed(1000).Reserved("a", 120, requirement: _requirement);
        _requirement.Asked(pledge, "a");
        Assert.Equal(380, Say(_requirement).Only<RequirementSameNeedSaid>().Quantity);
        var second = Another(600);
        Said(second, null);
        Assert.Equal((600, 200), (second.State.Elsewhere, SameNeeds.Room(_gap, _requirement.State.Id)));
        Assert.Equal(200, Say(_requirement).Only<RequirementSameNeedSaid>().Quantity);
        Assert.Equal("more-than-missing", Say(_requirement, 201).Conflict());
        Said(_requirement, 200);
        Assert.Equal("more-than-missing", Say(Another(10, 3)).Conflict());
    }

    [Fact]
    public void Only_an_open_need_of_Ukraine_and_a_gap_that_is_open_are_the_same()
    {
        Assert.Equal("requirement-not-open", Say(ARequirement.Submitted(10)).Conflict());
        Assert.Equal("requirement-not-open", Say(ARequirement.Open(10).Cancelled()).Conflict());
        var others = SayingSame.Decide(_requirement, new("gap-1", " ", 0.5m), null, Given.Coordinator);
        Assert.Equal(["/reason", "/gap", "/quantity"], others.Wrong());
        var tanks = ARequirement.From("requirement-2", ARequirement.Filing(10) with { Capability = "AMMO-122" });
        Assert.Equal(["/gap"], Say(tanks.Validated()).Wrong());
        var restricted = ARequirement.From(
            "requirement-2",
            ARequirement.Filing(10) with
            {
                Disclosure = Disclosure.Restricted,
            }
        );
        Assert.Equal("other-disclosure", Say(restricted.Validated()).Conflict());
        Assert.Equal("allocated", Say(_requirement, 501).Conflict());
        foreach (var actor in Given.Everyone)
        {
            var forbidden = actor.Role != Role.Coordinator;
            Assert.Equal(forbidden, SayingSame.Decide(_requirement, new("gap-1", "r"), _gap, actor).IsForbidden());
            Assert.Equal(forbidden, SayingSame.Undo(_requirement, new("r"), actor).IsForbidden());
        }

        Assert.Equal("not-said", SayingSame.Undo(_requirement, new("r"), Given.Coordinator).Conflict());
        Said(_requirement, 100);
        Assert.Equal("already-said", Say(_requirement, 50).Conflict());
        _gap.Accepted();
        Assert.Equal("gap-not-open", Say(Another(10)).Conflict());
        _gap.Vanished();
        Assert.Equal("gap-not-open", Say(Another(10)).Conflict());
    }

    [Fact]
    public void A_gap_that_narrows_keeps_what_was_said_first()
    {
        var second = Another(300);
        Said(_requirement, 500);
        Said(second, 300);
        _gap.Becomes(600);
        Heard(_requirement, second);
        Assert.Equal(
            (500, 100, 200),
            (_requirement.State.Elsewhere, second.State.Elsewhere, second.State.OpenQuantity)
        );
        Assert.Equal("Only 600 rounds are missing.", second.State.SameNeed!.Why);
        _gap.Becomes(400);
        Heard(_requirement, second);
        Assert.Equal((400, 0), (_requirement.State.Elsewhere, second.State.Elsewhere));
        _gap.Becomes(800);
        Heard(_requirement, second);
        // What was given back stays with the requirements until it is said anew.
        Assert.Equal((100, 300), (_requirement.State.OpenQuantity, second.State.OpenQuantity));
        Said(second, 300);
        Assert.Equal((300, 2), (second.State.Elsewhere, second.State.SameNeed!.N));
    }

    [Fact]
    public void A_gap_that_went_into_another_one_gives_the_part_back_and_says_why()
    {
        Said(_requirement, 500);
        var gone = FollowDeliveries.Decide(_gap, AGap.Found(2) with { MergedInto = "gap-2" }, Given.Now);
        Assert.Equal("Another gap took its months over.", gone.Events.OfType<GapSameNeedCut>().Single().Why);
        _gap.Do(gone);
        var ended = SayingSame.Hear(_requirement, _gap).Only<RequirementSameNeedEnded>();
        Assert.Equal((500, "Another gap took its months over."), (ended.Was, ended.Why));
        Heard(_requirement);
        Assert.Equal((500, 500), (_requirement.State.OpenQuantity, _requirement.State.Stands));
    }

    [Fact]
    public void Where_a_risk_is_accepted_what_is_covered_stays_and_the_rest_is_given_back()
    {
        Said(_requirement, 500);
        _gap.Covered(APledge.Committed(200), "a", 200).Accepted();
        Heard(_requirement);
        Assert.Equal((200, 300), (_requirement.State.Elsewhere, _requirement.State.OpenQuantity));
        Assert.Equal("Its risk is accepted.", _requirement.State.SameNeed!.Why);
    }

    [Fact]
    public void A_gap_that_others_may_see_is_no_longer_the_same()
    {
        Said(_requirement, 500);
        var wider = AGap.Found(2, 800) with { Disclosure = Disclosure.Public };
        var cut = FollowDeliveries.Decide(_gap, wider, Given.Now).Events.OfType<GapSameNeedCut>().Single();
        Assert.Equal((0, Disclosure.Coalition), (cut.Quantity, ((IConfidentialEvent)cut).Confidentiality));
        _gap.Do(FollowDeliveries.Decide(_gap, wider, Given.Now));
        Assert.Empty(_gap.State.SeenBy(Actor.Anonymous).SameNeeds);
        Assert.Single(_gap.State.SeenBy(Given.CoalitionObserver).SameNeeds);
    }

    [Fact]
    public void A_requirement_that_ends_or_shrinks_gives_the_gap_back()
    {
        Said(_requirement, 500);
        _requirement.Do(
            Revise.Decide(_requirement, new("Fewer guns", Quantity: 350), Given.Ukraine, Given.Now, Given.Deadlines)
        );
        Heard(_requirement);
        Assert.Equal((350, 0, 450), (_requirement.State.Elsewhere, _requirement.State.OpenQuantity, RoomOfOthers()));
        _requirement.Cancelled();
        Heard(_requirement);
        Assert.Equal((0, 800), (_requirement.State.Elsewhere, RoomOfOthers()));
        Assert.Equal("The requirement was cancelled.", _gap.State.SameNeeds[0].Why);

        var second = Another(100);
        Said(second, 100);
        second.Do(Succeed.Supersede(second, "requirement-9"));
        Heard(second);
        Assert.Equal((0, 800), (second.State.Elsewhere, RoomOfOthers()));
    }

    [Fact]
    public void What_no_longer_fits_is_refused_for_good()
    {
        _requirement.Do(Say(_requirement));
        var late = _requirement.State;
        _gap.Becomes(100);
        var refused = SameNeeds.Hear(_gap, _requirement).Only<GapSameNeedRefused>();
        _gap.Do(refused);
        Heard(_requirement);
        Assert.True(_requirement.State.SameNeed!.IsRefused);
        Assert.Equal((500, refused.Why), (_requirement.State.OpenQuantity, _requirement.State.SameNeed.Why));
        _gap.Becomes(800);
        // Who is slow hears the same.
        SameNeeds.Hear(_gap, late).IsNothing();
        Said(_requirement, 500);
        SameNeeds.Hear(_gap, late).IsNothing();
        Assert.Equal(500, _gap.State.SameNeeds.Single().Quantity);
    }

    [Fact]
    public void A_part_that_went_to_another_gap_is_given_back_by_the_first()
    {
        Said(_requirement, 500);
        _requirement.Do(SayingSame.Undo(_requirement, new("The other one"), Given.Coordinator));
        var other = AGap.Of(800).State with { Id = "gap-2" };
        _requirement.Do(SayingSame.Decide(_requirement, new("gap-2", "r"), other, Given.Coordinator));
        _gap.Do(SameNeeds.Hear(_gap, _requirement));
        Assert.False(_gap.State.SameNeeds.Single().IsLive);
        SayingSame.Hear(_requirement, _gap).IsNothing();
    }

    private decimal RoomOfOthers() => SameNeeds.Room(_gap, "nobody");

    private static ARequirement Another(decimal quantity, int n = 2) =>
        ARequirement.From($"requirement-{n}", ARequirement.Filing(quantity)).Validated();

    private Domain.Decisions.Decision<RequirementEvent> Say(Requirement requirement, decimal? quantity = null) =>
        SayingSame.Decide(requirement, new("gap-1", "The same rounds", quantity), _gap, Given.Coordinator);

    private void Said(ARequirement requirement, decimal? quantity)
    {
        requirement.Do(Say(requirement, quantity));
        Heard(requirement);
        Assert.True(requirement.State.SameNeed!.IsLive);
    }

    /// <summary>The gap hears all of them, then each of them the gap.</summary>
    private void Heard(params ARequirement[] requirements)
    {
        foreach (var requirement in requirements)
            _gap.Do(SameNeeds.Hear(_gap, requirement));
        foreach (var requirement in requirements)
            requirement.Do(SayingSame.Hear(requirement, _gap));
    }

    private static decimal Covered(Requirement requirement) => requirement.Shown(_ => true).Sum(c => c.Credit);
}
