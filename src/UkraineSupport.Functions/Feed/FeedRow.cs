using System.Globalization;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Feed;

/// <summary>
/// One event in the feed: where it is, who may see it, and what it is found by. What it carries stays with its
/// aggregate.
/// </summary>
/// <param name="EventId">Its id for those who see all.</param>
/// <param name="Id">The aggregate.</param>
/// <param name="Version">Its stored version.</param>
/// <param name="Type">Such as <c>pledge.announced</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Audience">Whom it was recorded for.</param>
/// <param name="Donors">Whose its aggregate is, and whom it is about.</param>
/// <param name="Capabilities">What its aggregate is about.</param>
internal sealed record FeedRow(
    string EventId,
    string Id,
    long Version,
    string Type,
    DateTimeOffset At,
    Audience Audience,
    IReadOnlyList<string> Donors,
    IReadOnlyList<string> Capabilities
)
{
    /// <summary>Its place in the feed, from 1 on without holes; 0 before it has one.</summary>
    public long Position { get; init; }

    /// <summary>Row key of what stands at a position.</summary>
    public static string Key(long position) => string.Create(CultureInfo.InvariantCulture, $"e|{position:D12}");

    /// <summary>Row key of the word that an event is in the feed. A key may hold no slash.</summary>
    public static string MarkOf(string eventId) => $"k|{eventId.Replace('/', '|')}";

    public TableEntity ToEntity(string partition) =>
        new(partition, Key(Position))
        {
            ["EventId"] = EventId,
            ["Id"] = Id,
            ["Version"] = Version,
            ["Type"] = Type,
            ["At"] = At,
            ["Disclosure"] = DomainJson.Word(Audience.Disclosure),
            ["Audience"] = string.Join(' ', Audience.Donors),
            ["Donors"] = string.Join(' ', Donors),
            ["Capabilities"] = string.Join(' ', Capabilities),
        };

    public static FeedRow From(TableEntity row)
    {
        _ = DomainJson.TryWord<Disclosure>(row.GetString("Disclosure"), out var disclosure);
        return new(
            row.GetString("EventId"),
            row.GetString("Id"),
            row.GetInt64("Version")!.Value,
            row.GetString("Type"),
            row.GetDateTimeOffset("At")!.Value,
            new(disclosure, Words(row.GetString("Audience"))),
            Words(row.GetString("Donors")),
            Words(row.GetString("Capabilities"))
        )
        {
            Position = long.Parse(row.RowKey.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture),
        };
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
