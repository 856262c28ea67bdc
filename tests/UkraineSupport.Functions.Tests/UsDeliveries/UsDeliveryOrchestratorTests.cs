using Moq;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.UsDeliveries;
using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.Functions.Tests.UsDeliveries;

public sealed class UsDeliveryOrchestratorTests
{
    private const string Id = "usdelivery-0";
    private static readonly DateTimeOffset MonthEnd = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Mock<TaskOrchestrationContext> _context = new(MockBehavior.Strict);

    [Fact]
    public async Task Without_an_unconfirmed_month_only_a_change_begins_a_new_round()
    {
        Finds(new GapSearch([], null));
        Changes();
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await UsDeliveryOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
        _context.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task The_end_of_a_month_begins_a_new_round()
    {
        Finds(new GapSearch([], MonthEnd));
        NeverChanges();
        _context.Setup(c => c.CreateTimer(MonthEnd.UtcDateTime, It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await UsDeliveryOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
    }

    [Fact]
    public async Task A_change_that_comes_first_stops_the_timer()
    {
        Finds(new GapSearch([], MonthEnd));
        Changes();
        var timer = CancellationToken.None;
        _context.Setup(c => c.CreateTimer(MonthEnd.UtcDateTime, It.IsAny<CancellationToken>()))
            .Callback((DateTime _, CancellationToken stop) => timer = stop).Returns(new TaskCompletionSource().Task);
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await UsDeliveryOrchestrator.RunAsync(_context.Object, Id);
        Assert.True(timer.IsCancellationRequested);
    }

    [Fact]
    public async Task A_search_that_fails_for_good_is_not_swallowed()
    {
        _context.Setup(c => c.CallActivityAsync<GapSearch>(new TaskName(nameof(UsDeliveryActivities.FindUsGaps)), Id, Watch.Persistently))
            .ThrowsAsync(new InvalidOperationException("storage is gone"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => UsDeliveryOrchestrator.RunAsync(_context.Object, Id));
    }

    private void Finds(GapSearch search) =>
        _context.Setup(c => c.CallActivityAsync<GapSearch>(new TaskName(nameof(UsDeliveryActivities.FindUsGaps)), Id, Watch.Persistently)).ReturnsAsync(search);

    private void Changes() => _context.Setup(c => c.WaitForExternalEvent<string?>(Watch.Changed, It.IsAny<CancellationToken>())).ReturnsAsync((string?)null);

    private void NeverChanges() => _context.Setup(c => c.WaitForExternalEvent<string?>(Watch.Changed, It.IsAny<CancellationToken>())).Returns(new TaskCompletionSource<string?>().Task);
}
