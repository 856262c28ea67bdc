using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

/// <summary>
/// Hosts that have begun to work, killed at random moments: no chain is lost, each gives its result. Three kills here;
/// <c>./test soak</c> makes thirty.
/// </summary>
public sealed class KilledHostTests(AzuriteFixture azurite, ITestOutputHelper output) : IDisposable
{
    private const int Chains = 20;

    private static readonly int Kills = Environment.GetEnvironmentVariable("SOAK") == "1" ? 30 : 3;

    private readonly TemporaryDirectory logs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => logs.Dispose();

    [Fact]
    public async Task What_a_kill_interrupts_goes_on_and_nothing_is_lost()
    {
        var hub = FrameworkHub.NewName();
        var rows = new TableClient(azurite.ConnectionString, hub);
        await rows.CreateAsync(Cancellation);
        // Only a client: it never works on the hub.
        await using var idle = new FrameworkHub(azurite.ConnectionString, hub);
        var random = new Random(7);
        var chains = new List<string>();
        var left = new List<int>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var child = await StartAsync(hub, kill);
            for (var i = 0; i < Chains; i++)
                chains.Add(
                    await idle.Client.ScheduleNewOrchestrationInstanceAsync(
                        nameof(KilledHost.Chains.Chain),
                        $"{kill}-{i}",
                        Cancellation
                    )
                );
            var before = await CountAsync(rows);
            await Poll.UntilAsync(
                "its chains are under way",
                async () => await CountAsync(rows) > before,
                TimeSpan.FromMinutes(1)
            );
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1000)), TimeProvider.System, Cancellation);
            await child.KillAsync();
            left.Add(((kill + 1) * Chains * KilledHost.Steps) - await CountAsync(rows));
        }

        var clock = Stopwatch.StartNew();
        await using var last = await StartAsync(hub, Kills);
        var started = clock.Elapsed;
        foreach (var id in chains)
        {
            var end = await idle.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
            Assert.Equal(KilledHost.Steps * (KilledHost.Steps - 1) / 2, end.ReadOutputAs<int>());
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Kills} kills, {chains.Count} chains; steps undone at each kill: {string.Join(' ', left)}. "
                    + $"All done {(clock.Elapsed - started).TotalSeconds:0.0} s after the last start, "
                    + $"which took {started.TotalSeconds:0.0} s"
            )
        );
        Assert.Equal(chains.Count * KilledHost.Steps, await CountAsync(rows));
        Assert.Contains(left, steps => steps > 0);
    }

    private static async Task<int> CountAsync(TableClient rows)
    {
        var count = 0;
        await foreach (var _ in rows.QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: Cancellation))
            count++;
        return count;
    }

    private async Task<ChildProcess> StartAsync(string hub, int number)
    {
        var log = logs.Combine($"{number}.log");
        var child = ChildProcess.Start(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "UkraineSupport.LocalRuntime.Tests.dll"),
                KilledHost.Argument,
                azurite.ConnectionString,
                hub,
            ],
            log,
            new Dictionary<string, string>()
        );
        await Poll.UntilAsync(
            "the host has started",
            async () =>
                child.HasExited
                    ? throw new InvalidOperationException(await File.ReadAllTextAsync(log, Cancellation))
                    : (await File.ReadAllLinesAsync(log, Cancellation)).Contains("started"),
            TimeSpan.FromMinutes(1)
        );
        return child;
    }
}
