using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

public class AmendRequirementTests
{
    [Fact]
    public void Before_validation_anything_may_change()
    {
        var requirement = ARequirement.Submitted(100);
        requirement.Do(Amended(requirement, new("Counted again", "More shells", 150, 1, Given.Today.AddDays(60))));
        var now = requirement.Validated().State;
        Assert.Equal(("More shells", 150, Given.Today.AddDays(60)), (now.Title, now.OpenQuantity, now.RequiredBy));
    }

    [Fact]
    public void After_it_less_is_asked_for_and_no_less_than_is_allocated()
    {
        var requirement = ARequirement.Open(100);
        var pledge = APledge.Committed(100).Reserved("a", 60, requirement: requirement);
        requirement.Asked(pledge, "a");
        Assert.Equal("below-allocation", Amended(requirement, new("r", Quantity: 59)).Conflict());
        requirement.Do(Amended(requirement, new("r", Quantity: 60)));
        Assert.Equal((0, RequirementStatus.Filled), (requirement.State.OpenQuantity, requirement.State.Status));
    }

    [Fact]
    public void More_or_a_higher_priority_is_validated_first()
    {
        var requirement = ARequirement.From("r", ARequirement.Filing(100) with { Priority = 3 }).Validated();
        Assert.Equal("needs-validation", Amended(requirement, new("r", Quantity: 101)).Conflict());
        Assert.Equal("needs-validation", Amended(requirement, new("r", Priority: 2)).Conflict());
        Assert.Null(Amended(requirement, new("r", Priority: 4)).Error);
    }

    [Fact]
    public void A_new_day_is_reminded_of_anew()
    {
        var requirement = ARequirement.Open(100);
        var day = requirement.State.RequiredBy;
        requirement.Do(requirement.State.Reached(requirement.State.NextDeadline!, requirement.State.NextDeadline!.At));
        Assert.True(requirement.State.Watched.RequiredByReminded);
        requirement.Do(Amended(requirement, new("Later is in time", RequiredBy: day.AddDays(30))));
        Assert.False(requirement.State.Watched.RequiredByReminded);
        Assert.Equal(
            requirement.State.RequiredByReminderAt,
            ARequirement
                .From("r", ARequirement.Filing(1) with { RequiredBy = day.AddDays(30) })
                .State.RequiredByReminderAt
        );
    }

    [Fact]
    public void Only_who_filed_it_and_something_and_while_it_lasts()
    {
        var requirement = ARequirement.Open(100);
        Assert.All(
            Given.Everyone.Where(a => a != Given.Ukraine),
            actor =>
                Assert.True(
                    Revise.Decide(requirement, new("r", "Title"), actor, Given.Now, Given.Deadlines).Error is Forbidden
                )
        );
        Assert.Equal([""], Wrong(Amended(requirement, new("Nothing"))));
        Assert.Equal(
            ["/reason", "/title", "/quantity", "/priority", "/requiredBy"],
            Wrong(Amended(requirement, new("", "", -1, 6, Given.Today.AddDays(-1))))
        );
        requirement.Cancelled();
        Assert.Equal("already-ended", Amended(requirement, new("r", "Title")).Conflict());
    }

    private static IEnumerable<string> Wrong(Decision<RequirementEvent> decision) =>
        Assert.IsType<InvalidInput>(decision.Error).Fields.Select(f => f.Pointer);

    private static Decision<RequirementEvent> Amended(Requirement requirement, AmendRequirement change) =>
        Revise.Decide(requirement, change, Given.Ukraine, Given.Now, Given.Deadlines);
}
