using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Orchestrations;

/// <summary>Something that an administrator did, or tried to.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">The token's subject.</param>
/// <param name="Action">What, such as <c>terminate</c>.</param>
/// <param name="Orchestration">To which orchestration; null for all.</param>
/// <param name="Reason">Why, as given.</param>
internal sealed record AuditEntry(DateTimeOffset At, string? By, string Action, string? Orchestration, string? Reason);

/// <summary>What administrators did, by month. Written before the deed: nothing is done that is not in it.</summary>
internal sealed class AuditLog(StorageAccount account, TimeProvider time)
{
    /// <summary>The table.</summary>
    public const string Table = "Audit";

    public async Task WriteAsync(
        Actor actor,
        string action,
        string? orchestration,
        string? reason,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Table);
        var now = time.GetUtcNow();
        // Newest first: row keys fall with time.
        var key = $"{DateTimeOffset.MaxValue.Ticks - now.Ticks:D19}|{Guid.NewGuid():N}";
        await table.AddEntityAsync(
            new TableEntity(Month(now), key)
            {
                ["At"] = now,
                ["By"] = actor.Subject,
                ["Role"] = DomainJson.Word(actor.Role),
                ["Action"] = action,
                ["Orchestration"] = orchestration,
                ["Reason"] = reason,
            },
            cancel
        );
    }

    /// <summary>A month's entries, newest first, from behind <paramref name="after"/>.</summary>
    public async Task<(List<AuditEntry> Entries, string? Next)> ReadAsync(
        DateTimeOffset month,
        string? after,
        int limit,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Table);
        var (partition, from) = (Month(month), after ?? "");
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from}");
        var found = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, limit + 1, cancellationToken: cancel))
        {
            found.Add(row);
            if (found.Count > limit)
                break;
        }

        return (
            [
                .. found
                    .Take(limit)
                    .Select(row => new AuditEntry(
                        row.GetDateTimeOffset("At")!.Value,
                        row.GetString("By"),
                        row.GetString("Action"),
                        row.GetString("Orchestration"),
                        row.GetString("Reason")
                    )),
            ],
            found.Count > limit ? found[limit - 1].RowKey : null
        );
    }

    /// <summary>The partition of a moment: its month.</summary>
    public static string Month(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM");
}
