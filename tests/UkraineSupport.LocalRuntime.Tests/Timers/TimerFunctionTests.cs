using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Timers;

public sealed class TimerFunctionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Clock clock = new(Noon);
    private readonly Recorder recorder = new();

    [Fact]
    public async Task A_timer_runs_at_its_times_by_the_injected_clock()
    {
        await using var host = await StartAsync(typeof(EveryMinute), "0 * * * * *");
        Assert.Empty(recorder.Entries);

        await AdvanceUntilAsync(TimeSpan.FromSeconds(60), 1);
        await AdvanceUntilAsync(TimeSpan.FromSeconds(60), 2);

        Assert.Equal(["12:01 next 12:02", "12:02 next 12:03"], recorder.Entries);
    }

    [Fact]
    public async Task A_run_at_start_can_be_asked_for()
    {
        await using var host = await StartAsync(typeof(AtStart), "01:00:00");
        await recorder.WaitForAsync(1);

        Assert.Equal(["12:00 next 13:00"], recorder.Entries);
    }

    [Fact]
    public async Task Runs_never_overlap_and_one_that_was_missed_is_marked_late()
    {
        await using var host = await StartAsync(typeof(Slow), "0 * * * * *");
        await AdvanceUntilAsync(TimeSpan.FromSeconds(60), 1);

        clock.Advance(TimeSpan.FromSeconds(150));
        Assert.Single(recorder.Entries);
        recorder.Open();
        await recorder.WaitForAsync(2);

        Assert.Equal(["begun", "begun late"], recorder.Entries);
    }

    [Fact]
    public async Task A_run_that_fails_does_not_end_the_schedule()
    {
        await using var host = await StartAsync(typeof(Broken), "0 * * * * *");
        await AdvanceUntilAsync(TimeSpan.FromSeconds(60), 1);
        await AdvanceUntilAsync(TimeSpan.FromSeconds(60), 2);

        Assert.Contains(
            host.Log.Entries,
            e => e.Text.StartsWith("Broken failed; next run at 2026-03-01 12:02", StringComparison.Ordinal)
        );
    }

    /// <summary>
    /// Advances to the time of the next run, once the function's loop waits for it, and waits for the run.
    /// </summary>
    private async Task AdvanceUntilAsync(TimeSpan total, int count)
    {
        var next = clock.GetUtcNow() + total;
        await Poll.UntilAsync($"{next:T} is waited for", () => Task.FromResult(clock.Awaited.ContainsKey(next)));
        clock.Advance(total);
        await recorder.WaitForAsync(count);
    }

    private Task<RunningHost> StartAsync(Type functions, string schedule)
    {
        var builder = RunningHost.Builder(functions).With(("Timer:Schedule", schedule));
        builder.Services.AddSingleton(recorder);
        builder.Services.AddSingleton<TimeProvider>(clock);
        return RunningHost.StartAsync(builder);
    }

    /// <summary>Knows what is waited for: to advance before somebody waits would wake nobody.</summary>
    private sealed class Clock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public ConcurrentDictionary<DateTimeOffset, bool> Awaited { get; } = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime >= TimeSpan.Zero)
                Awaited[GetUtcNow() + dueTime] = true;
            return timer;
        }
    }

    public sealed class EveryMinute(Recorder recorder)
    {
        [Function("EveryMinute")]
        public void Run([TimerTrigger("%Timer:Schedule%")] TimerInfo timer) =>
            recorder.Add($"{timer.ScheduleStatus!.Last:HH:mm} next {timer.ScheduleStatus.Next:HH:mm}");
    }

    public sealed class AtStart(Recorder recorder)
    {
        [Function("AtStart")]
        public Task Run([TimerTrigger("%Timer__Schedule%", RunOnStartup = true)] TimerInfo timer)
        {
            recorder.Add($"{timer.ScheduleStatus!.Last:HH:mm} next {timer.ScheduleStatus.Next:HH:mm}");
            return Task.CompletedTask;
        }
    }

    public sealed class Slow(Recorder recorder)
    {
        [Function("Slow")]
        public async Task Run([TimerTrigger("%Timer:Schedule%", UseMonitor = false)] TimerInfo timer)
        {
            recorder.Add(timer.IsPastDue ? "begun late" : "begun");
            await recorder.Gate;
        }
    }

    public sealed class Broken(Recorder recorder)
    {
        [Function("Broken")]
        public void Run([TimerTrigger("%Timer:Schedule%")] TimerInfo timer)
        {
            recorder.Add($"run {timer.IsPastDue}");
            throw new InvalidOperationException("broken");
        }
    }
}
