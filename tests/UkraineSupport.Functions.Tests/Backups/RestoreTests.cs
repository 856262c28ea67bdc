using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Backups;

/// <summary>A restore is done whole or refused, and nothing of half a one is served.</summary>
public sealed class RestoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_no_whole_backup_is_refused_with_a_sentence_and_nothing_of_it_is_stored()
    {
        var (backup, _) = await TakeAsync();
        await using var target = await AzuriteProcess.StartAsync();
        var middle = (byte[])backup.Clone();
        middle[backup.Length / 3] ^= 0x10;
        var cases = new (byte[] File, string Says)[]
        {
            (middle, "The backup is damaged: Aggregates.jsonl is not as it was written."),
            (backup[..^300], "The file is no backup, or not all of one: "),
            (backup[..(backup.Length / 2)], "The file is no backup, or not all of one: "),
            (Encoding.UTF8.GetBytes("{}"), "The file is no backup, or not all of one: "),
            (Changed(backup, "Ordinals.jsonl", "pledge", "hledge"), "The backup is damaged: Ordinals.jsonl is not"),
            (Changed(backup, "Audit.jsonl", null, "{}"), "The backup is damaged: Audit.jsonl is not"),
            (
                Changed(backup, "manifest.json", "\"format\":1", "\"format\":2"),
                "The file is no backup, or not all of one: its format is 2"
            ),
            (
                Changed(backup, "manifest.json", "Ordinals.jsonl", "Others.jsonl"),
                "The file is no backup, or not all of one: its parts"
            ),
        };

        foreach (var (file, says) in cases)
        {
            var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(target, file));
            Assert.StartsWith(says, refused.Message, StringComparison.Ordinal);
        }

        var tables = new TableServiceClient(target.ConnectionString).QueryAsync(cancellationToken: Cancel);
        await foreach (var table in tables)
            Assert.Fail($"There is a table {table.Name}.");
    }

    [Fact]
    public async Task A_history_that_was_changed_is_told_when_the_backup_is_taken_and_is_not_restored()
    {
        await using var source = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var pledge = await AnnounceAsync(source);
        await Lived.TamperAsync(source, pledge.Id);

        var backup = await new BackupTool(source.ConnectionString).TakeAsync(source.Time.GetUtcNow());

        using var file = BackupFile.Open(new MemoryStream(backup));
        Assert.Equal([pledge.Id], file.Manifest.Broken);
        await using var target = await AzuriteProcess.StartAsync();
        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(target, backup));
        Assert.Contains($"{pledge.Id} from version 1 on", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_before_there_was_a_list_of_what_was_erased_is_restored()
    {
        var (backup, read) = await TakeAsync();
        await using var target = await World.StartAsync(read.Moment);

        await new BackupTool(target.ConnectionString).RestoreAsync(WithoutErasures(backup));

        Lived.AssertSame(read.Texts, await Lived.ReadAsync(target, read.Paths));
        Assert.Empty((await target.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
    }

    [Fact]
    public async Task Storage_with_records_is_left_as_it_is_and_goes_on_being_served()
    {
        var (backup, _) = await TakeAsync();
        await using var target = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var own = await AnnounceAsync(target);

        var refused = await Assert.ThrowsAsync<BackupException>(() =>
            new BackupTool(target.ConnectionString).RestoreAsync(backup)
        );

        Assert.Contains("into empty storage only", refused.Message, StringComparison.Ordinal);
        await target.RestartAsync();
        Assert.Equal(200, (await target.GetAsync("donor:NLD", $"pledges/{own.Id}")).Status);
        Assert.Equal(new LifeState(null, null), await target.Get<Life>().AskAsync(Cancel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_death_at_any_call_leaves_nothing_that_is_served_and_another_run_ends_it(bool takesEffect)
    {
        var (backup, read) = await TakeAsync();
        var (other, _) = await TakeAsync();
        await using var target = await World.StartAsync(read.Moment);
        var (first, by) = Soak.Deaths(takesEffect, every: 30);
        for (var call = first; ; call += by)
        {
            var dies = new DiesAt(call, takesEffect);
            try
            {
                await new BackupTool(target.ConnectionString, dies).RestoreAsync(backup);
                Assert.InRange(call, 40, 2000);
                break;
            }
            catch (Exception fault) when (dies.IsDead && fault is not BackupException)
            {
                await HalfDoneAsync(target, other);
            }
        }

        target.Time.Advance(KnownRow.Known);
        Lived.AssertSame(read.Texts, await Lived.ReadAsync(target, read.Paths));
        Assert.Empty((await target.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
    }

    [Fact]
    public async Task Each_restore_gives_an_epoch_that_no_system_had_before_and_the_higher_of_it_and_the_setting_holds()
    {
        var (backup, _) = await TakeAsync();
        await using var target = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var restored = await new BackupTool(target.ConnectionString).RestoreAsync(backup);
        Assert.Equal(restored.Epoch, await target.Get<Life>().EpochAsync(Cancel));

        // Backed up and restored within the same second, it still is another one.
        var again = await new BackupTool(target.ConnectionString).TakeAsync(target.Time.GetUtcNow());
        await using var second = await AzuriteProcess.StartAsync();
        var once = await new BackupTool(second.ConnectionString).RestoreAsync(again);
        Assert.True(Life.Number(once.Epoch) > Life.Number(restored.Epoch), $"{restored.Epoch}, {once.Epoch}");

        Assert.Equal("7", Life.Higher("7", null));
        Assert.Equal("20270101000000", Life.Higher("7", "20270101000000"));
        Assert.Equal("20270101000001", Life.Higher("20270101000001", "20270101000000"));
        Assert.Equal("20270101000000", Life.Higher("b", "20270101000000"));
    }

    /// <summary>Nothing is served of it, and nothing else is restored over it.</summary>
    private static async Task HalfDoneAsync(World target, byte[] other)
    {
        target.Time.Advance(KnownRow.Known);
        var answer = await target.GetAsync("coordinator:GBR", "pledges");
        var account = target.Get<StorageAccount>();
        await account.TableAsync(AggregateStore.Table);
        if (answer.Status == 200)
        {
            // It had not begun.
            Assert.Empty(await Lived.AggregatesAsync(account));
            return;
        }

        Assert.Equal(503, answer.Status);
        Assert.Contains("restoring", answer.Body, StringComparison.Ordinal);
        Assert.Equal(503, (await AnnounceAsync(target)).Status);
        if ((await target.Get<Life>().AskAsync(Cancel)).Restoring is not { IsWriting: true })
            return;
        var refused = await Assert.ThrowsAsync<BackupException>(() =>
            new BackupTool(target.ConnectionString).RestoreAsync(other)
        );
        Assert.Contains("Another backup is being restored", refused.Message, StringComparison.Ordinal);
        var tool = new BackupTool(target.ConnectionString);
        await Assert.ThrowsAsync<BackupException>(() => tool.TakeAsync(target.Time.GetUtcNow()));
    }

    private static async Task<(byte[] Backup, Reading Read)> TakeAsync()
    {
        await using var life = new TwinLife(await World.StartAsync(TimeProvider.System.GetUtcNow()));
        await life.BeginAsync();
        await Lived.LiveAsync(life, Lived.First[..6], "1");
        var paths = await life.PathsAsync();
        var read = new Reading(life.World.Time.GetUtcNow(), paths, await Lived.ReadAsync(life.World, paths));
        return (await new BackupTool(life.World.ConnectionString).TakeAsync(read.Moment), read);
    }

    private static Task<WorldAnswer> AnnounceAsync(World world) =>
        world.SendAsync("donor:NLD", "POST", "pledges", Bodies.Pledge("NLD"), null);

    private static Task<RestoreResult> RestoreAsync(AzuriteProcess target, byte[] backup) =>
        new BackupTool(target.ConnectionString).RestoreAsync(backup);

    /// <summary>The backup with a part written anew.</summary>
    private static byte[] Changed(byte[] backup, string part, string? what, string by) =>
        Edited(
            backup,
            archive =>
                Rewrite(archive, part, text => what is null ? by : text.Replace(what, by, StringComparison.Ordinal))
        );

    /// <summary>The backup as it was before it had that part.</summary>
    private static byte[] WithoutErasures(byte[] backup) =>
        Edited(
            backup,
            archive =>
            {
                archive.GetEntry("Erasures.jsonl")!.Delete();
                Rewrite(
                    archive,
                    BackupFile.ManifestName,
                    text =>
                    {
                        var manifest = JsonNode.Parse(text)!;
                        var parts = manifest["parts"]!.AsArray();
                        parts.Remove(parts.Single(part => (string?)part!["name"] == "Erasures.jsonl"));
                        return manifest.ToJsonString();
                    }
                );
            }
        );

    private static byte[] Edited(byte[] backup, Action<ZipArchive> edit)
    {
        using var file = new MemoryStream();
        file.Write(backup);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
            edit(archive);
        return file.ToArray();
    }

    private static void Rewrite(ZipArchive archive, string part, Func<string, string> to)
    {
        var entry = archive.GetEntry(part)!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
            text = reader.ReadToEnd();
        entry.Delete();
        using var writer = new StreamWriter(archive.CreateEntry(part).Open());
        writer.Write(to(text));
    }

    private sealed record Reading(DateTimeOffset Moment, IReadOnlyList<string> Paths, Dictionary<string, string> Texts);
}
