using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>One process a hub: another process while it lives, after its death, and after it lost the hub.</summary>
public sealed class SuccessionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_living_owner_keeps_others_out_and_a_killed_one_is_succeeded_without_waiting_for_its_lease()
    {
        using var folder = new TemporaryDirectory();
        await using var hub = new TestHub(azurite.ConnectionString);
        await using (
            var owner = new ChildEngine(
                ChildProgram.Argument,
                azurite.ConnectionString,
                hub.Name,
                folder.Combine("ledger")
            )
        )
        {
            await owner.ReadyAsync(TestHub.Stop);
            await using var second = hub.NewEngine();
            var refused = await Assert.ThrowsAsync<TaskHubInUseException>(() => second.StartAsync(TestHub.Stop));
            Assert.Contains(
                $"process {owner.Id.ToString(CultureInfo.InvariantCulture)} ",
                refused.Message,
                StringComparison.Ordinal
            );
        }

        await hub.StartAsync();

        Assert.Contains(hub.Log.Entries, e => e.Text.Contains("is gone; taking over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_process_that_loses_its_hub_ends_with_an_error_and_says_why()
    {
        await using var hub = new TestHub(azurite.ConnectionString);
        await using var host = new ChildEngine(ChildProgram.HostArgument, azurite.ConnectionString, hub.Name);
        await host.ReadyAsync(TestHub.Stop);
        await new BlobClient(azurite.ConnectionString, hub.Name.ToLowerInvariant() + "-hub", "owner")
            .GetBlobLeaseClient()
            .BreakAsync(TimeSpan.Zero, cancellationToken: TestHub.Stop);
        await hub.StartAsync();

        var (code, error) = await host.EndAsync(TestHub.Stop).WaitAsync(TimeSpan.FromSeconds(60), TestHub.Stop);

        Assert.Equal(1, code);
        Assert.Contains("error: The durable engine can't go on", error, StringComparison.Ordinal);
        Assert.Contains(hub.Name, error, StringComparison.Ordinal);
    }
}
