using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

/// <summary>
/// A requirement of 100 of which 60 are allocated and 20 of these handed over; one of 150 takes its place.
/// </summary>
public class SucceedTests
{
    private readonly APledge _pledge = APledge.Committed(100);
    private readonly ARequirement _old = ARequirement.Open(100);

    public SucceedTests()
    {
        _pledge.Reserved("a", 60, requirement: _old);
        _old.Asked(_pledge, "a");
        _pledge.Do(Allocate.Confirm(_pledge, "a")).Planned(20).HandedOver(1);
        _old.Followed(_pledge, "a");
    }

    [Fact]
    public void All_that_is_allocated_goes_on_and_nothing_is_cancelled()
    {
        var successor = Validated(150);
        Assert.Equal(0, successor.State.OpenQuantity);
        _old.Do(Succeed.Supersede(_old, successor.State.Id));
        successor.Do(Succeed.TakeOver(successor, _old));
        Assert.Equal(0, successor.State.OpenQuantity);
        successor.Do(Succeed.TakeOver(successor, _old));
        Assert.Empty(Succeed.TakeOver(successor, _old).Events);
        _pledge.Do(Succeed.Redirect(_pledge, _old));
        Assert.Empty(Succeed.Redirect(_pledge, _old).Events);

        Assert.Equal(90, successor.State.OpenQuantity);
        Assert.Equal((60, 20), (successor.State.Coverage[0].Credit, successor.State.Coverage[0].Delivered));
        Assert.Equal(RequirementStatus.Superseded, _old.State.Status);
        Assert.Equal((0, 0, 0), (_old.State.OpenQuantity, _old.State.Stands, _old.State.Counted.Count));
        _pledge.Receipted(1, 20);
        Assert.Equal(20, successor.Followed(_pledge, "a").State.Coverage[0].Received);
        Assert.Equal(successor.State.Id, _pledge.State.Allocation("a")!.Need);
    }

    [Fact]
    public void Until_it_has_taken_over_it_takes_nothing_and_is_not_cancelled()
    {
        var successor = Validated(150);
        Assert.Equal("taking-over", successor.State.WhyNotTake(1, 1)!.Code);
        Assert.Equal("taking-over", Validate.Cancel(successor, new("r"), Given.Ukraine).Conflict());
    }

    [Fact]
    public void The_old_one_takes_no_more()
    {
        _old.Do(Succeed.Supersede(_old, "requirement-2"));
        _pledge.Reserved("b", 10);
        _old.Asked(_pledge, "b");
        Assert.Equal(0, ((INeed)_old.State).Covered("b")!.Credit);
        Assert.Equal("already-ended", Validate.Cancel(_old, new("r"), Given.Ukraine).Conflict());
    }

    [Fact]
    public void One_that_ended_otherwise_meanwhile_is_not_taken_over()
    {
        var successor = Validated(150);
        _old.Cancelled();
        Assert.Empty(Succeed.Supersede(_old, successor.State.Id).Events);
        successor.Do(Succeed.TakeOver(successor, _old));
        Assert.Equal(150, successor.State.OpenQuantity);
    }

    [Fact]
    public void It_asks_for_the_same_thing_and_no_less_than_is_allocated()
    {
        Assert.Equal(["/quantity"], Wrong(Filing(59)));
        Assert.Equal(["/capability"], Wrong(Filing(100) with { Capability = "AMMO-122" }));
        Assert.Equal(["/disclosure"], Wrong(Filing(100) with { Disclosure = Domain.Access.Disclosure.Public }));
        Assert.Equal(["/supersedes"], Wrong(Filing(100), null));
        Assert.Equal("below-allocation", Succeed.WhyNot(_old, Validated(150).State with { Quantity = 59 })!.Code);
    }

    private static FileRequirement Filing(decimal quantity) =>
        ARequirement.Filing(quantity) with
        {
            Supersedes = "requirement-1",
        };

    private IEnumerable<string> Wrong(FileRequirement filing) => Wrong(filing, _old);

    private static IEnumerable<string> Wrong(FileRequirement filing, Requirement? superseded) =>
        Assert
            .IsType<InvalidInput>(
                Submit
                    .Decide("requirement-2", filing, Given.Ukraine, Given.Now, Given.Deadlines, superseded: superseded)
                    .Error
            )
            .Fields.Select(f => f.Pointer);

    private ARequirement Validated(decimal quantity) =>
        ARequirement.From("requirement-2", Filing(quantity), _old).Validated();
}
