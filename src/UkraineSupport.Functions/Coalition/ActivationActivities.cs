using System.Globalization;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>What an activation's orchestrations do. Each may run again: the activation knows what was done.</summary>
internal sealed class ActivationActivities(
    Commands<Activation, ActivationEvent> activations,
    AggregateStore store,
    ForceChoices choices,
    Statements statements,
    CoalitionSettings settings,
    BoardSettings board,
    TimeProvider time
)
{
    /// <summary>In no id, and allowed in the id of an orchestration.</summary>
    private const char Separator = '.';

    /// <summary>The orchestrations that should be alive for an activation.</summary>
    public static IEnumerable<Watching> Alive(Activation activation)
    {
        if (activation.IsEnded)
            return [];
        var whole = Watching.One(activation.Id, nameof(ActivationOrchestrator), State(activation));
        return activation
            .Places.Where(IsWatched)
            .Select(p =>
                Watching.One(UnitOf(activation.Id, p.Id), ActivationOrchestrator.Unit, State(activation, p.Id))
            )
            .Concat(ActivationAsker.Alive(activation))
            .Prepend(whole);
    }

    /// <summary>What comes next for the whole.</summary>
    [Function(nameof(ReadActivation))]
    public async Task<WatchState> ReadActivation([ActivityTrigger] string id, CancellationToken cancel) =>
        State(await store.StateAsync<Activation>(id, cancel));

    /// <summary>What comes next for one unit.</summary>
    [Function(nameof(ReadUnit))]
    public async Task<WatchState> ReadUnit([ActivityTrigger] string unit, CancellationToken cancel)
    {
        var (id, place) = Parse(unit);
        return State(await store.StateAsync<Activation>(id, cancel), place);
    }

    /// <summary>Acts on a deadline of the whole, if it still stands.</summary>
    [Function(nameof(ReachActivationDeadline))]
    public async Task ReachActivationDeadline([ActivityTrigger] DeadlineReached reached, CancellationToken cancel)
    {
        if (reached.Deadline.Kind == DeadlineKind.Confirmation)
        {
            await activations.UpdateAsync(
                reached.Id,
                a => a.LapseStep(time.GetUtcNow()),
                "No second coordinator confirmed it in time",
                cancel
            );
            return;
        }

        var known = await store.StateAsync<Activation>(reached.Id, cancel);
        var chosen = await choices.OfAsync(known, cancel);
        var now = time.GetUtcNow();
        await activations.UpdateAsync(
            reached.Id,
            // What came in between may be a reason to choose others: then they are chosen in the next round.
            a =>
                a.Version == known.Version
                    ? Fill.Decide(a, chosen.Units, chosen.Serials, board.At(now), now, settings)
                    : default,
            "Units for what is open, as the balance chooses them",
            cancel
        );
    }

    /// <summary>Acts on a deadline of one unit, if it still stands.</summary>
    [Function(nameof(ReachUnitDeadline))]
    public async Task ReachUnitDeadline([ActivityTrigger] DeadlineReached reached, CancellationToken cancel)
    {
        var (id, place) = Parse(reached.Id);
        var now = time.GetUtcNow();
        if (reached.Deadline.Kind != DeadlineKind.Relief)
        {
            await activations.UpdateAsync(
                id,
                a => a.Reached(place, reached.Deadline, board.At(now), now),
                $"Deadline: {reached.Deadline.Kind}",
                cancel
            );
            return;
        }

        var serial = (await store.StateAsync<Activation>(id, cancel)).PlaceOf(place)!.Serial;
        var successor = await SuccessorAsync(place.Commitment, cancel);
        var required = (await statements.FindAsync(cancel))?.State.Serial(serial);
        await activations.UpdateAsync(
            id,
            a => Relief.Seek(a, place, successor, required, board.At(now), now, settings),
            "The time to call who relieves it",
            cancel
        );
    }

    private async Task<ForceCommitment?> SuccessorAsync(string commitment, CancellationToken cancel) =>
        (await store.LoadAsync<ForceCommitment>(commitment, cancel))?.State.Terms.Successor is { } successor
            ? (await store.LoadAsync<ForceCommitment>(successor, cancel))?.State
            : null;

    private static WatchState State(Activation activation) => new(activation.IsEnded, activation.NextDeadline, []);

    private static WatchState State(Activation activation, PlaceId unit) =>
        new(
            activation.IsEnded || activation.PlaceOf(unit) is not { } place || !IsWatched(place),
            activation.NextDeadlineOf(unit),
            []
        );

    private static bool IsWatched(Place place) =>
        place.IsThere || place.Status is PlaceStatus.Activated or PlaceStatus.Suspended;

    private static string UnitOf(string activation, PlaceId unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{activation}{Separator}{unit.Commitment}{Separator}{unit.N}");

    private static (string Activation, PlaceId Unit) Parse(string unit)
    {
        var parts = unit.Split(Separator);
        return (parts[0], new(parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture)));
    }
}
