using CsCheck;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Lists;

/// <summary>
/// For every combination of questions, page size and caller the pages together are what is asked of all there is: in
/// order, nothing twice, nothing left out; whatever is left out on the way, a page asks storage a bounded number of
/// times.
/// </summary>
public sealed class CompletenessTests
{
    private static readonly string[] Donors = ["NLD", "LTU"];
    private static readonly string[] Statuses = ["Announced", "Accepted", "Declined"];

    private static readonly Actor[] Callers =
    [
        Actor.Anonymous,
        new(Role.Observer, "NOR", "observer"),
        new(Role.Donor, "NLD", "donor"),
        new(Role.Donor, "LTU", "donor"),
        new(Role.Administrator, null, "operator"),
        Parts.Coordinator,
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_complete_in_order_and_without_doubles_for_every_question_and_caller()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var run = 0;
        await Gen.Select(
                Gen.Int[1, 1200],
                Gen.Int[0, 1],
                Gen.Int[0, 2],
                Gen.Int[0, 2],
                (ordinal, donor, status, disclosure) =>
                    (Ordinal: ordinal, Donor: Donors[donor], Status: Statuses[status], Seen: (Disclosure)disclosure)
            )
            .Array[0, 40]
            .SampleAsync(
                async drawn =>
                {
                    // A kind of its own for each run: lists of one never hold another's.
                    var kind = $"run{(char)('a' + (run / 26))}{(char)('a' + (run++ % 26))}";
                    var parts = new Parts(azurite.ConnectionString);
                    var entries = drawn
                        .DistinctBy(d => d.Ordinal)
                        .Select(d => new ListEntry(
                            $"{kind}-{d.Ordinal:D32}",
                            d.Ordinal,
                            1,
                            d.Seen,
                            d.Donor,
                            [Tag.All, new("donor", d.Donor), new("status", d.Status)],
                            "{}"
                        ))
                        .ToList();
                    foreach (var entry in entries)
                        await parts.Lists.PutAsync(1, entry, isNew: true, Cancel);
                    foreach (var caller in Callers)
                    {
                        foreach (var tags in Questions())
                            await CompleteAsync(parts, kind, entries, caller, tags);
                    }
                },
                iter: Soak.IsOn ? 200 : 6,
                threads: 1
            );
    }

    [Fact]
    public async Task A_page_asks_a_bounded_number_of_times_however_much_is_left_out_on_the_way()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var calls = new Calls();
        var parts = new Parts(azurite.ConnectionString, calls);
        // One in each of forty segments, of which only the oldest is asked for.
        for (var segment = 0; segment < 40; segment++)
            await parts.Lists.PutAsync(
                1,
                new(
                    $"many-{segment:D32}",
                    segment * ListIndex.SegmentSize,
                    1,
                    Disclosure.Public,
                    null,
                    [Tag.All],
                    segment == 0 ? "{}" : "[]"
                ),
                isNew: true,
                Cancel
            );

        var (found, cursor, pages) = (new List<string>(), (string?)null, 0);
        do
        {
            calls.Take();
            var page = await PageAsync(parts, "many", [Tag.All], Actor.Anonymous, 50, cursor, r => r.Body == "{}");
            Assert.InRange(calls.Take(), 1, ListReader.MostQueries + 8);
            found.AddRange(page.Items);
            (cursor, pages) = (page.Cursor, pages + 1);
        } while (cursor is not null);
        Assert.Equal([$"many-{0:D32}"], found);
        Assert.InRange(pages, 3, 5);
    }

    [Fact]
    public async Task A_cursor_tells_nothing_of_how_much_there_is_and_one_of_somebody_else_is_refused()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var parts = new Parts(azurite.ConnectionString);
        foreach (var ordinal in new[] { 1, 7, 3_000_000 })
            await parts.Lists.PutAsync(
                1,
                new($"few-{ordinal:D32}", ordinal, 1, Disclosure.Public, null, [Tag.All], "{}"),
                isNew: true,
                Cancel
            );
        var cursors = new List<string>();
        for (string? cursor = null; ; )
        {
            cursor = (await PageAsync(parts, "few", [Tag.All], Actor.Anonymous, 1, cursor)).Cursor;
            if (cursor is null)
                break;
            cursors.Add(cursor);
            Assert.DoesNotContain("few", Decoded(cursor), StringComparison.Ordinal);
        }

        Assert.Equal(2, cursors.Count);
        Assert.Single(cursors.Select(c => c.Length).Distinct());
        foreach (
            var wrong in new[] { cursors[0][..^2], cursors[0][..^1] + (cursors[0][^1] == 'A' ? 'E' : 'A'), "x", "" }
        )
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(() =>
                PageAsync(parts, "few", [Tag.All], Actor.Anonymous, 1, wrong)
            );
            Assert.Equal(("bad-cursor", 400), (refused.Code, refused.Status));
        }

        // Another process with the same storage opens it.
        Assert.Single(
            (await PageAsync(new(azurite.ConnectionString), "few", [Tag.All], Actor.Anonymous, 5, cursors[1])).Items
        );
    }

    [Fact]
    public async Task Plans_read_every_need_there_is()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var parts = new Parts(azurite.ConnectionString);
        var one = await parts.OpenRequirementAsync();
        var count = 1;
        foreach (var upTo in new[] { 201, 401, 501 })
        {
            for (; count < upTo; count++)
            {
                var more = one with { Id = $"requirement-{count:D32}" };
                await parts.Lists.PutAsync(
                    1,
                    new(
                        more.Id,
                        1000 + count,
                        more.Version,
                        more.Disclosure,
                        null,
                        new RequirementProjection().Tags(more),
                        System.Text.Json.JsonSerializer.Serialize(more, DomainJson.Options)
                    ),
                    isNew: true,
                    Cancel
                );
            }

            var needs = await parts.Get<PlanInputs>().NeedsAsync(null, ListIndex.Eyes, Cancel);
            Assert.Equal(upTo, needs.DistinctBy(n => n.Id).Count());
            Assert.All(needs, n => Assert.IsType<Requirement>(n));
        }
    }

    private static IEnumerable<Tag[]> Questions()
    {
        yield return [Tag.All];
        foreach (var donor in Donors)
        {
            yield return [new("donor", donor)];
            foreach (var status in Statuses)
                yield return [new("donor", donor), new("status", status)];
        }

        foreach (var status in Statuses)
            yield return [new("status", status)];
    }

    private static async Task CompleteAsync(Parts parts, string kind, List<ListEntry> entries, Actor caller, Tag[] tags)
    {
        var right = entries
            .Where(e => caller.MaySee(e.Disclosure, e.Owner) && tags.All(e.Tags.Contains))
            .OrderByDescending(e => e.Ordinal)
            .Select(e => e.Id)
            .ToList();
        foreach (var limit in new[] { 1, 3, right.Count, right.Count + 1 }.Where(l => l > 0).Distinct())
        {
            var (found, cursor) = (new List<string>(), (string?)null);
            do
            {
                var page = await PageAsync(parts, kind, tags, caller, limit, cursor);
                Assert.True(page.Items.Count <= limit);
                found.AddRange(page.Items);
                cursor = page.Cursor;
            } while (cursor is not null);
            Assert.Equal(right, found);
        }
    }

    private static Task<ListPage<string>> PageAsync(
        Parts parts,
        string kind,
        Tag[] tags,
        Actor caller,
        int limit,
        string? cursor,
        Func<ListRow, bool>? which = null
    )
    {
        var request = new DefaultHttpContext().Request;
        var query = new Dictionary<string, string?> { ["limit"] = $"{limit}" };
        if (cursor is not null)
            query["cursor"] = cursor;
        request.QueryString = QueryString.Create(query);
        return parts
            .Get<ListReader>()
            .ReadAsync(
                new(request, caller, Cancel),
                kind,
                tags,
                row => which?.Invoke(row) == false ? null : row.Id,
                [],
                sieves: which is not null
            );
    }

    private static string Decoded(string cursor) => System.Text.Encoding.Latin1.GetString(Paging.Decode(cursor)!);

    /// <summary>Counts calls to storage.</summary>
    private sealed class Calls : Azure.Core.Pipeline.HttpPipelinePolicy
    {
        private int _made;

        public int Take() => Interlocked.Exchange(ref _made, 0);

        public override ValueTask ProcessAsync(
            Azure.Core.HttpMessage message,
            ReadOnlyMemory<Azure.Core.Pipeline.HttpPipelinePolicy> pipeline
        )
        {
            Interlocked.Increment(ref _made);
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(
            Azure.Core.HttpMessage message,
            ReadOnlyMemory<Azure.Core.Pipeline.HttpPipelinePolicy> pipeline
        ) => throw new NotSupportedException();
    }
}
