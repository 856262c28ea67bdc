using System.Text.Json;
using Azure.Data.Tables;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>Which texts of an event can go, and its row without them.</summary>
internal static class ErasedTexts
{
    /// <summary>
    /// The commitments of an event to texts that are to go. One that the event cannot be read without is none of them:
    /// it is a word of the domain, typed by nobody.
    /// </summary>
    public static HashSet<string> Of(EventRecord happened, Wanted wanted) =>
        happened.Envelope is { } envelope
            ?
            [
                .. envelope
                    .Texts.Where(t => wanted.Is(t.Value.Text) && CanBeReadWithout(happened, t.Key))
                    .Select(t => t.Key),
            ]
            : [];

    /// <summary>Whether it stays in an event whatever is erased: its hash covers it in clear.</summary>
    public static bool IsInClear(EventRecord happened, Wanted wanted) =>
        happened.Envelope is { } envelope
            ? wanted.IsIn(envelope.Data)
            : wanted.Is(happened.Actor.Subject)
                || (happened.Reason is { } reason && wanted.Is(reason))
                || wanted.IsIn(happened.Data);

    /// <summary>The row of an event without those texts; its hash still holds.</summary>
    public static TableEntity RowWithout(TableEntity row, EventRecord happened, IReadOnlySet<string> commitments)
    {
        var left = happened.Without(commitments).Envelope!.Texts;
        TextColumns.Replace(row, "Texts", JsonSerializer.Serialize(left, DomainJson.Options));
        return row;
    }

    private static bool CanBeReadWithout(EventRecord happened, string commitment)
    {
        try
        {
            happened.Without(new HashSet<string> { commitment }).Happened();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
