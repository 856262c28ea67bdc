using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

/// <summary>
/// Hosts killed at random moments under load: no chain is lost, each gives its result. Three kills here; <c>./test
/// soak</c> makes thirty.
/// </summary>
public sealed class KilledHostTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Chains = 20;

    private static readonly int Kills = Environment.GetEnvironmentVariable("SOAK") == "1" ? 30 : 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var child = await StartAsync(hub);
            for (var i = 0; i < Chains; i++)
                chains.Add(
                    await idle.Client.ScheduleNewOrchestrationInstanceAsync(
                        nameof(KilledHost.Chains.Chain),
                        $"{kill}-{i}",
                        Cancellation
                    )
                );
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(2000)), TimeProvider.System, Cancellation);
            await child.KillAsync();
        }

        var clock = Stopwatch.StartNew();
        await using var last = await StartAsync(hub);
        foreach (var id in chains)
        {
            var end = await idle.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
            Assert.Equal(KilledHost.Steps * (KilledHost.Steps - 1) / 2, end.ReadOutputAs<int>());
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Kills} kills, {chains.Count} chains: all done {clock.Elapsed.TotalSeconds:0.0} s after the last start"
            )
        );
        var steps = 0;
        await foreach (var _ in rows.QueryAsync<TableEntity>(cancellationToken: Cancellation))
            steps++;
        Assert.Equal(chains.Count * KilledHost.Steps, steps);
    }

    private async Task<ChildProcess> StartAsync(string hub)
    {
        var log = Path.Combine(AppContext.BaseDirectory, $"{hub}.log");
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
        return child;
    }
}
