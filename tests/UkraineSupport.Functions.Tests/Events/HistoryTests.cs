using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>What each reader is answered of a history that became more or less open in between.</summary>
public sealed class HistoryTests(AzuriteFixture azurite)
{
    private static readonly Actor CoalitionObserver = new(Role.Observer, "POL", "dashboard");
    private static readonly Actor OtherDonor = new(Role.Donor, "DNK", "liaison");

    private readonly Parts _parts = new(azurite.ConnectionString);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _parts.Time.GetUtcNow();

    [Fact]
    public async Task A_pledge_that_was_restricted_is_read_from_where_it_became_public()
    {
        var id = (await _parts.AnnounceAsync(Disclosure.Restricted)).State.Id;
        await AmendAsync(id, new("More", Title: "of the secret time"));
        await AmendAsync(id, new("Told", Title: "told", Disclosure: Disclosure.Public));
        await AmendAsync(id, new("Hidden", Title: "hidden again", Disclosure: Disclosure.Restricted));
        await AmendAsync(id, new("Back", Title: "back", Disclosure: Disclosure.Public));

        var read = await ReadAsync<Pledge>(id, Actor.Anonymous);
        Assert.Equal(["told", "back"], read.Items.Select(i => i.Data.GetProperty("title").GetString()));
        Assert.Equal([1, 2], read.Items.Select(i => i.Version));
        Assert.Equal(("\"2\"", true), (read.ETag, read.Intact));
        Assert.DoesNotContain("secret", read.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", read.Body, StringComparison.OrdinalIgnoreCase);
        AssertLinked(read);
        // Others of the coalition read the same; the owner and a coordinator all of it.
        Assert.Equal(read.Body, (await ReadAsync<Pledge>(id, OtherDonor)).Body);
        var own = await ReadAsync<Pledge>(id, Parts.Donor);
        Assert.Equal(("\"5\"", 5, true), (own.ETag, own.Items.Count, own.Intact));
        var all = await ReadAsync<Pledge>(id, Parts.Coordinator);
        Assert.Equal(all.Items.Select(i => i.Hash), own.Items.Select(i => i.Hash));
        Assert.Equal((await _parts.Store.LoadAsync<Pledge>(id, Cancel))!.Head, all.Items[^1].Hash);
    }

    [Fact]
    public async Task A_restricted_baseline_is_not_told_by_a_public_one()
    {
        var flow = await CommitAsync<UsFlow, UsFlowEvent>(
            (id, f) => Baseline(id, f, "Intelligence of our own", 777, Disclosure.Restricted),
            (id, f) => Baseline(id, f, "Budget justification", 1000, Disclosure.Public)
        );

        var read = await ReadAsync<UsFlow>(flow, Actor.Anonymous);
        Assert.Equal("usDeliveries.baselineSet", Assert.Single(read.Items).Type);
        Assert.DoesNotContain("Intelligence", read.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(":777", read.Body, StringComparison.Ordinal);
        Assert.Equal(3, (await ReadAsync<UsFlow>(flow, Parts.Recipient)).Items.Count);
    }

    [Fact]
    public async Task A_restricted_signal_is_not_told_by_its_public_correction_nor_by_the_deliveries_it_reached()
    {
        var secret = Terms("A source that must not be named", Disclosure.Restricted);
        var signal = await CommitAsync<UsSignal, UsSignalEvent>(
            (id, _) => Signals.Decide(id, secret, Parts.Coordinator, Now),
            (_, s) => Signals.Correct(s!, new("Announced", Terms("Announcement", Disclosure.Public)), Parts.Coordinator)
        );
        var read = await ReadAsync<UsSignal>(signal, Actor.Anonymous);
        Assert.Equal((1, "usSignal.corrected"), (read.Items[0].Version, Assert.Single(read.Items).Type));
        Assert.DoesNotContain("must not be named", read.Body, StringComparison.Ordinal);

        // The capability's deliveries heard of it first.
        var told = (await _parts.Store.LoadAsync<UsSignal>(signal, Cancel))!.State;
        var heard = told with { Version = 1, Terms = secret };
        var flow = await CommitAsync<UsFlow, UsFlowEvent>(
            (id, f) => Signals.Take(id, "AMMO-155", f, heard, Now),
            (id, f) => Baseline(id, f, "Budget justification", 1000, Disclosure.Public),
            (id, f) => Signals.Take(id, "AMMO-155", f, told, Now)
        );
        read = await ReadAsync<UsFlow>(flow, CoalitionObserver);
        Assert.Equal(["usDeliveries.baselineSet", "usDeliveries.signalApplied"], read.Items.Select(i => i.Type));
        Assert.Equal([1, 2], read.Items.Select(i => i.Version));
        Assert.DoesNotContain("must not be named", read.Body, StringComparison.Ordinal);
        // At which version of the signal: that would count what was secret.
        Assert.DoesNotContain("\"version\":2,\"kind\"", read.Body, StringComparison.Ordinal);
        Assert.Contains(
            "\"version\":2,\"kind\"",
            (await ReadAsync<UsFlow>(flow, Parts.Coordinator)).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_restricted_signal_that_was_withdrawn_leaves_nothing_of_it_in_the_gap()
    {
        FoundGap Found(string id, long version, decimal shortfall, Disclosure disclosure) =>
            new(
                id,
                "AMMO-155",
                [new GapMonth(new Month(2027, 1), 1000, shortfall, null, false)],
                null,
                version,
                disclosure,
                disclosure == Disclosure.Public ? ["Ministry"] : ["Ministry", "A source that must not be named"]
            );
        var gap = await CommitAsync<Gap, GapEvent>(
            (id, g) => FollowDeliveries.Decide(g, Found(id, 1, 500, Disclosure.Public), Now),
            (id, g) => FollowDeliveries.Decide(g, Found(id, 2, 987, Disclosure.Restricted), Now),
            (id, g) => FollowDeliveries.Decide(g, Found(id, 3, 500, Disclosure.Public), Now)
        );

        foreach (var viewer in new[] { Actor.Anonymous, CoalitionObserver, Parts.Donor })
        {
            var read = await ReadAsync<Gap>(gap, viewer);
            Assert.Equal(["gap.opened", "gap.revised"], read.Items.Select(i => i.Type));
            foreach (var word in new[] { ":987", "restricted", "must not be named", "widened", "foundVersion" })
                Assert.DoesNotContain(word, read.Body, StringComparison.OrdinalIgnoreCase);
            AssertLinked(read);
        }

        Assert.Contains(":987", (await ReadAsync<Gap>(gap, Parts.Coordinator)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_and_timelines_are_counted_as_their_reader_counts()
    {
        var gap = await AskedGapAsync(donors: 30);
        // Each donor declined once, and that it is 31 events nobody is told but those who see all.
        foreach (
            var (viewer, expected) in new[]
            {
                (Actor.Anonymous, 2),
                (CoalitionObserver, 2),
                (new Actor(Role.Donor, "D07", "liaison"), 3),
                (Parts.Coordinator, 32),
            }
        )
        {
            var (items, cursor) = (new List<HistoryItem>(), (string?)null);
            do
            {
                var page = await ReadAsync<Gap>(gap, viewer, cursor is null ? "?limit=1" : $"?limit=1&cursor={cursor}");
                Assert.True(page.Intact);
                items.Add(Assert.Single(page.Items));
                cursor = page.Cursor;
                Assert.Equal($"\"{expected}\"", page.ETag);
            } while (cursor is not null);

            Assert.Equal(Enumerable.Range(1, expected).Select(n => (long)n), items.Select(i => i.Version));
            AssertLinked(items);
            var stored = (await _parts.Store.LoadAsync<Gap>(gap, Cancel))!;
            Assert.Equal(expected, stored.VersionFor(viewer));
            var timeline = await new History(_parts.Store).TimelineAsync(Call(viewer, ""), stored);
            Assert.Equal(items.Select(i => (i.Version, i.Type)), timeline.Select(s => (s.Version, s.Type)));
        }
    }

    [Fact]
    public async Task A_changed_event_shows_to_those_who_may_not_see_it_in_their_own_numbers()
    {
        var gap = await AskedGapAsync(donors: 5);
        await ChangeRowAsync(gap, EventRows.Key(gap, 4), row => row["Party"] = "DNK");

        Assert.Equal(4, (await ReadAsync<Gap>(gap, Parts.Coordinator)).FirstBroken);
        // What they see of it before is as it was; the next is not to be trusted.
        Assert.Equal(2, (await ReadAsync<Gap>(gap, Actor.Anonymous)).FirstBroken);
        Assert.Null((await ReadAsync<Gap>(gap, Actor.Anonymous, "?limit=1")).FirstBroken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chain_of_a_level_that_was_changed_beside_the_events_shows(bool state)
    {
        var gap = await AskedGapAsync(donors: 1);
        await ChangeRowAsync(
            gap,
            state ? $"{gap}|state" : EventRows.Key(gap, 3),
            row =>
            {
                var levels = EventRows.LevelsOf(row)!;
                row[EventRows.LevelsColumn] = JsonSerializer.Serialize(
                    levels with
                    {
                        Public = levels.Public with { Hash = new('1', 64) },
                    },
                    DomainJson.Options
                );
            }
        );

        Assert.False((await ReadAsync<Gap>(gap, Actor.Anonymous)).Intact);
        Assert.True((await ReadAsync<Gap>(gap, CoalitionObserver)).Intact);
        Assert.True((await ReadAsync<Gap>(gap, Parts.Coordinator)).Intact);
    }

    /// <summary>As a data directory of before levels were kept has it: no column anywhere.</summary>
    [Fact]
    public async Task Levels_of_an_older_history_are_reckoned_and_go_on()
    {
        var gap = await AskedGapAsync(donors: 4);
        var before = await ReadAsync<Gap>(gap, Actor.Anonymous);
        var stored = (await _parts.Store.LoadAsync<Gap>(gap, Cancel))!;
        for (var version = 1; version <= stored.State.Version; version++)
            await ChangeRowAsync(gap, EventRows.Key(gap, version), row => row.Remove(EventRows.LevelsColumn));
        await ChangeRowAsync(gap, $"{gap}|state", row => row.Remove(EventRows.LevelsColumn));

        Assert.Equal(before.Body, (await ReadAsync<Gap>(gap, Actor.Anonymous)).Body);
        Assert.Equal(3, (await ReadAsync<Gap>(gap, new(Role.Donor, "D01", "liaison"), "?limit=3")).Items.Count);

        await _parts.Gaps.UpdateAsync(
            gap,
            g => AssessGap.Decide(g, new GapAssessment(1, "Weighed"), Parts.Coordinator),
            "test",
            Cancel
        );
        var after = await ReadAsync<Gap>(gap, Actor.Anonymous);
        Assert.Equal(("\"3\"", true), (after.ETag, after.Intact));
        AssertLinked(after);
        var rest = await ReadAsync<Gap>(gap, Actor.Anonymous, $"?limit=1&cursor={Paging.Seal("2")}");
        Assert.Equal((3, true), (Assert.Single(rest.Items).Version, rest.Intact));
    }

    /// <summary>Public events at both ends; between them donors that declined.</summary>
    private async Task<string> AskedGapAsync(int donors) =>
        await CommitAsync<Gap, GapEvent>([
            (id, _) =>
                new GapOpened(
                    id,
                    "AMMO-155",
                    "rounds",
                    [new GapMonth(new Month(2027, 1), 1000, 500, null, false)],
                    Disclosure.Public,
                    1,
                    Now
                ),
            .. Enumerable
                .Range(1, donors)
                .Select(n => (Func<string, Gap?, Decision<GapEvent>>)((_, _) => new GapDonorLapsed(1, $"D{n:D2}"))),
            (_, _) => new GapAssessed(1, [], null),
        ]);

    private Decision<UsFlowEvent> Baseline(
        string id,
        UsFlow? flow,
        string method,
        decimal quantity,
        Disclosure disclosure
    ) =>
        SetBaseline.Decide(
            id,
            "AMMO-155",
            flow,
            new(
                method,
                UsAuthority.USAI,
                "Ministry",
                [new BaselineRow(new(2026, 1), quantity, new Month(2027, 12))],
                disclosure,
                Reason: "Known better"
            ),
            Parts.Coordinator,
            Now
        );

    private static SignalTerms Terms(string source, Disclosure disclosure) =>
        new(SignalKind.Halt, new(2026, 12, 1), SignalScope.All, source, Disclosure: disclosure);

    private Task<Pledge> AmendAsync(string id, AmendPledge change) =>
        _parts.ChangeAsync(id, p => Amend.Decide(p, change, Parts.Donor, Now, Parts.Deadlines));

    private async Task<string> CommitAsync<T, TEvent>(params Func<string, T?, Decision<TEvent>>[] decisions)
        where T : class, IAggregate<T, TEvent>
        where TEvent : class
    {
        var (id, stored) = (Parts.NewId(T.IdKind), (Stored<T>?)null);
        foreach (var decide in decisions)
        {
            var events = Commands<T, TEvent>.Accepted(decide(id, stored?.State));
            stored = await _parts.Store.AppendAsync(
                id,
                stored,
                events,
                new(Parts.Coordinator, $"Signal {id} and more"),
                null,
                new(_ => ""),
                Cancel
            );
        }

        return id;
    }

    private async Task<Read> ReadAsync<T>(string id, Actor viewer, string query = "")
        where T : class, IAggregate
    {
        var stored = (await _parts.Store.LoadAsync<T>(id, Cancel))!;
        return Read.Of(await new History(_parts.Store).AnswerAsync(Call(viewer, query), stored));
    }

    private static Call Call(Actor viewer, string query) =>
        new(new DefaultHttpContext { Request = { QueryString = new(query) } }.Request, viewer, Cancel);

    private async Task ChangeRowAsync(string id, string key, Action<TableEntity> change)
    {
        var table = await _parts.Account.TableAsync("Aggregates");
        var row = (await table.GetEntityAsync<TableEntity>(id, key, cancellationToken: Cancel)).Value;
        change(row);
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);
    }

    private static void AssertLinked(Read read) => AssertLinked(read.Items);

    private static void AssertLinked(IReadOnlyList<HistoryItem> items)
    {
        Assert.Equal(EventRecord.Genesis, items[0].PreviousHash);
        Assert.All(items.Zip(items.Skip(1)), pair => Assert.Equal(pair.First.Hash, pair.Second.PreviousHash));
    }

    /// <summary>An answer, taken apart.</summary>
    private sealed record Read(
        IReadOnlyList<HistoryItem> Items,
        string? Cursor,
        long? FirstBroken,
        string Body,
        string ETag
    )
    {
        public bool Intact => FirstBroken is null;

        public static Read Of(Answer answer)
        {
            var page = JsonSerializer.Deserialize<HistoryPage>(answer.Body, DomainJson.Options)!;
            Assert.Equal(page.Chain.FirstBroken is null, page.Chain.Intact);
            return new(page.Items, page.Cursor, page.Chain.FirstBroken, answer.Body, answer.ETag!);
        }
    }
}
