using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Deadlines;

/// <summary>Orchestrations are woken for a reason only, and looked after.</summary>
public sealed class WatchmanTests(AzuriteFixture azurite)
{
    private readonly Mock<DurableTaskClient> _client = new("test");
    private readonly Dictionary<string, OrchestrationRuntimeStatus> _instances = [];
    private readonly List<string> _done = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_started_once_woken_when_what_it_waits_for_changes_and_otherwise_left_alone()
    {
        var (parts, watchman) = Make();
        var pledge = (await parts.AnnounceAsync()).State;

        await watchman.FollowAsync(pledge, "", Client(), Cancel);
        Assert.Equal([$"start {pledge.Id}"], _done);
        Assert.Contains(pledge.Id, await WatchedAsync(parts));

        // Nothing that it waits for: the same deadlines as before.
        await watchman.FollowAsync(pledge with { Version = 2 }, Told(pledge), Client(), Cancel);
        Assert.Single(_done);

        var later = pledge with { ReviewDue = pledge.ReviewDue.AddDays(7) };
        await watchman.FollowAsync(later, Told(pledge), Client(), Cancel);
        Assert.Equal([$"start {pledge.Id}", $"wake {pledge.Id}"], _done);
    }

    [Fact]
    public async Task What_has_nothing_left_to_wait_for_is_woken_to_end_and_leaves_the_index()
    {
        var (parts, watchman) = Make();
        var pledge = (await parts.AnnounceAsync()).State;
        await watchman.FollowAsync(pledge, "", Client(), Cancel);

        var over = await parts.ChangeAsync(
            pledge.Id,
            p =>
                Review.Decide(
                    p,
                    new(ReviewDecision.Decline, "no"),
                    Parts.Coordinator,
                    parts.Time.GetUtcNow(),
                    Parts.Deadlines
                )
        );
        await watchman.FollowAsync(over, Told(pledge), Client(), Cancel);

        Assert.Equal("", Told(over));
        Assert.Equal([$"start {pledge.Id}", $"wake {pledge.Id}"], _done);
        Assert.DoesNotContain(pledge.Id, await WatchedAsync(parts));
    }

    [Fact]
    public async Task A_withdrawal_is_compensated_though_the_pledge_was_never_watched_before()
    {
        var (parts, watchman) = Make();
        var pledge = await parts.CommitAsync();
        var requirement = await parts.OpenRequirementAsync();
        var withdrawn = pledge with
        {
            Status = PledgeStatus.Withdrawn,
            Allocations = [new Allocation("allocation-1", 1, requirement.Id, 10, 1, AllocationStatus.Confirmed)],
        };

        await watchman.FollowAsync(withdrawn, "", Client(), Cancel);
        Assert.Equal([$"start {pledge.Id}"], _done);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    public async Task One_that_should_be_alive_and_is_not_is_started_whoever_ended_it(
        OrchestrationRuntimeStatus? status
    )
    {
        var (parts, watchman) = Make();
        var pledge = (await parts.AnnounceAsync()).State;
        if (status is { } ended)
            _instances[pledge.Id] = ended;

        Assert.Equal(1, await watchman.EnsureAsync(pledge.Id, Client(), Cancel));
        Assert.Equal(0, await watchman.EnsureAsync(pledge.Id, Client(), Cancel));
        Assert.Equal([$"start {pledge.Id}"], _done);
    }

    [Fact]
    public async Task One_that_was_started_by_a_dispatch_cut_off_is_told_to_read_again()
    {
        var (parts, watchman) = Make();
        var pledge = (await parts.AnnounceAsync()).State;
        _instances[pledge.Id] = OrchestrationRuntimeStatus.Running;

        await watchman.FollowAsync(pledge, "", Client(), Cancel);
        Assert.Equal([$"wake {pledge.Id}"], _done);
    }

    private (Parts, Watchman<Pledge, PledgeEvent>) Make()
    {
        var parts = new Parts(azurite.ConnectionString);
        return (parts, parts.Get<Watchman<Pledge, PledgeEvent>>());
    }

    private static string Told(Pledge pledge) => Watchman<Pledge, PledgeEvent>.Waits(PledgeActivities.Alive(pledge));

    /// <summary>What the sweep looks after.</summary>
    private static async Task<List<string>> WatchedAsync(Parts parts)
    {
        var all = new List<string>();
        await foreach (var row in parts.Lists.AllAsync("pledge", Tag.Watched, Cancel))
            all.Add(row.Id);
        return all;
    }

    /// <summary>Instances as the framework has them: one that is alive is not started again.</summary>
    private DurableTaskClient Client()
    {
        _client
            .Setup(c =>
                c.ScheduleNewOrchestrationInstanceAsync(
                    It.IsAny<TaskName>(),
                    It.IsAny<object?>(),
                    It.IsAny<StartOrchestrationOptions?>(),
                    It.IsAny<CancellationToken>()
                )
            )
            .Returns(
                (TaskName _, object? _, StartOrchestrationOptions? options, CancellationToken _) =>
                {
                    var id = options!.InstanceId!;
                    if (
                        _instances.GetValueOrDefault(id, OrchestrationRuntimeStatus.Failed)
                        == OrchestrationRuntimeStatus.Running
                    )
                        throw new InvalidOperationException("It is alive.");
                    _instances[id] = OrchestrationRuntimeStatus.Running;
                    _done.Add($"start {id}");
                    return Task.FromResult(id);
                }
            );
        _client
            .Setup(c => c.GetInstancesAsync(It.IsAny<string>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .Returns((string id, bool _, CancellationToken _) => Task.FromResult(Find(id)));
        _client
            .Setup(c => c.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((string id, CancellationToken _) => Task.FromResult(Find(id)));
        _client
            .Setup(c => c.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(
                (string id, string _, CancellationToken _) =>
                {
                    _done.Add($"wake {id}");
                    return Task.CompletedTask;
                }
            );
        return _client.Object;
    }

    private OrchestrationMetadata? Find(string id) =>
        _instances.TryGetValue(id, out var status)
            ? new OrchestrationMetadata(nameof(PledgeOrchestrator), id) { RuntimeStatus = status }
            : null;
}
