using System.Collections.Concurrent;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class CrashTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_again_and_again_every_instance_ends_once_and_no_recorded_result_is_computed_again()
    {
        var random = new Random(20261124);
        // What each call computed: a call may run again only while its result was not recorded, so all runs agree on
        // one recorded value.
        var (runs, seen) = (
            new ConcurrentDictionary<(string, int), ConcurrentBag<string>>(),
            new ConcurrentDictionary<(string, int), string>()
        );
        await using var hub = await Load(new TestHub(azurite.ConnectionString) { MaxLiveInstances = 2 }, runs, seen)
            .StartAsync();
        var ids = new List<string>();
        for (var round = 0; round < 15; round++)
        {
            for (var i = 0; i < 4; i++)
                ids.Add(await hub.ScheduleAsync("Mixed", 3, $"mixed-{round}-{i}"));
            foreach (var id in ids.TakeLast(4))
                await hub.Client.RaiseEventAsync(id, "go", "now", Cancel);
            var sofar = runs.Count;
            var until = random.Next(1, 30);
            await Poll.UntilAsync(
                "some work is done",
                () => Task.FromResult(runs.Count >= Math.Min(sofar + until, ids.Count * 10))
            );
            await hub.KillAndStartAsync();
        }

        foreach (var id in ids)
            Assert.Equal("now 0 1 2 3 4 5 6 7 8 9", await hub.OutputAsync<string>(id));
        Assert.Equal(ids.Count * 10, runs.Count);
        Assert.All(seen, s => Assert.Contains(s.Value, runs[s.Key]));
    }

    [Fact]
    public async Task Azurite_away_for_a_while_delays_and_loses_nothing()
    {
        await using var own = await AzuriteProcess.StartAsync();
        var (runs, seen) = (
            new ConcurrentDictionary<(string, int), ConcurrentBag<string>>(),
            new ConcurrentDictionary<(string, int), string>()
        );
        await using var hub = await Load(new TestHub(own.ConnectionString), runs, seen).StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
            ids.Add(await hub.ScheduleAsync("Mixed", 3, $"away-{i}"));
        await own.StopAsync();
        var raising = ids.Select(id => hub.Client.RaiseEventAsync(id, "go", "now", Cancel)).ToList();
        await own.StartAgainAsync();
        await Task.WhenAll(raising);
        foreach (var id in ids)
            Assert.Equal("now 0 1 2 3 4 5 6 7 8 9", await hub.OutputAsync<string>(id));
    }

    /// <summary>
    /// An event, a chain, a fan-out and a new beginning; every activity's result is a value no other run of it would
    /// give.
    /// </summary>
    private static TestHub Load(
        TestHub hub,
        ConcurrentDictionary<(string, int), ConcurrentBag<string>> runs,
        ConcurrentDictionary<(string, int), string> seen
    ) =>
        hub.Orchestrator<int, string>(
                "Mixed",
                async (context, chain) =>
                {
                    var word = await context.WaitForExternalEvent<string>("go");
                    var results = new List<string>();
                    for (var i = 0; i < chain; i++)
                        results.Add(await context.CallActivityAsync<string>("Work", i));
                    await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
                    results.AddRange(
                        await Task.WhenAll(
                            Enumerable
                                .Range(chain, 10 - chain)
                                .Select(i => context.CallActivityAsync<string>("Work", i))
                        )
                    );
                    // The code may see a result a moment before it is recorded; a call that carries it is made only
                    // after that. So whatever such calls are told of one result, in whichever life of the process, is
                    // the same.
                    await Task.WhenAll(results.Select(result => context.CallActivityAsync<bool>("See", result)));
                    return $"{word} {string.Join(' ', results.Select(r => r.Split('/')[0]))}";
                }
            )
            .Activity<int, string>(
                "Work",
                (call, n) =>
                {
                    var value = Guid.NewGuid().ToString("N");
                    runs.GetOrAdd((call.InstanceId, n), _ => []).Add(value);
                    return Task.FromResult($"{n}/{value}");
                }
            )
            .Activity<string, bool>(
                "See",
                (call, result) =>
                {
                    var (number, value) = (
                        int.Parse(result.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture),
                        result.Split('/')[1]
                    );
                    return seen.GetOrAdd((call.InstanceId, number), value) == value
                        ? Task.FromResult(true)
                        : throw new InvalidOperationException(
                            $"Result {number} was computed again after it had been recorded."
                        );
                }
            );
}
