using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Storage;

/// <summary>An aggregate as read: state, and what is needed to write on top of it.</summary>
/// <param name="State">The state.</param>
/// <param name="Head">Hash of its last event.</param>
/// <param name="ETag">Of the state's row.</param>
/// <param name="Levels">Its history as those read it who do not see all of it.</param>
/// <param name="Ordinal">Its number in the order of lists; 0 of one from before it was kept here.</param>
/// <param name="Waits">What its orchestrations wait for, as <c>Watchman</c> says it.</param>
internal sealed record Stored<T>(T State, string Head, ETag ETag, Levels Levels, long Ordinal, string Waits)
    where T : class, IAggregate
{
    /// <summary>The version that <paramref name="viewer"/> counts: how many of its events that caller may see.</summary>
    public long VersionFor(Actor viewer) => Levels.Of(viewer)?.Version ?? State.Version;
}

/// <summary>What a commit does beside writing.</summary>
/// <param name="Waits">What the orchestrations of a state wait for.</param>
/// <param name="Promised">Done when the promise stands and before the transaction, or null.</param>
internal sealed record CommitSteps<T>(Func<T, string> Waits, Func<Task>? Promised = null);

/// <summary>Who did it, why, and under which idempotency key (if any).</summary>
internal sealed record CommitInfo(Actor Actor, string? Reason, KeptAnswer? Answer = null);

/// <summary>What a request would have kept of an aggregate is more than there is to be room for.</summary>
internal sealed class AggregateFullException(string id) : Exception($"{id} is full.");

/// <summary>
/// Aggregates in table <c>Aggregates</c>. The partition is the aggregate, so that state, events and the answer kept
/// under an idempotency key are written in one entity group transaction: all or nothing. Row keys carry the aggregate's
/// id although the partition says it already: the emulator finds rows by row key first, and is slow when thousands
/// share one.
/// </summary>
internal sealed class AggregateStore(
    StorageAccount account,
    Outbox outbox,
    Ordinals ordinals,
    RecentCommits recent,
    Life life,
    TimeProvider time
)
{
    /// <summary>The table.</summary>
    public const string Table = "Aggregates";

    /// <summary>
    /// Most bytes, compressed, that requests may bring a state to: half of what a row holds, so that what follows from
    /// them always fits.
    /// </summary>
    private const int MostByRequest = 450_000;

    /// <summary>Most characters: beyond that every step on it would hold up others.</summary>
    private const int MostCharacters = 1_500_000;

    /// <summary>Reads an aggregate; null when there is none.</summary>
    public async Task<Stored<T>?> LoadAsync<T>(string id, CancellationToken cancel)
        where T : class, IAggregate
    {
        if (!Ids.IsWellFormed(id) || await FindAsync(id, StateKey(id), cancel) is not { } row)
            return null;
        var state = JsonSerializer.Deserialize<T>(TextColumns.Get(row, "State")!, DomainJson.Options)!;
        return new(
            state,
            row.GetString("Head"),
            row.ETag,
            EventRows.LevelsOf(row) ?? await ReckonLevelsAsync(state, cancel),
            row.GetInt64("Ordinal") ?? 0,
            TextColumns.Get(row, "Waits") ?? ""
        );
    }

    /// <summary>The state of an aggregate that must be there.</summary>
    public async Task<T> StateAsync<T>(string id, CancellationToken cancel)
        where T : class, IAggregate =>
        (await LoadAsync<T>(id, cancel) ?? throw new InvalidOperationException($"There is no {id}.")).State;

    /// <summary>
    /// Gives the next number in the order of lists to an aggregate from before numbers were kept with them.
    /// </summary>
    public async Task<long> NumberAsync<T, TEvent>(string id, CancellationToken cancel)
        where T : class, IAggregate<T, TEvent>
        where TEvent : class
    {
        var table = await account.TableAsync(Table);
        while (true)
        {
            var row = (await FindAsync(id, StateKey(id), cancel))!;
            if (row.GetInt64("Ordinal") is { } given)
                return given;
            var number = await ordinals.NextAsync(T.IdKind);
            try
            {
                var numbered = new TableEntity(id, StateKey(id)) { ["Ordinal"] = number };
                await table.UpdateEntityAsync(numbered, row.ETag, TableUpdateMode.Merge, cancel);
                return number;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                // Changed, or numbered, meanwhile.
            }
        }
    }

    /// <summary>
    /// The ids of all aggregates. Walks the whole table: only for what is done once in a long time.
    /// </summary>
    public async IAsyncEnumerable<string> IdsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        // Only state rows have a head.
        await foreach (var row in table.QueryAsync<TableEntity>("Head ne ''", 1000, ["PartitionKey"], cancel))
            yield return row.PartitionKey;
    }

    /// <summary>A part of these ids, and what to ask with for the next part; null after the last.</summary>
    public async Task<(IReadOnlyList<string> Ids, string? Next)> IdsAsync(
        string? continuation,
        int count,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Table);
        var rows = table.QueryAsync<TableEntity>("Head ne ''", count, ["PartitionKey"], cancel);
        await foreach (var page in rows.AsPages(continuation).WithCancellation(cancel))
        {
            var next = page.ContinuationToken;
            return ([.. page.Values.Select(row => row.PartitionKey)], string.IsNullOrEmpty(next) ? null : next);
        }

        return ([], null);
    }

    /// <summary>Version of an aggregate; 0 when there is none.</summary>
    public async Task<long> VersionAsync(string id, CancellationToken cancel) =>
        (await FindAsync(id, StateKey(id), cancel))?.GetInt64("Version") ?? 0;

    /// <summary>The answer kept under an idempotency key, or null.</summary>
    public async Task<KeptAnswer?> FindAnswerAsync(string id, string key, CancellationToken cancel)
    {
        var row = await FindAsync(id, AnswerKey(id, key), cancel);
        return row is null ? null : KeptAnswer.From(row, key);
    }

    /// <summary>
    /// Keeps the answer of a request that took more than one transaction. When the first of them was stays beside it.
    /// </summary>
    public async Task KeepAnswerAsync(string id, KeptAnswer answer, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        var row = answer.ToRow(id, AnswerKey(id, answer.Key));
        row[KeptAnswer.CompletedAt] = time.GetUtcNow();
        await table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancel);
    }

    /// <summary>
    /// Appends <paramref name="happened"/> to <paramref name="before"/> (null: a new aggregate). Null when somebody
    /// else wrote first. The answer to a request, if it depends on the new state, is filled in by
    /// <paramref name="answer"/>, which gets it with the version that the actor counts; null when no request asks for
    /// it.
    /// </summary>
    /// <exception cref="AggregateFullException">A request would make it too large.</exception>
    public async Task<Stored<T>?> AppendAsync<T, TEvent>(
        string id,
        Stored<T>? before,
        IReadOnlyList<TEvent> happened,
        CommitInfo info,
        Func<T, KeptAnswer?>? answer,
        CommitSteps<T> steps,
        CancellationToken cancel
    )
        where T : class, IAggregate<T, TEvent>
        where TEvent : class
    {
        using var traced = new CommitTrace(T.IdKind, id);
        var commit = Guid.NewGuid().ToString("N");
        var epoch = await life.EpochAsync(cancel);
        var now = time.GetUtcNow();
        var (state, head, actions, events) = (
            before?.State,
            before?.Head ?? EventRecord.Genesis,
            new List<TableTransactionAction>(),
            new List<StoredEvent>()
        );
        var levels = before?.Levels ?? Levels.None(Disclosure.Restricted);
        foreach (var one in happened)
        {
            traced.Adds(state, one);
            state = T.Apply(state, one);
            var record = EventRecord.Seal(
                id,
                state.Version,
                one,
                now,
                info.Actor,
                info.Reason,
                head,
                state.Disclosure,
                epoch
            );
            head = record.Hash;
            events.Add(new(record, commit, levels));
            actions.Add(new(TableTransactionActionType.Add, EventRows.ToRow(record, commit, levels)));
            levels = levels.After(record, state.Owner);
        }

        var waits = steps.Waits(state!);
        var ordinal = before is { Ordinal: > 0 } ? before.Ordinal : await ordinals.NextAsync(T.IdKind);
        var row = StateRow(id, state!.Version, head, ordinal, levels);
        if (waits.Length > 0)
            TextColumns.Set(row, "Waits", waits);
        var text = JsonSerializer.Serialize(state, DomainJson.Options);
        if ((TextColumns.Set(row, "State", text) > MostByRequest || text.Length > MostCharacters) && answer is not null)
        {
            traced.IsFull();
            throw new AggregateFullException(id);
        }

        actions.Insert(
            0,
            before is null
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, before.ETag)
        );
        if (answer?.Invoke(state.Numbered(levels.Of(info.Actor)?.Version ?? state.Version)) is { } kept)
        {
            var keptRow = kept.ToRow(id, AnswerKey(id, kept.Key));
            keptRow[KeptAnswer.At] = now;
            actions.Add(new(TableTransactionActionType.Add, keptRow));
        }

        var from = before?.State.Version ?? 0;
        var promise = await outbox.PromiseAsync(id, from, state.Version, commit, before?.Waits ?? "", cancel);
        if (steps.Promised is { } promised)
            await promised();
        if (await SubmitAsync(id, state.Version, commit, actions, cancel) is not { } etag)
        {
            traced.IsLost();
            await outbox.KeptAsync(promise, cancel);
            return null;
        }

        traced.IsDone();
        var stored = new Stored<T>(state, head, etag, levels, ordinal, waits);
        recent.Add(new(promise, stored, events), text.Length);
        return stored;
    }

    /// <summary>
    /// Events of an aggregate with versions above <paramref name="after"/>, oldest first, at most
    /// <paramref name="limit"/>.
    /// </summary>
    public async Task<List<StoredEvent>> EventsAsync(string id, long after, int limit, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        var (from, to) = (EventRows.Key(id, after), EventRows.End(id));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {id} and RowKey gt {from} and RowKey lt {to}");
        var events = new List<StoredEvent>();
        await foreach (
            var row in table.QueryAsync<TableEntity>(filter, Math.Min(limit, 1000), cancellationToken: cancel)
        )
        {
            events.Add(EventRows.From(row));
            if (events.Count == limit)
                break;
        }

        return events;
    }

    /// <summary>
    /// The same with the levels before each event. Of aggregates from before those were kept they are reckoned from the
    /// first event on.
    /// </summary>
    public async Task<List<StoredEvent>> LevelledEventsAsync<T>(
        Stored<T> stored,
        long after,
        int limit,
        CancellationToken cancel
    )
        where T : class, IAggregate
    {
        var events = await EventsAsync(stored.State.Id, after, limit, cancel);
        if (events.TrueForAll(e => e.Before is not null))
            return events;
        var all = await EventsAsync(stored.State.Id, 0, (int)Math.Min(int.MaxValue, after + limit), cancel);
        var levels = Levels.None(stored.Levels.Unrecorded);
        for (var i = 0; i < all.Count; i++)
        {
            all[i] = all[i] with { Before = levels };
            levels = levels.After(all[i].Record, stored.State.Owner);
        }

        return all.FindAll(e => e.Record.Version > after);
    }

    /// <summary>
    /// One event of an aggregate, which must be there: a point read, where a query would have the emulator walk the
    /// whole table.
    /// </summary>
    public async Task<StoredEvent> EventAsync(string id, long version, CancellationToken cancel) =>
        await FindEventAsync(id, version, cancel)
        ?? throw new InvalidOperationException($"{id} has no event {version}.");

    /// <summary>The same, or null when there is none.</summary>
    public async Task<StoredEvent?> FindEventAsync(string id, long version, CancellationToken cancel) =>
        await FindAsync(id, EventRows.Key(id, version), cancel) is { } row ? EventRows.From(row) : null;

    /// <summary>
    /// Null when the transaction lost a race. One that took effect although its answer got lost is recognised by its
    /// commit id.
    /// </summary>
    private async Task<ETag?> SubmitAsync(
        string id,
        long version,
        string commit,
        List<TableTransactionAction> actions,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Table);
        try
        {
            var answers = await table.SubmitTransactionAsync(actions, cancel);
            return answers.Value[0].Headers.ETag
                ?? throw new InvalidOperationException("The transaction's answer has no ETag.");
        }
        catch (RequestFailedException fault) when (fault.IsLostRace())
        {
            var written = await FindAsync(id, EventRows.Key(id, version), cancel);
            if (written?.GetString("Commit") != commit)
                return null;
            var row = await FindAsync(id, StateKey(id), cancel);
            return row!.GetInt64("Version") == version ? row.ETag : new ETag("overtaken");
        }
    }

    /// <summary>
    /// The levels of an aggregate from before they were kept. Events without an envelope count as the aggregate does
    /// now.
    /// </summary>
    private async Task<Levels> ReckonLevelsAsync(IAggregate state, CancellationToken cancel)
    {
        var events = await EventsAsync(state.Id, 0, int.MaxValue, cancel);
        return events
            .Where(e => e.Record.Version <= state.Version)
            .Aggregate(Levels.None(state.Disclosure), (levels, e) => levels.After(e.Record, state.Owner));
    }

    private async Task<TableEntity?> FindAsync(string id, string rowKey, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        return await table.FindAsync(id, rowKey, cancel);
    }

    /// <summary>The row of a state, still without the state itself.</summary>
    public static TableEntity StateRow(string id, long version, string head, long ordinal, Levels levels) =>
        new(id, StateKey(id))
        {
            ["Version"] = version,
            ["Head"] = head,
            ["Ordinal"] = ordinal,
            [EventRows.LevelsColumn] = JsonSerializer.Serialize(levels, DomainJson.Options),
        };

    /// <summary>The key of the row with the state.</summary>
    public static string StateKey(string id) => $"{id}|state";

    private static string AnswerKey(string id, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"{id}|key|{key}");
}
