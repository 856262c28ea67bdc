using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

/// <summary>
/// One step that somebody takes, or repeats, or never takes. <paramref name="Stale"/>: how many versions old the pledge
/// is that they have in hand.
/// </summary>
internal sealed record Step(string Name, int Pledge, int Requirement, int Quantity, int N, int Stale);

/// <summary>
/// Two pledges and two requirements without a common transaction: the steps of an allocation are taken in any order,
/// repeated or left out, with withdrawals, cancellations and deliveries in between, by people whose copy of a pledge
/// may be old.
/// </summary>
internal sealed class TwoAggregates
{
    private static readonly Gen<string> Name = Gen.Frequency(
        (10, Gen.Const("reserve")),
        (12, Gen.Const("ask")),
        (10, Gen.Const("answer")),
        (12, Gen.Const("follow")),
        (6, Gen.Const("plan")),
        (5, Gen.Const("dispatch")),
        (4, Gen.Const("hand over")),
        (1, Gen.Const("lose")),
        (4, Gen.Const("receipt")),
        (1, Gen.Const("withdraw")),
        (1, Gen.Const("cancel requirement")),
        (2, Gen.Const("release")),
        (2, Gen.Const("reduce")),
        (1, Gen.Const("give back")),
        (6, Gen.Const("move")),
        (6, Gen.Const("swap")),
        (8, Gen.Const("agree")),
        (1, Gen.Const("disclose"))
    );

    public static readonly Gen<Step[]> Runs = Gen.Select(
        Name,
        Gen.Int[0, 1],
        Gen.Int[0, 1],
        Gen.Int[1, 60],
        Gen.Int[0, 12],
        Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 6])),
        (n, p, r, q, i, s) => new Step(n, p, r, q, i, s)
    ).Array[10, 90];

    private readonly List<(string Id, int Pledge, int Requirement)> _allocations = [];

    public TwoAggregates()
    {
        Pledges = [Committed("pledge-0"), Committed("pledge-1")];
        // The second asks for something else, and takes shells at half.
        Requirements =
        [
            Open(ARequirement.Filing(70), 0),
            Open(ARequirement.Filing(40, new Substitute("AMMO-155", 0.5m)) with { Capability = "AMMO-122" }, 1),
        ];
    }

    public History<Pledge, PledgeEvent>[] Pledges { get; }

    public History<Requirement, RequirementEvent>[] Requirements { get; }

    /// <summary>Says so when a swap was settled.</summary>
    public IEnumerable<string> Swapped =>
        Pledges
            .SelectMany(p => p.State.Allocations)
            .Where(a => a is { Swap: not null, Status: AllocationStatus.Confirmed })
            .Select(_ => "swapped");

    public void Take(Step step)
    {
        var pledge = Pledges[step.Pledge];
        var n = 1 + (step.N % Math.Max(1, pledge.State.Deliveries.Count));
        switch (step.Name)
        {
            case "reserve":
                var id = $"a{_allocations.Count}";
                var requirement = Requirements[step.Requirement].State;
                if (
                    Decide(
                        pledge,
                        Allocate.Decide(
                            pledge.State,
                            id,
                            new(1, step.Quantity, requirement.Id),
                            requirement,
                            Given.Coordinator
                        )
                    )
                )
                    _allocations.Add((id, step.Pledge, step.Requirement));
                break;
            case "ask" or "answer" or "follow" or "release" or "agree":
                if (_allocations.Count > 0)
                    Carry(step.Name, _allocations[step.N % _allocations.Count], step.Stale);
                break;
            case "reduce" or "give back" or "move" or "swap":
                if (_allocations.Count > 0)
                    Change(step, _allocations[step.N % _allocations.Count]);
                break;
            case "plan":
                Decide(
                    pledge,
                    PlanDelivery.Decide(
                        pledge.State,
                        new(1, step.Quantity, Given.Now),
                        Given.Dutch,
                        Given.Now,
                        Given.Deadlines
                    )
                );
                break;
            case "receipt":
                Decide(
                    pledge,
                    Receipt.Decide(
                        pledge.State,
                        n,
                        new(step.Quantity / 2, step.Quantity / 10, "r", pledge.State.Delivery(n)?.Received, "r"),
                        Given.Ukraine,
                        Given.Now
                    )
                );
                break;
            case "withdraw":
                Decide(pledge, Release.Withdraw(pledge.State, new("r"), Given.Dutch, Given.Now));
                break;
            case "disclose":
                Decide(
                    pledge,
                    Amend.Decide(
                        pledge.State,
                        new("r", Disclosure: (Disclosure)(step.N % 3)),
                        Given.Dutch,
                        Given.Now,
                        Given.Deadlines
                    )
                );
                break;
            case "cancel requirement":
                Requirements[step.Requirement]
                    .Take(
                        Validate.Cancel(Requirements[step.Requirement].State, new("r"), Given.Ukraine),
                        Given.Ukraine,
                        Given.Now
                    );
                break;
            default:
                var status =
                    step.Name == "dispatch" ? DeliveryStatus.Dispatched
                    : step.Name == "lose" ? DeliveryStatus.Lost
                    : DeliveryStatus.HandedOver;
                Decide(pledge, ChangeDeliveryStatus.Decide(pledge.State, n, new(status), Given.Dutch, Given.Now));
                break;
        }
    }

    /// <summary>What the dispatcher does in the end for whatever was left unfinished.</summary>
    public void FinishEverything()
    {
        foreach (
            var steps in (string[][])
                [
                    ["agree"],
                    ["ask", "answer"],
                    ["release", "follow"],
                ]
        )
        {
            foreach (var allocation in _allocations.ToList())
            {
                foreach (var step in steps)
                    Carry(step, allocation, stale: 0);
            }
        }
    }

    /// <summary>What a coordinator does with an allocation that is there.</summary>
    private void Change(Step step, (string Id, int Pledge, int Requirement) allocation)
    {
        var pledge = Pledges[allocation.Pledge];
        var (to, moved) = (Requirements[step.Requirement].State, $"a{_allocations.Count}");
        switch (step.Name)
        {
            case "reduce":
                var fewer = new ReduceAllocation(step.Quantity / 2, "r");
                Decide(pledge, Reduce.Decide(pledge.State, allocation.Id, fewer, Given.Coordinator, Given.Now));
                break;
            case "give back":
                Decide(pledge, Reduce.Release(pledge.State, allocation.Id, new("r"), Given.Coordinator, Given.Now));
                break;
            case "move":
                var wish = new MoveToNeed("r", step.Stale > 0 ? null : step.Quantity / 2, to.Id);
                if (Decide(pledge, MoveByHand.Decide(pledge.State, allocation.Id, moved, wish, to, Given.Coordinator)))
                    _allocations.Add((moved, allocation.Pledge, step.Requirement));
                break;
            default:
                if (SwapWith(step, allocation, moved))
                    _allocations.Add((moved, allocation.Pledge, 1 - allocation.Requirement));
                break;
        }
    }

    private bool SwapWith(Step step, (string Id, int Pledge, int Requirement) allocation, string moved)
    {
        var theirs = _allocations
            .Where(a => a.Pledge != allocation.Pledge && a.Requirement != allocation.Requirement)
            .ToList();
        if (theirs.Count == 0)
            return false;
        var (pledge, other) = (Pledges[allocation.Pledge].State, Pledges[1 - allocation.Pledge].State);
        decimal? part = step.Stale > 0 ? null : 1 + (step.Quantity / 6);
        var chosen = theirs[step.Quantity % theirs.Count];
        return Decide(
            Pledges[allocation.Pledge],
            Swap.Decide(
                pledge,
                allocation.Id,
                moved,
                new(other.Id, chosen.Id, "r", part, part is null ? null : 1 + (step.N % 9)),
                Requirements[allocation.Requirement].State,
                new(other, Requirements[chosen.Requirement].State, $"{moved}-other"),
                Given.Coordinator
            )
        );
    }

    private void Carry(string step, (string Id, int Pledge, int Requirement) allocation, int stale)
    {
        var pledge = Pledges[allocation.Pledge];
        var requirement = Requirements[allocation.Requirement];
        var seen = pledge.Snapshots[Math.Max(0, pledge.Snapshots.Count - 1 - stale)];
        switch (step)
        {
            case "agree" when seen.Allocation(allocation.Id) is { Swap: { Asked: true } asked } part:
                var other = Pledges[1 - allocation.Pledge];
                if (
                    Decide(other, Swap.Answer(other.State, seen, part))
                    && _allocations.TrueForAll(a => a.Id != asked.Moved)
                    && other.State.Allocation(asked.Moved) is not null
                )
                    _allocations.Add((asked.Moved, 1 - allocation.Pledge, 1 - allocation.Requirement));
                break;
            case "ask" when seen.Allocation(allocation.Id) is { Swap: { } swap } known:
                var partner = Pledges[1 - allocation.Pledge];
                var seenOther = partner.Snapshots[Math.Max(0, partner.Snapshots.Count - 1 - stale)];
                if (Swap.IsAgreed(seenOther, swap) == true)
                    requirement.Take(
                        TakeAllocation.Exchange(requirement.State, seen, known, seenOther, swap.Allocation),
                        Actor.System,
                        Given.Now
                    );
                break;
            case "ask" when seen.Allocation(allocation.Id) is { } known:
                requirement.Take(TakeAllocation.Decide(requirement.State, seen, known), Actor.System, Given.Now);
                break;
            case "answer" when pledge.State.Allocation(allocation.Id) is { Swap: { } swapped }:
                var agreed = Swap.IsAgreed(Pledges[1 - allocation.Pledge].State, swapped);
                if (agreed == false)
                    Decide(pledge, Allocate.Refuse(pledge.State, allocation.Id, Given.Now));
                else if (agreed == true && ((INeed)requirement.State).Covered(allocation.Id) is not null)
                    Decide(pledge, Allocate.Confirm(pledge.State, allocation.Id));
                break;
            case "answer" when ((INeed)requirement.State).Covered(allocation.Id) is { } answer:
                Decide(
                    pledge,
                    answer.Credit > 0
                        ? Allocate.Confirm(pledge.State, allocation.Id)
                        : Allocate.Refuse(pledge.State, allocation.Id, Given.Now)
                );
                break;
            case "release" when requirement.State.Status == RequirementStatus.Cancelled:
                Decide(pledge, Release.One(pledge.State, allocation.Id, Given.Now));
                break;
            case "follow":
                requirement.Take(
                    TakeAllocation.Follow(requirement.State, seen, allocation.Id),
                    Actor.System,
                    Given.Now
                );
                break;
        }
    }

    private static bool Decide(History<Pledge, PledgeEvent> pledge, Decision<PledgeEvent> decision) =>
        pledge.Take(decision, Given.Dutch, Given.Now);

    private static History<Pledge, PledgeEvent> Committed(string id)
    {
        var pledge = new History<Pledge, PledgeEvent>(
            Announce.Decide(id, Given.Offer(), Given.Dutch, Given.Now, Given.Deadlines).Only<PledgeAnnounced>(),
            Given.Dutch,
            Given.Now
        );
        Assert.True(
            Decide(
                pledge,
                Review.Decide(
                    pledge.State,
                    new(ReviewDecision.Accept, "r"),
                    Given.Coordinator,
                    Given.Now,
                    Given.Deadlines
                )
            )
        );
        Assert.True(
            Decide(
                pledge,
                Formalise.Decide(pledge.State, Given.Memorandum, Given.Dutch, Given.Now, Given.NobodyCommitted)
            )
        );
        return pledge;
    }

    private static History<Requirement, RequirementEvent> Open(FileRequirement filing, int n)
    {
        var requirement = new History<Requirement, RequirementEvent>(
            Submit
                .Decide($"requirement-{n}", filing, Given.Ukraine, Given.Now, Given.Deadlines)
                .Only<RequirementSubmitted>(),
            Given.Ukraine,
            Given.Now
        );
        requirement.Take(
            Validate.Decide(requirement.State, new(ValidationDecision.Accept, "r"), Given.Coordinator),
            Given.Coordinator,
            Given.Now
        );
        return requirement;
    }
}
