using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Backups;

/// <summary>What a backup says of itself; the last part of the file.</summary>
/// <param name="Format">Always 1 so far.</param>
/// <param name="Moment">The moment that it holds: what was recorded until then, and nothing after.</param>
/// <param name="Epoch">The epoch of the system then.</param>
/// <param name="Aggregates">How many aggregates.</param>
/// <param name="Events">How many events they have.</param>
/// <param name="Parts">The other parts of the file.</param>
/// <param name="Broken">Aggregates whose history was not as it was sealed already where it was read.</param>
internal sealed record BackupManifest(
    int Format,
    DateTimeOffset Moment,
    string Epoch,
    int Aggregates,
    long Events,
    IReadOnlyList<BackupPart> Parts,
    IReadOnlyList<string> Broken
);

/// <summary>A part of a backup.</summary>
/// <param name="Name">A table with <c>.jsonl</c> behind it, a row a line, or a container, a slash and a blob.</param>
/// <param name="Rows">Lines; 0 of a blob.</param>
/// <param name="Bytes">Unpacked.</param>
/// <param name="Sha256">Of the unpacked bytes, lower-case hex.</param>
internal sealed record BackupPart(string Name, long Rows, long Bytes, string Sha256);

/// <summary>A backup cannot be taken or restored, in a sentence for whoever asked for it.</summary>
internal sealed class BackupException(string message) : OperatorException(message);
