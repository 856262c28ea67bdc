using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>A row of a list, or the word that storage was asked once more.</summary>
/// <param name="Position">Where a next page goes on behind it.</param>
/// <param name="Body">JSON of the entry; null: here one query ended, and no entry is shown.</param>
internal sealed record ListRow(string Position, string? Body)
{
    /// <summary>The aggregate that it is of.</summary>
    public string Id => Lists.Position.IdOf(Position);
}

/// <summary>
/// Lists as read models: one row an aggregate, newest first, with a column for each thing it can be found by and for
/// who may see it. Rows are kept in segments of <see cref="SegmentSize"/>, each a table of its own (the emulator walks
/// all of a table that is queried; in Azure it costs nothing), and the directory says which segments to read. So an
/// entry is put, changed or hidden by one write, is never twice in a list, and any combination of questions is answered
/// by range reads of the segments in which all of them have entries.
/// </summary>
internal sealed class ListIndex(StorageAccount account, ListDirectory directory, Generations generations)
{
    /// <summary>Aggregates of a kind in a segment.</summary>
    public const int SegmentSize = 500;

    /// <summary>Who reads for the system: all that there is.</summary>
    public static readonly Actor Eyes = new(Role.Coordinator, null, Actor.System.Subject);

    private const string Partition = "list";
    private const int Most = 1000;
    private const int MostRemembered = 4096;

    /// <summary>
    /// The rows as this process put them last: the next change need not look first whether there is a newer one.
    /// </summary>
    private readonly ConcurrentDictionary<(int Generation, string Id), (ETag ETag, long Version)> _remembered = new();

    /// <summary>
    /// Puts the entry there unless a newer version stands there already. Safe to repeat, late, and at once.
    /// </summary>
    /// <param name="generation">The set of read models.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="isNew">Whether it cannot stand there yet, as far as is known: saves a read.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task PutAsync(int generation, ListEntry entry, bool isNew, CancellationToken cancel)
    {
        var kind = Ids.KindOf(entry.Id);
        var position = new Position(entry.Ordinal, entry.Id);
        await directory.NoteAsync(generation, kind, AllTags(entry), entry.Disclosure, position.Segment, cancel);
        var table = await TableAsync(generation, kind, position.Segment);
        var row = ToRow(entry);
        if (_remembered.TryRemove((generation, entry.Id), out var last) && last.Version < entry.Version)
        {
            try
            {
                var answer = await table.UpdateEntityAsync(row, last.ETag, TableUpdateMode.Replace, cancel);
                Remember(generation, entry, answer);
                return;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                // Another process put it, or hid it, since.
            }
        }

        while (true)
        {
            try
            {
                var stands = isNew ? null : await table.FindAsync(Partition, position.Key, cancel, ["Version"]);
                if (stands?.GetInt64("Version") >= entry.Version)
                    return;
                Remember(
                    generation,
                    entry,
                    stands is null
                        ? await table.AddEntityAsync(row, cancel)
                        : await table.UpdateEntityAsync(row, stands.ETag, TableUpdateMode.Replace, cancel)
                );
                return;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                isNew = false;
            }
        }
    }

    /// <summary>
    /// Puts the entry in the place of one of the same version, or of an older one, that shows what has been erased
    /// since; false when there is nothing to mend. One that is not there is not put there: it may be hidden.
    /// </summary>
    public async Task<bool> MendAsync(int generation, ListEntry entry, CancellationToken cancel)
    {
        while (
            await FindAsync(generation, entry.Id, entry.Ordinal, cancel) is { } stands
            && stands.GetInt64("Version") <= entry.Version
            && !IsRowOf(stands, entry)
        )
        {
            try
            {
                var table = await TableAsync(
                    generation,
                    Ids.KindOf(entry.Id),
                    new Position(entry.Ordinal, entry.Id).Segment
                );
                await table.UpdateEntityAsync(ToRow(entry), stands.ETag, TableUpdateMode.Replace, cancel);
                return true;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                // Put, or hidden, meanwhile.
            }
        }

        return false;
    }

    /// <summary>Takes the entry away until it is put again.</summary>
    public async Task HideAsync(int generation, string id, long ordinal, CancellationToken cancel)
    {
        var position = new Position(ordinal, id);
        var table = await TableAsync(generation, Ids.KindOf(id), position.Segment);
        await table.DeleteEntityAsync(Partition, position.Key, ETag.All, cancel);
    }

    /// <summary>The entry as it stands, or null.</summary>
    public async Task<TableEntity?> FindAsync(int generation, string id, long ordinal, CancellationToken cancel)
    {
        var position = new Position(ordinal, id);
        var table = await TableAsync(generation, Ids.KindOf(id), position.Segment);
        return await table.FindAsync(Partition, position.Key, cancel);
    }

    /// <summary>
    /// The entries of a kind with all of these tags that <paramref name="actor"/> may see, newest first, behind
    /// <paramref name="after"/>; in between a row without body wherever storage was asked once more.
    /// </summary>
    /// <param name="kind">Kind of aggregate.</param>
    /// <param name="tags">At least one.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="after">A position, or null from the newest on.</param>
    /// <param name="page">How many are fetched at a time.</param>
    /// <param name="cancel">Gives up.</param>
    public async IAsyncEnumerable<ListRow> ReadAsync(
        string kind,
        IReadOnlyList<Tag> tags,
        Actor actor,
        string? after,
        int page,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var generation = (await generations.NowAsync(cancel)).Current;
        var first = Position.SegmentOf(after);
        var found = await Task.WhenAll(tags.Select(t => directory.SegmentsAsync(generation, kind, t, actor, cancel)));
        var filter = Filter(tags, actor);
        foreach (var segment in found.Aggregate((a, b) => [.. a.Intersect(b)]).Where(s => s <= first).OrderDescending())
        {
            var table = await TableAsync(generation, kind, segment);
            var from = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {after ?? ""}");
            var pages = table.QueryAsync<TableEntity>($"{from}{filter}", page, cancellationToken: cancel).AsPages();
            var isFirst = true;
            await foreach (var rows in pages.WithCancellation(cancel))
            {
                if (!isFirst)
                    yield return new(after!, null);
                isFirst = false;
                foreach (var row in rows.Values)
                {
                    after = row.RowKey;
                    yield return new(row.RowKey, TextColumns.Get(row, "Body")!);
                }
            }

            after = Position.EndOf(segment);
            yield return new(after, null);
        }
    }

    /// <summary>Every entry of a kind with a tag, with the system's eyes.</summary>
    public async IAsyncEnumerable<ListRow> AllAsync(
        string kind,
        Tag tag,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var row in ReadAsync(kind, [tag], Eyes, null, Most, cancel))
        {
            if (row.Body is not null)
                yield return row;
        }
    }

    /// <summary>Every entry of a kind with a tag that <paramref name="actor"/> may see, newest first.</summary>
    public async Task<List<T>> EntriesAsync<T>(string kind, Tag tag, Actor actor, CancellationToken cancel)
    {
        var found = new List<T>();
        await foreach (var row in ReadAsync(kind, [tag], actor, null, Most, cancel))
        {
            if (row.Body is not null)
                found.Add(Entries.Read<T>(row.Body, actor));
        }

        return found;
    }

    /// <summary>All rows of a kind's lists as they stand, by segment: for the check.</summary>
    public async IAsyncEnumerable<TableEntity> RowsAsync(
        int generation,
        string kind,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var found = await directory.SegmentsAsync(generation, kind, Tag.Any, Eyes, cancel);
        foreach (var segment in found.Order())
        {
            var table = await TableAsync(generation, kind, segment);
            await foreach (var row in table.QueryAsync<TableEntity>(maxPerPage: Most, cancellationToken: cancel))
                yield return row;
        }
    }

    /// <summary>The row of an entry.</summary>
    public static TableEntity ToRow(ListEntry entry)
    {
        var row = new TableEntity(Partition, new Position(entry.Ordinal, entry.Id).Key)
        {
            ["Version"] = entry.Version,
            ["Disclosure"] = DomainJson.Word(entry.Disclosure),
            ["Owner"] = entry.Owner,
        };
        foreach (var tag in entry.Tags)
            row[tag.Column] = true;
        TextColumns.Set(row, "Body", entry.Body);
        return row;
    }

    /// <summary>Whether a row is the one that <see cref="ToRow"/> makes of an entry.</summary>
    public static bool IsRowOf(TableEntity row, ListEntry entry)
    {
        var right = ToRow(entry);
        bool Has(TableEntity one, string column) => one.GetBoolean(column) == true;
        return row.GetInt64("Version") == entry.Version
            && row.GetString("Disclosure") == right.GetString("Disclosure")
            && row.GetString("Owner") == entry.Owner
            && TextColumns.Get(row, "Body") == entry.Body
            && row.Keys.Concat(right.Keys).Where(Tag.IsColumn).All(c => Has(row, c) && Has(right, c));
    }

    private static IEnumerable<Tag> AllTags(ListEntry entry) =>
        entry.Owner is { } owner ? [.. entry.Tags, Tag.Any, Tag.Owner(owner)] : [.. entry.Tags, Tag.Any];

    private void Remember(int generation, ListEntry entry, Response put)
    {
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        if (put.Headers.ETag is { } etag)
            _remembered[(generation, entry.Id)] = (etag, entry.Version);
    }

    /// <summary>What of a segment is asked for, behind the range.</summary>
    private static string Filter(IEnumerable<Tag> tags, Actor actor)
    {
        var asked = string.Concat(tags.Select(t => $" and {t.Column} eq true"));
        if (actor.MaySee(Disclosure.Restricted, null))
            return asked;
        var seen = Enum.GetValues<Disclosure>()
            .Where(d => actor.MaySee(d, null))
            .Select(d => TableClient.CreateQueryFilter($"Disclosure eq {DomainJson.Word(d)}"));
        if (actor.Role == Role.Donor)
            seen = seen.Append(
                TableClient.CreateQueryFilter(
                    $"(Disclosure eq {DomainJson.Word(Disclosure.Restricted)} and Owner eq {actor.Party ?? ""})"
                )
            );
        return $"{asked} and ({string.Join(" or ", seen)})";
    }

    private Task<TableClient> TableAsync(int generation, string kind, long segment) =>
        account.TableAsync(
            Generations.Name(generation, string.Create(CultureInfo.InvariantCulture, $"{kind}{segment:D6}"))
        );
}

/// <summary>Where an entry stands in every list: newest first, unique.</summary>
internal sealed record Position(long Ordinal, string Id)
{
    private const long Last = 9_999_999_999;

    /// <summary>Row key; sorts newest first.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Last - Ordinal:D10}|{Id}");

    /// <summary>The aggregate whose entry has this row key.</summary>
    public static string IdOf(string key) => key[(key.IndexOf('|') + 1)..];

    /// <summary>The segment that it is in.</summary>
    public long Segment => Ordinal / ListIndex.SegmentSize;

    /// <summary>Behind everything in a segment, and before everything in the next.</summary>
    public static string EndOf(long segment) =>
        string.Create(CultureInfo.InvariantCulture, $"{Last - (segment * ListIndex.SegmentSize):D10}|~");

    /// <summary>The first segment behind a position; for none, one above all there are.</summary>
    /// <exception cref="ProblemException">400: it is none of ours.</exception>
    public static long SegmentOf(string? key)
    {
        if (key is null)
            return long.MaxValue;
        if (
            key.Length < 12
            || !long.TryParse(key.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
            throw new ProblemException(400, "bad-cursor", "This cursor is none of ours; begin without one.");
        var segment = (Last - number) / ListIndex.SegmentSize;
        return key.EndsWith("|~", StringComparison.Ordinal) ? segment - 1 : segment;
    }
}
