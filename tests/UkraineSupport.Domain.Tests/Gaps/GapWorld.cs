using CsCheck;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

/// <summary>Something that somebody does, or that the system does in part.</summary>
internal sealed record GapStep(string Name, int Pledge, int Month, int Length, int Quantity, int N);

/// <summary>
/// The deliveries of a capability, the gaps in them and three pledges, without a common transaction: reports, signals
/// and their withdrawal, allocations by hand, tranches, receipts and withdrawals in any order, with the system's own
/// steps (search, telling, moving, following) in between, repeated or left out as by a crash.
/// </summary>
internal sealed class GapWorld
{
    private static readonly string[] SystemSteps = ["search", "tell", "exchange", "take", "answer", "follow", "move"];

    public static readonly Gen<GapStep[]> Runs = Gen.Select(
        Gen.Frequency(
            (4, Gen.Const("report")),
            (6, Gen.Const("halt")),
            (3, Gen.Const("undo")),
            (12, Gen.Const("allocate")),
            (6, Gen.Const("plan")),
            (5, Gen.Const("dispatch")),
            (4, Gen.Const("hand over")),
            (3, Gen.Const("receipt")),
            (1, Gen.Const("lose")),
            (1, Gen.Const("withdraw")),
            (5, Gen.Const("move by hand")),
            (5, Gen.Const("swap")),
            (36, Gen.Int[0, 6].Select(i => SystemSteps[i])),
            (6, Gen.Const("settle"))
        ),
        Gen.Int[0, 2],
        Gen.Int[0, 11],
        Gen.Int[0, 4],
        Gen.Int[1, 300],
        Gen.Int[0, 12],
        (n, p, m, l, q, i) => new GapStep(n, p, m, l, q, i)
    ).Array[10, 80];

    private readonly Dictionary<string, Gap> _gaps = [];
    private int _allocated;

    public GapWorld()
    {
        Pledges = [Committed(0, 2000, 1), Committed(1, 600, 60), Committed(2, 600, 300)];
        Flow = AFlow.Expecting(100);
    }

    public UsFlow Flow { get; private set; }

    public Pledge[] Pledges { get; }

    public IReadOnlyCollection<Gap> Gaps => _gaps.Values;

    /// <summary>What was allocated by hand, less what donors took back or lost after that.</summary>
    public decimal[] ByHand { get; } = new decimal[3];

    public int Moves { get; private set; }

    /// <summary>Moves by hand and swaps that needs took.</summary>
    public int TakenByHand =>
        Pledges.Sum(p => p.Allocations.Count(a => a.Id[0] == 'h' && a.Status == AllocationStatus.Confirmed));

    public int Swapped =>
        Pledges.Sum(p =>
            p.Allocations.Count(a => a is { Swap: not null, Status: AllocationStatus.Confirmed } && a.MovedFrom != null)
        );

    public void Take(GapStep step)
    {
        var pledge = Pledges[step.Pledge];
        var n = 1 + (step.N % Math.Max(1, pledge.Deliveries.Count));
        var month = new Month(2027, 1).Plus(step.Month);
        switch (step.Name)
        {
            case "report":
                var past = new Month(2026, 12).Plus(-step.Month);
                if (Flow.Report(past) is null)
                    Flow = Flow.Reporting(past, step.Quantity % 101);
                break;
            case "halt":
                Flow = Flow.Signalled(
                    AFlow.Signal(
                        step.N % 3 == 0 ? SignalKind.Resume : SignalKind.Halt,
                        month.First,
                        month.Plus(step.Length).Last
                    ),
                    $"signal-{Flow.Version}"
                );
                break;
            case "undo":
                var standing = Flow.Signals.Where(s => !s.Withdrawn).ToList();
                if (standing.Count > 0)
                    Flow = Flow.After(
                        new UsFlowEvent[]
                        {
                            new UsSignalApplied(standing[step.N % standing.Count] with { Withdrawn = true }),
                        }
                    );
                break;
            case "allocate":
                var open = _gaps.Values.Where(g => !g.Gone).ToList();
                if (open.Count == 0)
                    break;
                var gap = open[step.N % open.Count];
                var wish = new AllocateLine(
                    1,
                    step.Quantity - (step.Quantity % pledge.Lines[0].Lot!.Value),
                    Gap: gap.Id
                );
                var id = $"a{_allocated++}";
                if (Do(step.Pledge, Allocate.Decide(pledge, id, wish, gap, Given.Coordinator)))
                {
                    Do(gap.Id, TakeAllocation.Decide(gap, Pledges[step.Pledge], Pledges[step.Pledge].Allocation(id)!));
                    Do(step.Pledge, Allocate.Confirm(Pledges[step.Pledge], id));
                    ByHand[step.Pledge] += wish.Quantity;
                }

                break;
            case "plan":
                Do(
                    step.Pledge,
                    PlanDelivery.Decide(
                        pledge,
                        new(1, step.Quantity, Given.Now),
                        Given.Dutch,
                        Given.Now,
                        Given.Deadlines
                    )
                );
                break;
            case "receipt":
                Do(
                    step.Pledge,
                    Receipt.Decide(
                        pledge,
                        n,
                        new(step.Quantity / 2, step.Quantity / 10, "r", pledge.Delivery(n)?.Received, "r"),
                        Given.Ukraine,
                        Given.Now
                    )
                );
                break;
            case "withdraw":
                if (step.N < 3 && Do(step.Pledge, Release.Withdraw(pledge, new("r"), Given.Dutch, Given.Now)))
                    ByHand[step.Pledge] = -1;
                break;
            case "dispatch" or "hand over" or "lose":
                var status =
                    step.Name == "dispatch" ? DeliveryStatus.Dispatched
                    : step.Name == "lose" ? DeliveryStatus.Lost
                    : DeliveryStatus.HandedOver;
                Do(step.Pledge, ChangeDeliveryStatus.Decide(pledge, n, new(status), Given.Dutch, Given.Now));
                break;
            case "move by hand" or "swap":
                ByCoordinator(step, pledge);
                break;
            case "settle":
                FinishEverything();
                break;
            default:
                System(step.Name, step.N);
                break;
        }
    }

    /// <summary>What the dispatcher and the orchestrations do in the end for whatever was left unfinished.</summary>
    public void FinishEverything()
    {
        string before;
        var rounds = 0;
        do
        {
            Assert.True(rounds++ < 60, "It does not come to rest.");
            before = State();
            foreach (var step in SystemSteps)
                System(step, null);
        } while (State() != before);
    }

    public string State() =>
        string.Join(
            ' ',
            Pledges.Select(p => p.Version).Concat(_gaps.Values.Select(g => g.Version)).Append(Flow.Version)
        );

    /// <summary>One step of the system: all of it, or only the part that a crash let through.</summary>
    private void System(string step, int? only)
    {
        switch (step)
        {
            case "search":
                Flow = Flow.SearchedForGaps();
                break;
            case "tell":
                foreach (var found in Some(Flow.GapsToTell().OrderBy(g => g.Months.Count == 0), only))
                {
                    Do(found.Id, FollowDeliveries.Decide(_gaps.GetValueOrDefault(found.Id), found, Given.Now));
                    Join(found.Id);
                }

                foreach (var gap in _gaps.Keys.ToList())
                    Join(gap);
                break;
            case "take":
                foreach (var (p, a) in Some(Allocations(), only))
                    if (_gaps.TryGetValue(a.Need, out var gap))
                        Do(a.Need, TakeAllocation.Decide(gap, Pledges[p], a));
                break;
            case "exchange":
                foreach (var (p, a) in Some(Allocations().Where(x => x.Allocation.Swap is { Asked: true }), only))
                    Exchange(p, a);
                break;
            case "answer":
                foreach (var (p, a) in Some(Allocations().Where(x => x.Allocation.Swap is null), only))
                    if (_gaps.TryGetValue(a.Need, out var gap) && ((INeed)gap).Covered(a.Id) is { } answer)
                        Do(
                            p,
                            answer.Credit > 0
                                ? Allocate.Confirm(Pledges[p], a.Id)
                                : Allocate.Refuse(Pledges[p], a.Id, Given.Now)
                        );
                break;
            case "follow":
                foreach (var (p, a) in Some(Allocations(), only))
                    if (_gaps.TryGetValue(a.Need, out var gap))
                        Do(a.Need, TakeAllocation.Follow(gap, Pledges[p], a.Id));
                break;
            case "move":
                foreach (var move in Some(Surplus.Moves([.. _gaps.Values]), only))
                {
                    var p = Array.FindIndex(Pledges, x => x.Id == move.Part.Pledge);
                    var id = $"{move.Part.Allocation}>{move.To}@{move.Part.PledgeVersion}";
                    if (Do(p, MoveAllocation.Decide(Pledges[p], move, id)))
                        Moves++;
                }

                break;
            default:
                throw new InvalidOperationException(step);
        }
    }

    /// <summary>A coordinator moves part of an allocation to another gap, or lets it change places with another one.
    /// </summary>
    private void ByCoordinator(GapStep step, Pledge pledge)
    {
        var (open, id) = (_gaps.Values.Where(g => !g.Gone).ToList(), $"h{_allocated++}");
        if (pledge.Allocations.Count == 0 || open.Count == 0)
            return;
        var mine = pledge.Allocations[step.N % pledge.Allocations.Count];
        var lot = pledge.Lines[0].Lot!.Value;
        if (step.Name == "move by hand")
        {
            var to = open[step.Month % open.Count];
            decimal? quantity = step.Length == 0 ? null : Math.Max(lot, step.Quantity - (step.Quantity % lot));
            Do(
                step.Pledge,
                MoveByHand.Decide(pledge, mine.Id, id, new("r", quantity, Gap: to.Id), to, Given.Coordinator)
            );
            return;
        }

        var other = Pledges[(step.Pledge + 1 + (step.Month % 2)) % 3];
        var theirs = other.Allocations.Where(a => a.Need != mine.Need).ToList();
        if (theirs.Count == 0)
            return;
        var chosen = theirs[step.Month % theirs.Count];
        Do(
            step.Pledge,
            Swap.Decide(
                pledge,
                mine.Id,
                id,
                new(other.Id, chosen.Id, "r", step.Length == 0 ? null : lot, null),
                _gaps[mine.Need],
                new(other, _gaps[chosen.Need], $"{id}-other"),
                Given.Coordinator
            )
        );
    }

    /// <summary>Carries a swap on: the other pledge answers, both gaps exchange, both pledges confirm.</summary>
    private void Exchange(int n, Allocation part)
    {
        var swap = part.Swap!;
        var o = Array.FindIndex(Pledges, p => p.Id == swap.Pledge);
        Do(o, Swap.Answer(Pledges[o], Pledges[n], part));
        if (Swap.IsAgreed(Pledges[o], swap) != true)
        {
            Do(n, Allocate.Refuse(Pledges[n], part.Id, Given.Now));
            return;
        }

        var (mine, theirs) = (Pledges[n].Allocation(part.Id)!, Pledges[o].Allocation(swap.Moved)!);
        Do(mine.Need, TakeAllocation.Exchange(_gaps[mine.Need], Pledges[n], mine, Pledges[o], swap.Allocation));
        Do(theirs.Need, TakeAllocation.Exchange(_gaps[theirs.Need], Pledges[o], theirs, Pledges[n], part.MovedFrom!));
        Do(n, Allocate.Confirm(Pledges[n], part.Id));
        Do(o, Allocate.Confirm(Pledges[o], swap.Moved));
    }

    private void Join(string id)
    {
        if (_gaps.TryGetValue(id, out var gap) && gap.MergedInto is { } into && _gaps.TryGetValue(into, out var next))
            Do(into, FollowDeliveries.Join(next, gap));
    }

    private List<(int Pledge, Allocation Allocation)> Allocations() =>
        [.. Pledges.SelectMany((p, i) => p.Allocations.Select(a => (i, a)))];

    private static List<T> Some<T>(IEnumerable<T> all, int? only)
    {
        var list = all.ToList();
        return only is not { } n || list.Count == 0 ? list : [list[n % list.Count]];
    }

    private bool Do(int pledge, Decision<PledgeEvent> decision)
    {
        if (decision.Error is not null || decision.Events.Count == 0)
            return false;
        Pledges[pledge] = decision.Events.Aggregate(Pledges[pledge], Pledge.Apply);
        return true;
    }

    private void Do(string gap, Decision<GapEvent> decision)
    {
        Assert.Null(decision.Error);
        if (decision.Events.Count > 0)
            _gaps[gap] = decision.Events.Aggregate(_gaps.GetValueOrDefault(gap), (g, e) => Gap.Apply(g, e))!;
    }

    private static Pledge Committed(int n, decimal quantity, decimal lot)
    {
        var line = Given.Shells(quantity) with { Lot = lot, DeliverBy = new Month(2027, 1).Plus(3 * n).Last };
        var pledge = Pledge.Apply(
            null,
            Announce
                .Decide($"pledge-{n}", Given.Offer(line), Given.Dutch, Given.Now, Given.Deadlines)
                .Only<PledgeAnnounced>()
        );
        foreach (
            var next in (Func<Pledge, Decision<PledgeEvent>>[])
                [
                    p =>
                        Review.Decide(
                            p,
                            new(ReviewDecision.Accept, "r"),
                            Given.Coordinator,
                            Given.Now,
                            Given.Deadlines
                        ),
                    p => Formalise.Decide(p, Given.Memorandum, Given.Dutch, Given.Now, Given.NobodyCommitted),
                ]
        )
            pledge = next(pledge).Events.Aggregate(pledge, Pledge.Apply);
        return pledge;
    }
}
