using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

public class AllocateTests
{
    private static Decision<PledgeEvent> Reserved(
        Pledge pledge,
        decimal quantity,
        Requirement? requirement,
        int line = 1,
        Actor? actor = null
    ) =>
        Allocate.Decide(
            pledge,
            "new",
            new(line, quantity, requirement?.Id ?? "requirement-9"),
            requirement,
            actor ?? Given.Coordinator
        );

    [Fact]
    public void A_coordinator_reserves_committed_quantity_and_waits_for_the_requirements_answer()
    {
        var pledge = APledge.Committed(100).Reserved("a", 60).State;

        Assert.Equal(
            [
                new Allocation(
                    "a",
                    1,
                    "requirement-1",
                    60,
                    1,
                    AllocationStatus.Pending,
                    Disclosure: Domain.Access.Disclosure.Coalition
                ),
            ],
            pledge.Allocations
        );
        Assert.Equal(new LineLedger(100, 100, 100, 60, 0, 0, 0), pledge.Ledger(pledge.Lines[0]));
        Assert.Equal(new AllocationProgress(60, 0, 0, 0), pledge.Progress(pledge.Allocations[0]));
    }

    [Fact]
    public void Only_coordinators_allocate() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Coordinator),
            actor => Assert.True(Reserved(APledge.Committed(100), 1, ARequirement.Open(10), actor: actor).IsForbidden())
        );

    [Fact]
    public void What_waits_for_an_answer_is_taken_already()
    {
        var pledge = APledge.Committed(100).Reserved("a", 60);

        Assert.Equal("over-allocation", Reserved(pledge, 41, ARequirement.Open(1000)).Conflict());
        Reserved(pledge, 40, ARequirement.Open(1000)).Only<PledgeAllocationRequested>();
    }

    [Fact]
    public void Each_line_has_its_own_quantity()
    {
        var pledge = APledge.Committed(100, 50).Allocated("a", 100);

        Assert.Equal("over-allocation", Reserved(pledge, 1, ARequirement.Open(1000)).Conflict());
        Reserved(pledge, 50, ARequirement.Open(1000), line: 2).Only<PledgeAllocationRequested>();
    }

    [Fact]
    public void No_more_than_the_requirement_has_open()
    {
        Assert.Equal("over-allocation", Reserved(APledge.Committed(100), 31, ARequirement.Open(30)).Conflict());
        Reserved(APledge.Committed(100), 30, ARequirement.Open(30)).Only<PledgeAllocationRequested>();
    }

    [Fact]
    public void A_substitute_counts_by_its_factor()
    {
        var requirement = ARequirement
            .From(
                "requirement-1",
                ARequirement.Filing(30, new Substitute("AMMO-155", 0.5m)) with
                {
                    Capability = "AMMO-122",
                }
            )
            .Validated();

        Assert.Equal("over-allocation", Reserved(APledge.Committed(100), 61, requirement).Conflict());
        Assert.Equal(0.5m, Reserved(APledge.Committed(100), 60, requirement).Only<PledgeAllocationRequested>().Factor);
    }

    [Fact]
    public void What_would_not_help_is_refused()
    {
        var tanks = ARequirement
            .From("requirement-1", ARequirement.Filing(30, new Substitute("IFV", 2)) with { Capability = "TANK" })
            .Validated();
        Assert.Equal(["/requirement"], Reserved(APledge.Committed(100), 10, tanks).Wrong());
    }

    [Fact]
    public void A_requirement_that_is_not_there_or_not_seen_is_an_input_error() =>
        Assert.Equal(["/requirement"], Reserved(APledge.Committed(100), 10, null).Wrong());

    [Fact]
    public void A_line_that_is_not_there_is_an_input_error()
    {
        Assert.Equal(["/line"], Reserved(APledge.Committed(100), 10, ARequirement.Open(10), line: 2).Wrong());
        Assert.Equal(["/line", "/requirement"], Reserved(APledge.Committed(100), 10, null, line: 0).Wrong());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(0.5)]
    public void A_quantity_is_whole_and_above_zero(double quantity) =>
        Assert.Equal(["/quantity"], Reserved(APledge.Committed(100), (decimal)quantity, ARequirement.Open(10)).Wrong());

    [Fact]
    public void Only_a_commitment_is_allocated()
    {
        Assert.Equal("not-committed", Reserved(APledge.Announced(), 1, ARequirement.Open(10)).Conflict());
        Assert.Equal("not-committed", Reserved(APledge.Announced().Accepted(), 1, ARequirement.Open(10)).Conflict());
        Assert.Equal(
            "not-committed",
            Reserved(APledge.Committed(100).Withdrawn(), 1, ARequirement.Open(10)).Conflict()
        );
    }

    [Fact]
    public void Only_to_a_requirement_that_is_open()
    {
        Assert.Equal(
            "requirement-not-open",
            Reserved(APledge.Committed(100), 1, ARequirement.Submitted(10)).Conflict()
        );
        Assert.Equal(
            "requirement-not-open",
            Reserved(APledge.Committed(100), 1, ARequirement.Submitted(10).Rejected()).Conflict()
        );
        Assert.Equal(
            "requirement-not-open",
            Reserved(APledge.Committed(100), 1, ARequirement.Open(10).Cancelled()).Conflict()
        );
    }

    [Fact]
    public void A_reservation_that_is_made_again_under_its_id_is_made_once() =>
        Allocate
            .Decide(
                APledge.Committed(100).Reserved("a", 60),
                "a",
                new(1, 60, "requirement-1"),
                ARequirement.Open(1000).State,
                Given.Coordinator
            )
            .IsNothing();

    [Fact]
    public void A_pledge_has_at_most_1000_allocations()
    {
        var pledge = APledge.Committed(2000);
        var requirement = ARequirement.Open(2000);
        for (var n = 0; n < Allocate.MaxAllocations; n++)
            pledge.Reserved($"a{n}", 1, requirement: requirement);

        Assert.Equal(1000, pledge.State.Allocations.Count);
        Assert.Equal("too-many-allocations", Reserved(pledge, 1, requirement).Conflict());
    }

    [Fact]
    public void The_answer_is_recorded_once()
    {
        var pledge = APledge.Committed(100).Reserved("a", 60).Reserved("b", 5);
        Allocate.Confirm(pledge, "unknown").IsNothing();
        Allocate.Refuse(pledge, "unknown", Given.Now).IsNothing();
        pledge.Do(Allocate.Confirm(pledge, "a"));

        Assert.Equal(
            [AllocationStatus.Confirmed, AllocationStatus.Pending],
            pledge.State.Allocations.Select(a => a.Status)
        );
        Allocate.Confirm(pledge, "a").IsNothing();
        Allocate.Refuse(pledge, "a", Given.Now).IsNothing();
    }

    [Fact]
    public void A_refused_reservation_is_free_again()
    {
        var pledge = APledge.Committed(100).Reserved("a", 60);
        pledge.Do(Allocate.Refuse(pledge, "a", Given.Now));

        Assert.Equal(
            (AllocationStatus.Released, 0m),
            (pledge.State.Allocations[0].Status, pledge.State.Allocations[0].Quantity)
        );
        Assert.Equal(new AllocationProgress(0, 0, 0, 0), pledge.State.Progress(pledge.State.Allocations[0]));
        Allocate.Confirm(pledge, "a").IsNothing();
        Reserved(pledge, 100, ARequirement.Open(1000)).Only<PledgeAllocationRequested>();
    }

    [Fact]
    public void A_refusal_says_what_is_left() =>
        Assert.Equal(
            "Line 1 has 40 rounds left to allocate.",
            Reserved(APledge.Committed(100).Allocated("a", 60), 41, ARequirement.Open(1000)).Error!.Detail
        );

    [Fact]
    public void A_need_has_an_end_of_allocations_too()
    {
        var requirement = ARequirement.Open(100).State;
        var part = new Coverage("a", "pledge-2", 1, "POL", Disclosure.Public, 0, 0, 0, 0, 1, null);
        Decision<PledgeEvent> With(int answered) =>
            Allocate.Decide(
                APledge.Committed(10),
                "b",
                new(1, 1, requirement.Id),
                requirement with
                {
                    Coverage = [.. Enumerable.Range(0, answered).Select(n => part with { Allocation = $"a{n}" })],
                },
                Given.Coordinator
            );

        With(Allocate.MaxAllocations - 1).Only<PledgeAllocationRequested>();
        Assert.Equal("too-many-allocations", With(Allocate.MaxAllocations).Conflict());
    }
}
