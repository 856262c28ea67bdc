using System.Collections.Concurrent;

namespace UkraineSupport.Functions.Storage;

/// <summary>
/// Does what several callers of this process want at once as one piece of work: those who come while it is under way
/// are done together after it.
/// </summary>
/// <param name="most">How many are done together at most.</param>
/// <param name="work">Does it; an answer for each, in their order. What it throws, each of them gets.</param>
internal sealed class Together<TItem, TAnswer>(int most, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TAnswer>>> work)
    : IDisposable
{
    private readonly ConcurrentQueue<(TItem Item, TaskCompletionSource<TAnswer> Answer)> _waiting = new();
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Has it done. It is not cancelled with its caller: others may be in the same boat.</summary>
    public async Task<TAnswer> DoAsync(TItem item)
    {
        var own = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((item, own));
        await _gate.WaitAsync();
        try
        {
            while (!own.Task.IsCompleted)
                await NextAsync();
        }
        finally
        {
            _gate.Release();
        }

        return await own.Task;
    }

    public void Dispose() => _gate.Dispose();

    private async Task NextAsync()
    {
        var batch = new List<(TItem Item, TaskCompletionSource<TAnswer> Answer)>();
        while (batch.Count < most && _waiting.TryDequeue(out var next))
            batch.Add(next);
        try
        {
            var answers = await work(batch.ConvertAll(b => b.Item));
            for (var i = 0; i < batch.Count; i++)
                batch[i].Answer.SetResult(answers[i]);
        }
        catch (Exception fault)
        {
            foreach (var (_, answer) in batch)
                answer.TrySetException(fault);
        }
    }
}
