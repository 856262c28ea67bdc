using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace UkraineSupport.Functions.Backups;

/// <summary>
/// Takes a backup each night and lays it down in another account, if a setting says which. A night that failed is told
/// by the failure; the next one begins anew.
/// </summary>
internal sealed class NightlyBackup(Backup backup, BackupVault vault, TimeProvider time, ILogger<NightlyBackup> log)
{
    /// <summary>Each night.</summary>
    /// <exception cref="BackupException">A history is not as it was sealed, or half of it is being restored.</exception>
    [Function("NightlyBackup")]
    public async Task TakeAsync([TimerTrigger("0 23 1 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        if (!vault.IsSet)
            return;
        var name = BackupFile.NameAt(time.GetUtcNow());
        // On the disk of the instance, which is gone with it: whole before a byte is sent, and never all in memory.
        var path = Path.Combine(Path.GetTempPath(), $"{name}.{Guid.NewGuid():N}");
        await using var file = BackupFile.Private(path, FileAccess.ReadWrite, FileOptions.DeleteOnClose);
        var manifest = await backup.WriteAsync(file, cancel);
        file.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        file.Position = 0;
        await vault.AddAsync(name, file, cancel);
        if (manifest.Broken.Count > 0)
        {
            var broken = string.Join(", ", manifest.Broken);
            log.LogError("Histories are not as they were sealed: {Broken}; {Name} has them so", broken, name);
            throw new BackupException($"{name} cannot be restored; keep the last backup.");
        }

        // An alert looks for these words.
        log.LogInformation(
            "{Aggregates} aggregates with {Events} events are backed up as of {Moment:u}: {Name}, SHA-256 {Hash}",
            manifest.Aggregates,
            manifest.Events,
            manifest.Moment,
            name,
            hash
        );
    }
}
