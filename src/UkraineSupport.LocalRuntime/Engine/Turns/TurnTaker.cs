using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>
/// Takes instances from the ready queue, runs their code to its next wait and records what it asked for.
/// </summary>
internal sealed class TurnTaker(
    Hub hub,
    ReadyQueue ready,
    Registry registry,
    TurnPayloads payloads,
    RunSettings settings,
    RunCache cache,
    TimeProvider time,
    EngineMetrics metrics,
    ILogger logger
)
{
    private Task _workers = Task.CompletedTask;

    public void Start(int workers, CancellationToken stop) =>
        _workers = Task.WhenAll(
            Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(stop), CancellationToken.None))
        );

    public Task StoppedAsync() => _workers;

    private async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var instance in ready.Reader.ReadAllAsync(stop))
                await TakeAsync(instance, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    private async Task TakeAsync(Instance instance, CancellationToken stop)
    {
        try
        {
            var work = hub.Under(h =>
                h.HasFailed || h.State.Find(instance.Id) != instance ? null : TurnWork.Of(instance, time.GetUtcNow())
            );
            if (work is not null)
                await TakeAsync(instance, work, stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Nothing of the orchestrator's own ends here: this is the engine's fault, and it must not go on
            // half-blind.
            logger.LogCritical(fault, "The durable engine failed at a turn of {Instance} and has stopped", instance.Id);
            hub.Fail(fault);
        }
        finally
        {
            hub.Under(h =>
            {
                instance.Busy = false;
                cache.Used(instance);
                if (!h.HasFailed && h.State.Find(instance.Id) == instance)
                    h.QueueTurn(instance);
                return true;
            });
            ready.Done();
        }
    }

    private async Task TakeAsync(Instance instance, TurnWork work, CancellationToken stop)
    {
        var lost = await payloads.LoadAsync(work, stop);
        var run = work.Run;
        var actions = lost is null ? Decide(instance, work, ref run) : Fail(work, lost);
        await payloads.MoveAsync(instance.Id, actions, stop);
        metrics.TurnTaken();
        Tell(instance.Id, work, actions);
        hub.Under(h =>
        {
            if (h.State.Find(instance.Id) != instance || h.HasFailed)
                return false;
            instance.Run = run;
            h.Append(new TurnTaken(instance.Id, work.Execution, new(work.Now, work.Fresh.Count, actions)));
            return true;
        });
        TurnPayloads.Unload(work, actions);
    }

    private void Tell(string id, TurnWork work, IReadOnlyList<TurnAction> actions)
    {
        if (actions is not [.., Finished end])
            return;
        if (end.Failure is null)
            logger.LogDebug("Orchestration {Name} ({Instance}) ended: {Status}", work.Start.Name, id, end.Status);
        else
            logger.LogWarning(
                "Orchestration {Name} ({Instance}) failed: {Reason}",
                work.Start.Name,
                id,
                end.Failure.ErrorMessage
            );
    }

    private IReadOnlyList<TurnAction> Decide(Instance instance, TurnWork work, ref OrchestrationRun? run)
    {
        if (work.Fresh.OfType<Terminated>().FirstOrDefault() is { } terminated)
            return Terminate(instance, work, terminated);
        if (work.Broken is { } broken)
            return Fail(work, TaskFailureDetails.FromException(new NonDeterministicOrchestrationException(broken)));
        if (registry.FindOrchestrator(work.Start.Name) is not { } code)
        {
            return Fail(
                work,
                new(
                    "OrchestratorTaskNotFound",
                    $"No orchestrator named '{work.Start.Name}' is registered.",
                    null,
                    null,
                    null
                )
            );
        }
        try
        {
            run ??= Replay(instance, work, code);
            return run.Take(work.Now, work.Fresh);
        }
#pragma warning disable CA1031 // Steps that differ: the instance's failure, not the engine's.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Fail(work, TaskFailureDetails.FromException(failure));
        }
    }

    private OrchestrationRun Replay(
        Instance instance,
        TurnWork work,
        Func<TaskOrchestrationContext, Task<object?>> code
    )
    {
        var run = new OrchestrationRun(
            instance.Id,
            work.Start,
            code,
            settings,
            reason => Break(instance, work.Execution, reason)
        );
        var given = 0;
        foreach (var turn in work.PastTurns)
        {
            run.Replay(turn, work.Past.GetRange(given, turn.Consumed));
            given += turn.Consumed;
        }
        return run;
    }

    /// <summary>May come from any thread at any time, in the middle of the turn as well.</summary>
    private void Break(Instance instance, Guid execution, string reason) =>
        hub.Under(h =>
        {
            if (h.HasFailed || h.State.Find(instance.Id) != instance || instance.Execution != execution)
                return false;
            instance.Broken = reason;
            h.QueueTurn(instance);
            return true;
        });

    private static List<TurnAction> Terminate(Instance instance, TurnWork work, Terminated terminated)
    {
        var actions = new List<TurnAction>();
        if (terminated.Recursive)
            actions.AddRange(work.Children.Select(c => new ChildTerminated(c.ChildId, c.ChildExecution)));
        actions.Add(
            new Finished(OrchestrationRuntimeStatus.Terminated, terminated.Output, null, instance.Start.Parent)
        );
        return actions;
    }

    private static TurnAction[] Fail(TurnWork work, TaskFailureDetails why) =>
        [new Finished(OrchestrationRuntimeStatus.Failed, null, why, work.Start.Parent)];
}
