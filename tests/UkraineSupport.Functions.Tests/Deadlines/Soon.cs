using DurableTask.Core.History;
using Microsoft.DurableTask.Client;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Deadlines;

/// <summary>
/// A deadline for the framework, which stamps the machine's time: shortly after it is first asked for, then always the
/// same.
/// </summary>
internal sealed class Soon
{
    private readonly Lazy<DateTimeOffset> _at = new(() =>
        TimeProvider.System.GetUtcNow() + TimeSpan.FromMilliseconds(900)
    );

    public DateTimeOffset At => _at.Value;

    private bool Past => _at.IsValueCreated && TimeProvider.System.GetUtcNow() >= At;

    /// <summary>Until the instance waits for it: an earlier stop would not leave it to the next host.</summary>
    public Task UntilWaitedForAsync(DurableTaskClient client, string id, CancellationToken cancel) =>
        Poll.UntilAsync(
            $"{id} waits for its deadline",
            async () => Past || (await client.GetOrchestrationHistoryAsync(id, cancel)).Any(h => h is TimerCreatedEvent)
        );

    public Task UntilPastAsync() => Poll.UntilAsync("the deadline is past", () => Task.FromResult(Past));
}
