using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

public class RequirementDeadlinesTests
{
    private static readonly DateTimeOffset End = new(2027, 5, 5, 0, 0, 0, TimeSpan.Zero);

    private static List<(string, DateTimeOffset)> Watch(ARequirement requirement)
    {
        var seen = new List<(string, DateTimeOffset)>();
        while (requirement.State.NextDeadline is { } deadline)
        {
            Assert.True(seen.Count < 20, "The deadlines never end.");
            requirement.State.Reached(deadline, deadline.At.AddTicks(-1)).IsNothing();
            var happened = Assert.Single(requirement.State.Reached(deadline, deadline.At).Events);
            requirement.Do(happened);
            requirement.State.Reached(deadline, deadline.At.AddDays(1)).IsNothing();
            seen.Add((happened.GetType().Name["Requirement".Length..], deadline.At));
        }

        return seen;
    }

    [Fact]
    public void A_filing_that_nobody_validates_is_escalated_once() =>
        Assert.Equal([("ValidationOverdue", Given.Now.AddDays(14))], Watch(ARequirement.Submitted(10)));

    [Fact]
    public void An_open_requirement_is_reported_before_it_is_needed_and_when_its_last_day_is_over() =>
        Assert.Equal([("DueSoon", End.AddDays(-30)), ("Missed", End)], Watch(ARequirement.Open(10)));

    [Fact]
    public void A_filled_requirement_is_not_reported_beforehand_but_missed_if_it_does_not_arrive()
    {
        var requirement = ARequirement
            .Open(10)
            .Asked(APledge.Committed(100).Reserved("a", 10, requirement: ARequirement.Open(10)), "a");
        Assert.Equal([("Missed", End)], Watch(requirement));
    }

    [Fact]
    public void One_that_opens_again_is_reported_after_all()
    {
        var requirement = ARequirement.Open(10);
        var pledge = APledge.Committed(100).Reserved("a", 10, requirement: requirement);
        requirement.Asked(pledge, "a").Followed(pledge.Withdrawn(), "a");
        Assert.Equal([("DueSoon", End.AddDays(-30)), ("Missed", End)], Watch(requirement));
    }

    [Fact]
    public void Nothing_is_due_once_it_is_cancelled_or_received()
    {
        Assert.Empty(Watch(ARequirement.Submitted(10).Cancelled()));
        var requirement = ARequirement.Open(10);
        var pledge = APledge.Committed(100).Allocated("a", 10, requirement: requirement);
        requirement.Asked(pledge, "a").Followed(pledge.Planned(10).HandedOver(1).Receipted(1, 10), "a");
        Assert.Empty(Watch(requirement));
    }

    [Fact]
    public void A_missed_day_leaves_nothing_to_remind_of()
    {
        var requirement = ARequirement.Open(10);
        requirement.Do(requirement.State.Reached(new(DeadlineKind.RequiredBy, End), End));
        Assert.Empty(Watch(requirement));
        Assert.False(requirement.State.IsEnded);
    }

    [Fact]
    public void A_deadline_of_a_pledge_means_nothing_to_a_requirement() =>
        ARequirement.Open(10).State.Reached(new(DeadlineKind.Review, Given.Now), Given.Now).IsNothing();

    [Fact]
    public void A_late_validation_is_no_longer_escalated() =>
        ARequirement
            .Open(10)
            .State.Reached(new(DeadlineKind.Validation, Given.Now.AddDays(14)), Given.Now.AddDays(15))
            .IsNothing();
}
