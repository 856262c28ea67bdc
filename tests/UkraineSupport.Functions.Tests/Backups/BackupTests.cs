using CsCheck;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Backups;

/// <summary>A backup is the system as it was at one moment, whatever went on while it was taken.</summary>
public sealed class BackupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task What_was_taken_while_changes_went_on_reads_everywhere_as_it_did_at_that_moment() =>
        Gen.Select(Lived.Steps, Lived.Steps)
            .SampleAsync(
                async (before, after) =>
                {
                    await using var life = new TwinLife(await World.StartAsync(TimeProvider.System.GetUtcNow()));
                    var source = life.World;
                    await life.BeginAsync();
                    await Lived.LiveAsync(life, [.. Lived.First, .. before], "1");
                    var paths = await life.PathsAsync();
                    var (moment, read) = (source.Time.GetUtcNow(), await Lived.ReadAsync(source, paths));

                    source.Time.Advance(TimeSpan.FromSeconds(1));
                    var going = Lived.LiveAsync(life, [.. Lived.First, .. after], "2");
                    var backup = await new BackupTool(source.ConnectionString).TakeAsync(moment);
                    var meanwhile = !going.IsCompleted;
                    await going;
                    Assert.True(meanwhile, "changes go on after it");
                    var now = await Lived.ReadAsync(source, paths.Take(1));
                    Assert.Contains(now, n => n.Value != read[n.Key]);

                    await using var target = await World.StartAsync(moment);
                    var restored = await new BackupTool(target.ConnectionString).RestoreAsync(backup);

                    Lived.AssertSame(read, await Lived.ReadAsync(target, paths));
                    var check = await target.Get<ReadModelKeeper>().CheckAsync(Cancel);
                    Assert.Equal((restored.Aggregates, 0), (check.Aggregates, check.Found));
                    // What is followed up once more changes nothing: it was settled.
                    await target.SweepAsync();
                    Lived.AssertSame(read, await Lived.ReadAsync(target, paths));
                },
                iter: 1,
                threads: 1
            );

    [Fact]
    public async Task From_any_moment_at_all_what_was_half_made_is_settled()
    {
        var ticks = new Ticks();
        await using var life = new TwinLife(await World.StartAsync(TimeProvider.System.GetUtcNow(), ticks));
        ticks.Clock = life.World.Time;
        await life.BeginAsync();
        // One need takes the place of another that is covered, whatever else happens.
        (int, bool, int, int)[] steps = [(16, false, 4, 4), .. Lived.Steps.Single()];
        await Lived.LiveAsync(life, [.. Lived.First, .. steps], "1");
        var source = life.World.Get<StorageAccount>();
        var moments = (await Lived.AggregatesAsync(source))
            .SelectMany(a => a.Events.Select(e => e.Record.At))
            .Distinct()
            .Order()
            .ToList();
        var halves = 0;
        foreach (var moment in moments.Chunk(Math.Max(1, moments.Count / 6)).Select(some => some[^1]))
        {
            var backup = await new BackupTool(life.World.ConnectionString).TakeAsync(moment);
            await using var target = await World.StartAsync(moment);
            await new BackupTool(target.ConnectionString).RestoreAsync(backup);
            var (account, store) = (target.Get<StorageAccount>(), target.Get<AggregateStore>());
            halves += (await Lived.DisagreementsAsync(account, store)).Count;

            await target.SweepAsync();
            await target.SweepAsync();

            var left = await Lived.DisagreementsAsync(account, store);
            Assert.True(left is [], $"{moment:O}\n{string.Join('\n', left)}\nof {string.Join(", ", steps)}");
            Assert.Empty((await target.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
            Assert.All(await Lived.AggregatesAsync(account), a => Assert.Null(a.FirstBroken()));
        }

        TestContext.Current.SendDiagnosticMessage($"{moments.Count} moments, {halves} halves");
    }

    [Fact]
    public async Task The_state_of_an_aggregate_is_what_its_events_lead_to()
    {
        await using var life = new TwinLife(await World.StartAsync(TimeProvider.System.GetUtcNow()));
        await life.BeginAsync();
        await Lived.LiveAsync(life, [.. Lived.First, .. Lived.Steps.Single()], "1");

        await Lived.AssertStatesFollowAsync(life.World);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_answer_that_the_backup_has_and_is_done_anew_if_it_has_none()
    {
        await using var source = await World.StartAsync(TimeProvider.System.GetUtcNow());
        Task<WorldAnswer> AnnounceAsync(World world, string key) =>
            world.SendAsync("donor:NLD", "POST", "pledges", Bodies.Pledge("NLD"), key);
        var first = await AnnounceAsync(source, "one");
        var moment = source.Time.GetUtcNow();
        source.Time.Advance(TimeSpan.FromSeconds(1));
        var lost = await AnnounceAsync(source, "two");
        var changed = await source.SendAsync(
            "donor:NLD",
            "POST",
            $"pledges/{first.Id}/withdrawal",
            new { reason = "Not now" },
            "three"
        );
        Assert.Equal((201, 201, 200), (first.Status, lost.Status, changed.Status));
        var backup = await new BackupTool(source.ConnectionString).TakeAsync(moment);
        await using var target = await World.StartAsync(moment);
        var restored = await new BackupTool(target.ConnectionString).RestoreAsync(backup);

        Assert.Equal(first, await AnnounceAsync(target, "one"));
        Assert.Equal(404, (await target.GetAsync("donor:NLD", $"pledges/{lost.Id}")).Status);
        var again = await AnnounceAsync(target, "two");
        Assert.Equal((201, lost.Id), (again.Status, again.Id));

        // Its events are other events than those that were lost, and say so.
        await target.DispatchAsync();
        var told = await target.FeedAsync("support-events");
        Assert.Contains(told, e => e.Contains($"{lost.Id}/1/{restored.Epoch}", StringComparison.Ordinal));
        Assert.DoesNotContain(told, e => e.Contains($"{first.Id}/2", StringComparison.Ordinal));
    }
}
