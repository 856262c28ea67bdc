using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;

namespace UkraineSupport.Domain.Tests.Pledges;

/// <summary>One random thing that somebody tries on a pledge; its numbers are bent to what the pledge has.</summary>
internal sealed record Attempt(string Command, int Who, int Line, int Quantity, int N, int Hours);

/// <summary>
/// Random commands by random people on one pledge, whose requirements always answer or, sometimes, are never asked.
/// </summary>
internal sealed class RandomCommands
{
    private static readonly Gen<string> Command = Gen.Frequency(
        (2, Gen.Const("start")),
        (6, Gen.Const("accept")),
        (3, Gen.Const("partial")),
        (1, Gen.Const("decline")),
        (8, Gen.Const("formalise")),
        (3, Gen.Const("amend quantity")),
        (1, Gen.Const("amend title")),
        (1, Gen.Const("amend validity")),
        (12, Gen.Const("allocate")),
        (2, Gen.Const("reserve")),
        (2, Gen.Const("confirm")),
        (1, Gen.Const("refuse")),
        (12, Gen.Const("plan")),
        (14, Gen.Const("dispatch")),
        (3, Gen.Const("hub")),
        (12, Gen.Const("hand over")),
        (2, Gen.Const("lose")),
        (2, Gen.Const("return")),
        (2, Gen.Const("cancel")),
        (4, Gen.Const("verify")),
        (14, Gen.Const("settle")),
        (12, Gen.Const("receipt")),
        (1, Gen.Const("withdraw")),
        (2, Gen.Const("withdraw part")),
        (2, Gen.Const("reduce")),
        (1, Gen.Const("give back")),
        (3, Gen.Const("move")),
        (1, Gen.Const("move back")),
        (2, Gen.Const("plan for")),
        (2, Gen.Const("release")),
        (1, Gen.Const("compensated")),
        (3, Gen.Const("deadline"))
    );

    private static readonly Gen<Attempt> Attempts = Gen.Select(
        Command,
        Gen.Int[0, 40],
        Gen.Int[1, 3],
        Gen.Int[-1, 60],
        Gen.Int[1, 6],
        Gen.Int[0, 48],
        (c, w, l, q, n, h) => new Attempt(c, w, l, q, n, h)
    );

    /// <summary>1 to 2 lines and up to 240 attempts, enough to come to a receipt often.</summary>
    public static readonly Gen<(int[] Lines, Attempt[] Attempts)> Runs = Gen.Select(
        Gen.Int[1, 100].Array[1, 2],
        Attempts.Array[40, 240]
    );

    private readonly Requirement _requirement = ARequirement
        .From("requirement-1", ARequirement.Filing(1_000_000))
        .Validated();
    private readonly Requirement _urgent = ARequirement
        .From("requirement-2", ARequirement.Filing(1_000_000) with { RequiredBy = Given.Today.AddDays(30) })
        .Validated();
    private DateTimeOffset _now = Given.Now;
    private int _ids;

    public RandomCommands(int[] lines)
    {
        var offer = Given.Offer([.. lines.Select(q => Given.Shells(q))]);
        Pledge = new(
            Announce.Decide("pledge-1", offer, Given.Dutch, _now, Given.Deadlines).Only<PledgeAnnounced>(),
            Given.Dutch,
            _now
        );
    }

    public History<Pledge, PledgeEvent> Pledge { get; }

    public void Try(Attempt attempt)
    {
        _now += TimeSpan.FromHours(attempt.Hours);
        var actor = attempt.Who < Given.Everyone.Count ? Given.Everyone[attempt.Who] : RightActor(attempt.Command);
        var accepted = Pledge.Take(Decide(attempt, actor), actor, _now);
        if (accepted && (attempt.Command == "allocate" || (attempt.Command == "move" && attempt.Hours % 3 > 0)))
            Pledge.Take(Allocate.Confirm(Pledge.State, $"a{_ids}"), Actor.System, _now);
    }

    private static Actor RightActor(string command) =>
        command switch
        {
            "start" or "accept" or "partial" or "decline" or "allocate" or "reserve" or "verify" or "settle" =>
                Given.Coordinator,
            "reduce" or "give back" or "move" => Given.Coordinator,
            "receipt" => Given.Ukraine,
            _ => Given.Dutch,
        };

    private Decision<PledgeEvent> Decide(Attempt a, Actor actor) =>
        a.Command switch
        {
            "start" => Reviewed(ReviewDecision.Start, null, actor),
            "accept" => Reviewed(ReviewDecision.Accept, null, actor),
            "partial" => Reviewed(ReviewDecision.Partial, [new(a.Line, a.Quantity)], actor),
            "decline" => Reviewed(ReviewDecision.Decline, null, actor),
            "formalise" => Formalise.Decide(Pledge.State, Given.Memorandum, actor, _now, Given.NobodyCommitted),
            "amend quantity" => Amended(new("r", Lines: [new(a.Line, a.Quantity)]), actor),
            "amend title" => Amended(new("r", Title: $"Title {a.Quantity}"), actor),
            "amend validity" => Amended(new("r", ValidUntil: _now.AddDays(a.Quantity)), actor),
            "allocate" or "reserve" => Allocate.Decide(
                Pledge.State,
                $"a{++_ids}",
                new(a.Line, AllOr(a, Left(a.Line)), _requirement.Id),
                _requirement,
                actor
            ),
            "confirm" => Allocate.Confirm(Pledge.State, $"a{a.N}"),
            "refuse" => Allocate.Refuse(Pledge.State, $"a{a.N}", _now),
            "plan" => PlanDelivery.Decide(
                Pledge.State,
                new(a.Line, AllOr(a, Unplanned(a.Line)), _now.AddDays(a.N * 10)),
                actor,
                _now,
                Given.Deadlines
            ),
            "receipt" => Received(a, actor),
            "plan for" => PlanDelivery.Decide(
                Pledge.State,
                new(a.Line, a.Quantity, _now.AddDays(a.N * 10), Requirement: a.N % 2 == 0 ? Needs[0].Id : Needs[1].Id),
                actor,
                _now,
                Given.Deadlines
            ),
            "withdraw part" => WithdrawInPart.Decide(
                Pledge.State,
                new("r", [new(a.Line, a.Quantity)]),
                Needs.ToDictionary(n => n.Id, Urgency.Of),
                actor,
                _now
            ),
            "reduce" => Reduce.Decide(Pledge.State, Any(a.N), new(a.Quantity, "r"), actor, _now),
            "give back" => Reduce.Release(Pledge.State, Any(a.N), new("r"), actor, _now),
            "move" => MoveByHand.Decide(
                Pledge.State,
                Any(a.N),
                $"a{++_ids}",
                new("r", a.Who % 2 == 0 ? null : a.Quantity, Needs[1].Id),
                Needs[1],
                actor
            ),
            "move back" => Allocate.Refuse(Pledge.State, Any(a.N), _now),
            "settle" => SettleDelivery.Decide(Pledge.State, Number(a.N), new("r"), actor, _now),
            "withdraw" => Release.Withdraw(Pledge.State, new("r"), actor, _now),
            "release" => Release.One(Pledge.State, $"a{a.N}", _now),
            "compensated" => Release.Compensated(Pledge.State),
            "deadline" => Pledge.State.NextDeadline is { } next ? Pledge.State.Reached(next, _now) : default,
            _ => ChangeDeliveryStatus.Decide(Pledge.State, Number(a.N), new(Status(a.Command)), actor, _now),
        };

    private Requirement[] Needs => [_requirement, _urgent];

    /// <summary>One of the allocations that there are.</summary>
    private string Any(int n) =>
        Pledge.State.Allocations.Count == 0
            ? $"a{n}"
            : Pledge.State.Allocations[n * 7 % Pledge.State.Allocations.Count].Id;

    private static DeliveryStatus Status(string command) =>
        command switch
        {
            "dispatch" => DeliveryStatus.Dispatched,
            "hub" => DeliveryStatus.AtHub,
            "hand over" => DeliveryStatus.HandedOver,
            "lose" => DeliveryStatus.Lost,
            "return" => DeliveryStatus.Returned,
            "cancel" => DeliveryStatus.Cancelled,
            _ => DeliveryStatus.Verified,
        };

    private Decision<PledgeEvent> Received(Attempt a, Actor actor)
    {
        var sent = Pledge.State.Delivery(Number(a.N))?.Quantity ?? 1;
        var received = Math.Floor(sent * Math.Min(a.Quantity, 30) / 30);
        var returned =
            a.Who % 2 == 0 ? Math.Floor((sent - received) / 2)
            : a.Quantity % 5 == 0 ? sent - received
            : 0;
        var before = Pledge.State.Delivery(Number(a.N))?.Received;
        return Receipt.Decide(
            Pledge.State,
            Number(a.N),
            new(received, returned, "Counted", before, "Counted again"),
            actor,
            _now
        );
    }

    /// <summary>Often all there is: else no pledge would ever be complete.</summary>
    private static decimal AllOr(Attempt a, decimal all) => a.Who % 3 == 0 ? a.Quantity : all;

    private decimal Left(int line) =>
        Pledge.State.Line(line) is { } l && Pledge.State.Ledger(l) is var ledger
            ? ledger.Committed - ledger.Allocated
            : 1;

    private decimal Unplanned(int line) =>
        Pledge.State.Allocations.Where(a => a.Line == line).Sum(Pledge.State.Unplanned);

    private int Number(int n) => Pledge.State.Deliveries.Count == 0 ? n : 1 + (n % Pledge.State.Deliveries.Count);

    private Decision<PledgeEvent> Reviewed(ReviewDecision decision, LineQuantity[]? lines, Actor actor) =>
        Review.Decide(Pledge.State, new(decision, "r", lines), actor, _now, Given.Deadlines);

    private Decision<PledgeEvent> Amended(AmendPledge change, Actor actor) =>
        Amend.Decide(Pledge.State, change, actor, _now, Given.Deadlines);
}
