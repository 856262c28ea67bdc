namespace UkraineSupport.Functions.Events;

/// <summary>Of a kind of aggregate that means nothing to others beyond lists, orchestration and dashboards.</summary>
internal sealed class NoConsequences<T, TEvent> : IConsequences<T, TEvent>
{
    public Task FollowAsync(
        T state,
        IReadOnlyList<TEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    ) => Task.CompletedTask;
}
