using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class InstanceManagementTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Suspended_it_takes_no_event_until_resumed()
    {
        await using var hub = await Hub().StartAsync();
        var id = await hub.ScheduleAsync("Wait");
        await hub.Client.SuspendInstanceAsync(id, "hold", TestHub.Stop);
        await hub.Client.RaiseEventAsync(id, "go", "now", TestHub.Stop);
        await hub.KillAndStartAsync();
        Assert.Equal(
            OrchestrationRuntimeStatus.Suspended,
            (await hub.Client.GetInstanceAsync(id, TestHub.Stop))!.RuntimeStatus
        );
        await hub.Client.ResumeInstanceAsync(id, "on", TestHub.Stop);
        Assert.Equal("now", await hub.OutputAsync<string>(id));
    }

    [Fact]
    public async Task Terminated_it_ends_with_the_output_that_it_is_given_and_takes_no_more_events()
    {
        await using var hub = await Hub().StartAsync();
        var id = await hub.ScheduleAsync("Wait");
        await hub.Client.TerminateInstanceAsync(id, "enough", TestHub.Stop);
        await hub.Client.RaiseEventAsync(id, "go", "late", TestHub.Stop);
        var end = await hub.EndAsync(id);
        Assert.Equal(
            (OrchestrationRuntimeStatus.Terminated, "enough"),
            (end.RuntimeStatus, end.ReadOutputAs<string>())
        );
    }

    [Theory]
    [InlineData(false, null, true)]
    [InlineData(false, "", false)]
    [InlineData(true, null, false)]
    [InlineData(true, "Completed", true)]
    [InlineData(true, "Failed", false)]
    public async Task A_start_with_an_id_that_is_in_use_is_refused_or_replaces_as_the_options_say(
        bool ended,
        string? protects,
        bool refused
    )
    {
        foreach (var archived in new[] { false, true })
        {
            await using var hub = await Hub().StartAsync();
            await hub.ScheduleAsync("Wait", "first", "one");
            if (ended)
            {
                await hub.Client.RaiseEventAsync("one", "go", "now", TestHub.Stop);
                await hub.EndAsync("one");
            }
            if (archived)
                await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
            var options = new StartOrchestrationOptions("one")
            {
                DedupeStatuses = protects?.Split(',', StringSplitOptions.RemoveEmptyEntries),
            };

            var second = hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", "second", options, TestHub.Stop);

            if (refused)
                await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => second);
            else
                await second;
            await hub.KillAndStartAsync();
            var input = (await hub.Client.GetInstanceAsync("one", true, TestHub.Stop))!.ReadInputAs<string>();
            Assert.Equal(refused ? "first" : "second", input);
        }
    }

    [Fact]
    public async Task A_query_finds_by_status_prefix_and_time_and_goes_on_where_a_page_ended()
    {
        await using var hub = await Hub(standing: true).StartAsync();
        for (var i = 0; i < 12; i++)
        {
            await hub.ScheduleAsync("Wait", i, $"{(i % 2 == 0 ? "even" : "odd")}-{i:D2}");
            if (i < 8)
                await hub.Client.RaiseEventAsync($"{(i % 2 == 0 ? "even" : "odd")}-{i:D2}", "go", "now", TestHub.Stop);
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
            // Some in the archive, some ended but in memory still, some running.
            if (i == 5)
                await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
        }
        await hub.EndAsync("odd-07");
        var start = (await hub.Client.GetInstanceAsync("even-00", TestHub.Stop))!.CreatedAt;

        Assert.Equal(12, (await FindAsync(hub, new())).Count);
        Assert.Equal(
            ["even-00", "even-02", "even-04", "even-06"],
            await FindAsync(
                hub,
                new(Statuses: [OrchestrationRuntimeStatus.Completed], InstanceIdPrefix: "even", PageSize: 1)
            )
        );
        Assert.Equal(
            ["even-04", "even-06", "odd-05"],
            await FindAsync(hub, new(CreatedFrom: start.AddMinutes(4), CreatedTo: start.AddMinutes(6), PageSize: 2))
        );
        Assert.Equal(4, (await FindAsync(hub, new(Statuses: [OrchestrationRuntimeStatus.Running]))).Count);

        await using var pages = hub
            .Client.GetAllInstancesAsync(new(PageSize: 5))
            .AsPages()
            .GetAsyncEnumerator(TestHub.Stop);
        Assert.True(await pages.MoveNextAsync());
        var rest = await FindAsync(hub, new(PageSize: 5, ContinuationToken: pages.Current.ContinuationToken));
        Assert.Equal(await FindAsync(hub, new()), [.. pages.Current.Values.Select(v => v.InstanceId), .. rest]);
    }

    [Fact]
    public async Task A_purge_by_filter_removes_what_has_ended_in_that_time_and_status_and_nothing_else()
    {
        await using var hub = await Hub(standing: true).StartAsync();
        for (var i = 0; i < 6; i++)
        {
            await hub.ScheduleAsync("Wait", i, $"{i}");
            if (i is 1 or 2 or 4)
                await hub.Client.RaiseEventAsync($"{i}", "go", "now", TestHub.Stop);
            if (i == 3)
                await hub.Client.TerminateInstanceAsync("3", TestHub.Stop);
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        foreach (var id in new[] { "1", "2", "3", "4" })
            await hub.EndAsync(id);
        await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
        var first = (await hub.Client.GetInstanceAsync("0", TestHub.Stop))!.CreatedAt;

        var completed = await hub.Client.PurgeAllInstancesAsync(
            new(first, first.AddMinutes(3), [OrchestrationRuntimeStatus.Completed]),
            TestHub.Stop
        );
        Assert.Equal((2, true), (completed.PurgedInstanceCount, completed.IsComplete));
        Assert.Equal(["0", "3", "4", "5"], await FindAsync(hub, new()));

        Assert.Equal(2, (await hub.Client.PurgeAllInstancesAsync(new(first), TestHub.Stop)).PurgedInstanceCount);
        Assert.Equal(["0", "5"], await FindAsync(hub, new()));
    }

    [Fact]
    public async Task Restarted_an_ended_instance_runs_once_more_with_its_input()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator<string, string>("Echo", (context, text) => Task.FromResult($"{context.InstanceId} {text}"))
            .StartAsync();
        await hub.EndAsync(await hub.ScheduleAsync("Echo", "hello", "one"));
        Assert.Equal("one", await hub.Client.RestartAsync("one", cancellation: TestHub.Stop));
        var other = await hub.Client.RestartAsync("one", restartWithNewInstanceId: true, TestHub.Stop);
        Assert.Equal("one hello", await hub.OutputAsync<string>("one"));
        Assert.Equal($"{other} hello", await hub.OutputAsync<string>(other));
    }

    private TestHub Hub(bool standing = false) =>
        new TestHub(azurite.ConnectionString) { StandingClock = standing }.Orchestrator(
            "Wait",
            context => context.WaitForExternalEvent<string>("go")
        );

    private static async Task<List<string>> FindAsync(TestHub hub, OrchestrationQuery query)
    {
        var found = new List<string>();
        await foreach (var instance in hub.Client.GetAllInstancesAsync(query).WithCancellation(TestHub.Stop))
            found.Add(instance.InstanceId);
        return found;
    }
}
