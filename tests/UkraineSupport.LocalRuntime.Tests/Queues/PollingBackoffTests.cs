using UkraineSupport.LocalRuntime.Queues;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Queues;

public sealed class PollingBackoffTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Fact]
    public void Waits_grow_from_100_ms_to_the_longest_and_stay_there()
    {
        var backoff = new PollingBackoff(Longest, new Random(7));
        var waits = Enumerable.Range(0, 20).Select(_ => backoff.Next(foundWork: false)).ToList();

        Assert.InRange(waits[0].TotalMilliseconds, 100, 120);
        Assert.InRange(waits[3].TotalMilliseconds, 640, 960);
        Assert.All(waits, wait => Assert.InRange(wait, PollingBackoff.Shortest, Longest));
        Assert.All(waits.Skip(6), wait => Assert.InRange(wait.TotalMilliseconds, 1600, 2000));
    }

    [Fact]
    public void A_message_brings_the_wait_back_to_its_start()
    {
        var backoff = new PollingBackoff(Longest, new Random(7));
        for (var i = 0; i < 10; i++)
            backoff.Next(foundWork: false);

        backoff.Next(foundWork: true);

        Assert.InRange(backoff.Next(foundWork: false).TotalMilliseconds, 100, 120);
    }
}
