using Microsoft.DurableTask;
using Moq;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.Deadlines;

namespace UkraineSupport.Functions.Tests.Coalition;

/// <summary>The rounds of an activation as a whole, and of one of its units.</summary>
public sealed class ActivationOrchestratorTests
{
    private const string Id = "activation-0.force-0.1";
    private static readonly Deadline Due = new(
        DeadlineKind.ForceFill,
        new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );
    private readonly Mock<TaskOrchestrationContext> _context = new(MockBehavior.Strict);

    public static TheoryData<bool> Both { get; } = [true, false];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task What_has_ended_ends_its_orchestration(bool whole)
    {
        Reads(whole, new WatchState(true, null, []));
        await RunAsync(whole);
        _context.VerifyAll();
        _context.VerifyNoOtherCalls();
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_deadline_that_comes_first_is_acted_on_and_a_new_round_begins(bool whole)
    {
        Reads(whole, new WatchState(false, Due, []));
        Changes(new TaskCompletionSource<object?>().Task);
        _context
            .Setup(c => c.CreateTimer(Due.At.UtcDateTime, It.IsAny<CancellationToken>()))
            .Returns(Task.CompletedTask);
        var reach = whole
            ? nameof(ActivationActivities.ReachActivationDeadline)
            : nameof(ActivationActivities.ReachUnitDeadline);
        _context
            .Setup(c => c.CallActivityAsync(reach, new DeadlineReached(Id, Due), Watch.Persistently))
            .Returns(Task.CompletedTask);
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await RunAsync(whole);
        _context.VerifyAll();
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_change_that_comes_first_begins_a_new_round(bool whole)
    {
        Reads(whole, new WatchState(false, Due, []));
        Changes(Task.FromResult<object?>(null));
        _context
            .Setup(c => c.CreateTimer(Due.At.UtcDateTime, It.IsAny<CancellationToken>()))
            .Returns(new TaskCompletionSource().Task);
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await RunAsync(whole);
        _context.VerifyAll();
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task With_nothing_due_it_waits_for_a_change(bool whole)
    {
        Reads(whole, new WatchState(false, null, []));
        Changes(Task.FromResult<object?>(null));
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await RunAsync(whole);
        _context.VerifyAll();
    }

    private Task RunAsync(bool whole) =>
        whole
            ? ActivationOrchestrator.RunAsync(_context.Object, Id)
            : ActivationOrchestrator.RunUnitAsync(_context.Object, Id);

    private void Reads(bool whole, WatchState watch)
    {
        var read = whole ? nameof(ActivationActivities.ReadActivation) : nameof(ActivationActivities.ReadUnit);
        _context.Setup(c => c.CallActivityAsync<WatchState>(read, Id, Watch.Persistently)).ReturnsAsync(watch);
    }

    private void Changes(Task<object?> change) =>
        _context
            .Setup(c => c.WaitForExternalEvent<object?>(Watch.Changed, It.IsAny<CancellationToken>()))
            .Returns(change);
}
