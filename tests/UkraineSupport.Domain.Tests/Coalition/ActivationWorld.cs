using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>
/// Activations one after the other, some commitments, and the messages between them: who tells whom is as in the app's
/// consequences, when is up to the test.
/// </summary>
internal sealed class ActivationWorld
{
    private static readonly CommitForce Offer = AForce.Offer with { From = Given.Today, Strength = 500 };

    private readonly Dictionary<string, History<ForceCommitment, ForceEvent>> _forces = [];
    private readonly Dictionary<string, ForceCommitment> _rows = [];
    private readonly List<History<Activation, ActivationEvent>> _activations = [];
    private readonly List<Message> _messages = [];

    public ActivationWorld()
    {
        Add("force-5", "NLD", Offer with { NtmDays = 3 });
        Add("force-4", "DNK", Offer with { NtmDays = 10 }, "force-5");
        Add("force-3", "NLD", Offer with { NtmDays = 0 });
        Add("force-2", "DNK", Offer with { NtmDays = 10, RotationMonths = 1 }, "force-5");
        Add("force-0", "DNK", Offer with { NtmDays = 3, From = Given.Today.AddDays(40) });
        Add("force-1", "NLD", Offer with { NtmDays = 5, RotationMonths = 2 }, "force-0");
        Add("force-6", "DNK", Offer with { Mandate = new(MandateStatus.Approved, Given.Today.AddMonths(6)) });
        Declare();
    }

    public DateTimeOffset Now { get; set; } = Given.Now;

    public IReadOnlyList<string> Ids => [.. _forces.Keys.Order(StringComparer.Ordinal)];

    public bool IsQuiet => _messages.Count == 0;

    public int Waiting => _messages.Count;

    public Activation Last => _activations[^1].State;

    public IEnumerable<string> Names =>
        _forces.Values.SelectMany(f => f.Names).Concat(_activations.SelectMany(a => a.Names));

    /// <summary>What became of all: of each commitment, and of each time that it was called upon.</summary>
    public string Outcome =>
        string.Join(
            '\n',
            Ids.Select(id => (Id: id, Force: Force(id)))
                .Select(f => $"{f.Id} {f.Force.Status} {f.Force.CalledFor?.Activation} {f.Force.CalledFor?.Deadline:O}")
                .Concat(
                    _activations.SelectMany(a =>
                        a.State.Places.Select(p =>
                                $"{a.State.Id} {p.Id} {p.Status} {p.Deadline:O} {p.PlannedOn} {p.DeployedOn} {p.LeftOn} "
                                + $"{p.Relieves} {p.ReliefDue} {p.ReliefBy} {p.ReliefMissing}"
                            )
                            .Order(StringComparer.Ordinal)
                            .Prepend($"{a.State.Id} {a.State.Status} {string.Join(',', a.State.Escalated)}")
                    )
                )
        );

    public ForceCommitment Force(string id) => _forces[id].State;

    public void Declare()
    {
        if (_activations is [.., { State.IsEnded: false }])
            return;
        var id = $"activation-{_activations.Count + 1}";
        var wish = AnActivation.Wish with { DeclaredOn = DateOnly.FromDateTime(Now.UtcDateTime) };
        var declared = Ceasefire.Declare(id, 1, wish, true, Given.Coordinator, Now, AnActivation.Settings).Events[0];
        _activations.Add(new(declared, Given.Coordinator, Now));
        Step(ActivationStep.Declaration, confirm: true);
    }

    public void Step(ActivationStep step, bool confirm)
    {
        if (step != ActivationStep.Declaration)
            Try(Last.Id, Ceasefire.Take(Last, step, new("x"), Given.Coordinator, Now, AnActivation.Settings));
        if (confirm)
            Try(Last.Id, Ceasefire.Confirm(Last, new(step, "x"), Given.OtherCoordinator, Now));
    }

    /// <summary>Somebody tries something on a commitment.</summary>
    public void Try(string id, Func<ForceCommitment, Actor, Decision<ForceEvent>> step) =>
        Try(id, step(Force(id), Given.Liaison(Force(id).Nation)));

    public Decision<ForceEvent> Amending(ForceCommitment force, AmendForce change, Actor actor) =>
        Amend.Decide(
            force,
            change,
            AForce.Around([.. change.Successor is { Length: > 0 } next ? new[] { Force(next) } : []]),
            actor,
            Now,
            Given.Deadlines
        );

    /// <summary>Delivers a message; it may stay, to be delivered again.</summary>
    public void Deliver(int which, bool stays, bool isFresh)
    {
        var message = _messages[which];
        message.Deliver(isFresh);
        if (!stays)
            _messages.Remove(message);
    }

    /// <summary>Acts on all that is due; what was acted on is not due any more.</summary>
    public void ReachDeadlines(bool fromRows)
    {
        var budget = 300;
        while (DueNow(fromRows) is { } act)
        {
            Assert.True(budget-- > 0, "A deadline that was acted on stays.");
            act();
        }
    }

    public void Check()
    {
        var live = _activations
            .SelectMany(a => a.State.Places.Where(p => !p.IsOver).Select(p => (a.State.Id, p)))
            .ToList();
        Assert.Equal(live.Count, live.Select(l => l.p.Commitment).Distinct().Count());
        foreach (var (id, place) in live.Where(l => l.p.Holds))
            Assert.True(
                Force(place.Commitment).CalledFor?.Is(id, place.N) == true
                    || _messages.Exists(m => m.IsAbout(id) || m.IsAbout(place.Commitment)),
                $"{place} is not called upon and nobody hears of it."
            );
    }

    /// <summary>All messages are delivered: everybody says the same.</summary>
    public void CheckQuiet()
    {
        foreach (
            var place in _activations.SelectMany(a => a.State.Places.Where(p => !p.IsOver).Select(p => (a.State.Id, p)))
        )
        {
            var force = Force(place.p.Commitment);
            Assert.True(force.CalledFor?.Is(place.Id, place.p.N), $"{place} {force}");
            Assert.Equal(place.p.Status, StatusOf(force));
            Assert.Equal((place.p.DeployedOn, true), (force.DeployedOn, place.p.SeenVersion <= force.Version));
            if (place.p.Status == PlaceStatus.Asked)
                Assert.Equal(place.p.Deadline, force.CalledFor!.Deadline);
            if (place.p.Relieves is { } id && place.p.IsThere && Place(place.Id, id).IsThere)
                Assert.Equal(PlaceStatus.Rotating, Place(place.Id, id).Status);
        }

        foreach (var force in _forces.Values.Select(f => f.State).Where(f => f.IsActivated))
            Assert.False(
                Place(force.CalledFor!.Activation, new(force.Id, force.CalledFor.Place)).IsOver,
                force.ToString()
            );
    }

    public void CheckStored()
    {
        foreach (var force in _forces.Values)
            force.CheckStored();
        foreach (var activation in _activations)
            activation.CheckStored();
    }

    private Place Place(string activation, PlaceId id) => Of(activation).State.PlaceOf(id)!;

    private static PlaceStatus StatusOf(ForceCommitment force) =>
        force.Status == ForceStatus.Ready ? PlaceStatus.Asked : Enum.Parse<PlaceStatus>(force.Status.ToString());

    private History<Activation, ActivationEvent> Of(string id) => _activations.Find(a => a.State.Id == id)!;

    private void Add(string id, string nation, CommitForce offer, string? successor = null)
    {
        var around = AForce.Around([.. successor is null ? [] : new[] { Force(successor) }]);
        var actor = Given.Liaison(nation);
        offer = offer with { Nation = nation, Successor = successor };
        // Of several that name one: as if the others had named it in secret.
        _forces[id] = new(AForce.Decide(offer, around, actor, id).Events[0], actor, Now);
        Try(id, ForceSteps.Review(Force(id), new(ForceReview.Accept, "x"), Given.Coordinator, Now));
        Try(id, (f, a) => ForceSteps.Readiness(f, new(true, "x"), a));
        _messages.Clear();
        _rows[id] = Force(id);
    }

    private void Try(string id, Decision<ForceEvent> decision)
    {
        _forces[id].Take(decision, Given.Dutch, Now);
        if (decision.Events.Count > 0)
            _messages.Add(new ForceMessage(this, Force(id), decision.Events));
    }

    private void Try(string id, Decision<ActivationEvent> decision)
    {
        Of(id).Take(decision, Given.Coordinator, Now);
        if (decision.Events.Count > 0)
            _messages.Add(new ActivationMessage(this, Of(id).State, decision.Events));
    }

    /// <summary>What the system does is not refused.</summary>
    private ForceCommitment Update(string id, Func<ForceCommitment, Decision<ForceEvent>> decide)
    {
        var decision = decide(Force(id));
        Assert.Null(decision.Error);
        Try(id, decision);
        return Force(id);
    }

    private Activation Update(string id, Func<Activation, Decision<ActivationEvent>> decide)
    {
        var decision = decide(Of(id).State);
        Assert.Null(decision.Error);
        Try(id, decision);
        return Of(id).State;
    }

    private Action? DueNow(bool fromRows)
    {
        foreach (var id in Ids)
        {
            if (Force(id).NextDeadline is { } due && due.At <= Now)
                return () => Update(id, f => f.Reached(due, [], Now));
        }

        var a = Last;
        if (a.NextDeadline is { } next && next.At <= Now)
            return () =>
                Update(
                    a.Id,
                    s =>
                        next.Kind == Deadlines.DeadlineKind.Confirmation
                            ? s.LapseStep(Now)
                            : Fill.Decide(
                                s,
                                Choices(fromRows),
                                [.. AForce.Statement.Serials],
                                ["NATO"],
                                Now,
                                AnActivation.Settings
                            )
                );
        foreach (var place in a.Places)
        {
            if (a.NextDeadlineOf(place.Id) is { } due && due.At <= Now)
                return () => Update(a.Id, s => ReachUnit(s, place, due));
            if (a.Status != ActivationStatus.InForce || place.Status != PlaceStatus.Asked)
                continue;
            if (place.RemindAt <= Now && !place.Reminded)
                return () => Update(a.Id, s => s.Remind(place.Id, Now));
            // Its word may be under way.
            if (place.Deadline <= Now && CanLapse(place))
                return () =>
                    Update(place.Commitment, f => ForceActivation.Lapse(f, a.Id, place.N, place.Deadline, Now));
        }

        return null;
    }

    private bool CanLapse(Place place) =>
        ForceActivation.Lapse(Force(place.Commitment), Last.Id, place.N, place.Deadline, Now).Events.Count > 0;

    private Decision<ActivationEvent> ReachUnit(Activation state, Place place, Deadlines.Deadline due) =>
        due.Kind != Deadlines.DeadlineKind.Relief
            ? state.Reached(place.Id, due, ["NATO"], Now)
            : Relief.Seek(
                state,
                place.Id,
                SuccessorOf(Force(place.Commitment)),
                AnActivation.Serial(place.Serial),
                ["NATO"],
                Now,
                AnActivation.Settings
            );

    private ForceCommitment? SuccessorOf(ForceCommitment force) =>
        force.Terms.Successor is { } successor ? Force(successor) : null;

    /// <summary>Who is there stays, then the first that can: enough for two serials.</summary>
    private List<Choice> Choices(bool fromRows)
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var forces = Ids.Select(id => fromRows ? _rows[id] : Force(id))
            .Where(f =>
                f.IsActivated
                || (
                    f.Status == ForceStatus.Ready
                    && f.Terms.From <= today
                    && f.Terms.To >= today
                    && f.Mandate.Allows(today)
                )
            )
            .OrderByDescending(f => f.IsActivated)
            .ThenBy(f => f.Id, StringComparer.Ordinal)
            .ToList();
        var chosen = new List<Choice>();
        foreach (var serial in (string[])["L1", "L2"])
        {
            var free = forces.Where(f => chosen.TrueForAll(c => c.Force.Id != f.Id));
            chosen.AddRange(
                free.Where(f => !f.IsActivated || f.CalledFor!.Serial == serial)
                    .Take(2)
                    .Select(f => new Choice(f, AnActivation.Serial(serial)))
            );
        }

        return chosen;
    }

    private Activation Follow(string id, int n, ForceCommitment force) =>
        Update(
            id,
            a =>
                FollowForce.Decide(
                    a,
                    n,
                    force,
                    a.PlaceOf(new(force.Id, n)) is { } place
                        ? Relief.Of(
                            a,
                            force,
                            AnActivation.Serial(place.Serial),
                            SuccessorOf(force),
                            AnActivation.Settings
                        )
                        : null,
                    Now
                )
        );

    private abstract record Message
    {
        public abstract bool IsAbout(string id);

        /// <param name="isFresh">Whether what it is about is read again, or as it was when it was sent.</param>
        public abstract void Deliver(bool isFresh);
    }

    /// <summary>As <c>ForceConsequences</c>.</summary>
    private sealed record ForceMessage(ActivationWorld World, ForceCommitment Sent, IReadOnlyList<ForceEvent> Events)
        : Message
    {
        public override bool IsAbout(string id) => Sent.Id == id;

        public override void Deliver(bool isFresh)
        {
            var force = isFresh ? World.Force(Sent.Id) : Sent;
            if (World._rows[force.Id].Version < force.Version)
                World._rows[force.Id] = force;
            if (force.CalledFor is { } call)
                World.Follow(call.Activation, call.Place, force);
            var relieved = World
                ._forces.Values.Select(f => f.State)
                .Where(f => f.Terms.Successor == force.Id && !f.IsEnded);
            foreach (var one in relieved.ToList())
            {
                if (force.IsEnded)
                    World.Update(one.Id, f => f.LoseSuccessor(force));
                if (Events.Any(e => e is ForceAmended) && one.IsActivated)
                    World.Follow(one.CalledFor!.Activation, one.CalledFor.Place, one);
                if (force is { Status: ForceStatus.Ready, CalledFor: null } && one.IsActivated)
                    World.Update(
                        one.CalledFor!.Activation,
                        a =>
                            Relief.Again(
                                a,
                                new(one.Id, one.CalledFor.Place),
                                force,
                                AnActivation.Serial(one.CalledFor.Serial)
                            )
                    );
            }

            if (force is { Status: ForceStatus.Ready, CalledFor: null } && !World.Last.IsEnded)
                World.Update(World.Last.Id, a => Fill.Again(a, onlyIfShort: true, World.Now));
            if (World.SuccessorOf(force) is { IsEnded: true } ended)
                World.Update(force.Id, f => f.LoseSuccessor(ended));
        }
    }

    /// <summary>As <c>ActivationConsequences</c>.</summary>
    private sealed record ActivationMessage(
        ActivationWorld World,
        Activation Sent,
        IReadOnlyList<ActivationEvent> Events
    ) : Message
    {
        public override bool IsAbout(string id) => Sent.Id == id;

        public override void Deliver(bool isFresh)
        {
            var activation = isFresh ? World.Of(Sent.Id).State : Sent;
            foreach (var called in Events.OfType<ActivationUnitCalled>())
                Call(activation, called.Unit);
            foreach (var unit in Events.OfType<ActivationUnitChanged>().Select(e => e.Unit))
            {
                var place = activation.PlaceOf(unit)!;
                if (place.Status == PlaceStatus.Asked)
                    Prolong(activation, place);
                if (place.Status == PlaceStatus.Deployed)
                    BeginRelief(activation, place);
            }

            foreach (var step in Events.OfType<ActivationStepConfirmed>().Select(e => e.Step))
            {
                foreach (var place in activation.Places)
                {
                    if (step == ActivationStep.Resumption && place.Status == PlaceStatus.Asked)
                        Prolong(activation, place);
                    if (step == ActivationStep.Revocation && place.Status == PlaceStatus.StoodDown)
                        StandDown(activation, place);
                }
            }
        }

        private void Call(Activation known, PlaceId unit)
        {
            if (known.PlaceOf(unit) is { Status: PlaceStatus.Asked } asked)
                World.Update(unit.Commitment, f => ForceActivation.Call(f, CallUpOf(known, asked)));
            var activation = World.Follow(known.Id, unit.N, World.Force(unit.Commitment));
            var place = activation.PlaceOf(unit)!;
            if (place.IsOver)
                StandDown(activation, place);
            else if (place.Status == PlaceStatus.Asked)
                Prolong(activation, place);
        }

        private void Prolong(Activation activation, Place place) =>
            World.Update(place.Commitment, f => ForceActivation.Prolong(f, CallUpOf(activation, place)));

        private void StandDown(Activation activation, Place place) =>
            World.Update(place.Commitment, f => ForceActivation.StandDown(f, activation.Id, place.N));

        private void BeginRelief(Activation activation, Place place)
        {
            foreach (
                var by in activation.Places.Where(p =>
                    p.IsThere && p.Relieves is { } relieved && (p.Id == place.Id || relieved == place.Id)
                )
            )
                World.Update(
                    by.Relieves!.Commitment,
                    f => ForceActivation.BeginRelief(f, activation.Id, by.Relieves.N, World.Force(by.Commitment))
                );
        }

        private static CallUp CallUpOf(Activation activation, Place place) =>
            new(
                activation.Id,
                place.N,
                place.Serial,
                activation.DeclaredOn,
                place.Deadline,
                place.PlannedOn,
                place.Disclosure
            );
    }
}
