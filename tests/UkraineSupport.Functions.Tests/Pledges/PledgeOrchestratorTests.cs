using Microsoft.DurableTask;
using Moq;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Pledges;

namespace UkraineSupport.Functions.Tests.Pledges;

public sealed class PledgeOrchestratorTests
{
    private const string Id = "pledge-0";
    private static readonly Deadline Due = new(
        DeadlineKind.Review,
        new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );
    private readonly Mock<TaskOrchestrationContext> _context = new(MockBehavior.Strict);

    [Fact]
    public async Task An_ended_pledge_ends_its_orchestration()
    {
        Reads(new WatchState(true, null, []));
        await PledgeOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
        _context.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_deadline_that_comes_first_is_acted_on_and_a_new_round_begins()
    {
        Reads(new WatchState(false, Due, []));
        NeverChanges();
        _context
            .Setup(c => c.CreateTimer(Due.At.UtcDateTime, It.IsAny<CancellationToken>()))
            .Returns(Task.CompletedTask);
        Calls(nameof(PledgeActivities.ReachPledgeDeadline), new DeadlineReached(Id, Due));
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await PledgeOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
    }

    [Fact]
    public async Task A_change_that_comes_first_stops_the_timer_and_begins_a_new_round()
    {
        Reads(new WatchState(false, Due, []));
        Changes();
        var timer = CancellationToken.None;
        _context
            .Setup(c => c.CreateTimer(Due.At.UtcDateTime, It.IsAny<CancellationToken>()))
            .Callback((DateTime _, CancellationToken stop) => timer = stop)
            .Returns(new TaskCompletionSource().Task);
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await PledgeOrchestrator.RunAsync(_context.Object, Id);
        Assert.True(timer.IsCancellationRequested);
        _context.VerifyAll();
    }

    [Fact]
    public async Task Without_a_deadline_only_a_change_begins_a_new_round()
    {
        Reads(new WatchState(false, null, []));
        Changes();
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await PledgeOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
    }

    [Fact]
    public async Task A_withdrawal_releases_every_allocation_and_then_says_so_once()
    {
        Reads(new WatchState(true, null, ["allocation-1", "allocation-2"]));
        var order = new MockSequence();
        Calls(nameof(PledgeActivities.ReleaseAllocation), new ReleasedAllocation(Id, "allocation-1"), order);
        Calls(nameof(PledgeActivities.ReleaseAllocation), new ReleasedAllocation(Id, "allocation-2"), order);
        Calls(nameof(PledgeActivities.CompleteCompensation), Id, order);

        await PledgeOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
        _context.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_release_that_fails_for_good_is_not_swallowed()
    {
        Reads(new WatchState(true, null, ["allocation-1"]));
        _context
            .Setup(c =>
                c.CallActivityAsync(
                    new TaskName(nameof(PledgeActivities.ReleaseAllocation)),
                    It.IsAny<object>(),
                    It.IsAny<TaskOptions>()
                )
            )
            .ThrowsAsync(new InvalidOperationException("storage is gone"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PledgeOrchestrator.RunAsync(_context.Object, Id));
    }

    private void Reads(WatchState state) =>
        _context
            .Setup(c =>
                c.CallActivityAsync<WatchState>(
                    new TaskName(nameof(PledgeActivities.ReadPledge)),
                    Id,
                    Watch.Persistently
                )
            )
            .ReturnsAsync(state);

    private void Calls(string activity, object input, MockSequence? order = null) =>
        (
            order is null
                ? _context.Setup(c => c.CallActivityAsync(new TaskName(activity), input, Watch.Persistently))
                : _context
                    .InSequence(order)
                    .Setup(c => c.CallActivityAsync(new TaskName(activity), input, Watch.Persistently))
        ).Returns(Task.CompletedTask);

    private void Changes() =>
        _context
            .Setup(c => c.WaitForExternalEvent<object?>(Watch.Changed, It.IsAny<CancellationToken>()))
            .ReturnsAsync((string?)null);

    private void NeverChanges() =>
        _context
            .Setup(c => c.WaitForExternalEvent<object?>(Watch.Changed, It.IsAny<CancellationToken>()))
            .Returns(new TaskCompletionSource<object?>().Task);
}
