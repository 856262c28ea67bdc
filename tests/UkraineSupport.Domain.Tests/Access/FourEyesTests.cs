using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Access;

/// <summary>Who coordinates for the Netherlands, and what the Netherlands pledged.</summary>
public class FourEyesTests
{
    private static readonly Actor DutchCoordinator = new(Role.Coordinator, "NLD", "nld-ministry");
    private static readonly Actor OfNoParty = new(Role.Coordinator, null, "somebody");
    private static readonly FourEyes Off = new() { Required = false };

    [Fact]
    public void Coordinators_do_not_review_what_their_own_nation_pledged()
    {
        var pledge = APledge.Announced().State;
        Assert.Equal(FourEyes.Code, Refused(Reviewed(pledge, DutchCoordinator, null)));
        Assert.Null(Reviewed(pledge, Given.Coordinator, null).Error);
        Assert.Null(Reviewed(pledge, DutchCoordinator, Off).Error);
    }

    [Fact]
    public void Nor_do_those_who_are_of_no_party_and_so_not_of_another()
    {
        var (announced, committed) = (APledge.Announced().State, APledge.Committed(100).State);
        Assert.Equal(FourEyes.Code, Refused(Reviewed(announced, OfNoParty, null)));
        Assert.Equal(FourEyes.Code, Refused(Allocated(committed, OfNoParty, null)));
        Assert.Null(Reviewed(announced, OfNoParty, Off).Error);
    }

    [Fact]
    public void Nor_allocate_it()
    {
        var pledge = APledge.Committed(100).State;
        Assert.Equal(FourEyes.Code, Refused(Allocated(pledge, DutchCoordinator, null)));
        Assert.Null(Allocated(pledge, Given.OtherCoordinator, null).Error);
        Assert.Null(Allocated(pledge, DutchCoordinator, Off).Error);
    }

    [Fact]
    public void Nor_settle_what_is_missing_of_it()
    {
        var pledge = APledge.Committed(100).Allocated("a", 100).Planned(100).HandedOver(1).Receipted(1, 90).State;
        Assert.Equal(FourEyes.Code, Refused(Settled(pledge, DutchCoordinator, null)));
        Assert.Null(Settled(pledge, Given.Coordinator, null).Error);
        Assert.Null(Settled(pledge, DutchCoordinator, Off).Error);
    }

    [Fact]
    public void A_plan_that_they_confirm_leaves_their_own_nations_part_out_and_says_why()
    {
        var (pledge, requirement) = (APledge.Committed(100).State, ARequirement.Open(100).State);
        var gone = new List<GoneAllocation>();
        var reserved = PlanDecisions.ReserveLine(
            pledge,
            1,
            [new("a", requirement.Id, 60)],
            new Dictionary<string, Domain.Requirements.INeed> { [requirement.Id] = requirement },
            DutchCoordinator,
            new(),
            new(Given.Today, [], [], new HashSet<string>()),
            gone
        );
        Assert.Empty(reserved.Events);
        Assert.StartsWith("Four eyes", Assert.Single(gone).Why, StringComparison.Ordinal);
    }

    private static string? Refused(Decision<PledgeEvent> decision) => Assert.IsType<Forbidden>(decision.Error).Code;

    private static Decision<PledgeEvent> Reviewed(Pledge pledge, Actor actor, FourEyes? fourEyes) =>
        Review.Decide(pledge, new(ReviewDecision.Accept, "Needed"), actor, Given.Now, Given.Deadlines, fourEyes);

    private static Decision<PledgeEvent> Allocated(Pledge pledge, Actor actor, FourEyes? fourEyes)
    {
        var requirement = ARequirement.Open(100).State;
        return Allocate.Decide(pledge, "a", new(1, 60, requirement.Id), requirement, actor, fourEyes: fourEyes);
    }

    private static Decision<PledgeEvent> Settled(Pledge pledge, Actor actor, FourEyes? fourEyes) =>
        SettleDelivery.Decide(pledge, 1, new("It will not come"), actor, Given.Now, fourEyes);
}
