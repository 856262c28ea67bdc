using Microsoft.DurableTask;
using Moq;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.Deadlines;

namespace UkraineSupport.Functions.Tests.Coalition;

public sealed class ForceOrchestratorTests
{
    private const string Id = "force-0";
    private static readonly Deadline Due = new(
        DeadlineKind.Mandate,
        new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );
    private readonly Mock<TaskOrchestrationContext> _context = new(MockBehavior.Strict);

    [Fact]
    public async Task What_has_ended_ends_its_orchestration()
    {
        Reads(new WatchState(true, null, []));
        await ForceOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
        _context.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_deadline_that_comes_first_is_acted_on_and_a_new_round_begins()
    {
        Reads(new WatchState(false, Due, []));
        _context
            .Setup(c => c.WaitForExternalEvent<object?>(Watch.Changed, It.IsAny<CancellationToken>()))
            .Returns(new TaskCompletionSource<object?>().Task);
        _context
            .Setup(c => c.CreateTimer(Due.At.UtcDateTime, It.IsAny<CancellationToken>()))
            .Returns(Task.CompletedTask);
        _context
            .Setup(c =>
                c.CallActivityAsync(
                    nameof(ForceActivities.ReachForceDeadline),
                    new DeadlineReached(Id, Due),
                    Watch.Persistently
                )
            )
            .Returns(Task.CompletedTask);
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await ForceOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
    }

    [Fact]
    public async Task A_change_that_comes_first_begins_a_new_round()
    {
        Reads(new WatchState(false, null, []));
        _context
            .Setup(c => c.WaitForExternalEvent<object?>(Watch.Changed, It.IsAny<CancellationToken>()))
            .Returns(Task.FromResult<object?>(null));
        _context.Setup(c => c.ContinueAsNew(Id, true));

        await ForceOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
    }

    private void Reads(WatchState watch) =>
        _context
            .Setup(c => c.CallActivityAsync<WatchState>(nameof(ForceActivities.ReadForce), Id, Watch.Persistently))
            .ReturnsAsync(watch);
}
