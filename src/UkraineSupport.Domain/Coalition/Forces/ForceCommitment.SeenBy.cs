using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>What of a force commitment who may see.</summary>
public sealed partial record ForceCommitment
{
    /// <summary>
    /// The commitment as <paramref name="viewer"/> may see it: which call it answers is for those who may know of that;
    /// that its successor does not come, for those who may see the successor; what it is called upon for, for those who
    /// may see that serial.
    /// </summary>
    public ForceCommitment SeenBy(Actor viewer) =>
        this with
        {
            Call = viewer.MaySee(Disclosure.Restricted, Nation) ? Call : null,
            CalledFor = CalledFor is { } call && viewer.MaySee(call.Disclosure, Nation) ? CalledFor : null,
            SuccessorLost =
                SuccessorLost is { } lost && viewer.MaySee(lost.Disclosure, lost.Nation) ? SuccessorLost : null,
        };

    /// <summary>Its successor has ended; nothing when that is known, or it names another one by now.</summary>
    public Decisions.Decision<ForceEvent> LoseSuccessor(ForceCommitment successor) =>
        IsEnded || Terms.Successor != successor.Id || !successor.IsEnded || SuccessorLost is not null
            ? default(Decisions.Decision<ForceEvent>)
            : new ForceSuccessorLost(new(successor.Id, successor.Nation, successor.Status, successor.Disclosure));
}
