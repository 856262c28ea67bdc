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
/// Two pledges and two requirements without a common transaction, the second the first of a series: the steps of an
/// allocation are taken in any order, repeated or left out, with withdrawals, cancellations, successors and deliveries
/// in between, by people whose copy of a pledge may be old.
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
        (1, Gen.Const("disclose")),
        (2, Gen.Const("file series")),
        (2, Gen.Const("file successor")),
        (6, Gen.Const("succeed"))
    );

    public static readonly Gen<Step[]> Runs = Gen.Select(
        Name,
        Gen.Int[0, 1],
        Gen.Int[0, 3],
        Gen.Int[1, 60],
        Gen.Int[0, 12],
        Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 6])),
        (n, p, r, q, i, s) => new Step(n, p, r, q, i, s)
    ).Array[10, 90];

    private readonly List<(string Id, int Pledge)> _allocations = [];
    private readonly RequirementSubmitted _first;

    public TwoAggregates()
    {
        Pledges = [Committed("pledge-0"), Committed("pledge-1")];
        // The second asks for something else, and takes shells at half.
        var series = ARequirement.Filing(40, new Substitute("AMMO-155", 0.5m)) with
        {
            Capability = "AMMO-122",
            Recurrence = new(RecurrenceEvery.Monthly, 2),
        };
        _first = Submitted(series, "requirement-1");
        Requirements = [Open(Submitted(ARequirement.Filing(70), "requirement-0")), Open(_first)];
    }

    public History<Pledge, PledgeEvent>[] Pledges { get; }

    public List<History<Requirement, RequirementEvent>> Requirements { get; }

    /// <summary>Those that no other one was filed to take the place of.</summary>
    private List<History<Requirement, RequirementEvent>> Latest =>
        Requirements.FindAll(r => Requirements.TrueForAll(s => s.State.Supersedes != r.State.Id));

    /// <summary>Says so when a swap was settled.</summary>
    public IEnumerable<string> Swapped =>
        Pledges
            .SelectMany(p => p.State.Allocations)
            .Where(a => a is { Swap: not null, Status: AllocationStatus.Confirmed })
            .Select(_ => "swapped");

    /// <summary>Says so when a later one of the series was allocated to.</summary>
    public IEnumerable<string> OfSeries =>
        Requirements.Where(r => r.State is { Series.N: 2, OpenQuantity: < 40 }).Select(_ => "filled of a series");

    public void Take(Step step)
    {
        var pledge = Pledges[step.Pledge];
        var latest = Latest[step.Requirement % Latest.Count];
        var n = 1 + (step.N % Math.Max(1, pledge.State.Deliveries.Count));
        switch (step.Name)
        {
            case "reserve":
                var id = $"a{_allocations.Count}";
                var requirement = latest.State;
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
                    _allocations.Add((id, step.Pledge));
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
                latest.Take(Validate.Cancel(latest.State, new("r"), Given.Ukraine), Given.Ukraine, Given.Now);
                break;
            case "file series":
                if (Requirements.TrueForAll(r => r.State.Series is not { N: 2 }))
                    Requirements.Add(Open(Recurrence.Next(_first, 2, "requirement-1-2")));
                break;
            case "file successor":
                FileSuccessor(latest.State, step.Quantity);
                break;
            case "succeed":
                var successors = Requirements.FindAll(r => r.State.Supersedes is not null);
                if (successors.Count > 0)
                    SucceedStep(successors[step.Requirement % successors.Count], step.N % 3, pledge);
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
        for (var before = ""; before != State(); )
        {
            before = State();
            Carry(["agree"]);
            Carry(["ask", "answer"]);
            foreach (var successor in Requirements.FindAll(r => r.State.Supersedes is not null))
            {
                foreach (var pledge in Pledges)
                    SucceedStep(successor, null, pledge);
            }

            Carry(["release", "follow"]);
        }

        void Carry(string[] steps)
        {
            foreach (var allocation in _allocations.ToList())
            {
                foreach (var step in steps)
                    this.Carry(step, allocation, stale: 0);
            }
        }
    }

    private string State() =>
        string.Join(' ', Requirements.Select(r => r.State.Version).Concat(Pledges.Select(p => p.State.Version)));

    private History<Requirement, RequirementEvent> Need(string id) => Requirements.Single(r => r.State.Id == id);

    private string NeedOf((string Id, int Pledge) allocation) =>
        Pledges[allocation.Pledge].State.Allocation(allocation.Id)!.Need;

    /// <summary>Ukraine asks for more, by one that takes the place of the other.</summary>
    private void FileSuccessor(Requirement old, int more)
    {
        var filing = new FileRequirement(
            "More",
            old.Capability,
            old.Quantity + more,
            old.Priority,
            old.RequiredBy,
            Substitutes: old.Substitutes
        )
        {
            Supersedes = old.Id,
        };
        var filed = Submit.Decide($"{old.Id}+", filing, Given.Ukraine, Given.Now, Given.Deadlines, superseded: old);
        if (
            filed.Error is null
            && Succeed.WhyNot(old, Requirement.Apply(null, filed.Only<RequirementSubmitted>())) is null
        )
            Requirements.Add(Open(filed.Only<RequirementSubmitted>()));
    }

    /// <summary>One step of a succession, or all of them; a pledge says whom its allocations are for.</summary>
    private void SucceedStep(
        History<Requirement, RequirementEvent> successor,
        int? only,
        History<Pledge, PledgeEvent> pledge
    )
    {
        var old = Need(successor.State.Supersedes!);
        if (only is null or 0)
            old.Take(Succeed.Supersede(old.State, successor.State.Id), Actor.System, Given.Now);
        // What the one has is read after it takes no more.
        if (old.State.Stage == RequirementStatus.Open)
            return;
        if (only is null or 1)
        {
            for (var version = 0L; version != successor.State.Version; )
            {
                version = successor.State.Version;
                successor.Take(Succeed.TakeOver(successor.State, old.State), Actor.System, Given.Now);
            }
        }

        if (only is null or 2 && successor.State.TookOver)
            Decide(pledge, Succeed.Redirect(pledge.State, old.State));
    }

    /// <summary>What a coordinator does with an allocation that is there.</summary>
    private void Change(Step step, (string Id, int Pledge) allocation)
    {
        var pledge = Pledges[allocation.Pledge];
        var (to, moved) = (Latest[step.Requirement % Latest.Count].State, $"a{_allocations.Count}");
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
                    _allocations.Add((moved, allocation.Pledge));
                break;
            default:
                if (SwapWith(step, allocation, moved))
                    _allocations.Add((moved, allocation.Pledge));
                break;
        }
    }

    private bool SwapWith(Step step, (string Id, int Pledge) allocation, string moved)
    {
        var theirs = _allocations.Where(a => a.Pledge != allocation.Pledge && NeedOf(a) != NeedOf(allocation)).ToList();
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
                Need(NeedOf(allocation)).State,
                new(other, Need(NeedOf(chosen)).State, $"{moved}-other"),
                Given.Coordinator
            )
        );
    }

    private void Carry(string step, (string Id, int Pledge) allocation, int stale)
    {
        var pledge = Pledges[allocation.Pledge];
        var seen = pledge.Snapshots[Math.Max(0, pledge.Snapshots.Count - 1 - stale)];
        // The one that the pledge names, as it is in hand.
        var requirement = Need(seen.Allocation(allocation.Id)?.Need ?? NeedOf(allocation));
        switch (step)
        {
            case "agree" when seen.Allocation(allocation.Id) is { Swap: { Asked: true } asked } part:
                var other = Pledges[1 - allocation.Pledge];
                if (
                    Decide(other, Swap.Answer(other.State, seen, part))
                    && _allocations.TrueForAll(a => a.Id != asked.Moved)
                    && other.State.Allocation(asked.Moved) is not null
                )
                    _allocations.Add((asked.Moved, 1 - allocation.Pledge));
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

    private static RequirementSubmitted Submitted(FileRequirement filing, string id) =>
        Submit.Decide(id, filing, Given.Ukraine, Given.Now, Given.Deadlines).Only<RequirementSubmitted>();

    private static History<Requirement, RequirementEvent> Open(RequirementSubmitted submitted)
    {
        var requirement = new History<Requirement, RequirementEvent>(submitted, Given.Ukraine, Given.Now);
        requirement.Take(
            Validate.Decide(requirement.State, new(ValidationDecision.Accept, "r"), Given.Coordinator),
            Given.Coordinator,
            Given.Now
        );
        return requirement;
    }
}
