using System.Collections.Concurrent;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.Crashes;

/// <summary>What came of one attempt: an answer, or nothing at all.</summary>
internal readonly record struct Attempt(int? Code, string? MediaType, TimeSpan Took);

/// <summary>
/// Asks as any careful client does: with the same Idempotency-Key again and again, until there is an answer that is
/// not "unavailable".
/// </summary>
internal sealed class PersistentCaller
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private int answered;

    /// <summary>How many questions have their answer.</summary>
    public int Answered => Volatile.Read(ref answered);

    /// <summary>Every attempt, for tests that look at how the app was away.</summary>
    public ConcurrentQueue<Attempt> Attempts { get; } = new();

    /// <summary>Asks until answered, and demands this status.</summary>
    public async Task<ApiAnswer> AskAsync(int expected, Func<Task<ApiAnswer>> question)
    {
        var answer = await Poll.ForAsync("the app answers", () => TryAsync(question), Patience);
        Interlocked.Increment(ref answered);
        return answer.Expect(expected);
    }

    private async Task<ApiAnswer?> TryAsync(Func<Task<ApiAnswer>> question)
    {
        var started = TimeProvider.System.GetTimestamp();
        ApiAnswer? answer = null;
        try
        {
            answer = await question();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            // Cut off: the next attempt finds out what came of it.
        }

        Attempts.Enqueue(new Attempt(answer?.Code, answer?.MediaType, TimeProvider.System.GetElapsedTime(started)));
        return answer is null || answer.Code == 503 ? null : answer;
    }
}
