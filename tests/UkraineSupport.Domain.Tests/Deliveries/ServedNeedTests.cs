using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Deliveries;

/// <summary>Which need a tranche serves: 40 shells for a need of priority 3, then 40 for two of priority 1.</summary>
public class ServedNeedTests
{
    private static readonly Requirement Third = Need("third", 3, 60);
    private static readonly Requirement Later = Need("later", 1, 90);
    private static readonly Requirement Sooner = Need("sooner", 1, 60);

    private readonly APledge _pledge = APledge
        .Committed(100)
        .Allocated("a-third", 40, requirement: Third)
        .Allocated("a-later", 20, requirement: Later)
        .Allocated("a-sooner", 20, requirement: Sooner);

    [Fact]
    public void The_most_urgent_unless_one_is_named()
    {
        _pledge.Do(Plan(30));
        Assert.Equal([new("a-sooner", 20), new("a-later", 10)], Parts(1));
        _pledge.Do(Plan(20));
        Assert.Equal([new("a-later", 10), new("a-third", 10)], Parts(2));
    }

    [Fact]
    public void The_one_that_the_donor_names_and_no_other()
    {
        _pledge.Do(Plan(30, "third"));
        Assert.Equal([new("a-third", 30)], Parts(1));
        Assert.Equal("over-delivery", Plan(11, "third").Conflict());
        Assert.Null(Plan(10, "third").Error);
    }

    [Fact]
    public void One_to_which_nothing_of_the_line_is_allocated_is_as_if_it_were_not_there()
    {
        Assert.Equal(["/requirement"], Plan(10, "elsewhere").Wrong());
        Assert.Equal(
            ["/gap"],
            PlanDelivery
                .Decide(
                    _pledge,
                    new(1, 10, Given.Now.AddDays(10), Requirement: "third", Gap: "gap-1"),
                    Given.Dutch,
                    Given.Now,
                    Given.Deadlines
                )
                .Wrong()
        );
    }

    private static Requirement Need(string id, int priority, int days) =>
        ARequirement
            .From(id, ARequirement.Filing(1000) with { Priority = priority, RequiredBy = Given.Today.AddDays(days) })
            .Validated();

    private Decision<PledgeEvent> Plan(decimal quantity, string? need = null) =>
        PlanDelivery.Decide(
            _pledge,
            new(1, quantity, Given.Now.AddDays(10), Requirement: need),
            Given.Dutch,
            Given.Now,
            Given.Deadlines,
            new[] { Third, Later, Sooner }.ToDictionary(n => n.Id, Urgency.Of)
        );

    private IReadOnlyList<DeliveryPart> Parts(int n) => _pledge.State.Delivery(n)!.Parts;
}
