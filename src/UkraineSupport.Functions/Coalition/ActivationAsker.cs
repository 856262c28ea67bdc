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
    /// <summary>More than the times that an activation is suspended: after each, units are asked anew.</summary>
    private const int Times = 1000;

    public string Kind => Activation.IdKind;

    /// <summary>The askings that should be alive for an activation: one a unit whose nation has not answered.</summary>
    public static IEnumerable<Watching> Alive(Activation activation) =>
        activation.Status != ActivationStatus.InForce
            ? []
            : activation
                .Places.Where(p => p.Status == PlaceStatus.Asked)
                .Select(p => AskingOrchestrator.Alive(Asking(activation, p)));

    /// <summary>The number of the asking of a unit.</summary>
    public static int NumberOf(Activation activation, int n) => (n * Times) + activation.Suspensions;

    public async Task<bool> HasAnsweredAsync(AskOne asking, CancellationToken cancel)
    {
        var activation = (await store.LoadAsync<Activation>(asking.About, cancel))!.State;
        return activation.PlaceOf(asking.N / Times) is not { Status: PlaceStatus.Asked }
            || NumberOf(activation, asking.N / Times) != asking.N;
    }

    public Task RemindAsync(AskOne asking, CancellationToken cancel) =>
        activations.UpdateAsync(
            asking.About,
            a => a.Remind(asking.N / Times, time.GetUtcNow()),
            "Half of the time to answer is gone",
            cancel
        );

    public async Task LapseAsync(AskOne asking, CancellationToken cancel)
    {
        var activation = (await store.LoadAsync<Activation>(asking.About, cancel))!.State;
        var n = asking.N / Times;
        if (
            activation.Status == ActivationStatus.InForce
            && activation.PlaceOf(n) is { Status: PlaceStatus.Asked } place
        )
            await forces.UpdateAsync(
                place.Commitment,
                f => ForceActivation.Lapse(f, activation.Id, n, place.Deadline, time.GetUtcNow()),
                "The time to confirm is over",
                cancel
            );
    }

    /// <summary>What follows is decided when the commitment's answer is heard.</summary>
    public Task EndAsync(AskAll asking, CancellationToken cancel) => Task.CompletedTask;

    private static AskAll Asking(Activation activation, Place place) =>
        new(activation.Id, NumberOf(activation, place.N), [place.Nation], place.RemindAt, place.Deadline);
}
