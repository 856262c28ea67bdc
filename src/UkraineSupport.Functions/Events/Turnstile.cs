namespace UkraineSupport.Functions.Events;

/// <summary>
/// Lets the work for one key through one at a time, within this process. It spares double work, nothing rests on it:
/// another process may do the same work at the same moment.
/// </summary>
internal sealed class Turnstile
{
    private readonly Dictionary<string, Task> _last = [];

    public async Task PassAsync(string key, Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_last)
        {
            before = _last.GetValueOrDefault(key, Task.CompletedTask);
            _last[key] = done.Task;
        }

        await before;
        try
        {
            await work();
        }
        finally
        {
            lock (_last)
            {
                if (_last[key] == done.Task)
                    _last.Remove(key);
            }

            done.SetResult();
        }
    }
}
