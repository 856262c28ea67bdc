using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

public class ValidateTests
{
    private static Decision<RequirementEvent> Validated(
        Requirement requirement,
        Actor? actor = null,
        ValidationDecision decision = ValidationDecision.Accept,
        string reason = "Checked"
    ) => Validate.Decide(requirement, new(decision, reason), actor ?? Given.Coordinator);

    private static Decision<RequirementEvent> Cancelled(
        Requirement requirement,
        Actor? actor = null,
        string reason = "No longer needed"
    ) => Validate.Cancel(requirement, new(reason), actor ?? Given.Ukraine);

    [Fact]
    public void A_validated_requirement_is_open_for_allocations()
    {
        var requirement = ARequirement.Open(1000).State;
        Assert.Equal(
            (RequirementStatus.Open, 1000m, "GBR"),
            (requirement.Status, requirement.OpenQuantity, requirement.ValidatedBy)
        );
    }

    [Fact]
    public void A_rejected_requirement_is_over()
    {
        var requirement = ARequirement.Submitted(1000).Rejected().State;

        Assert.Equal(RequirementStatus.Rejected, requirement.Status);
        Assert.True(requirement.IsEnded);
        Assert.Null(requirement.NextDeadline);
        Assert.Equal("already-ended", Cancelled(requirement).Conflict());
    }

    [Fact]
    public void Only_coordinators_validate_and_only_the_recipient_cancels()
    {
        Assert.All(
            Given.Everyone.Where(a => a != Given.Coordinator),
            actor => Assert.True(Validated(ARequirement.Submitted(1), actor).IsForbidden())
        );
        Assert.All(
            Given.Everyone.Where(a => a != Given.Ukraine),
            actor => Assert.True(Cancelled(ARequirement.Submitted(1), actor).IsForbidden())
        );
    }

    [Fact]
    public void A_reason_is_needed()
    {
        Assert.Equal(["/reason"], Validated(ARequirement.Submitted(1), reason: "").Wrong());
        Assert.Equal(["/reason"], Cancelled(ARequirement.Submitted(1), reason: "").Wrong());
    }

    [Fact]
    public void A_requirement_is_validated_once()
    {
        Assert.Equal("not-submitted", Validated(ARequirement.Open(1), decision: ValidationDecision.Reject).Conflict());
        Assert.Equal("not-submitted", Validated(ARequirement.Submitted(1).Rejected()).Conflict());
        Assert.Equal("not-submitted", Validated(ARequirement.Submitted(1).Cancelled()).Conflict());
    }

    [Fact]
    public void The_recipient_may_take_it_back_until_it_is_received()
    {
        Assert.Equal(RequirementStatus.Cancelled, ARequirement.Submitted(1).Cancelled().State.Status);
        var pledge = APledge.Committed(100).Reserved("a", 20, requirement: ARequirement.Open(20));
        var filled = ARequirement.Open(20).Asked(pledge, "a");
        Assert.Equal(RequirementStatus.Filled, filled.State.Status);

        Cancelled(filled).Only<RequirementCancelled>();
        Assert.Equal(0, filled.Cancelled().State.OpenQuantity);
        Assert.Equal("already-ended", Cancelled(filled).Conflict());
    }

    [Fact]
    public void What_is_received_in_full_is_closed_for_good()
    {
        var requirement = ARequirement.Open(20);
        var pledge = APledge.Committed(100).Reserved("a", 20, requirement: requirement);
        requirement.Asked(pledge, "a");
        pledge.Do(Domain.Pledges.Allocate.Confirm(pledge, "a")).Planned(20).HandedOver(1).Receipted(1, 20);
        requirement.Followed(pledge, "a");

        Assert.Equal(RequirementStatus.Closed, requirement.State.Status);
        Assert.True(requirement.State.IsEnded);
        Assert.Null(requirement.State.NextDeadline);
        Assert.Equal("already-ended", Cancelled(requirement).Conflict());
    }
}
