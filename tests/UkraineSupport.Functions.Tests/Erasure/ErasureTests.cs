using System.Text.RegularExpressions;
using CsCheck;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.Erasure;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Backups;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Erasure;

/// <summary>What is erased is nowhere any more, and everything else is as it was.</summary>
public sealed class ErasureTests
{
    private static readonly string[] Needles =
    [
        Typed.Person,
        Typed.Caveat,
        Typed.Source,
        "dev-donor-NLD",
        "Announcement",
    ];

    /// <summary>Of most sorts something.</summary>
    private static readonly (int Kind, bool Secret, int A, int B)[] First =
    [
        .. Lived.First.Where((_, i) => i is 0 or 2 or 3 or 4 or 5 or 7 or 8),
    ];

    private static readonly Gen<(int Kind, bool Secret, int A, int B)[]> Steps = Lived.Steps.Select(s => s[..5]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task What_is_erased_is_nowhere_and_all_else_reads_as_it_did() =>
        Gen.Select(Steps, Gen.Int[1, 31])
            .SampleAsync(
                async (steps, chosen) =>
                {
                    await using var life = await Typed.BeginAsync();
                    var world = life.World;
                    await Typed.LiveAsync(life, [.. First, .. steps]);
                    var needles = Needles.Where((_, i) => (chosen & (1 << i)) != 0).ToList();
                    foreach (var needle in needles)
                        Assert.NotEmpty(await Everything.WhereAsync(world.ConnectionString, needle));
                    var paths = await life.PathsAsync();
                    var read = await Lived.ReadAsync(world, paths);

                    var eraser = new BackupTool(world.ConnectionString).Get<Eraser>();
                    var wanted = needles.ConvertAll(Of);
                    await eraser.EraseAsync(
                        new([.. wanted.SelectMany(w => w.Persons)], [.. wanted.SelectMany(w => w.Texts)]),
                        "Asked for",
                        Cancel
                    );

                    foreach (var needle in needles)
                        Assert.Empty(await Everything.WhereAsync(world.ConnectionString, needle));
                    var left = read.ToDictionary(r => r.Key, r => Without(r.Value, needles));
                    Lived.AssertSame(left, await Lived.ReadAsync(world, paths));
                    await Lived.AssertStatesFollowAsync(world);
                    Assert.All(
                        await Lived.AggregatesAsync(world.Get<StorageAccount>()),
                        a => Assert.Null(a.FirstBroken())
                    );
                    Assert.Empty((await world.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
                },
                iter: 1,
                threads: 1
            );

    [Fact]
    public async Task A_text_is_named_by_its_event_and_its_copies_go_with_it()
    {
        await using var life = await Typed.BeginAsync();
        var (world, tool) = (life.World, new BackupTool(life.World.ConnectionString));
        var pledge = await Typed.LiveAsync(life, Lived.First);
        // Each place, or the test would show less than it says.
        var where = await Everything.WhereAsync(world.ConnectionString, Typed.Caveat);
        string[] places =
        [
            "table Aggregates Texts",
            "table Aggregates State",
            "table Aggregates Body",
            "table Audit Reason",
            "table R0001pledge000000 Body",
            "blob plans",
            "queue support-events",
            "queue support-events-press",
        ];
        Assert.DoesNotContain(places, p => !where.Exists(w => w.StartsWith(p, StringComparison.Ordinal)));
        var again = await world.SendAsync("donor:NLD", "POST", "pledges", Typed.Body("public"), "typed");
        Assert.Contains(Typed.Caveat, again.Body, StringComparison.Ordinal);

        var eraser = tool.Get<Eraser>();
        var wanted = await eraser.TextAsync($"{pledge}/1", "/caveats/0/text", Cancel);
        var counted = await eraser.CountAsync(wanted, Cancel);
        Assert.NotEmpty(await Everything.WhereAsync(world.ConnectionString, Typed.Caveat));
        var erased = await eraser.EraseAsync(wanted, "Asked for", Cancel);

        Assert.Equal((counted.Events, 0), (erased.Events, erased.InClear));
        Assert.Empty(await Everything.WhereAsync(world.ConnectionString, Typed.Caveat));
        var answer = await world.SendAsync("donor:NLD", "POST", "pledges", Typed.Body("public"), "typed");
        Assert.Equal((201, pledge), (answer.Status, answer.Id));
        Assert.Contains(EventEnvelope.Erased, answer.Body, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ErasureException>(() => eraser.TextAsync($"{pledge}/1", "/caveats/0/text", Cancel));
        foreach (
            var (id, member) in new[]
            {
                ($"{pledge}/1", "/donor"),
                ($"{pledge}/1", "title"),
                ($"{pledge}/99", "reason"),
            }
        )
            await Assert.ThrowsAsync<ErasureException>(() => eraser.TextAsync(id, member, Cancel));
        Assert.Throws<ErasureException>(() => Eraser.Person("system"));
    }

    [Fact]
    public async Task What_goes_on_meanwhile_neither_holds_it_up_nor_brings_it_back()
    {
        await using var life = await Typed.BeginAsync();
        var world = life.World;
        var pledge = await Typed.PledgeAsync(world, "typed", "public");
        var path = $"pledges/{pledge}/amendment";
        // Told by nobody yet, and in the memory of the process that wrote it.
        await world.SendAsync("donor:NLD", "POST", path, new { reason = Typed.Caveat, title = "Shells" }, "a");
        var going = AmendAsync();

        await new BackupTool(world.ConnectionString)
            .Get<Eraser>()
            .EraseAsync(new([], [Typed.Caveat]), "Asked for", Cancel);
        await going;
        world.Time.Advance(RecentCommits.Held + TimeSpan.FromSeconds(1));
        await world.SweepAsync();

        Assert.Empty(await Everything.WhereAsync(world.ConnectionString, Typed.Caveat));
        Assert.Empty((await world.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
        await Lived.AssertStatesFollowAsync(world);
        Assert.Equal(12, await world.Get<AggregateStore>().VersionAsync(pledge, Cancel));

        async Task AmendAsync()
        {
            for (var i = 0; i < 8; i++)
            {
                var change = new { reason = "Another day", title = $"Shells {i}" };
                var answer = await world.SendAsync("donor:NLD", "POST", path, change, $"b-{i}");
                Assert.Equal(200, answer.Status);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_death_at_any_call_is_made_up_for_by_the_same_command(bool takesEffect)
    {
        await using var life = await Typed.BeginAsync();
        var world = life.World;
        var pledge = await Typed.LiveAsync(life, Lived.First[..3]);
        var (first, by) = Soak.Deaths(takesEffect, every: 90);
        for (var call = first; ; call += by)
        {
            var dies = new DiesAt(call, takesEffect);
            try
            {
                var eraser = new BackupTool(world.ConnectionString, dies).Get<Eraser>();
                var wanted = await eraser.TextAsync($"{pledge}/1", "/caveats/0/text", Cancel);
                await eraser.EraseAsync(wanted, "Asked for", Cancel);
                Assert.InRange(call, 40, 1000);
                break;
            }
            catch (DeadException)
            {
                Assert.True(dies.IsDead);
            }
        }

        Assert.Empty(await Everything.WhereAsync(world.ConnectionString, Typed.Caveat));
        Assert.Empty((await world.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
        await Lived.AssertStatesFollowAsync(world);
    }

    [Fact]
    public async Task What_an_older_backup_brings_back_is_erased_again_by_the_list()
    {
        await using var life = await Typed.BeginAsync();
        var world = life.World;
        var pledge = await Typed.LiveAsync(life, Lived.First[..3]);
        var older = new BackupTool(world.ConnectionString);
        var backup = await older.TakeAsync(world.Time.GetUtcNow());
        foreach (var wanted in new[] { Of(Typed.Person), Of(Typed.Caveat) })
            await older.Get<Eraser>().EraseAsync(wanted, "Asked for", Cancel);
        var list = await older.Get<ErasureList>().AllAsync(Cancel).ToHashSetAsync(Cancel);
        var newer = await older.TakeAsync(world.Time.GetUtcNow());
        string[] paths = ["pledges?limit=200", "insights/ledgers", $"pledges/{pledge}", $"pledges/{pledge}/history"];
        var read = await Lived.ReadAsync(world, paths);

        await using var target = await World.StartAsync(world.Time.GetUtcNow());
        var tool = new BackupTool(target.ConnectionString);
        await tool.RestoreAsync(backup);
        Assert.NotEmpty(await Everything.WhereAsync(target.ConnectionString, Typed.Person));
        var again = await tool.Get<Eraser>().AgainAsync(list, Cancel);
        await tool.Get<Eraser>().EraseAsync(again, "Asked for before", Cancel);

        foreach (var needle in (string[])[Typed.Person, Typed.Caveat])
            Assert.Empty(await Everything.WhereAsync(target.ConnectionString, needle));
        Lived.AssertSame(read, await Lived.ReadAsync(target, paths));
        // A newer backup has the list with it.
        using var file = BackupFile.Open(new MemoryStream(newer));
        var kept = new HashSet<ErasedMark>();
        await foreach (var row in file.RowsAsync(ErasureList.Table, Cancel))
            kept.Add(new(row.PartitionKey, row.RowKey));
        Assert.Equal(list, kept);
        // And restores without what was erased, to what was read.
        await using var later = await World.StartAsync(world.Time.GetUtcNow());
        await new BackupTool(later.ConnectionString).RestoreAsync(newer);
        foreach (var needle in (string[])[Typed.Person, Typed.Caveat])
            Assert.Empty(await Everything.WhereAsync(later.ConnectionString, needle));
        Lived.AssertSame(read, await Lived.ReadAsync(later, paths));
        Assert.Empty((await later.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
    }

    private static Wanted Of(string needle) =>
        needle.StartsWith("dev-", StringComparison.Ordinal) ? Eraser.Person(needle) : new([], [needle]);

    /// <summary>What was read, with the strings erased that are to be.</summary>
    private static string Without(string read, IReadOnlyList<string> needles) =>
        needles.Aggregate(
            read,
            (text, needle) =>
                Regex.Replace(
                    text,
                    needle.Length < Wanted.Distinctive
                        ? $"\"{Regex.Escape(needle)}\""
                        : $"\"[^\"]*{Regex.Escape(needle)}[^\"]*\"",
                    $"\"{EventEnvelope.Erased}\""
                )
        );
}
