namespace UkraineSupport.Functions.Health;

/// <summary>
/// An answer that costs something: asked for by one at a time, whoever asks meanwhile gets the same, and it holds for a
/// while. A failure holds for a second, so that what is well again is soon seen to be.
/// </summary>
internal sealed class Held<T>(Func<Task<T>> ask, TimeSpan holds, TimeProvider time)
{
    private static readonly TimeSpan FailureHolds = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<T>? _asked;
    private long _begun;

    /// <summary>Ends as the question did.</summary>
    public Task<T> AskAsync(CancellationToken cancel) => Current().WaitAsync(cancel);

    private Task<T> Current()
    {
        lock (_lock)
        {
            if (_asked is null || (_asked.IsCompleted && time.GetElapsedTime(_begun) >= HoldsFor(_asked)))
                (_begun, _asked) = (time.GetTimestamp(), ask());
            return _asked;
        }
    }

    private TimeSpan HoldsFor(Task<T> asked) => asked.IsCompletedSuccessfully ? holds : FailureHolds;
}
