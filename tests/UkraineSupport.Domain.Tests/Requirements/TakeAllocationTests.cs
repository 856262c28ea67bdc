using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

public class TakeAllocationTests
{
    private static Decision<RequirementEvent> Asked(Requirement requirement, Pledge pledge, string id = "a") =>
        TakeAllocation.Decide(requirement, pledge, pledge.Allocation(id)!);

    private static APledge Reserved(decimal quantity) => APledge.Committed(100).Reserved("a", quantity);

    [Fact]
    public void It_takes_what_it_has_open()
    {
        var pledge = Reserved(60);
        var requirement = ARequirement.Open(60).Asked(pledge, "a").State;

        Assert.Equal(
            [
                new Coverage(
                    "a",
                    "pledge-1",
                    1,
                    "NLD",
                    Disclosure.Coalition,
                    60,
                    0,
                    0,
                    0,
                    pledge.State.Version,
                    pledge.State.Lines[0].DeliverBy
                ),
            ],
            requirement.Coverage
        );
        Assert.Equal((RequirementStatus.Filled, 0m), (requirement.Status, requirement.OpenQuantity));
    }

    [Theory]
    [InlineData(10, 0.7, 14, 9.8, 15, 10)] // The fifteenth fills what fourteen leave open.
    [InlineData(10, 3, 3, 9, 4, 10)]
    [InlineData(10, 2, 5, 10, 5, 10)]
    public void The_last_unit_of_a_substitute_may_cover_more_than_is_open_and_is_credited_up_to_that(
        int quantity,
        double factor,
        int almost,
        double covered,
        int enough,
        int filled
    )
    {
        Requirement Taken(int units)
        {
            var requirement = ARequirement.Open(quantity, new Substitute("AMMO-122", (decimal)factor));
            var pledge = APledge
                .Announced(Given.Shells(100) with { Capability = "AMMO-122" })
                .Accepted()
                .Formalised()
                .Reserved("a", units, requirement: requirement);
            return requirement.Asked(pledge, "a").State;
        }

        Assert.Equal((decimal)covered, Taken(almost).Coverage[0].Credit);
        var full = Taken(enough);
        Assert.Equal(
            (filled, 0m, RequirementStatus.Filled),
            ((int)full.Coverage[0].Credit, full.OpenQuantity, full.Status)
        );
        Assert.Equal("over-allocation", full.WhyNotTake(1, 1)!.Code);
        Assert.Equal(
            "over-allocation",
            ARequirement.Open(quantity).State.WhyNotTake((enough + 1) * (decimal)factor, (decimal)factor)!.Code
        );
    }

    [Fact]
    public void What_came_of_a_substitutes_last_unit_counts_up_to_what_it_is_credited_with()
    {
        var requirement = ARequirement.Open(10, new Substitute("AMMO-122", 0.7m));
        var pledge = APledge
            .Announced(Given.Shells(100) with { Capability = "AMMO-122" })
            .Accepted()
            .Formalised()
            .Allocated("a", 15, requirement: requirement);
        requirement.Asked(pledge, "a");

        pledge.Planned(15).HandedOver(1).Receipted(1, 15);
        var covered = requirement.Followed(pledge, "a").State;
        Assert.Equal(
            (10m, 10m, 10m, 10m),
            (
                covered.Coverage[0].Credit,
                covered.Coverage[0].Dispatched,
                covered.Coverage[0].Delivered,
                covered.Coverage[0].Received
            )
        );
        Assert.Equal(RequirementStatus.Closed, covered.Status);
    }

    [Fact]
    public void It_refuses_more_than_it_has_open_and_covers_nothing()
    {
        var requirement = ARequirement.Open(59);
        // Not how much it has open: part of what covers it may be for fewer to see.
        Assert.DoesNotContain("59", Asked(requirement, Reserved(60)).Only<RequirementAllocationRefused>().Why);

        requirement.Asked(Reserved(60), "a");
        Assert.Equal((0m, RequirementStatus.Open), (requirement.State.Coverage[0].Credit, requirement.State.Status));
    }

    [Fact]
    public void It_refuses_when_it_is_not_open()
    {
        Asked(ARequirement.Submitted(60), Reserved(60)).Only<RequirementAllocationRefused>();
        Asked(ARequirement.Open(60).Cancelled(), Reserved(60)).Only<RequirementAllocationRefused>();
    }

    [Fact]
    public void It_refuses_what_the_pledge_has_released() =>
        Asked(ARequirement.Open(60), Reserved(60).Withdrawn()).Only<RequirementAllocationRefused>();

    [Fact]
    public void Its_answer_stands_whatever_it_has_open_later()
    {
        var refused = ARequirement.Open(50).Asked(Reserved(60), "a");
        Asked(refused, Reserved(10)).IsNothing();
        var taken = ARequirement.Open(60).Asked(Reserved(60), "a");
        Asked(taken, Reserved(60)).IsNothing();
    }

    [Fact]
    public void A_substitute_is_credited_by_its_factor()
    {
        var requirement = ARequirement
            .From(
                "requirement-1",
                ARequirement.Filing(40, new Substitute("AMMO-155", 0.5m)) with
                {
                    Capability = "AMMO-122",
                }
            )
            .Validated();
        var pledge = APledge.Committed(100).Reserved("a", 60, requirement: requirement);
        requirement.Asked(pledge, "a");
        Assert.Equal(
            (30m, 10m, RequirementStatus.PartiallyFilled),
            (requirement.State.Coverage[0].Credit, requirement.State.OpenQuantity, requirement.State.Status)
        );

        pledge.Do(Allocate.Confirm(pledge, "a")).Planned(40).HandedOver(1).Receipted(1, 20);
        requirement.Followed(pledge, "a");
        Assert.Equal(
            (30m, 20m, 20m, 10m),
            requirement.State.Coverage[0] is var c ? (c.Credit, c.Dispatched, c.Delivered, c.Received) : default
        );
    }

    [Fact]
    public void It_follows_the_allocation_step_by_step()
    {
        var pledge = Reserved(60);
        var requirement = ARequirement.Open(100).Asked(pledge, "a");
        pledge.Do(Allocate.Confirm(pledge, "a")).Planned(60).Reported(1, DeliveryStatus.Dispatched);

        Assert.Equal(60, requirement.Followed(pledge, "a").State.Coverage[0].Dispatched);
        Assert.Equal(
            60,
            requirement.Followed(pledge.Reported(1, DeliveryStatus.HandedOver), "a").State.Coverage[0].Delivered
        );
        Assert.Equal(55, requirement.Followed(pledge.Receipted(1, 55), "a").State.Coverage[0].Received);
        Assert.Equal(pledge.State.Version, requirement.State.Coverage[0].PledgeVersion);
    }

    [Fact]
    public void A_withdrawal_opens_it_again()
    {
        var pledge = Reserved(60);
        var requirement = ARequirement.Open(60).Asked(pledge, "a");
        pledge.Do(Allocate.Confirm(pledge, "a")).Withdrawn();

        requirement.Followed(pledge, "a");
        Assert.Equal((RequirementStatus.Open, 60m), (requirement.State.Status, requirement.State.OpenQuantity));
    }

    [Fact]
    public void Old_news_and_no_news_change_nothing()
    {
        var pledge = Reserved(60);
        var old = pledge.State;
        var requirement = ARequirement.Open(60).Asked(pledge, "a");
        TakeAllocation.Follow(requirement, pledge, "a").IsNothing();

        pledge.Do(Allocate.Confirm(pledge, "a"));
        TakeAllocation.Follow(requirement, pledge, "a").IsNothing();
        pledge.Withdrawn();
        requirement.Followed(pledge, "a");
        TakeAllocation.Follow(requirement, old, "a").IsNothing();
        TakeAllocation.Follow(requirement, pledge, "a").IsNothing();
    }

    [Fact]
    public void An_allocation_that_one_of_the_two_does_not_know_is_not_followed()
    {
        TakeAllocation.Follow(ARequirement.Open(60), Reserved(60), "a").IsNothing();
        TakeAllocation
            .Follow(ARequirement.Open(60).Asked(Reserved(60), "a"), APledge.Committed(100).UnrelatedNews(), "a")
            .IsNothing();
    }

    [Fact]
    public void What_it_refused_does_not_come_back_as_covered_while_the_pledge_waits_for_the_answer()
    {
        var pledge = Reserved(60);
        var requirement = ARequirement.Open(50).Asked(pledge, "a");
        pledge.UnrelatedNews();

        requirement.Followed(pledge, "a");
        Assert.Equal(0, requirement.State.Coverage[0].Credit);
    }

    [Fact]
    public void A_changed_disclosure_is_followed()
    {
        var pledge = Reserved(60);
        var requirement = ARequirement.Open(60).Asked(pledge, "a");
        pledge.Amended(new("Asked for", Disclosure: Disclosure.Restricted));
        Assert.Equal(Disclosure.Restricted, requirement.Followed(pledge, "a").State.Coverage[0].Disclosure);
        Assert.Equal(60, requirement.State.Coverage[0].Credit);
    }

    [Fact]
    public void Who_sees_only_a_part_of_what_covers_it_knows_the_status_by_that_part()
    {
        var requirement = ARequirement
            .Open(60)
            .Asked(APledge.Committed(100).Reserved("a", 40), "a")
            .Asked(APledge.Committed(100).Reserved("b", 20), "b")
            .State;

        Assert.Equal(RequirementStatus.Filled, requirement.Status);
        Assert.Equal(
            RequirementStatus.PartiallyFilled,
            requirement.StatusBy(requirement.Coverage.Where(c => c.Allocation == "a"))
        );
        Assert.Equal(RequirementStatus.Open, requirement.StatusBy([]));
        Assert.Equal(RequirementStatus.Submitted, ARequirement.Submitted(60).State.StatusBy(requirement.Coverage));
    }
}
