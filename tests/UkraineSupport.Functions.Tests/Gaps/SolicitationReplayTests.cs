using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Gaps;

/// <summary>
/// Solicitations through the real engine, which replays each turn from the start of the history and is stopped
/// half-way.
/// </summary>
public sealed class SolicitationReplayTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Asking Asking = new(
        "gap-1",
        1,
        ["DEU", "FRA", "NLD"],
        Start.AddDays(10),
        Start.AddDays(20)
    );

    public static IReadOnlyList<string> Orchestrators { get; } =
    [nameof(SolicitationOrchestrator), nameof(SolicitationOrchestrator.DonorAnswer)];

    private readonly ConcurrentQueue<string> _done = new();
    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public async Task One_donor_answers_one_had_answered_before_and_one_lapses_and_then_the_board_is_told()
    {
        var cancel = TestContext.Current.CancellationToken;
        var hub = $"Ask{Guid.NewGuid():N}"[..20];
        var first = await EngineAsync(hub, cancel);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SolicitationOrchestrator),
            Asking,
            new StartOrchestrationOptions("gap-1-solicitation-1"),
            cancel
        );
        await Poll.UntilAsync("all are asked", () => Task.FromResult(_done.Count == 3));
        await SolicitationOrchestrator.AnsweredAsync(first.Client, "gap-1", 1, "DEU", cancel);
        await first.Client.WaitForInstanceCompletionAsync("gap-1-solicitation-1-DEU", cancel);
        await first.DisposeAsync();

        _time.Advance(TimeSpan.FromDays(11));
        await using var second = await EngineAsync(hub, cancel);
        await Poll.UntilAsync("the last is reminded", () => Task.FromResult(_done.Contains("RemindDonor NLD")));
        _time.Advance(TimeSpan.FromDays(10));
        var end = await second.Client.WaitForInstanceCompletionAsync(
            "gap-1-solicitation-1",
            getInputsAndOutputs: true,
            cancel
        );

        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, end.FailureDetails?.ErrorMessage);
        Assert.Equal(["ReadAnswer DEU", "ReadAnswer FRA", "ReadAnswer NLD"], _done.Take(3).Order());
        Assert.Equal(["RemindDonor NLD", "LapseDonor NLD", "EscalateSolicitation 1"], _done.Skip(3));
    }

    private async Task<DurableEngine> EngineAsync(string hub, CancellationToken cancel)
    {
        var engine = new DurableEngine(
            new DurableEngineOptions
            {
                ConnectionString = azurite.ConnectionString,
                TaskHub = hub,
                MaxLiveInstances = 0,
            },
            _time,
            NullLoggerFactory.Instance
        );
        engine.AddOrchestrator(
            nameof(SolicitationOrchestrator),
            async context =>
            {
                await SolicitationOrchestrator.RunAsync(context, context.GetInput<Asking>()!);
                return null;
            }
        );
        engine.AddOrchestrator(
            nameof(SolicitationOrchestrator.DonorAnswer),
            async context =>
            {
                await SolicitationOrchestrator.DonorAnswer(context, context.GetInput<AskingDonor>()!);
                return null;
            }
        );
        foreach (
            var step in new[]
            {
                nameof(SolicitationActivities.ReadAnswer),
                nameof(SolicitationActivities.RemindDonor),
                nameof(SolicitationActivities.LapseDonor),
            }
        )
            engine.AddActivity(
                step,
                typeof(AskingDonor),
                call => Task.FromResult<object?>(Step(step, ((AskingDonor)call.Input!).Donor))
            );
        engine.AddActivity(
            nameof(SolicitationActivities.EscalateSolicitation),
            typeof(Asking),
            call =>
                Task.FromResult<object?>(
                    Step(nameof(SolicitationActivities.EscalateSolicitation), $"{((Asking)call.Input!).Solicitation}")
                )
        );
        await engine.StartAsync(cancel);
        return engine;
    }

    /// <summary>France had answered before it was asked.</summary>
    private bool Step(string step, string whom)
    {
        _done.Enqueue($"{step} {whom}");
        return whom == "FRA";
    }
}
