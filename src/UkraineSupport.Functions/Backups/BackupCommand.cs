using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Backups;

/// <summary>
/// <c>./run backup</c> and <c>./run restore</c>: a program of its own beside the app, with nothing but the app's
/// storage between them.
/// </summary>
public static class BackupCommand
{
    /// <summary>Does one of them, and says what came of it.</summary>
    /// <param name="command"><c>backup</c> or <c>restore</c>.</param>
    /// <param name="path">The file; of a backup also the folder to put it in.</param>
    /// <returns>The exit code: 0, or 1 with a sentence on standard error.</returns>
    public static Task<int> RunAsync(string command, string path) =>
        OperatorCommand.RunAsync(
            "It was stopped. A restore goes on when it is run again.",
            (services, cancel) =>
                command == "backup" ? BackUpAsync(services, path, cancel) : RestoreAsync(services, path, cancel)
        );

    private static async Task<int> BackUpAsync(IServiceProvider services, string path, CancellationToken cancel)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var file = Directory.Exists(path) ? Path.Combine(path, BackupFile.NameAt(now)) : path;
        if (File.Exists(file))
            throw new BackupException($"{file} is there already.");
        // Under another name until all of it is there: what is cut off looks like no backup.
        var unfinished = $"{file}.part";
        BackupManifest manifest;
        try
        {
            await using (var to = BackupFile.Private(unfinished, FileAccess.Write))
            {
                manifest = await services.GetRequiredService<Backup>().WriteAsync(to, cancel);
                await to.FlushAsync(cancel);
            }

            File.Move(unfinished, file);
        }
        finally
        {
            File.Delete(unfinished);
        }

        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: {manifest.Aggregates} aggregates with {manifest.Events} events as of {manifest.Moment:u}."
            )
        );
        await Console.Out.WriteLineAsync($"SHA-256 {await HashAsync(file, cancel)}");
        await Console.Out.WriteLineAsync(
            "It holds everything, restricted records too: keep it where only they may be read who may read those."
        );
        if (manifest.Broken.Count == 0)
            return 0;
        await Console.Error.WriteLineAsync(
            $"Histories are not as they were sealed: {string.Join(", ", manifest.Broken)}. This backup cannot be restored; keep the last one."
        );
        return 1;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new BackupException($"There is no file {path}.");
        await using var from = File.OpenRead(path);
        using var backup = BackupFile.Open(from);
        var result = await services.GetRequiredService<Restore>().RunAsync(backup, cancel);
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Aggregates} aggregates are there as of {backup.Manifest.Moment:u}. New events have the epoch {result.Epoch}. Orchestrations start within five minutes."
            )
        );
        return 0;
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancel)
    {
        await using var from = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(from, cancel));
    }
}
