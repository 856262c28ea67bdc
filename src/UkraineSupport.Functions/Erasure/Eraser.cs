using System.Text.Json.Nodes;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.Orchestrations;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>
/// Takes a person's id or a text out of everything that the system keeps, while the app runs. Cut off anywhere, the
/// next erasure finishes it first. See docs/decisions/0034-erasure-and-retention.md.
/// </summary>
internal sealed class Eraser(
    StorageAccount account,
    AggregateStore store,
    ErasureList list,
    IEnumerable<IErasurePlace> places,
    Life life,
    AuditLog audit,
    TimeProvider time
)
{
    /// <summary>
    /// How long after a pass a process may still write what it had read before: longer than what it wrote itself is
    /// held (<see cref="RecentCommits.Held"/>) and a call to storage takes with all its retries.
    /// </summary>
    public static readonly TimeSpan Settles = TimeSpan.FromSeconds(45);

    /// <summary>Texts of one erasure at most; more are erased one part after the other.</summary>
    private const int Together = 100;

    private const int MostPasses = 10;

    /// <summary>What would go.</summary>
    public async Task<ErasureCount> CountAsync(Wanted wanted, CancellationToken cancel)
    {
        await RequireServedAsync(cancel);
        return await PassAsync(wanted, writes: false, cancel);
    }

    /// <summary>Takes it out, after what an erasure that was cut off has left.</summary>
    /// <exception cref="ErasureException">It cannot be; what was taken out is.</exception>
    public async Task<ErasureCount> EraseAsync(Wanted wanted, string reason, CancellationToken cancel)
    {
        if (wanted.Is(reason) || wanted.Persons.Any(p => reason.Contains(p, StringComparison.Ordinal)))
            throw new ErasureException("The reason has in it what is to go, and it is kept: give another one.");
        await RequireServedAsync(cancel);
        var (left, total) = (await list.UnderWayAsync(cancel), new ErasureCount());
        if (left is not null)
            total = await FinishAsync(left, cancel);
        foreach (var part in Parts(wanted).Where(p => left?.Wanted.IsSameAs(p) != true))
        {
            // Before the deed, as with administrators; who it is nobody knows beside the app.
            await audit.WriteAsync(Actor.System, "erase", null, reason, cancel);
            await list.BeginAsync(new(part, reason), cancel);
            total = total.And(await FinishAsync(new(part, reason), cancel));
        }

        return total;
    }

    /// <summary>A person's id.</summary>
    /// <exception cref="ErasureException">It is nobody's.</exception>
    public static Wanted Person(string subject) =>
        subject == Actor.System.Subject || subject == Actor.Anonymous.Subject || subject == EventEnvelope.Erased
            ? throw new ErasureException($"'{subject}' is nobody's id.")
            : new([subject], []);

    /// <summary>
    /// The text of an event: its reason, or what stands at a place of its data. What an erasure has left that was cut
    /// off, if the text is gone already.
    /// </summary>
    /// <param name="eventId">As coordinators read it: aggregate, slash, version, and the epoch from the second on.</param>
    /// <param name="member"><c>reason</c>, or a JSON pointer into the data (RFC 6901), as <c>/title</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ErasureException">There is no such text.</exception>
    public async Task<Wanted> TextAsync(string eventId, string member, CancellationToken cancel)
    {
        var parts = eventId.Split('/');
        var found =
            parts is [var id, var number, ..] && Ids.IsWellFormed(id) && long.TryParse(number, out var version)
                ? (await store.FindEventAsync(id, version, cancel))?.Record
                : null;
        if (found?.Id != eventId)
            throw new ErasureException($"There is no event {eventId}.");
        if (found.Envelope is not { } envelope)
            throw new ErasureException($"{eventId} is from before texts were committed to: it stays as it is.");
        var commitment = member == "reason" ? envelope.Reason : At(JsonNode.Parse(envelope.Data), member);
        if (commitment is null || !commitment.StartsWith("sha256:", StringComparison.Ordinal))
            throw new ErasureException($"{eventId} has no text at {member}.");
        if (envelope.Texts.TryGetValue(commitment, out var text))
            return Wanted.IsOurs(text.Text)
                ? throw new ErasureException($"{member} of {eventId} is an id or a code, and no text.")
                : new([], [text.Text]);
        return (await list.UnderWayAsync(cancel))?.Wanted
            ?? throw new ErasureException($"{member} of {eventId} is erased already.");
    }

    /// <summary>What was erased once and is there again, from a backup of before.</summary>
    public async Task<Wanted> AgainAsync(IReadOnlySet<ErasedMark> marks, CancellationToken cancel)
    {
        var (persons, texts) = (new HashSet<string>(), new HashSet<string>());
        var rows = account.RowsAsync(AggregateStore.Table, cancel);
        await foreach (var one in AggregateRows.EachAsync(rows).WithCancellation(cancel))
        {
            foreach (var envelope in one.Events.Select(e => e.Record.Envelope).OfType<EventEnvelope>())
            foreach (var (commitment, text) in envelope.Texts.Where(t => marks.Contains(new(one.Id, t.Key))))
                (commitment == envelope.Subject ? persons : texts).Add(text.Text);
        }

        await foreach (var row in account.RowsAsync(AuditLog.Table, cancel))
        {
            foreach (var column in ErasureInAudit.Columns.Where(c => marks.Contains(ErasureInAudit.MarkOf(row, c))))
                (column == "By" ? persons : texts).Add(row.GetString(column));
        }

        return new(
            [.. persons.Where(p => !Wanted.IsOurs(p))],
            [.. texts.Except(persons).Where(t => !Wanted.IsOurs(t))]
        );
    }

    private async Task<ErasureCount> FinishAsync(ErasureOrder order, CancellationToken cancel)
    {
        var total = await PassAsync(order.Wanted, writes: true, cancel);
        for (var pass = 1; ; pass++)
        {
            await Task.Delay(Settles, time, cancel);
            var more = await PassAsync(order.Wanted, writes: true, cancel);
            total = total.And(more);
            if (more.All == 0)
                break;
            if (pass == MostPasses)
                throw new ErasureException(
                    "It comes back each time: somebody goes on writing it. Take their access away, and give the command again."
                );
        }

        await list.EndAsync(cancel);
        return total;
    }

    private async Task<ErasureCount> PassAsync(Wanted wanted, bool writes, CancellationToken cancel)
    {
        var count = new ErasureCount();
        foreach (var place in places)
            await place.EraseAsync(wanted, writes, count, cancel);
        return count;
    }

    private async Task RequireServedAsync(CancellationToken cancel)
    {
        if ((await life.AskAsync(cancel)).Restoring is not null)
            throw new ErasureException("The system is being restored: restore it to its end first.");
    }

    private static IEnumerable<Wanted> Parts(Wanted wanted) =>
        wanted
            .Persons.Chunk(Together)
            .Select(some => new Wanted(some, []))
            .Concat(wanted.Texts.Chunk(Together).Select(some => new Wanted([], some)));

    /// <summary>The string at a JSON pointer, or null.</summary>
    private static string? At(JsonNode? node, string pointer)
    {
        if (!pointer.StartsWith('/'))
            return null;
        foreach (var step in pointer[1..].Split('/').Select(s => s.Replace("~1", "/").Replace("~0", "~")))
        {
            node = node switch
            {
                JsonObject members => members[step],
                JsonArray items when int.TryParse(step, out var i) && i >= 0 && i < items.Count => items[i],
                _ => null,
            };
        }

        return node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
    }
}
