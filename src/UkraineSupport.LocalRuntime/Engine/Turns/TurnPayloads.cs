using Azure;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Payloads;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>Fetches what a turn reads and stores what it writes, where that is too long for the log.</summary>
internal sealed class TurnPayloads(PayloadStore store)
{
    /// <summary>Fetches the payloads of all arrivals that the code will be given.</summary>
    /// <returns>Null, or why the code can't go on: somebody has deleted a blob.</returns>
    public async Task<TaskFailureDetails?> LoadAsync(TurnWork work, CancellationToken cancellation)
    {
        try
        {
            foreach (var arrival in Read(work))
                await store.LoadAsync(arrival.Data(), cancellation);
            return null;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return TaskFailureDetails.FromException(
                new InvalidDataException("A payload of the history is gone from its container.", missing)
            );
        }
    }

    public async Task MoveAsync(string instanceId, IReadOnlyList<TurnAction> actions, CancellationToken cancellation)
    {
        foreach (var action in actions)
        {
            if (action.Data() is not { } data)
                continue;
            await store.MoveIfLargeAsync(action.Reader() ?? instanceId, data, cancellation);
            if (data.Blob is not null && action.SecondReader() is { } parent)
                await store.CopyAsync(data, parent, cancellation);
        }
    }

    /// <summary>
    /// Lets go of texts that can be read again. Inputs of activities are needed at once, and events by waits to come.
    /// </summary>
    public static void Unload(TurnWork work, IReadOnlyList<TurnAction> actions)
    {
        foreach (var answer in Read(work).OfType<StepCompleted>())
            answer.Result?.Unload();
        foreach (var action in actions.Where(a => a is not (ActivityScheduled or ContinuedAsNew)))
            action.Data()?.Unload();
    }

    private static IEnumerable<Arrival> Read(TurnWork work) =>
        work.Run is null ? work.Past.Concat(work.Fresh) : work.Fresh;
}
