using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.ReadModels;

/// <summary>The read models of the aggregates of one kind, as they follow from the aggregates.</summary>
internal interface IKindReadModels
{
    /// <summary>Prefix of the ids.</summary>
    string Kind { get; }

    /// <summary>Shows an aggregate in a generation, unless it shows there as it is.</summary>
    Task ShowAsync(string id, int generation, CancellationToken cancel);

    /// <summary>
    /// Has a generation's list show an aggregate as it is, though its version is shown already: something of it was
    /// erased. False when it does show it so.
    /// </summary>
    Task<bool> MendAsync(string id, int generation, CancellationToken cancel);

    /// <summary>What a generation shows otherwise than the aggregate is, or null.</summary>
    Task<string?> DifferenceAsync(string id, int generation, CancellationToken cancel);
}

/// <inheritdoc cref="IKindReadModels"/>
internal sealed class KindReadModels<T, TEvent>(
    AggregateStore store,
    ListIndex lists,
    IProjection<T> projection,
    Projector<T, TEvent> projector
) : IKindReadModels
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    public string Kind => T.IdKind;

    public async Task ShowAsync(string id, int generation, CancellationToken cancel)
    {
        if (await store.LoadAsync<T>(id, cancel) is { } stored)
            await projector.ProjectAsync(stored, isNew: false, [generation], cancel);
    }

    public async Task<bool> MendAsync(string id, int generation, CancellationToken cancel) =>
        await store.LoadAsync<T>(id, cancel) is { } stored
        && await lists.MendAsync(generation, await projector.EntryAsync(stored, cancel), cancel);

    public async Task<string?> DifferenceAsync(string id, int generation, CancellationToken cancel)
    {
        if (await store.LoadAsync<T>(id, cancel) is not { } stored)
            return "is in lists and is no aggregate";
        var entry = await projector.EntryAsync(stored, cancel);
        if (await lists.FindAsync(generation, id, entry.Ordinal, cancel) is not { } row)
            return "is in no list";
        if (!ListIndex.IsRowOf(row, entry))
            return $"is at version {entry.Version} and in lists otherwise, as of version {row.GetInt64("Version")}";
        return await projection.IsCountedAsync(generation, stored.State, cancel) ? null : "is counted otherwise";
    }
}
