using System.Globalization;

namespace UkraineSupport.LocalRuntime.Engine.Log;

/// <summary>
/// The next place in the log. Follows from what is in the log alone, so that two owners who both believe in their right
/// aim at the same row: the table lets only one of them add it, and the other learns that it has lost the hub.
/// </summary>
internal readonly record struct LogPosition(long Segment, int Row, long Bytes)
{
    public const int RowsPerSegment = 256;
    public const long BytesPerSegment = 4 << 20;

    public string PartitionKey => Key(Segment);

    /// <summary>Unique in the whole table, since the emulator looks rows up by this key first.</summary>
    public string RowKey(int offset) => string.Create(CultureInfo.InvariantCulture, $"{Segment:D10}-{Row + offset:D5}");

    public static string Key(long segment) => segment.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>Where the next transaction goes: a segment that is full is left.</summary>
    public LogPosition Rolled => Row >= RowsPerSegment || Bytes >= BytesPerSegment ? new(Segment + 1, 0, 0) : this;

    public LogPosition After(int rows, long bytes) => this with { Row = Row + rows, Bytes = Bytes + bytes };
}
