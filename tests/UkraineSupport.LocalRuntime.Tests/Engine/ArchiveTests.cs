using System.Security.Cryptography;
using UkraineSupport.LocalRuntime.Durable.Management;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class ArchiveTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_history_that_is_too_long_for_a_row_is_kept_all_the_same()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<int, string>("Random", n => Convert.ToBase64String(RandomNumberGenerator.GetBytes(n)))
            .Orchestrator(
                "Many",
                context =>
                    Task.WhenAll(
                        Enumerable.Range(0, 100).Select(_ => context.CallActivityAsync<string>("Random", 15_000))
                    )
            )
            .StartAsync();
        var id = (await hub.RunAsync("Many")).InstanceId;
        await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
        Assert.Null(hub.Engine.Under(s => s.Find(id)));

        var history = await ((IInstanceHistory)hub.Client).ReadHistoryAsync(id, true, true, TestHub.Stop);

        Assert.Equal(
            100,
            history!.Count(e => (string?)e["EventType"] == "TaskCompleted" && ((string?)e["Result"])!.Length == 20_000)
        );
    }

    [Fact]
    public async Task What_is_in_the_archive_is_not_taken_back_into_memory_by_a_restart()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator("End", _ => Task.FromResult("done"))
            .StartAsync();
        var id = (await hub.RunAsync("End")).InstanceId;
        await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
        // Whatever is acknowledged after it shows that the record of it is durable.
        await hub.Client.RaiseEventAsync("nobody", "hello", TestHub.Stop);
        await hub.KillAndStartAsync();

        Assert.Null(hub.Engine.Under(s => s.Find(id)));
        Assert.Equal("done", await hub.OutputAsync<string>(id));
    }

    [Fact]
    public async Task A_failure_too_long_for_its_columns_can_still_be_read()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator(
                "Fail",
                Task (_) =>
                    throw Enumerable
                        .Range(0, 20)
                        .Aggregate(
                            new InvalidOperationException("root"),
                            (inner, i) => new InvalidOperationException(new string((char)('a' + i), 29_000), inner)
                        )
            )
            .StartAsync();
        var id = (await hub.RunAsync("Fail")).InstanceId;
        await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);

        var failure = (await hub.Client.GetInstanceAsync(id, true, TestHub.Stop))!.FailureDetails;

        for (var i = 0; i < 20; i++)
            failure = failure!.InnerFailure;
        Assert.Equal("root", failure!.ErrorMessage);
    }

    [Fact]
    public async Task Nobody_waits_for_an_instance_that_was_purged()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator("End", _ => Task.CompletedTask)
            .StartAsync();
        var id = (await hub.RunAsync("End")).InstanceId;
        await hub.Client.PurgeInstanceAsync(id, TestHub.Stop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.EndAsync(id));
        await hub.KillAndStartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.EndAsync(id));
    }

    [Fact]
    public async Task A_trimmed_log_still_tells_everything_that_lives()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator(
                "Sum",
                async context =>
                {
                    var sum = 0;
                    for (var i = 0; i < 4; i++)
                        sum += await context.WaitForExternalEvent<int>("add");
                    return sum;
                }
            )
            .StartAsync();
        var id = await hub.ScheduleAsync("Sum");
        var done = await hub.ScheduleAsync("Sum");
        for (var i = 0; i < 4; i++)
            await hub.Client.RaiseEventAsync(done, "add", 10, TestHub.Stop);
        await hub.EndAsync(done);
        for (var i = 1; i <= 4; i++)
        {
            await hub.Client.RaiseEventAsync(id, "add", i, TestHub.Stop);
            await hub.FillSegmentAsync();
            await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
            var before = hub.Engine.Log.FirstSegment;
            await hub.Engine.Archiver.TrimLogAsync(TestHub.Stop);
            Assert.True(hub.Engine.Log.FirstSegment > before);
            await hub.KillAndStartAsync();
        }

        Assert.Equal(10, await hub.OutputAsync<int>(id));
        Assert.Equal(40, await hub.OutputAsync<int>(done));
    }
}
