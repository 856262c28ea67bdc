using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Asking;

/// <summary>
/// Askings through the real framework, which replays each turn from the start of the history and is stopped half-way.
/// </summary>
public sealed class AskingReplayTests(AzuriteFixture azurite)
{
    public static IReadOnlyList<string> Orchestrators { get; } = [AskingOrchestrator.Name, AskingOrchestrator.OneName];

    private readonly ConcurrentQueue<string> _done = new();

    [Theory]
    [InlineData("gap-1")]
    [InlineData("call-1")]
    [InlineData("activation-1")]
    public async Task One_answers_one_had_answered_before_and_one_lapses_and_then_it_ends(string about)
    {
        var cancel = TestContext.Current.CancellationToken;
        // The framework stamps the machine's time: the reminder is later than a busy machine needs to answer.
        var now = TimeProvider.System.GetUtcNow();
        var asking = new AskAll(about, 1, ["DEU", "FRA", "NLD"], now.AddSeconds(15), now.AddSeconds(17));
        var hub = FrameworkHub.NewName();
        var first = await HubAsync(hub);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            AskingOrchestrator.Name,
            asking,
            new StartOrchestrationOptions($"{about}-solicitation-1"),
            cancel
        );
        await Poll.UntilAsync("all are asked", () => Task.FromResult(_done.Count == 3));
        await AskingOrchestrator.AnsweredAsync(first.Client, about, 1, "DEU", cancel);
        await first.Client.WaitForInstanceCompletionAsync($"{about}-solicitation-1-DEU", cancel);
        await first.DisposeAsync();

        await using var second = await HubAsync(hub);
        var end = await second.Client.WaitForInstanceCompletionAsync(
            $"{about}-solicitation-1",
            getInputsAndOutputs: true,
            cancel
        );

        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, end.SerializedOutput);
        Assert.Equal(["ReadAnswer DEU", "ReadAnswer FRA", "ReadAnswer NLD"], _done.Take(3).Order());
        Assert.Equal(["RemindDonor NLD", "LapseDonor NLD", "EscalateSolicitation 1"], _done.Skip(3));
    }

    /// <summary>Instances in flight hold what was written when only gaps were asked about.</summary>
    [Fact]
    public void Names_and_inputs_are_those_of_before()
    {
        Assert.Equal(["SolicitationOrchestrator", "DonorAnswer"], Orchestrators);
        var converter = new JsonDataConverter(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });
        const string All =
            """{"Gap":"gap-1","Solicitation":2,"Donors":["NLD"],"RemindAt":"2027-01-01T00:00:00+00:00","Deadline":"2027-01-03T00:00:00+00:00"}""";
        const string One =
            """{"Gap":"gap-1","Solicitation":2,"Donor":"NLD","RemindAt":"2027-01-01T00:00:00+00:00","Deadline":"2027-01-03T00:00:00+00:00"}""";
        var all = (AskAll)converter.Deserialize(All, typeof(AskAll))!;
        var one = (AskOne)converter.Deserialize(One, typeof(AskOne))!;
        Assert.Equal(
            ("gap-1", 2, "NLD", "NLD", new DateTimeOffset(2027, 1, 3, 0, 0, 0, TimeSpan.Zero)),
            (all.About, all.N, all.Parties.Single(), one.Party, one.Deadline)
        );
        Assert.Equal(All, converter.Serialize(all));
        Assert.Equal(One, converter.Serialize(one));
    }

    private Task<FrameworkHub> HubAsync(string hub) =>
        new FrameworkHub(azurite.ConnectionString, hub)
            .Orchestrator<AskAll>(AskingOrchestrator.Name, AskingOrchestrator.RunAsync)
            .Orchestrator<AskOne>(AskingOrchestrator.OneName, AskingOrchestrator.RunOneAsync)
            .Activity<AskOne, bool>(AskingActivities.Read, asking => Step(AskingActivities.Read, asking.Party))
            .Activity<AskOne, bool>(AskingActivities.Remind, asking => Step(AskingActivities.Remind, asking.Party))
            .Activity<AskOne, bool>(AskingActivities.Lapse, asking => Step(AskingActivities.Lapse, asking.Party))
            .Activity<AskAll, bool>(AskingActivities.End, asking => Step(AskingActivities.End, $"{asking.N}"))
            .StartAsync();

    /// <summary>France had answered before it was asked.</summary>
    private bool Step(string step, string whom)
    {
        _done.Enqueue($"{step} {whom}");
        return whom == "FRA";
    }
}
