using Microsoft.DurableTask;
using Moq;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.UsDeliveries;

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
        _context
            .Setup(c => c.CreateTimer(MonthEnd.UtcDateTime, It.IsAny<CancellationToken>()))
            .Returns(Task.CompletedTask);
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
        _context
            .Setup(c => c.CreateTimer(MonthEnd.UtcDateTime, It.IsAny<CancellationToken>()))
            .Callback((DateTime _, CancellationToken stop) => timer = stop)
            .Returns(new TaskCompletionSource().Task);
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await UsDeliveryOrchestrator.RunAsync(_context.Object, Id);
        Assert.True(timer.IsCancellationRequested);
    }

    [Fact]
    public async Task Present_gaps_are_brought_up_to_date_before_those_that_went()
    {
        var (gone, first, second) = (Found("gap-1", 0), Found("gap-2", 1), Found("gap-3", 2));
        Finds(new GapSearch([gone, first, second], null));
        var order = new MockSequence();
        foreach (var gap in new[] { first, second, gone })
        {
            _context
                .InSequence(order)
                .Setup(c =>
                    c.CallActivityAsync(
                        new TaskName(nameof(UsDeliveryActivities.ApplyFoundGap)),
                        gap,
                        Watch.Persistently
                    )
                )
                .Returns(Task.CompletedTask);
        }

        Changes();
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await UsDeliveryOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
    }

    [Fact]
    public async Task A_gap_that_cannot_be_brought_up_to_date_is_not_swallowed()
    {
        Finds(new GapSearch([Found("gap-1", 1)], null));
        _context
            .Setup(c =>
                c.CallActivityAsync(
                    new TaskName(nameof(UsDeliveryActivities.ApplyFoundGap)),
                    It.IsAny<object>(),
                    It.IsAny<TaskOptions>()
                )
            )
            .ThrowsAsync(new InvalidOperationException("storage is gone"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => UsDeliveryOrchestrator.RunAsync(_context.Object, Id));
    }

    [Fact]
    public async Task A_search_that_fails_for_good_is_not_swallowed()
    {
        _context
            .Setup(c =>
                c.CallActivityAsync<GapSearch>(
                    new TaskName(nameof(UsDeliveryActivities.FindUsGaps)),
                    Id,
                    Watch.Persistently
                )
            )
            .ThrowsAsync(new InvalidOperationException("storage is gone"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => UsDeliveryOrchestrator.RunAsync(_context.Object, Id));
    }

    private static FoundGap Found(string id, int months) =>
        new(
            id,
            "AMMO-155",
            [.. Enumerable.Range(1, months).Select(m => new GapMonth(new(2027, m), 10, 10, null, false))],
            null,
            1
        );

    private void Finds(GapSearch search) =>
        _context
            .Setup(c =>
                c.CallActivityAsync<GapSearch>(
                    new TaskName(nameof(UsDeliveryActivities.FindUsGaps)),
                    Id,
                    Watch.Persistently
                )
            )
            .ReturnsAsync(search);

    private void Changes() =>
        _context
            .Setup(c => c.WaitForExternalEvent<object?>(Watch.Changed, It.IsAny<CancellationToken>()))
            .ReturnsAsync((string?)null);

    private void NeverChanges() =>
        _context
            .Setup(c => c.WaitForExternalEvent<object?>(Watch.Changed, It.IsAny<CancellationToken>()))
            .Returns(new TaskCompletionSource<object?>().Task);
}
