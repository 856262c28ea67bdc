namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>
/// How long to wait before looking at a queue again: 100 ms after a message, then about twice as long each time, up
/// to the limit. The random part keeps many listeners from asking in step.
/// </summary>
internal sealed class PollingBackoff(TimeSpan longest, Random random)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private const double Spread = 0.2;

    private TimeSpan step = Shortest;

    public TimeSpan Next(bool foundWork)
    {
        if (foundWork)
            return step = Shortest;
        var wait = step * (1 + (((random.NextDouble() * 2) - 1) * Spread));
        step = Min(step * 2, longest);
        return Min(wait < Shortest ? Shortest : wait, longest);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
