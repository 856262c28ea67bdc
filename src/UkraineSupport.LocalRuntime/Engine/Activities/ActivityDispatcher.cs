using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Activities;

/// <summary>Runs activities, a limited number at once, and hands their outcome to the hub.</summary>
internal sealed class ActivityDispatcher(
    Hub hub,
    Registry registry,
    PayloadStore payloads,
    DataConverter converter,
    TimeProvider time,
    EngineMetrics metrics,
    ILogger logger
)
{
    private readonly Channel<ActivityCall> _calls = Channel.CreateUnbounded<ActivityCall>();
    private Task _workers = Task.CompletedTask;

    public int Waiting => _calls.Reader.Count;

    public void Enqueue(ActivityCall call) => _calls.Writer.TryWrite(call);

    public void Start(int workers, CancellationToken stop) =>
        _workers = Task.WhenAll(
            Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(stop), CancellationToken.None))
        );

    /// <summary>
    /// Completes when the workers have left, after the token given to <see cref="Start"/> was cancelled.
    /// </summary>
    public Task StoppedAsync() => _workers;

    private async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var call in _calls.Reader.ReadAllAsync(stop))
                await RunAsync(call, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    private async Task RunAsync(ActivityCall call, CancellationToken stop)
    {
        if (!hub.Wants(call))
            return;
        var outcome = await OutcomeAsync(call, stop);
        call.Step.Input?.Unload();
        // Cut off by the engine's own stop: nothing is recorded, so the next start makes the call again.
        if (outcome is null || stop.IsCancellationRequested)
            return;
        hub.TryPost(new Arrived(call.InstanceId, outcome));
    }

    private async Task<Arrival?> OutcomeAsync(ActivityCall call, CancellationToken stop)
    {
        using var span = metrics.StartActivity(call.Step.Name, call.InstanceId, call.TraceParent);
        var (id, execution) = (call.Step.Id, call.Execution);
        try
        {
            if (registry.FindActivity(call.Step.Name) is not { } activity)
            {
                var missing = new TaskFailureDetails(
                    "ActivityTaskNotFound",
                    $"No activity named '{call.Step.Name}' is registered.",
                    null,
                    null,
                    null
                );
                return new StepFailed(time.GetUtcNow(), execution, id, missing);
            }
            var text = await payloads.TextAsync(call.Step.Input, stop);
            var input = converter.Deserialize(text, activity.InputType);
            var started = time.GetTimestamp();
            var result = await activity.Run(new(call.Step.Name, call.InstanceId, id, input, stop));
            metrics.ActivityDone(call.Step.Name, time.GetElapsedTime(started), failed: false);
            var payload = Payload.Of(converter.Serialize(result));
            // In here, so that storage which refuses a large result fails this call and not the worker.
            if (payload is not null)
                await payloads.MoveIfLargeAsync(call.InstanceId, payload, stop);
            return new StepCompleted(time.GetUtcNow(), execution, id, payload);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever an activity throws is its outcome, and the orchestrator's business.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            metrics.ActivityDone(call.Step.Name, TimeSpan.Zero, failed: true);
            logger.LogWarning(
                failure,
                "Activity {Activity} (#{Step} of {Instance}) failed",
                call.Step.Name,
                id,
                call.InstanceId
            );
            return new StepFailed(time.GetUtcNow(), execution, id, TaskFailureDetails.FromException(failure));
        }
    }
}
