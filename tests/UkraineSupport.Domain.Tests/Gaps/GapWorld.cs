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
    private static readonly string[] SystemSteps = ["search", "tell", "take", "follow", "move"];

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
            (30, Gen.Int[0, 4].Select(i => SystemSteps[i])),
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
