using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>
/// Brings external events and those that wait for them together. An event goes to the newest wait that is still open: a
/// loop that abandons a wait (<c>WhenAny</c>) and waits again gets it, not the abandoned task. One without a wait is
/// kept.
/// </summary>
internal sealed class EventWaits(DataConverter converter)
{
    private readonly Dictionary<string, Stack<IWait>> _waits = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> _kept = [];

    private interface IWait
    {
        bool TryComplete(string? data);
    }

    public IReadOnlyList<EventRaised> Kept => _kept;

    public Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        var wait = new Wait_<T>(converter);
        var first = _kept.FindIndex(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        if (first >= 0)
        {
            var raised = _kept[first];
            _kept.RemoveAt(first);
            wait.TryComplete(raised.Data?.Value);
            return wait.Task;
        }
        if (!_waits.TryGetValue(name, out var waits))
            _waits[name] = waits = new();
        waits.Push(wait);
        if (cancellation.CanBeCanceled)
            cancellation.Register(() => wait.TrySetCanceled(cancellation));
        return wait.Task;
    }

    public void Raise(EventRaised raised)
    {
        if (_waits.TryGetValue(raised.Name, out var waits))
        {
            while (waits.TryPop(out var wait))
            {
                if (wait.TryComplete(raised.Data?.Value))
                    return;
            }
        }
        _kept.Add(raised);
    }

    private sealed class Wait_<T>(DataConverter converter) : TaskCompletionSource<T>, IWait
    {
        public bool TryComplete(string? data) => !Task.IsCompleted && Answers.Set(this, converter, data);
    }
}
