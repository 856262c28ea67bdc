using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Requirements;

/// <summary>
/// A requirement takes the place of another one, with all that is allocated to it, also what was delivered: nothing
/// that is under way is cancelled. It is filed as its successor; when it is validated the other one is superseded and
/// takes no more, its coverage is taken over, and only then does the successor take allocations. The pledges then say
/// whom their allocations are for. Each step may be repeated.
/// </summary>
public static class Succeed
{
    /// <summary>Most parts of the coverage that one decision takes over: a transaction takes no more than a hundred
    /// events.</summary>
    public const int MostAtOnce = 50;

    /// <summary>Why a requirement cannot be superseded by <paramref name="successor"/>, or null.</summary>
    public static Conflict? WhyNot(Requirement requirement, Requirement successor)
    {
        if (requirement.SupersededBy == successor.Id)
            return null;
        if (requirement.Stage != RequirementStatus.Open || !requirement.IsReady)
            return new("not-open", $"The requirement that it supersedes is {requirement.Status}.");
        var allocated = requirement.Coverage.Sum(c => c.Credit);
        return allocated > successor.Quantity
            ? new(
                "below-allocation",
                $"{allocated} {requirement.Unit} are allocated to the requirement that it supersedes; it needs no less."
            )
            : null;
    }

    /// <summary>It is superseded; nothing when it is, or has ended otherwise.</summary>
    public static Decision<RequirementEvent> Supersede(Requirement requirement, string successor) =>
        requirement.Stage == RequirementStatus.Open
            ? (RequirementEvent[])
                [
                    .. SayingSame.Shrink(requirement, 0, "Another requirement takes its place."),
                    new RequirementSuperseded(successor),
                ]
            : default(Decision<RequirementEvent>);

    /// <summary>
    /// The successor takes over what it does not have yet, some at a time, and says when it has all; nothing when it
    /// has.
    /// </summary>
    public static Decision<RequirementEvent> TakeOver(Requirement successor, Requirement requirement)
    {
        if (successor.Stage != RequirementStatus.Open || successor.Supersedes != requirement.Id)
            return default;
        var room = successor.Quantity - successor.Coverage.Sum(c => c.Credit);
        var events = new List<RequirementEvent>();
        var mine = requirement.SupersededBy == successor.Id ? requirement.Coverage : [];
        foreach (
            var part in mine.Where(c => c.Credit > 0 && ((INeed)successor).Covered(c.Allocation) is null)
                .Take(MostAtOnce)
        )
        {
            var credit = Math.Min(part.Credit, room);
            room -= credit;
            events.Add(
                new RequirementAllocationTaken(
                    part with
                    {
                        Credit = credit,
                        Dispatched = Math.Min(part.Dispatched, credit),
                        Delivered = Math.Min(part.Delivered, credit),
                        Received = Math.Min(part.Received, credit),
                    }
                )
            );
        }

        return events.Count > 0 ? events.ToArray()
            : successor.IsReady ? default(Decision<RequirementEvent>)
            : new RequirementTookOver(requirement.Id);
    }

    /// <summary>What a pledge allocated to the one is allocated to its successor; nothing when it is.</summary>
    public static Decision<PledgeEvent> Redirect(Pledge pledge, Requirement requirement)
    {
        var redirected = pledge
            .Allocations.Where(a => a.Need == requirement.Id && a.Status != AllocationStatus.Released)
            .ToList();
        return redirected.Count == 0 || requirement.SupersededBy is not { } by
            ? default(Decision<PledgeEvent>)
            : Pledge.About(new PledgeNeedSuperseded(requirement.Id, by), redirected);
    }
}
