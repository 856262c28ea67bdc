using Azure.Storage.Blobs;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

/// <summary>Payloads that are too long for the log lie in blobs: where, for whom, and how long.</summary>
public sealed class PayloadTests(AzuriteFixture azurite)
{
    private static readonly string Long = new('x', 100_000);

    [Fact]
    public async Task A_purged_child_does_not_take_its_long_result_from_its_parent()
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { MaxLiveInstances = 0 }
            .Orchestrator("Child", _ => Task.FromResult(Long))
            .Orchestrator(
                "Parent",
                async context =>
                {
                    var result = await context.CallSubOrchestratorAsync<string>(
                        "Child",
                        new TaskOptions().WithInstanceId("child")
                    );
                    context.SetCustomStatus("has it");
                    await context.WaitForExternalEvent<string>("go");
                    return result.Length;
                }
            )
            .StartAsync();
        var id = await hub.ScheduleAsync("Parent");
        await Poll.UntilAsync(
            "the parent has the result",
            async () => (await hub.Client.GetInstanceAsync(id, true, TestHub.Stop))!.SerializedCustomStatus is not null
        );

        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync("child", TestHub.Stop)).PurgedInstanceCount);
        await hub.Client.RaiseEventAsync(id, "go", "now", TestHub.Stop);

        Assert.Equal(Long.Length, await hub.OutputAsync<int>(id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_purge_leaves_nothing_in_the_container(bool archived)
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<string, string>("Echo", text => text)
            .Orchestrator<string, string>(
                "Echo",
                async (context, text) =>
                    await context.CallActivityAsync<string>("Echo", text)
                    + await context.WaitForExternalEvent<string>("more")
            )
            .StartAsync();
        var id = await hub.ScheduleAsync("Echo", Long);
        await hub.Client.RaiseEventAsync(id, "more", Long, TestHub.Stop);
        await hub.EndAsync(id);
        if (archived)
            await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
        Assert.NotEmpty(await BlobsAsync(hub));

        await hub.Client.PurgeInstanceAsync(id, TestHub.Stop);

        Assert.Empty(await BlobsAsync(hub));
    }

    [Fact]
    public async Task Long_payloads_of_every_kind_stay_out_of_the_log()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<string, string>("Echo", text => text)
            .Orchestrator<string, string>("Child", (_, text) => Task.FromResult(text))
            .Orchestrator<string, string>(
                "Everything",
                async (context, input) =>
                {
                    var raised = await context.WaitForExternalEvent<string>("said");
                    context.SetCustomStatus(raised);
                    context.SendEvent("nobody", "said", raised);
                    var result = await context.CallActivityAsync<string>("Echo", input);
                    result = await context.CallSubOrchestratorAsync<string>("Child", result);
                    await context.WaitForExternalEvent<string>("never");
                    return result;
                }
            )
            .StartAsync();
        var bytes = 0;
        hub.Engine.Log.OnTransaction = rows => bytes += rows.Sum();

        var id = await hub.ScheduleAsync("Everything", Long);
        await hub.Client.RaiseEventAsync(id, "said", Long, TestHub.Stop);
        await Poll.UntilAsync(
            "the child has ended",
            () => Task.FromResult(hub.Engine.Under(s => s.Instances.Values.Any(i => i.End is not null)))
        );
        await hub.Client.TerminateInstanceAsync(id, Long, TestHub.Stop);

        Assert.Equal(Long, (await hub.EndAsync(id)).ReadOutputAs<string>());
        Assert.InRange(bytes, 1, 10_000);
    }

    [Fact]
    public async Task What_earlier_generations_had_stored_goes_when_an_instance_begins_anew()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<string, string>("Echo", text => text)
            .Orchestrator<string, string>(
                "Again",
                async (context, text) =>
                {
                    await context.CallActivityAsync<string>("Echo", text);
                    if (await context.WaitForExternalEvent<bool>("last"))
                        return text;
                    context.ContinueAsNew(text);
                    return "";
                }
            )
            .StartAsync();
        var id = await hub.ScheduleAsync("Again", Long);
        for (var i = 0; i < 5; i++)
            await hub.Client.RaiseEventAsync(id, "last", false, TestHub.Stop);
        await Poll.UntilAsync(
            "five generations",
            () =>
                Task.FromResult(
                    hub.Engine.Under(s => s.Find(id))
                        is { Outstanding.Count: 0, Arrivals.Count: 2, HasUnconsumed: false }
                )
        );
        await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
        var left = await BlobsAsync(hub);
        await hub.KillAndStartAsync();
        await hub.Client.RaiseEventAsync(id, "last", true, TestHub.Stop);

        // The present generation's input, the activity's input and its result.
        Assert.Equal(3, left.Count);
        Assert.Equal(Long, await hub.OutputAsync<string>(id));
    }

    [Theory]
    [InlineData(450, 'ї')]
    [InlineData(2, '.')]
    [InlineData(12, '/')]
    public async Task Whatever_an_instance_is_called_it_may_have_long_payloads(int length, char letter)
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator<string, int>("Length", (_, text) => Task.FromResult(text.Length))
            .StartAsync();
        var id = await hub.ScheduleAsync("Length", Long, new string(letter, length));
        Assert.Equal(Long.Length, await hub.OutputAsync<int>(id));
        await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
        Assert.Equal(Long, (await hub.Client.GetInstanceAsync(id, true, TestHub.Stop))!.ReadInputAs<string>());
    }

    [Fact]
    public async Task A_start_that_is_refused_stores_nothing()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("go"))
            .StartAsync();
        await hub.ScheduleAsync("Wait", "", "one");
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.ScheduleAsync("Wait", Long, "one"));
        Assert.Empty(await BlobsAsync(hub));
    }

    private async Task<List<string>> BlobsAsync(TestHub hub)
    {
        var names = new List<string>();
        var container = new BlobContainerClient(azurite.ConnectionString, hub.Name.ToLowerInvariant() + "-payloads");
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: TestHub.Stop))
            names.Add(blob.Name);
        return names;
    }
}
