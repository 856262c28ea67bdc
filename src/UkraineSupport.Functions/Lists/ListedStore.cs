using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>Where an aggregate stands in the read models, as of a version.</summary>
/// <param name="Version">The version it shows; 0 before the first.</param>
/// <param name="Disclosure">Whose lists it stands in.</param>
/// <param name="Places">Which lists.</param>
/// <param name="Ordinal">Its number in the order of lists; 0 before it has one.</param>
internal sealed record Listed(long Version, Disclosure Disclosure, IReadOnlyList<Place> Places, long Ordinal)
{
    /// <summary>Nowhere yet.</summary>
    public static Listed Nowhere { get; } = new(0, Disclosure.Restricted, [], 0);
}

/// <summary>
/// Remembers where each aggregate stands, so that it can be moved when its status or disclosure changes.
/// </summary>
internal sealed class ListedStore(StorageAccount account)
{
    private const string Table = "Listed";

    public async Task<(Listed Listed, ETag ETag)> ReadAsync(string id, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        return await table.FindAsync(id, id, cancel) is { } row
            ? (JsonSerializer.Deserialize<Listed>(TextColumns.Get(row, "Listed")!, DomainJson.Options)!, row.ETag)
            : (Listed.Nowhere, default);
    }

    /// <summary>Null when somebody else moved it meanwhile.</summary>
    public async Task<ETag?> WriteAsync(string id, Listed listed, ETag was, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        var row = new TableEntity(id, id);
        TextColumns.Set(row, "Listed", JsonSerializer.Serialize(listed, DomainJson.Options));
        try
        {
            var answer =
                was == default
                    ? await table.AddEntityAsync(row, cancel)
                    : await table.UpdateEntityAsync(row, was, TableUpdateMode.Replace, cancel);
            return answer.Headers.ETag;
        }
        catch (RequestFailedException fault) when (fault.IsLostRace())
        {
            return null;
        }
    }
}
