using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class OwnershipTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_second_engine_on_the_hub_is_told_who_has_it()
    {
        await using var hub = await new TestHub(azurite.ConnectionString).StartAsync();
        await using var second = hub.NewEngine();
        var refused = await Assert.ThrowsAsync<TaskHubInUseException>(() => second.StartAsync(TestHub.Stop));
        Assert.Contains(hub.Name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Of_two_that_both_believe_to_own_the_hub_one_goes_on_and_the_other_says_why_not()
    {
        await using var hub = await Hub().StartAsync();
        await using var first = hub.Engine;
        var id = await hub.ScheduleAsync("Sum");
        // What happens when a lease runs out unnoticed, as on a machine that was asleep.
        await new BlobClient(azurite.ConnectionString, hub.Name.ToLowerInvariant() + "-hub", "owner")
            .GetBlobLeaseClient()
            .BreakAsync(TimeSpan.Zero, cancellationToken: TestHub.Stop);
        await hub.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            first.Client.RaiseEventAsync(id, "add", 1, TestHub.Stop)
        );
        Assert.IsType<Exception>(
            await first.Failure.WaitAsync(TimeSpan.FromSeconds(30), TestHub.Stop),
            exactMatch: false
        );
        Assert.False(first.IsReady);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            first.Client.RaiseEventAsync(id, "add", 1, TestHub.Stop)
        );

        for (var i = 0; i < 3; i++)
            await hub.Client.RaiseEventAsync(id, "add", 2, TestHub.Stop);
        Assert.Equal(6, await hub.OutputAsync<int>(id));
        Assert.False(hub.Engine.Failure.IsCompleted);
        Assert.Contains(
            hub.Log.Entries,
            e =>
                e.Level == Microsoft.Extensions.Logging.LogLevel.Critical
                && e.Text.Contains(hub.Name, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Stopping_ends_in_the_time_given_although_storage_is_away()
    {
        await using var own = await AzuriteProcess.StartAsync();
        await using var hub = await new TestHub(own.ConnectionString)
            .Orchestrator("Sum", _ => Task.CompletedTask)
            .StartAsync();
        await own.StopAsync();
        var starting = hub.ScheduleAsync("Sum");
        using var noTime = new CancellationTokenSource(TimeSpan.Zero);

        await hub.Engine.StopAsync(noTime.Token).WaitAsync(TimeSpan.FromSeconds(30), TestHub.Stop);

        await Assert.ThrowsAsync<InvalidOperationException>(() => starting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_stops_gives_the_hub_back_although_storage_fails_at_first(bool tookEffect)
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
        {
            Transport = new FailsOnce("release", tookEffect),
        }.StartAsync();
        await hub.Engine.DisposeAsync();
        await hub.StartAsync();
        Assert.True(hub.Engine.IsReady);
    }

    private TestHub Hub() =>
        new TestHub(azurite.ConnectionString).Orchestrator(
            "Sum",
            async context =>
            {
                var sum = 0;
                for (var i = 0; i < 3; i++)
                    sum += await context.WaitForExternalEvent<int>("add");
                return sum;
            }
        );

    /// <summary>
    /// A way to storage on which the first of some lease calls is answered 503, before or after it took effect.
    /// </summary>
    private sealed class FailsOnce(string leaseAction, bool tookEffect) : StorageTransport
    {
        private int _calls;

        public override async ValueTask ProcessAsync(HttpMessage message)
        {
            var fails =
                message.Request.Headers.TryGetValue("x-ms-lease-action", out var action)
                && action == leaseAction
                && Interlocked.Increment(ref _calls) == 1;
            if (!fails || tookEffect)
                await SendAsync(message);
            if (fails)
                throw new RequestFailedException(503, "Injected");
        }
    }
}
