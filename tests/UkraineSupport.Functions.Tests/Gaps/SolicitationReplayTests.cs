using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Gaps;

/// <summary>
/// Solicitations through the real framework, which replays each turn from the start of the history and is stopped
/// half-way.
/// </summary>
public sealed class SolicitationReplayTests(AzuriteFixture azurite)
{
    public static IReadOnlyList<string> Orchestrators { get; } =
    [nameof(SolicitationOrchestrator), nameof(SolicitationOrchestrator.DonorAnswer)];

    private readonly ConcurrentQueue<string> _done = new();

    [Fact]
    public async Task One_donor_answers_one_had_answered_before_and_one_lapses_and_then_the_board_is_told()
    {
        var cancel = TestContext.Current.CancellationToken;
        // The framework stamps the machine's time: reminder and deadline are shortly ahead.
        var now = TimeProvider.System.GetUtcNow();
        var asking = new Asking("gap-1", 1, ["DEU", "FRA", "NLD"], now.AddSeconds(4), now.AddSeconds(6));
        var hub = FrameworkHub.NewName();
        var first = await HubAsync(hub);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SolicitationOrchestrator),
            asking,
            new StartOrchestrationOptions("gap-1-solicitation-1"),
            cancel
        );
        await Poll.UntilAsync("all are asked", () => Task.FromResult(_done.Count == 3));
        await SolicitationOrchestrator.AnsweredAsync(first.Client, "gap-1", 1, "DEU", cancel);
        await first.Client.WaitForInstanceCompletionAsync("gap-1-solicitation-1-DEU", cancel);
        await first.DisposeAsync();

        await using var second = await HubAsync(hub);
        var end = await second.Client.WaitForInstanceCompletionAsync(
            "gap-1-solicitation-1",
            getInputsAndOutputs: true,
            cancel
        );

        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, end.SerializedOutput);
        Assert.Equal(["ReadAnswer DEU", "ReadAnswer FRA", "ReadAnswer NLD"], _done.Take(3).Order());
        Assert.Equal(["RemindDonor NLD", "LapseDonor NLD", "EscalateSolicitation 1"], _done.Skip(3));
    }

    private Task<FrameworkHub> HubAsync(string hub) =>
        new FrameworkHub(azurite.ConnectionString, hub)
            .Orchestrator<Asking>(nameof(SolicitationOrchestrator), SolicitationOrchestrator.RunAsync)
            .Orchestrator<AskingDonor>(
                nameof(SolicitationOrchestrator.DonorAnswer),
                SolicitationOrchestrator.DonorAnswer
            )
            .Activity<AskingDonor, bool>(
                nameof(SolicitationActivities.ReadAnswer),
                asking => Step(nameof(SolicitationActivities.ReadAnswer), asking.Donor)
            )
            .Activity<AskingDonor, bool>(
                nameof(SolicitationActivities.RemindDonor),
                asking => Step(nameof(SolicitationActivities.RemindDonor), asking.Donor)
            )
            .Activity<AskingDonor, bool>(
                nameof(SolicitationActivities.LapseDonor),
                asking => Step(nameof(SolicitationActivities.LapseDonor), asking.Donor)
            )
            .Activity<Asking, bool>(
                nameof(SolicitationActivities.EscalateSolicitation),
                asking => Step(nameof(SolicitationActivities.EscalateSolicitation), $"{asking.Solicitation}")
            )
            .StartAsync();

    /// <summary>France had answered before it was asked.</summary>
    private bool Step(string step, string whom)
    {
        _done.Enqueue($"{step} {whom}");
        return whom == "FRA";
    }
}
