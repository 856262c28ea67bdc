using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Training;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>Brings a requirement into a state by the decisions that lead there.</summary>
internal sealed class ARequirement
{
    private ARequirement(Requirement state) => State = state;

    public Requirement State { get; private set; }

    public static implicit operator Requirement(ARequirement requirement) => requirement.State;

    public static FileRequirement Filing(decimal quantity, params Substitute[] substitutes) =>
        new("Shells for the winter", "AMMO-155", quantity, 1, Given.Today.AddDays(120), Substitutes: substitutes);

    public static ARequirement Submitted(decimal quantity, params Substitute[] substitutes) =>
        From("requirement-1", Filing(quantity, substitutes));

    public static ARequirement From(string id, FileRequirement filing, Requirement? superseded = null) =>
        new(
            Requirement.Apply(
                null,
                Submit
                    .Decide(id, filing, Given.Ukraine, Given.Now, Given.Deadlines, superseded: superseded)
                    .Only<RequirementSubmitted>()
            )
        );

    /// <summary>As <see cref="From"/>, for the graduates of a course if there is one.</summary>
    public static ARequirement Filed(string id, FileRequirement filing, Course? course) =>
        new(
            Requirement.Apply(
                null,
                Submit
                    .Decide(id, filing, Given.Ukraine, Given.Now, Given.Deadlines, course: course)
                    .Only<RequirementSubmitted>()
            )
        );

    public static ARequirement Open(decimal quantity, params Substitute[] substitutes) =>
        Submitted(quantity, substitutes).Validated();

    public ARequirement Do(Decision<RequirementEvent> decision)
    {
        Assert.Null(decision.Error);
        State = decision.Events.Aggregate(State, Requirement.Apply);
        return this;
    }

    public ARequirement Validated() =>
        Do(Validate.Decide(State, new(ValidationDecision.Accept, "Checked"), Given.Coordinator));

    public ARequirement Rejected() =>
        Do(Validate.Decide(State, new(ValidationDecision.Reject, "Filed twice"), Given.Coordinator));

    public ARequirement Cancelled() => Do(Validate.Cancel(State, new("No longer needed"), Given.Ukraine));

    public ARequirement Asked(Pledge pledge, string allocation) =>
        Do(TakeAllocation.Decide(State, pledge, pledge.Allocation(allocation)!));

    public ARequirement Followed(Pledge pledge, string allocation) =>
        Do(TakeAllocation.Follow(State, pledge, allocation));
}
