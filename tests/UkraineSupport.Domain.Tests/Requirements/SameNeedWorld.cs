using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;

namespace UkraineSupport.Domain.Tests.Requirements;

/// <summary>One step. <paramref name="Stale"/>: how many versions old what its taker has in hand is.</summary>
internal sealed record SameStep(string Name, int Which, int Other, int Quantity, int Stale);

/// <summary>
/// Three requirements, two gaps of the same capability and two pledges, without a common transaction: parts are said to
/// be gaps and taken back, allocations made, taken, followed and reduced, gaps narrow, go into each other and are
/// accepted, requirements are amended, cancelled and superseded, in any order, by people whose copies may be old.
/// </summary>
internal sealed class SameNeedWorld
{
    public static readonly Gen<SameStep[]> Runs = Gen.Select(
        Gen.Frequency(
            (10, Gen.Const("say")),
            (3, Gen.Const("undo")),
            (14, Gen.Const("gap hears")),
            (14, Gen.Const("requirement hears")),
            (8, Gen.Const("allocate")),
            (8, Gen.Const("allocate to gap")),
            (8, Gen.Const("ask")),
            (6, Gen.Const("follow")),
            (3, Gen.Const("reduce")),
            (5, Gen.Const("becomes")),
            (1, Gen.Const("vanishes")),
            (1, Gen.Const("joins")),
            (2, Gen.Const("accept")),
            (1, Gen.Const("revoke")),
            (2, Gen.Const("disclose")),
            (3, Gen.Const("amend")),
            (1, Gen.Const("cancel")),
            (1, Gen.Const("supersede"))
        ),
        Gen.Int[0, 5],
        Gen.Int[0, 2],
        Gen.Int[1, 120],
        Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 6])),
        (n, w, o, q, s) => new SameStep(n, w, o, q, s)
    ).Array[10, 90];

    private static readonly decimal[] Sizes = [80, 60, 40];
    private readonly List<(int Pledge, string Id)> _allocations = [];
    private readonly APledge[] _pledges = [APledge.Committed(300), APledge.Committed(300)];

    public SameNeedWorld()
    {
        Requirements =
        [
            .. Sizes.Select(
                (s, i) =>
                {
                    var filed = Submit.Decide(
                        $"requirement-{i}",
                        ARequirement.Filing(s),
                        Given.Ukraine,
                        Given.Now,
                        Given.Deadlines
                    );
                    var one = new History<Requirement, RequirementEvent>(
                        filed.Only<RequirementSubmitted>(),
                        Given.Ukraine,
                        Given.Now
                    );
                    one.Take(
                        Validate.Decide(one.State, new(ValidationDecision.Accept, "r"), Given.Coordinator),
                        Given.Coordinator,
                        Given.Now
                    );
                    return one;
                }
            ),
        ];
        Gaps =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(i => new History<Gap, GapEvent>(
                    FollowDeliveries.Decide(null, Found(i, 1, 100), Given.Now).Only<GapOpened>(),
                    Actor.System,
                    Given.Now
                )),
        ];
    }

    public History<Requirement, RequirementEvent>[] Requirements { get; }

    public History<Gap, GapEvent>[] Gaps { get; }

    public void Take(SameStep step)
    {
        var (requirement, gap) = (Requirements[step.Other], Gaps[step.Which % 2]);
        var was = requirement.State;
        switch (step.Name)
        {
            case "say":
                decimal? quantity = step.Stale > 3 ? null : step.Quantity;
                var seen = Old(gap, step.Stale);
                Do(requirement, SayingSame.Decide(was, new(seen.Id, "r", quantity), seen, Given.Coordinator));
                break;
            case "undo":
                Do(requirement, SayingSame.Undo(was, new("r"), Given.Coordinator));
                break;
            case "gap hears":
                Do(gap, SameNeeds.Hear(gap.State, Old(requirement, step.Stale)));
                break;
            case "requirement hears":
                Do(requirement, SayingSame.Hear(was, Old(gap, step.Stale)));
                break;
            case "amend":
                Do(
                    requirement,
                    Revise.Decide(was, new("r", Quantity: step.Quantity), Given.Ukraine, Given.Now, Given.Deadlines)
                );
                break;
            case "cancel":
                Do(requirement, Validate.Cancel(was, new("r"), Given.Ukraine));
                break;
            case "supersede":
                Do(requirement, Succeed.Supersede(was, "requirement-9"));
                break;
            case "allocate":
                Reserve(step, was);
                break;
            case "allocate to gap":
                Reserve(step, gap.State);
                break;
            case "ask" or "follow" or "reduce" when _allocations.Count > 0:
                Carry(step.Name, _allocations[step.Quantity % _allocations.Count]);
                break;
            default:
                Change(step, step.Which % 2);
                break;
        }
    }

    /// <summary>What the dispatcher does in the end for whatever was left unfinished.</summary>
    public void FinishEverything()
    {
        foreach (var allocation in _allocations)
        {
            Carry("ask", allocation);
            Carry("follow", allocation);
        }

        for (var before = ""; before != State(); )
        {
            before = State();
            foreach (var gap in Gaps)
            {
                foreach (var requirement in Requirements)
                {
                    Do(gap, SameNeeds.Hear(gap.State, requirement.State));
                    Do(requirement, SayingSame.Hear(requirement.State, gap.State));
                }
            }
        }
    }

    private string State() =>
        string.Join(' ', Requirements.Select(r => r.State.Version).Concat(Gaps.Select(g => g.State.Version)));

    /// <summary>What happens to a gap.</summary>
    private void Change(SameStep step, int n)
    {
        var gap = Gaps[n];
        var version = gap.State.FoundVersion + 1;
        var found = step.Name switch
        {
            "becomes" => Found(n, version, step.Quantity),
            "vanishes" => Found(n, version),
            "joins" => Found(n, version) with { MergedInto = $"gap-{1 - n}" },
            "disclose" => Found(n, version, 100) with { Disclosure = (Disclosure)(step.Quantity % 2) },
            _ => null,
        };
        if (found is not null)
            Do(gap, FollowDeliveries.Decide(gap.State, found, Given.Now));
        else if (step.Name is "accept" or "revoke")
            Do(gap, AssessGap.Decide(gap.State, new GapRisk("r", step.Name == "accept"), Given.Coordinator));
    }

    private void Reserve(SameStep step, INeed need)
    {
        var (n, id) = (step.Which % 2, $"a{_allocations.Count}");
        var wish =
            need is Gap
                ? new AllocateLine(1, step.Quantity, Gap: need.Id)
                : new AllocateLine(1, step.Quantity, need.Id);
        var decision = Allocate.Decide(_pledges[n], id, wish, need, Given.Coordinator);
        if (decision.Error is not null)
            return;
        _pledges[n].Do(decision);
        _allocations.Add((n, id));
    }

    /// <summary>The need answers and the pledge records it, the need follows, or a coordinator reduces it.</summary>
    private void Carry(string name, (int Pledge, string Id) allocation)
    {
        var pledge = _pledges[allocation.Pledge];
        var known = pledge.State.Allocation(allocation.Id)!;
        if (name == "reduce")
        {
            var fewer = Reduce.Decide(pledge, known.Id, new(known.Quantity / 2, "r"), Given.Coordinator, Given.Now);
            if (fewer.Error is null)
                pledge.Do(fewer);
            return;
        }

        INeed need;
        if (Array.Find(Requirements, r => r.State.Id == known.Need) is { } requirement)
        {
            Do(
                requirement,
                name == "ask"
                    ? TakeAllocation.Decide(requirement.State, pledge, known)
                    : TakeAllocation.Follow(requirement.State, pledge, known.Id)
            );
            need = requirement.State;
        }
        else
        {
            var gap = Gaps.Single(g => g.State.Id == known.Need);
            Do(
                gap,
                name == "ask"
                    ? TakeAllocation.Decide(gap.State, pledge, known)
                    : TakeAllocation.Follow(gap.State, pledge, known.Id)
            );
            need = gap.State;
        }

        if (name == "ask" && known.Status == AllocationStatus.Pending)
            pledge.Do(
                need.Covered(known.Id)!.Credit > 0
                    ? Allocate.Confirm(pledge, known.Id)
                    : Allocate.Refuse(pledge, known.Id, Given.Now)
            );
    }

    private static FoundGap Found(int n, long version, params decimal[] shortfalls) =>
        AGap.Found(version, shortfalls) with
        {
            Id = $"gap-{n}",
        };

    private static T Old<T, TEvent>(History<T, TEvent> history, int stale)
        where T : class, IAggregate<T, TEvent>
        where TEvent : class => history.Snapshots[Math.Max(0, history.Snapshots.Count - 1 - stale)];

    private static void Do<T, TEvent>(History<T, TEvent> history, Decision<TEvent> decision)
        where T : class, IAggregate<T, TEvent>
        where TEvent : class => history.Take(decision, Given.Coordinator, Given.Now);
}
