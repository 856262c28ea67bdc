using Microsoft.Extensions.Logging;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Health;

/// <summary>
/// Lets changes through while storage keeps what is written. It is tried out for the first change, and again when that
/// was half a minute ago: nothing is asked of storage while nobody changes anything.
/// </summary>
internal sealed class SafeStorage
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(30);

    private readonly Held<bool> _answers;
    private readonly Held<bool> _keeps;

    /// <param name="answer">Fails when storage does not answer; costs next to nothing.</param>
    /// <param name="keep">Fails when it does not keep what is written.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where it says what is wrong.</param>
    public SafeStorage(Func<Task> answer, Func<Task> keep, TimeProvider time, ILogger<SafeStorage> log)
    {
        _answers = new(() => TryAsync(answer, log), TimeSpan.FromSeconds(1), time);
        _keeps = new(() => TryAsync(keep, log), Holds, time);
    }

    /// <summary>Of the app's own account.</summary>
    public static SafeStorage Of(
        StorageAccount account,
        StorageProbe probe,
        TimeProvider time,
        ILogger<SafeStorage> log
    )
    {
        return new(AnswerAsync, probe.RunAsync, time, log);

        // The queue that carries what follows from each change.
        async Task AnswerAsync() =>
            await (await account.QueueAsync(Outbox.Queue)).GetPropertiesAsync(CancellationToken.None);
    }

    /// <summary>Ends when storage answers and keeps what is written.</summary>
    /// <exception cref="StorageLosesException">It does not keep it.</exception>
    public Task CheckAsync(CancellationToken cancel) =>
        Task.WhenAll(_answers.AskAsync(cancel), _keeps.AskAsync(cancel));

    /// <summary>For a change: reads go on.</summary>
    /// <exception cref="ProblemException">503: it would be lost.</exception>
    public async Task RequireAsync(CancellationToken cancel)
    {
        try
        {
            await _keeps.AskAsync(cancel);
        }
        catch (StorageLosesException)
        {
            throw new ProblemException(
                503,
                "storage-loses",
                "Storage does not keep what is written, so nothing is changed now. Send the same request again."
            )
            {
                RetryAfter = TimeSpan.FromSeconds(30),
            };
        }
    }

    private static async Task<bool> TryAsync(Func<Task> ask, ILogger log)
    {
        try
        {
            await ask();
            return true;
        }
        catch (StorageLosesException fault)
        {
            log.LogError("Storage loses what is written, and changes are refused: {Fault}", fault.Message);
            throw;
        }
    }
}
