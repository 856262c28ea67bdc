using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>
/// Carries what happened to an aggregate to everything that follows from it: read models, the other aggregates concerned, its
/// orchestration, the dashboards. In order, each step safe to repeat; only when all are done the promise is kept.
/// </summary>
internal sealed class Dispatcher(
    AggregateStore store, DispatchProgress progress, Outbox outbox, IEnumerable<IEventPublisher> publishers,
    Projector<Pledge, PledgeEvent> pledges, PledgeConsequences pledgeConsequences,
    Projector<Requirement, RequirementEvent> requirements, RequirementConsequences requirementConsequences)
{
    private const int BatchSize = 200;
    private readonly Turnstile _turnstile = new();

    /// <summary>Dispatches what is undispatched of an aggregate. Several calls for one aggregate take turns: the later ones find it done.</summary>
    public Task DispatchAsync(string id, DurableTaskClient client, CancellationToken cancel) => _turnstile.PassAsync(id, () =>
        Ids.IsPledge(id) ? DispatchAsync(id, client, pledges, pledgeConsequences.FollowAsync, cancel)
        : Ids.IsRequirement(id) ? DispatchAsync(id, client, requirements, requirementConsequences.FollowAsync, cancel)
        : throw new InvalidOperationException($"'{id}' is no aggregate."));

    private async Task DispatchAsync<T, TEvent>(
        string id, DurableTaskClient client, Projector<T, TEvent> projector, Func<T, IReadOnlyList<TEvent>, CancellationToken, Task> follow, CancellationToken cancel)
        where T : class, IAggregate<T, TEvent>
        where TEvent : class
    {
        while (true)
        {
            var through = await progress.ReadAsync(id, cancel);
            var stored = await store.LoadAsync<T>(id, cancel);
            if (stored is null || stored.State.Version <= through) return;
            // Not those that came after the state was read: what follows from them is in a later state, so they are for a later round.
            var events = (await store.EventsAsync(id, through, BatchSize, cancel)).FindAll(e => e.Record.Version <= stored.State.Version);

            await projector.ProjectAsync(stored.State, cancel);
            await follow(stored.State, events.ConvertAll(e => (TEvent)e.Record.Happened()), cancel);
            await Watch.WakeAsync(client, id, typeof(T), cancel);
            foreach (var one in events) await PublishAsync(one.Record, stored.State.Disclosure, cancel);

            await progress.WriteAsync(id, events[^1].Record.Version, cancel);
            await Task.WhenAll(events.Where(e => e.Last).Select(e => outbox.KeptAsync(id, e.Record.Version, cancel)));
        }
    }

    private async Task PublishAsync(EventRecord happened, Disclosure disclosure, CancellationToken cancel)
    {
        foreach (var publisher in publishers) await publisher.PublishAsync(happened, disclosure, cancel);
    }
}
