using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Decisions;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>Brings an activation into a state by the decisions that lead there; D is today.</summary>
internal sealed class AnActivation
{
    public const string Id = "activation-1";

    private AnActivation(Activation state) => State = state;

    public Activation State { get; private set; }

    public static CoalitionSettings Settings { get; } = new();

    public static DeclareCeasefire Wish { get; } = new(Given.Today, "Joint declaration", "It is signed");

    public static string[] Board { get; } = ["NATO"];

    public static implicit operator Activation(AnActivation activation) => activation.State;

    public static Serial Serial(string id) => AForce.Statement.Serial(id)!;

    public static AnActivation Declared(DeclareCeasefire? wish = null) =>
        new(
            Ceasefire
                .Declare(Id, 1, wish ?? Wish, true, Given.Coordinator, Given.Now, Settings)
                .Events.Aggregate((Activation?)null, Activation.Apply)!
        );

    public static AnActivation InForce() => Declared().Confirmed(ActivationStep.Declaration);

    /// <summary>In force, with units called upon as if each were needed at once.</summary>
    public static AnActivation Calling(params AForce[] forces)
    {
        var activation = InForce();
        activation.Filled([.. forces.Select(f => new Choice(f, Serial("L1")))], Given.Now.AddDays(200));
        foreach (var force in forces)
            force.CalledUpon(activation.PlaceOf(force));
        return activation;
    }

    public Place PlaceOf(ForceCommitment force, int n = 1) => State.PlaceOf(new(force.Id, n))!;

    public AnActivation Do(Decision<ActivationEvent> decision)
    {
        Assert.Null(decision.Error);
        State = decision.Events.Aggregate(State, Activation.Apply);
        return this;
    }

    public AnActivation Confirmed(ActivationStep step, DateTimeOffset? at = null) =>
        Do(Ceasefire.Confirm(State, new(step, "So it is"), Given.OtherCoordinator, at ?? Given.Now));

    public AnActivation Taken(ActivationStep step, DateTimeOffset at) =>
        Do(Ceasefire.Take(State, step, new("It is so"), Given.Coordinator, at, Settings)).Confirmed(step, at);

    public Decision<ActivationEvent> Filling(IReadOnlyList<Choice> choices, DateTimeOffset? at = null) =>
        Fill.Decide(State, choices, [.. AForce.Statement.Serials], Board, at ?? Given.Now, Settings);

    public AnActivation Filled(IReadOnlyList<Choice> choices, DateTimeOffset? at = null) => Do(Filling(choices, at));

    public Decision<ActivationEvent> Following(
        ForceCommitment force,
        DateTimeOffset? at = null,
        ForceCommitment? successor = null,
        int n = 1
    ) =>
        FollowForce.Decide(
            State,
            n,
            force,
            State.PlaceOf(new(force.Id, n)) is { } place
                ? Relief.Of(State, force, AForce.Statement.Serial(place.Serial), successor, Settings)
                : null,
            at ?? Given.Now
        );

    public AnActivation Follow(ForceCommitment force, DateTimeOffset? at = null, ForceCommitment? successor = null) =>
        Do(Following(force, at, successor));
}
