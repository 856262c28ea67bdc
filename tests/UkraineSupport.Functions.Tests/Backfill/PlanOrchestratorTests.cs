using Microsoft.DurableTask;
using Moq;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Deadlines;

namespace UkraineSupport.Functions.Tests.Backfill;

public sealed class PlanOrchestratorTests
{
    private const string Id = "plan-1";
    private readonly Mock<TaskOrchestrationContext> _context = new(MockBehavior.Strict);

    [Theory]
    [InlineData(PlanStatus.Failed)]
    [InlineData(PlanStatus.Confirmed)]
    public async Task A_plan_that_has_ended_ends_its_orchestration(PlanStatus status)
    {
        Computes(status);
        await PlanOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
        _context.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_computed_plan_waits_for_a_change_and_begins_a_new_round()
    {
        Computes(PlanStatus.Computed);
        _context.Setup(c => c.ContinueAsNew(Id, true));
        await PlanOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
    }

    [Fact]
    public async Task A_confirmed_plan_is_carried_out_line_by_line_and_then_recorded_once()
    {
        Computes(PlanStatus.Confirming);
        var lines = new[] { new LineToConfirm(Id, "pledge-1", 1, []), new LineToConfirm(Id, "pledge-2", 1, []) };
        var gone = new GoneAllocation("pledge-2", 1, "gap-1", 5, "gone");
        _context
            .Setup(c =>
                c.CallActivityAsync<List<LineToConfirm>>(
                    new TaskName(nameof(PlanActivities.ReadPlanLines)),
                    Id,
                    Watch.Persistently
                )
            )
            .ReturnsAsync([.. lines]);
        _context
            .Setup(c =>
                c.CallActivityAsync<LineConfirmed>(
                    new TaskName(nameof(PlanActivities.ConfirmPlanLine)),
                    lines[0],
                    Watch.Persistently
                )
            )
            .ReturnsAsync(new LineConfirmed(2, []));
        _context
            .Setup(c =>
                c.CallActivityAsync<LineConfirmed>(
                    new TaskName(nameof(PlanActivities.ConfirmPlanLine)),
                    lines[1],
                    Watch.Persistently
                )
            )
            .ReturnsAsync(new LineConfirmed(0, [gone]));
        _context
            .Setup(c =>
                c.CallActivityAsync(
                    new TaskName(nameof(PlanActivities.RecordConfirmation)),
                    It.Is<object>(o => ((PlanOutcome)o).Made == 2 && ((PlanOutcome)o).Gone.Single() == gone),
                    Watch.Persistently
                )
            )
            .Returns(Task.CompletedTask);

        await PlanOrchestrator.RunAsync(_context.Object, Id);
        _context.VerifyAll();
    }

    private void Computes(PlanStatus status)
    {
        _context
            .Setup(c => c.WaitForExternalEvent<object?>(Watch.Changed, It.IsAny<CancellationToken>()))
            .ReturnsAsync((string?)null);
        _context
            .Setup(c =>
                c.CallActivityAsync<PlanStatus>(
                    new TaskName(nameof(PlanActivities.ComputePlan)),
                    Id,
                    Watch.Persistently
                )
            )
            .ReturnsAsync(status);
    }
}
