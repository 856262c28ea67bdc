using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Storage;

/// <summary>An event as read, and whether it is the last of its transaction.</summary>
internal sealed record StoredEvent(EventRecord Record, bool Last);

/// <summary>Events as rows of the aggregate's partition.</summary>
internal static class EventRows
{
    /// <summary>Keys sort by version.</summary>
    public static string Key(string id, long version) => $"{id}|event|{version:D10}";

    /// <summary>Sorts behind every event of the aggregate.</summary>
    public static string End(string id) => $"{id}|event~";

    /// <param name="record">The event.</param>
    /// <param name="commit">The transaction it is written in.</param>
    /// <param name="last">Whether it is the last of that transaction: the outbox promised the version of that
    /// one.</param>
    public static TableEntity ToRow(EventRecord record, string commit, bool last)
    {
        var row = new TableEntity(record.AggregateId, Key(record.AggregateId, record.Version))
        {
            ["Version"] = record.Version,
            ["Type"] = record.Type,
            ["At"] = record.At,
            ["Role"] = DomainJson.Word(record.Actor.Role),
            ["Party"] = record.Actor.Party,
            ["Subject"] = record.Actor.Subject,
            ["Reason"] = record.Reason,
            ["PreviousHash"] = record.PreviousHash,
            ["Hash"] = record.Hash,
            ["Commit"] = commit,
            ["Last"] = last,
        };
        TextColumns.Set(row, "Data", record.Data);
        return row;
    }

    public static StoredEvent From(TableEntity row)
    {
        _ = DomainJson.TryWord<Role>(row.GetString("Role"), out var role);
        var record = new EventRecord(
            row.PartitionKey,
            row.GetInt64("Version")!.Value,
            row.GetString("Type"),
            row.GetDateTimeOffset("At")!.Value,
            new Actor(role, row.GetString("Party"), row.GetString("Subject")),
            row.GetString("Reason"),
            TextColumns.Get(row, "Data")!,
            row.GetString("PreviousHash"),
            row.GetString("Hash")
        );
        return new(record, row.GetBoolean("Last") ?? false);
    }
}
