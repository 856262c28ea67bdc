namespace UkraineSupport.Testing;

/// <summary>Waits for a condition instead of for an amount of time.</summary>
public static class Poll
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(320);

    /// <summary>Asks until the answer is <see langword="true"/>.</summary>
    /// <param name="what">What is waited for; named in the exception.</param>
    /// <param name="condition">The question; cheap, and free of effects.</param>
    /// <param name="within">How long at most; 30 seconds unless told.</param>
    /// <exception cref="TimeoutException">The condition did not come to hold.</exception>
    public static Task UntilAsync(string what, Func<Task<bool>> condition, TimeSpan? within = null) =>
        ForAsync(what, async () => await condition() ? "" : null, within);

    /// <summary>Asks until there is an answer, and gives it.</summary>
    /// <inheritdoc cref="UntilAsync"/>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? within = null)
        where T : class
    {
        var limit = within ?? TimeSpan.FromSeconds(30);
        var started = TimeProvider.System.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : pause)
        {
            if (await ask() is { } answer)
                return answer;
            if (TimeProvider.System.GetElapsedTime(started) > limit)
                throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {what}.");
            await Task.Delay(pause, TimeProvider.System);
        }
    }
}
