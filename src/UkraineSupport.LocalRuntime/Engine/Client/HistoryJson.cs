using System.Text.Json;
using System.Text.Json.Nodes;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Payloads;

namespace UkraineSupport.LocalRuntime.Engine.Client;

/// <summary>
/// Writes a history as Durable Functions' management API does: one entry a thing that happened, where a call and its
/// answer are one entry once the answer is there.
/// </summary>
internal sealed class HistoryJson(PayloadStore payloads, bool inputs, bool outputs, CancellationToken cancellation)
{
    private readonly Dictionary<int, (Step Step, DateTimeOffset At)> _steps = [];
    private readonly Dictionary<int, JsonObject> _open = [];
    private readonly List<JsonObject> _events = [];

    public async Task<IReadOnlyList<JsonNode>> WriteAsync(Copied history)
    {
        var next = 0;
        foreach (var turn in history.Turns)
        {
            for (var last = next + turn.Consumed; next < last; next++)
                await AddAsync(history.Arrivals[next]);
            foreach (var action in turn.Actions)
                await AddAsync(action, turn.Time);
        }
        for (; next < history.Arrivals.Count; next++)
            await AddAsync(history.Arrivals[next]);
        return _events;
    }

    private async Task AddAsync(Arrival arrival)
    {
        switch (arrival)
        {
            case Started e:
                Add("ExecutionStarted", e.At, ("FunctionName", e.Name), ("Input", await InputAsync(e.Input)));
                break;
            case StepCompleted e:
                await AnswerAsync("Completed", e.At, e.StepId, ("Result", outputs ? await NodeAsync(e.Result) : null));
                break;
            case StepFailed e:
                await AnswerAsync(
                    "Failed",
                    e.At,
                    e.StepId,
                    ("Reason", e.Failure.ErrorMessage),
                    ("Details", e.Failure.StackTrace)
                );
                break;
            case EventRaised e:
                Add("EventRaised", e.At, ("Name", e.Name), ("Input", await InputAsync(e.Data)));
                break;
            case Suspended e:
                Add("ExecutionSuspended", e.At, ("Reason", e.Reason));
                break;
            case Resumed e:
                Add("ExecutionResumed", e.At, ("Reason", e.Reason));
                break;
            case Terminated e:
                Add("ExecutionTerminated", e.At, ("Input", await InputAsync(e.Output)));
                break;
        }
    }

    private async Task AddAsync(TurnAction action, DateTimeOffset at)
    {
        if (action is Step step)
            _steps[step.Id] = (step, at);
        switch (action)
        {
            case ActivityScheduled a:
                Open(a, "TaskScheduled", at, ("Name", a.Name), ("Input", await InputAsync(a.Input)));
                break;
            case ChildScheduled a:
                Open(
                    a,
                    "SubOrchestrationInstanceCreated",
                    at,
                    ("Name", a.Name),
                    ("InstanceId", a.ChildId),
                    ("Input", await InputAsync(a.Input))
                );
                break;
            case TimerCreated a:
                Add("TimerCreated", at, ("FireAt", a.FireAt.UtcDateTime));
                break;
            case EventSent a:
                Add("EventSent", at, ("Name", a.Name), ("InstanceId", a.Target), ("Input", await InputAsync(a.Data)));
                break;
            case ContinuedAsNew a:
                Add("ContinueAsNew", at, ("Result", outputs ? await NodeAsync(a.Next.Input) : null));
                break;
            case Finished a:
                Add(
                    "ExecutionCompleted",
                    at,
                    ("OrchestrationStatus", a.Status.ToString()),
                    (
                        "Result",
                        a.Failure is not null ? a.Failure.ToString()
                        : outputs ? await NodeAsync(a.Output)
                        : null
                    )
                );
                break;
        }
    }

    private async Task AnswerAsync(string how, DateTimeOffset at, int id, params (string, object?)[] result)
    {
        if (!_steps.TryGetValue(id, out var asked))
            return;
        if (_open.Remove(id, out var open))
            _events.Remove(open);
        switch (asked.Step)
        {
            case TimerCreated timer:
                Add("TimerFired", at, ("FireAt", timer.FireAt.UtcDateTime));
                break;
            case ActivityScheduled a:
                Add(
                    "Task" + how,
                    at,
                    [
                        .. result,
                        ("ScheduledTime", asked.At.UtcDateTime),
                        ("FunctionName", a.Name),
                        ("Input", await InputAsync(a.Input)),
                    ]
                );
                break;
            case ChildScheduled c:
                Add(
                    "SubOrchestrationInstance" + how,
                    at,
                    [
                        .. result,
                        ("ScheduledTime", asked.At.UtcDateTime),
                        ("FunctionName", c.Name),
                        ("Input", await InputAsync(c.Input)),
                    ]
                );
                break;
        }
    }

    private void Open(Step step, string type, DateTimeOffset at, params (string, object?)[] more) =>
        _open[step.Id] = Add(type, at, more);

    private JsonObject Add(string type, DateTimeOffset at, params (string Name, object? Value)[] more)
    {
        var entry = new JsonObject { ["EventType"] = type, ["Timestamp"] = at.UtcDateTime };
        foreach (var (name, value) in more)
        {
            if (value is not null)
                entry[name] = value as JsonNode ?? JsonValue.Create(value);
        }
        _events.Add(entry);
        return entry;
    }

    private async Task<JsonNode?> InputAsync(Payload? payload) => inputs ? await NodeAsync(payload) : null;

    /// <summary>What was sent to another instance went with it if that has been purged.</summary>
    private async Task<JsonNode?> NodeAsync(Payload? payload)
    {
        if (await payloads.TextIfThereAsync(payload, cancellation) is not { } text)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
