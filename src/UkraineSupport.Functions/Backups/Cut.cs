using System.Text.Json;
using Azure.Data.Tables;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Backups;

/// <summary>What an aggregate of one kind was at a moment.</summary>
internal interface IKindCut
{
    /// <summary>Prefix of the ids.</summary>
    string Kind { get; }

    /// <summary>The row with the state that these events, all from the first on, lead to.</summary>
    /// <param name="now">The row with the state as it is.</param>
    /// <param name="events">At least one.</param>
    TableEntity StateAfter(TableEntity now, IReadOnlyList<StoredEvent> events);
}

/// <inheritdoc cref="IKindCut"/>
internal sealed class KindCut<T, TEvent> : IKindCut
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    public string Kind => T.IdKind;

    public TableEntity StateAfter(TableEntity now, IReadOnlyList<StoredEvent> events)
    {
        T? state = null;
        foreach (var one in events)
            state = T.Apply(state, (TEvent)one.Record.Happened());
        var row = AggregateStore.StateRow(
            state!.Id,
            state.Version,
            events[^1].Record.Hash,
            now.GetInt64("Ordinal") ?? 0,
            LevelsAfter(state, events)
        );
        // One from before numbers were kept here gets its number when it is next shown.
        if (now.GetInt64("Ordinal") is null)
            row.Remove("Ordinal");
        TextColumns.Set(row, "State", JsonSerializer.Serialize(state, DomainJson.Options));
        return row;
    }

    private static Levels LevelsAfter(T state, IReadOnlyList<StoredEvent> events) =>
        events[^1] is { Before: { } before, Record: var last }
            ? before.After(last, state.Owner)
            : events.Aggregate(Levels.None(state.Disclosure), (levels, one) => levels.After(one.Record, state.Owner));
}

/// <summary>Takes from the rows of a partition what was recorded until a moment.</summary>
internal sealed class Cut(IEnumerable<IKindCut> kinds)
{
    private readonly Dictionary<string, IKindCut> _kinds = kinds.ToDictionary(k => k.Kind);

    /// <summary>What there was of it; null when there was nothing.</summary>
    public AggregateRows? At(DateTimeOffset moment, AggregateRows rows)
    {
        // Until the first that is later: what came after that one rests on it, whatever its clock said.
        var count = rows.Events.TakeWhile(e => e.Record.At <= moment).Count();
        if (rows.State is not null && count == 0)
            return null;
        var answers = rows.Answers.Select(a => AnswerAt(moment, a)).OfType<TableEntity>().ToList();
        if (answers.Count == 0 && count == 0)
            return null;
        return rows with
        {
            State =
                rows.State is { } now && now.GetInt64("Version") != count
                    ? _kinds[Ids.KindOf(rows.Id)].StateAfter(now, [.. rows.Events.Take(count)])
                    : rows.State,
            Events = [.. rows.Events.Take(count)],
            EventRows = [.. rows.EventRows.Take(count)],
            Answers = answers,
        };
    }

    /// <summary>
    /// The answer as it was; null of one of a later transaction. One that was given later than its transaction was, was
    /// not given yet.
    /// </summary>
    private static TableEntity? AnswerAt(DateTimeOffset moment, TableEntity row)
    {
        if (row.GetDateTimeOffset(KeptAnswer.At) > moment)
            return null;
        if (row.GetDateTimeOffset(KeptAnswer.CompletedAt) is not { } completed || completed <= moment)
            return row;
        var unanswered = new KeptAnswer("", row.GetString("Request"), 0, "", null, null);
        var was = unanswered.ToRow(row.PartitionKey, row.RowKey);
        was[KeptAnswer.At] = row[KeptAnswer.At];
        return was;
    }
}
