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
internal sealed partial class ActivationWorld
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
}
