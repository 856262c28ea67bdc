using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.Durable;
using UkraineSupport.LocalRuntime.Tests.Support;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

/// <summary>A host that is told to stop while it works.</summary>
public sealed class StoppedHostTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly string hub = FrameworkHub.NewName();
    private readonly Recorder recorder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_activity_that_the_stop_cuts_off_has_not_failed_but_runs_again_at_the_next_start()
    {
        string id;
        var clock = new Stopwatch();
        await using (var first = await StartAsync())
        {
            id = await Client(first).ScheduleNewOrchestrationInstanceAsync(nameof(Work.Working), Cancellation);
            await recorder.WaitForAsync(1);
            clock.Start();
        }

        clock.Stop();
        recorder.Open();
        await using var second = await StartAsync();
        var end = await Client(second).WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation);

        Assert.Equal("done", end.ReadOutputAs<string>());
        Assert.Equal(["begun", "begun"], recorder.Entries);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task An_activity_that_does_not_listen_does_not_hold_up_the_stop()
    {
        var clock = new Stopwatch();
        await using (var first = await StartAsync())
        {
            await Client(first).ScheduleNewOrchestrationInstanceAsync(nameof(Work.Heedless), Cancellation);
            await recorder.WaitForAsync(1);
            clock.Start();
        }

        clock.Stop();
        recorder.Open();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task A_stop_under_load_is_quick_and_every_orchestration_ends_after_the_next_start()
    {
        var ids = new List<string>();
        var clock = new Stopwatch();
        await using (var first = await StartAsync())
        {
            for (var i = 0; i < 30; i++)
                ids.Add(await Client(first).ScheduleNewOrchestrationInstanceAsync(nameof(Work.Many), Cancellation));
            await recorder.WaitForAsync(20);
            clock.Start();
        }

        clock.Stop();
        await using var second = await StartAsync();
        foreach (var id in ids)
        {
            var end = await Client(second).WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation);
            Assert.Equal(10, end.ReadOutputAs<int>());
        }

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    private static DurableTaskClient Client(RunningHost host) => host.Services.GetRequiredService<DurableHost>().Client;

    private Task<RunningHost> StartAsync()
    {
        var builder = RunningHost
            .Builder(typeof(Work))
            .With(("AzureWebJobsStorage", azurite.ConnectionString), ("Hub", hub));
        builder.Services.AddSingleton(recorder);
        return RunningHost.StartAsync(builder);
    }

    public sealed class Work(Recorder recorder)
    {
        [Function(nameof(Working))]
        public static async Task<string> Working([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.CallActivityAsync<string>(nameof(Toil), "");
            }
            catch (TaskFailedException e)
            {
                return "failed: " + e.FailureDetails.ErrorMessage;
            }
        }

        [Function(nameof(Toil))]
        public async Task<string> Toil([ActivityTrigger] string what, CancellationToken cancellation)
        {
            recorder.Add("begun");
            await recorder.Gate.WaitAsync(cancellation);
            return "done" + what;
        }

        [Function(nameof(Heedless))]
        public static Task<string> Heedless([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>(nameof(ToilOn), "");

        [Function(nameof(ToilOn))]
        public Task<string> ToilOn([ActivityTrigger] string what) => Toil(what, CancellationToken.None);

        [Function(nameof(Many))]
        public static async Task<int> Many([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var sum = 0;
            for (var i = 0; i < 10; i++)
                sum += await context.CallActivityAsync<int>(nameof(Count), "");
            return sum;
        }

        [Function(nameof(Count))]
        public int Count([ActivityTrigger] string what)
        {
            recorder.Add(what);
            return 1;
        }
    }
}
