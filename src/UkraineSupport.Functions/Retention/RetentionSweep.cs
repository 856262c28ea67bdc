using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Erasure;
using UkraineSupport.Functions.Orchestrations;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Retention;

/// <summary>
/// Lets go, once a day, of what has been kept long enough: page by page, for some minutes at most, and the next day
/// from where it was cut off.
/// </summary>
internal sealed class RetentionSweep(
    StorageAccount account,
    AggregateEraser aggregates,
    RetentionSettings settings,
    Life life,
    TimeProvider time,
    ILogger<RetentionSweep> log
)
{
    /// <summary>How long a sweep may take: a function has ten minutes in some plans.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private const int AtOnce = 8;
    private const int PageSize = 200;

    private readonly RetentionMarks _marks = new(account);

    /// <summary>Each night.</summary>
    [Function("SweepRetention")]
    public async Task SweepAsync([TimerTrigger("0 47 2 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        if (await life.IsRestoringAsync(cancel))
            return;
        var now = time.GetUtcNow();
        var until = now + Longest;
        var answers = await SweepAsync("answers", now - settings.Answers, until, Answers, ExpireAsync, cancel);
        var deeds = await ForgetDeedsAsync(now - settings.Audit, cancel);
        var persons = settings.Persons is { } kept
            ? await SweepAsync("persons", now - kept, until, Events, ForgetPersonAsync, cancel)
            : 0;
        log.LogInformation(
            "Over their time: {Answers} kept answers, {Deeds} rows of the audit, {Persons} persons' ids in events",
            answers,
            deeds,
            persons
        );
    }

    /// <summary>Answers that are there and of that time; by the service's own time where the row has none.</summary>
    private static string Answers(DateTimeOffset from, DateTimeOffset to) =>
        TableClient.CreateQueryFilter($"Status gt 0 and (At lt {to} or CompletedAt lt {to} or Timestamp lt {to})");

    /// <summary>Events with an envelope, of that time.</summary>
    private static string Events(DateTimeOffset from, DateTimeOffset to) =>
        TableClient.CreateQueryFilter($"Epoch ne '' and At ge {from} and At lt {to}");

    /// <summary>Lets go of what is older than <paramref name="to"/>; how much.</summary>
    private async Task<int> SweepAsync(
        string what,
        DateTimeOffset to,
        DateTimeOffset until,
        Func<DateTimeOffset, DateTimeOffset, string> filter,
        Func<TableEntity, CancellationToken, Task<bool>> forget,
        CancellationToken cancel
    )
    {
        var mark = await _marks.OfAsync(what, cancel);
        mark = mark with { Until = mark.Until ?? to };
        var table = await account.TableAsync(AggregateStore.Table);
        var pages = table
            .QueryAsync<TableEntity>(filter(mark.Done, mark.Until.Value), PageSize, cancellationToken: cancel)
            .AsPages(mark.Continuation);
        var count = 0;
        await foreach (var page in pages.WithCancellation(cancel))
        {
            await Parallel.ForEachAsync(
                page.Values,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                async (row, stop) =>
                {
                    if (await forget(row, stop))
                        Interlocked.Increment(ref count);
                }
            );
            var isLast = string.IsNullOrEmpty(page.ContinuationToken);
            mark = isLast ? new(mark.Until!.Value, null, null) : mark with { Continuation = page.ContinuationToken };
            await _marks.PutAsync(what, mark, cancel);
            if (time.GetUtcNow() >= until)
                break;
        }

        return count;
    }

    private Task<bool> ExpireAsync(TableEntity row, CancellationToken cancel)
    {
        KeptAnswer.Expire(row);
        return aggregates.PutAsync(row, cancel);
    }

    /// <summary>Takes who did it out of an event, and out of the state if the event says it once more.</summary>
    private async Task<bool> ForgetPersonAsync(TableEntity row, CancellationToken cancel)
    {
        var happened = EventRows.From(row).Record;
        var subject = happened.Actor.Subject;
        if (subject == Actor.System.Subject)
            return false;
        var commitments = ErasedTexts.Of(happened, new Wanted([subject], []));
        var isPut =
            commitments.Count > 0
            && await aggregates.PutAsync(ErasedTexts.RowWithout(row, happened, commitments), cancel);
        // Also of an event that lost it before a sweep was cut off.
        if (happened.Data.Contains("\"subject\":", StringComparison.Ordinal))
            await aggregates.RenewStateAsync(row.PartitionKey, cancel);
        return isPut;
    }

    /// <summary>Removes the months of the audit that are over before <paramref name="to"/>.</summary>
    private async Task<int> ForgetDeedsAsync(DateTimeOffset to, CancellationToken cancel)
    {
        var table = await account.TableAsync(AuditLog.Table);
        var month = AuditLog.Month(to);
        var count = 0;
        var old = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey lt {month}"),
            PageSize,
            ["PartitionKey", "RowKey"],
            cancel
        );
        await foreach (var row in old)
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancel);
            count++;
        }

        return count;
    }
}
