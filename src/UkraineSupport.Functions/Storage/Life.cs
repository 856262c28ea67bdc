using System.Globalization;
using Azure.Data.Tables;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Storage;

/// <summary>What storage says of the system's life.</summary>
/// <param name="Epoch">What the last restore gave; null before the first.</param>
/// <param name="Restoring">The restore that has begun and not ended; null when there is none.</param>
internal sealed record LifeState(string? Epoch, RestoreMark? Restoring);

/// <summary>A restore under way, or one that was cut off.</summary>
/// <param name="Backup">The backup, as <c>BackupFile.Id</c> says it.</param>
/// <param name="Run">The run of the tool that works on it; a later one takes over.</param>
/// <param name="IsWriting">Whether storage was seen to be empty, so that what is there now is its own.</param>
internal sealed record RestoreMark(string Backup, string Run, bool IsWriting);

/// <summary>
/// The system's present life: its epoch, and whether it is still being restored. Every process looks it up now and
/// then (<see cref="KnownRow{T}"/>).
/// </summary>
internal sealed class Life(StorageAccount account, EventSettings settings, TimeProvider time)
{
    private static readonly KnownRowSettings<LifeState> Kept = new("Life", Key, new(null, null), Read, Row);
    private const string Key = "life";

    private readonly KnownRow<LifeState> _row = new(account, Kept, time);
    private DateTimeOffset _awayUntil = DateTimeOffset.MinValue;

    /// <summary>Whether a restore has begun and not ended, as of at most five seconds ago.</summary>
    public async Task<bool> IsRestoringAsync(CancellationToken cancel) =>
        (await _row.NowAsync(cancel)).Restoring is not null;

    /// <summary>
    /// Ends when nothing is being restored, as far as is known: while storage is away it holds nobody up, as what needs
    /// storage fails without it.
    /// </summary>
    /// <exception cref="ProblemException">503: what is there is not all of it.</exception>
    public async Task RequireAsync(CancellationToken cancel)
    {
        if (_row.Last.Restoring is null && _awayUntil > time.GetUtcNow())
            return;
        try
        {
            await EpochAsync(cancel);
        }
        catch (Exception fault)
            when (_row.Last.Restoring is null && Faults.IsStorageAway(fault) && !cancel.IsCancellationRequested)
        {
            _awayUntil = time.GetUtcNow() + KnownRow.Believed;
        }
    }

    /// <summary>The epoch of new events: of the setting and what storage says the higher.</summary>
    /// <exception cref="ProblemException">503: a restore is under way, and will end with an epoch of its own.</exception>
    public async Task<string> EpochAsync(CancellationToken cancel)
    {
        var now = await _row.NowAsync(cancel);
        if (now.Restoring is not null)
            throw new ProblemException(503, "restoring", "The system is being restored from a backup. Come back later.")
            {
                RetryAfter = TimeSpan.FromSeconds(30),
            };
        return Higher(settings.Epoch, now.Epoch);
    }

    /// <summary>As it is at this moment.</summary>
    public Task<LifeState> AskAsync(CancellationToken cancel) => _row.AskAsync(cancel);

    /// <summary>The epoch as storage and setting say at this moment, whether it is being restored or not.</summary>
    public async Task<string> AskEpochAsync(CancellationToken cancel) =>
        Higher(settings.Epoch, (await AskAsync(cancel)).Epoch);

    /// <summary>Of two epochs the one with the higher number; a word that is no number counts as none.</summary>
    public static string Higher(string one, string? other) =>
        other is not null && Number(other) > Number(one) ? other : one;

    /// <summary>The number that an epoch is; 0 of a word.</summary>
    public static long Number(string epoch) =>
        long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Changes it, as it is at this moment; what <paramref name="change"/> throws ends that.</summary>
    public Task<LifeState> ChangeAsync(Func<LifeState, LifeState> change, CancellationToken cancel) =>
        _row.ChangeAsync(change, cancel);

    private static TableEntity Row(LifeState state) =>
        new(Key, Key)
        {
            ["Epoch"] = state.Epoch,
            ["Backup"] = state.Restoring?.Backup,
            ["Run"] = state.Restoring?.Run,
            ["IsWriting"] = state.Restoring?.IsWriting,
        };

    private static LifeState Read(TableEntity row)
    {
        var mark = row.GetString("Backup") is { } backup
            ? new RestoreMark(backup, row.GetString("Run"), row.GetBoolean("IsWriting") ?? false)
            : null;
        return new(row.GetString("Epoch"), mark);
    }
}
