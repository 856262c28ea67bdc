using System.Collections.Concurrent;
using UkraineSupport.Testing;

namespace UkraineSupport.LocalRuntime.Tests.Support;

/// <summary>What functions of a test tell it, and what it tells them.</summary>
public sealed class Recorder
{
    private readonly ConcurrentQueue<string> entries = new();
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Entries => [.. entries];

    /// <summary>Completes when the test opens it: a function waits here as if it worked long.</summary>
    public Task Gate => gate.Task;

    public void Open() => gate.TrySetResult();

    public void Add(string entry) => entries.Enqueue(entry);

    public Task WaitForAsync(int count) =>
        Poll.UntilAsync($"{count} entries", () => Task.FromResult(entries.Count >= count));
}
