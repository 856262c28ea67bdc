using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>The one statement of requirements of the installation.</summary>
internal sealed class Statements(AggregateStore store)
{
    /// <summary>Its id.</summary>
    public static string Id { get; } = Ids.From(StatementOfRequirements.IdKind, "coalition");

    /// <summary>The statement, whoever asks; null when there is none.</summary>
    public Task<Stored<StatementOfRequirements>?> FindAsync(CancellationToken cancel) =>
        store.LoadAsync<StatementOfRequirements>(Id, cancel);

    /// <summary>The statement as somebody sees it; null when there is none for that caller.</summary>
    public async Task<StatementOfRequirements?> SeenByAsync(Actor viewer, CancellationToken cancel) =>
        await FindAsync(cancel) is { State: var statement } && viewer.MaySee(statement.Disclosure, null)
            ? statement.SeenBy(viewer)
            : null;

    /// <summary>
    /// An earlier version by the number that the viewer counts. What was put together counts several versions: each of
    /// them is answered as the whole of what was put.
    /// </summary>
    /// <returns>The statement under the number of the last of those; null when there is no such version.</returns>
    public async Task<StatementOfRequirements?> AtAsync(
        Stored<StatementOfRequirements> stored,
        long version,
        Actor viewer,
        CancellationToken cancel
    )
    {
        if (version < 1 || version > stored.VersionFor(viewer))
            return null;
        var events = await store.LevelledEventsAsync(stored, 0, (int)stored.State.Version, cancel);
        var seen = events.ConvertAll(e => SeenEvent.Of(e, stored, viewer).Seen);
        var commit = events[seen.FindIndex(e => e?.Version == version)].Commit;
        var last = events.FindLastIndex(e => e.Commit == commit);
        var state = events
            .Take(last + 1)
            .Select(e => (StatementEvent)e.Record.Happened())
            .Aggregate((StatementOfRequirements?)null, StatementOfRequirements.Apply)!;
        return state.SeenBy(viewer).Numbered(seen.Take(last + 1).OfType<Domain.Events.EventRecord>().Last().Version);
    }
}

/// <summary>The statement is in no list: there is one.</summary>
internal sealed class StatementProjection : IProjection<StatementOfRequirements>
{
    public string Path(StatementOfRequirements state) => "/api/coalition/requirements";

    public IReadOnlyList<Tag> Tags(StatementOfRequirements state) => [];

    public object Entry(StatementOfRequirements state) => new StatementEntry(state.Id, state.Version);
}

/// <summary>What the lists keep of the statement.</summary>
internal sealed record StatementEntry(string Id, long Version);
