using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>
/// Asks the nation of each unit that is called upon to confirm within its notice to move. The answer is the
/// commitment's: in time is what it took in time, whoever hears of it when.
/// </summary>
internal sealed class ActivationAsker(
    Commands<Activation, ActivationEvent> activations,
    Commands<ForceCommitment, ForceEvent> forces,
    AggregateStore store,
    TimeProvider time
) : IAsker
{
    /// <summary>More than the times that a nation is given more time: after each it is asked anew.</summary>
    private const int Times = 1000;

    public string Kind => Activation.IdKind;

    /// <summary>The askings that should be alive for an activation: one a unit whose nation has not answered.</summary>
    public static IEnumerable<Watching> Alive(Activation activation) =>
        activation.Status != ActivationStatus.InForce
            ? []
            : activation
                .Places.Where(p => p.Status == PlaceStatus.Asked)
                .Select(p => AskingOrchestrator.Alive(Asking(activation, p)));

    /// <summary>The number of the present asking of a unit.</summary>
    public static int NumberOf(Activation activation, PlaceId unit)
    {
        var index = activation.Places.TakeWhile(p => p.Id != unit).Count();
        return ((index + 1) * Times) + activation.Places[index].Prolonged;
    }

    public async Task<bool> HasAnsweredAsync(AskOne asking, CancellationToken cancel) =>
        Asked(await store.StateAsync<Activation>(asking.About, cancel), asking) is null;

    public async Task RemindAsync(AskOne asking, CancellationToken cancel)
    {
        if (Asked(await store.StateAsync<Activation>(asking.About, cancel), asking) is { } place)
            await activations.UpdateAsync(
                asking.About,
                a => a.Remind(place.Id, time.GetUtcNow()),
                "Half of the time to answer is gone",
                cancel
            );
    }

    public async Task LapseAsync(AskOne asking, CancellationToken cancel)
    {
        var activation = await store.StateAsync<Activation>(asking.About, cancel);
        if (activation.Status == ActivationStatus.InForce && Asked(activation, asking) is { } place)
            await forces.UpdateAsync(
                place.Commitment,
                f => ForceActivation.Lapse(f, activation.Id, place.N, place.Deadline, time.GetUtcNow()),
                "The time to confirm is over",
                cancel
            );
    }

    /// <summary>What follows is decided when the commitment's answer is heard.</summary>
    public Task EndAsync(AskAll asking, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The unit whose nation is asked by that asking still, or null.</summary>
    private static Place? Asked(Activation activation, AskOne asking) =>
        activation.Places[(asking.N / Times) - 1] is { Status: PlaceStatus.Asked } place
        && NumberOf(activation, place.Id) == asking.N
            ? place
            : null;

    private static AskAll Asking(Activation activation, Place place) =>
        new(activation.Id, NumberOf(activation, place.Id), [place.Nation], place.RemindAt, place.Deadline);
}
