using System.Diagnostics;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Crashes;

/// <summary>The app dies, and its storage goes away, in the middle of the script.</summary>
[Collection(nameof(Alone))]
public sealed class CrashTests(Undisturbed undisturbed) : IClassFixture<Undisturbed>
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Killed_at_random_moments_the_run_ends_as_one_without_kills()
    {
        await using var app = await TestApp.StartAsync();
        var caller = new PersistentCaller();
        var script = new Script(app, caller, Undisturbed.Pledges);
        var run = script.PlayAsync();

        var starts = await KillAsync(app, caller, run);
        await run;

        Say($"{starts.Count} kills, {caller.Answered} answers, {caller.Attempts.Count} attempts");
        Say($"ready again after {starts.Average():0.0} s on average, {starts.Max():0.0} s at most");
        var clock = Stopwatch.StartNew();
        await EndsAsUndisturbedAsync(app, script, Undisturbed.Pledges);
        Say($"ended as the undisturbed run, {clock.Elapsed.TotalSeconds:0.0} s after its last answer");
        await EveryEventIsOnTheQueueAsync(app, script);
        Say("every event is on the queue");
    }

    [Fact]
    public async Task With_its_storage_away_for_a_while_the_app_says_so_and_the_run_ends_as_if_nothing_had_happened()
    {
        const int pledges = 20;
        await using var app = await TestApp.StartAsync();
        var caller = new PersistentCaller();
        var script = new Script(app, caller, pledges);
        var run = script.PlayAsync();

        await Poll.UntilAsync(
            "the run is under way",
            () => Task.FromResult(caller.Answered > 40),
            TimeSpan.FromMinutes(2)
        );
        await app.Azurite.StopAsync();
        var before = caller.Attempts.Count;
        await Poll.UntilAsync(
            "the app says that it is unavailable",
            () => Task.FromResult(caller.Attempts.Skip(before).Count(attempt => attempt.Code == 503) >= 10),
            TimeSpan.FromMinutes(2)
        );
        await app.Azurite.StartAgainAsync();
        await run;

        Assert.All(
            caller.Attempts,
            attempt => Assert.True(attempt.Code is not null, $"No answer within {attempt.Took}")
        );
        Assert.All(caller.Attempts, attempt => Assert.InRange(attempt.Took, TimeSpan.Zero, TimeSpan.FromSeconds(35)));
        Assert.DoesNotContain(caller.Attempts, attempt => attempt.Code == 500);
        Assert.All(
            caller.Attempts.Where(attempt => attempt.Code == 503),
            attempt => Assert.Equal("application/problem+json", attempt.MediaType)
        );
        await EndsAsUndisturbedAsync(app, script, pledges);
        await EveryEventIsOnTheQueueAsync(app, script);
        Assert.Empty(await app.CheckReadModelsAsync());
    }

    /// <summary>
    /// Kills whenever the run has got past one of the chosen answers, a moment later: in the middle of the next ones.
    /// Gives the seconds that each start took.
    /// </summary>
    private static async Task<List<double>> KillAsync(TestApp app, PersistentCaller caller, Task run)
    {
        var seed = Undisturbed.Setting("KILL_SEED", Random.Shared.Next());
        Say($"KILL_SEED={seed}");
        var random = new Random(seed);
        var moments = Enumerable
            .Range(0, Undisturbed.Setting("KILLS", Undisturbed.IsSoak ? 50 : 5))
            .Select(_ => random.Next(10 * Undisturbed.Pledges))
            .Order();
        var starts = new List<double>();
        foreach (var moment in moments)
        {
            while (caller.Answered < moment && !run.IsCompleted)
                await Task.Delay(
                    TimeSpan.FromMilliseconds(2),
                    TimeProvider.System,
                    TestContext.Current.CancellationToken
                );
            await Task.Delay(
                TimeSpan.FromMilliseconds(random.Next(40)),
                TimeProvider.System,
                TestContext.Current.CancellationToken
            );
            await app.Process.KillAsync();
            var clock = Stopwatch.StartNew();
            await app.Process.StartAgainAsync();
            starts.Add(clock.Elapsed.TotalSeconds);
        }

        return starts;
    }

    private static void Say(string what) =>
        TestContext.Current.TestOutputHelper!.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {what}");

    private async Task EndsAsUndisturbedAsync(TestApp app, Script script, int pledges)
    {
        var expected = undisturbed.Outcomes.Take(pledges).ToList();
        var outcomes = await Outcome.ReadAsync(app, script, (text, number) => text == expected[number], Settling);
        var differing = expected
            .Zip(outcomes)
            .Where(pair => pair.First != pair.Second)
            .Select(pair => $"expected {pair.First}\ngot      {pair.Second}")
            .ToList();
        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }

    private static async Task EveryEventIsOnTheQueueAsync(TestApp app, Script script)
    {
        var expected = await Outcome.EventIdsAsync(app, script);
        await app.Events.UntilAsync(
            "every event is on the queue",
            taken => expected.IsSubsetOf(taken.Select(e => e.Id)),
            Settling
        );
    }
}
