using System.Text.Json;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Storage;

/// <summary>An event as read.</summary>
/// <param name="Record">The event.</param>
/// <param name="Commit">The transaction that it was written in.</param>
/// <param name="Before">The levels before it; null of one from before they were kept.</param>
internal sealed record StoredEvent(EventRecord Record, string Commit, Levels? Before);

/// <summary>Events as rows of the aggregate's partition.</summary>
internal static class EventRows
{
    /// <summary>Of an event's row: the levels before it. Of a state's row: the levels by now.</summary>
    public const string LevelsColumn = "Levels";

    /// <summary>Keys sort by version.</summary>
    public static string Key(string id, long version) => $"{id}|event|{version:D10}";

    /// <summary>Sorts behind every event of the aggregate.</summary>
    public static string End(string id) => $"{id}|event~";

    /// <param name="record">The event.</param>
    /// <param name="commit">The transaction it is written in.</param>
    /// <param name="before">The levels before it.</param>
    public static TableEntity ToRow(EventRecord record, string commit, Levels before)
    {
        var row = new TableEntity(record.AggregateId, Key(record.AggregateId, record.Version))
        {
            ["Version"] = record.Version,
            ["Type"] = record.Type,
            ["At"] = record.At,
            ["Role"] = DomainJson.Word(record.Actor.Role),
            ["Party"] = record.Actor.Party,
            ["PreviousHash"] = record.PreviousHash,
            ["Hash"] = record.Hash,
            ["Commit"] = commit,
            [LevelsColumn] = JsonSerializer.Serialize(before, DomainJson.Options),
        };
        // Texts stand apart from the data that their commitments are in, so that they can be erased.
        if (record.Envelope is not { } envelope)
            throw new InvalidOperationException($"{record.AggregateId}: an event is written with its envelope.");
        row["Disclosure"] = DomainJson.Word(envelope.Disclosure);
        row["Epoch"] = envelope.Epoch;
        row["Subject"] = envelope.Subject;
        row["Reason"] = envelope.Reason;
        TextColumns.Set(row, "Data", envelope.Data);
        TextColumns.Set(row, "Texts", JsonSerializer.Serialize(envelope.Texts, DomainJson.Options));
        return row;
    }

    public static StoredEvent From(TableEntity row)
    {
        _ = DomainJson.TryWord<Role>(row.GetString("Role"), out var role);
        var envelope = Envelope(row);
        var record = new EventRecord(
            row.PartitionKey,
            row.GetInt64("Version")!.Value,
            row.GetString("Type"),
            row.GetDateTimeOffset("At")!.Value,
            new Actor(
                role,
                row.GetString("Party"),
                envelope is null ? row.GetString("Subject") : envelope.Read(envelope.Subject)
            ),
            envelope is null ? row.GetString("Reason")
                : envelope.Reason is null ? null
                : envelope.Read(envelope.Reason),
            envelope?.InClear() ?? TextColumns.Get(row, "Data")!,
            row.GetString("PreviousHash"),
            row.GetString("Hash")
        )
        {
            Envelope = envelope,
        };
        return new(record, row.GetString("Commit"), LevelsOf(row));
    }

    /// <summary>The levels that a row keeps; null of a row from before they were kept.</summary>
    public static Levels? LevelsOf(TableEntity row) =>
        row.GetString(LevelsColumn) is { } kept ? JsonSerializer.Deserialize<Levels>(kept, DomainJson.Options) : null;

    /// <summary>Null of an event from before there were envelopes.</summary>
    private static EventEnvelope? Envelope(TableEntity row)
    {
        if (row.GetString("Epoch") is not { } epoch)
            return null;
        _ = DomainJson.TryWord<Disclosure>(row.GetString("Disclosure"), out var disclosure);
        return new(
            disclosure,
            epoch,
            row.GetString("Subject"),
            row.GetString("Reason"),
            TextColumns.Get(row, "Data")!,
            JsonSerializer.Deserialize<Dictionary<string, SealedText>>(
                TextColumns.Get(row, "Texts")!,
                DomainJson.Options
            )!
        );
    }
}
