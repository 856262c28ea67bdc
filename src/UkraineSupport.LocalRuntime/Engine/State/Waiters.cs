namespace UkraineSupport.LocalRuntime.Engine.State;

/// <summary>Callers that wait for an instance to reach a state. Guarded by the hub's lock.</summary>
internal sealed class Waiters
{
    private readonly Dictionary<string, List<Waiter>> _byInstance = new(StringComparer.Ordinal);

    public Task<InstanceView> Add(string id, Func<InstanceView, bool> predicate)
    {
        if (!_byInstance.TryGetValue(id, out var waiters))
            _byInstance[id] = waiters = [];
        var waiter = new Waiter(predicate);
        waiters.Add(waiter);
        return waiter.Done.Task;
    }

    public void Remove(string id, Task<InstanceView> task)
    {
        if (!_byInstance.TryGetValue(id, out var waiters))
            return;
        waiters.RemoveAll(w => w.Done.Task == task);
        if (waiters.Count == 0)
            _byInstance.Remove(id);
    }

    public void Seen(InstanceView view)
    {
        if (!_byInstance.TryGetValue(view.Id, out var waiters))
            return;
        waiters.RemoveAll(w => w.Predicate(view) && w.Done.TrySetResult(view));
        if (waiters.Count == 0)
            _byInstance.Remove(view.Id);
    }

    public void Fail(Exception fault)
    {
        foreach (var waiter in _byInstance.Values.SelectMany(w => w))
            waiter.Done.TrySetException(new InvalidOperationException("The durable engine has stopped.", fault));
        _byInstance.Clear();
    }

    private sealed record Waiter(Func<InstanceView, bool> Predicate)
    {
        public TaskCompletionSource<InstanceView> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
