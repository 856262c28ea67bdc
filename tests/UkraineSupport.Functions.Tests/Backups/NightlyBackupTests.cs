using System.Security.Cryptography;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Functions.Tests.Http;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Backups;

/// <summary>Each night a whole backup is in the other account, or nothing is and somebody is told.</summary>
public sealed class NightlyBackupTests : IDisposable
{
    private readonly LogLines _log = new();

    /// <summary>Another one for each test: files are named after it, in a folder that all processes have.</summary>
    private readonly DateTimeOffset _night = new DateTimeOffset(2026, 11, 28, 1, 23, 0, TimeSpan.Zero).AddSeconds(
        RandomNumberGenerator.GetInt32(1_000_000_000)
    );

    private string Name => $"ukraine-support-{_night:yyyyMMdd}T{_night:HHmmss}Z.zip";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task What_it_laid_down_is_restored_to_a_system_that_reads_the_same_and_is_never_overwritten()
    {
        // An hour ago: what is backed up is what happened until now.
        await using var life = new TwinLife(await World.StartAsync(TimeProvider.System.GetUtcNow().AddHours(-1)));
        await life.BeginAsync();
        await Lived.LiveAsync(life, Lived.First[..6], "1");
        var paths = await life.PathsAsync();
        var (moment, read) = (life.World.Time.GetUtcNow(), await Lived.ReadAsync(life.World, paths));
        await using var vault = await AzuriteProcess.StartAsync();
        var container = await ContainerAsync(vault);

        await TakeAsync(life.World.ConnectionString, vault.ConnectionString);

        var backup = await OnlyAsync(container, Name);
        var said = Assert.Single(_log.Lines, line => line.Contains("backed up", StringComparison.Ordinal));
        var hash = Convert.ToHexStringLower(SHA256.HashData(backup));
        Assert.Contains($"{Name}, SHA-256 {hash} ", said, StringComparison.Ordinal);

        // The same second once more, and after something else has happened.
        Assert.Equal(
            201,
            (await life.World.SendAsync("donor:NLD", "POST", "pledges", Bodies.Pledge("NLD"), null)).Status
        );
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() =>
            TakeAsync(life.World.ConnectionString, vault.ConnectionString)
        );
        Assert.Equal(409, refused.Status);
        Assert.Equal(backup, await OnlyAsync(container, Name));

        await using var target = await World.StartAsync(moment);
        var restored = await new BackupTool(target.ConnectionString).RestoreAsync(backup);
        Assert.Contains($"{restored.Aggregates} aggregates", said, StringComparison.Ordinal);
        Lived.AssertSame(read, await Lived.ReadAsync(target, paths));
    }

    [Fact]
    public async Task Without_a_setting_nothing_is_read_and_nothing_said()
    {
        await using var source = await AzuriteProcess.StartAsync();
        var dies = new DiesAt(1, takesEffect: false);

        await TakeAsync(source.ConnectionString, null, source: dies);

        Assert.False(dies.IsDead);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_death_while_it_is_read_or_sent_leaves_no_blob_and_no_file_and_the_next_night_does_it()
    {
        await using var source = await World.StartAsync(TimeProvider.System.GetUtcNow());
        await source.SendAsync("donor:NLD", "POST", "pledges", Bodies.Pledge("NLD"), null);
        await using var vault = await AzuriteProcess.StartAsync();
        var container = await ContainerAsync(vault);
        var breaks = new BreaksHalfway();

        await Assert.ThrowsAsync<DeadException>(() =>
            TakeAsync(source.ConnectionString, vault.ConnectionString, source: new DiesAt(6, takesEffect: true))
        );
        await Assert.ThrowsAsync<DeadException>(() =>
            TakeAsync(source.ConnectionString, vault.ConnectionString, to: breaks)
        );

        Assert.InRange(breaks.Sent, 500, long.MaxValue);
        Assert.Empty(container.GetBlobs(cancellationToken: Cancel));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), $"{Name}*"));
        Assert.Empty(_log.Lines);
        await TakeAsync(source.ConnectionString, vault.ConnectionString, now: _night.AddDays(1));
        Assert.Single(container.GetBlobs(cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_history_that_was_changed_is_told_and_the_night_has_failed()
    {
        await using var source = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var pledge = await source.SendAsync("donor:NLD", "POST", "pledges", Bodies.Pledge("NLD"), null);
        await Lived.TamperAsync(source, pledge.Id);
        await using var vault = await AzuriteProcess.StartAsync();
        var container = await ContainerAsync(vault);

        await Assert.ThrowsAsync<BackupException>(() => TakeAsync(source.ConnectionString, vault.ConnectionString));

        var said = Assert.Single(_log.Lines);
        Assert.Contains($"not as they were sealed: {pledge.Id}", said, StringComparison.Ordinal);
        await OnlyAsync(container, Name);
    }

    private static async Task<BlobContainerClient> ContainerAsync(AzuriteProcess vault)
    {
        var container = new BlobContainerClient(vault.ConnectionString, BackupVault.Container);
        await container.CreateAsync(cancellationToken: Cancel);
        return container;
    }

    /// <summary>The one blob that is there.</summary>
    private static async Task<byte[]> OnlyAsync(BlobContainerClient container, string name)
    {
        Assert.Equal([name], container.GetBlobs(cancellationToken: Cancel).Select(blob => blob.Name));
        return (await container.GetBlobClient(name).DownloadContentAsync(Cancel)).Value.Content.ToArray();
    }

    /// <param name="from">The app's storage.</param>
    /// <param name="vault">Where the backup goes; null: no setting says.</param>
    /// <param name="source">Sees every call to the app's storage.</param>
    /// <param name="to">Sees every call to the other.</param>
    /// <param name="now">When it is.</param>
    private async Task TakeAsync(
        string from,
        string? vault,
        HttpPipelinePolicy? source = null,
        HttpPipelinePolicy? to = null,
        DateTimeOffset? now = null
    )
    {
        var tool = new BackupTool(from, source, now ?? _night);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Backup:ConnectionString", vault)]);
        using var logs = LoggerFactory.Create(b => b.AddProvider(_log));
        var nightly = new NightlyBackup(
            tool.Get<Backup>(),
            new BackupVault(settings.Build(), to),
            tool.Get<TimeProvider>(),
            logs.CreateLogger<NightlyBackup>()
        );
        await nightly.TakeAsync(new TimerInfo(), Cancel);
    }
}
