using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Log;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>What a hub's log says, read from outside between two lives of its owner.</summary>
internal sealed class Records(string connection, string hub)
{
    private readonly LogStore _log = new(
        new TableServiceClient(connection).GetTableClient(hub + "Log"),
        new StorageRetry(NullLogger.Instance),
        "reader"
    );

    /// <summary>
    /// Results by key, in the order in which they were recorded, each with the life after which it was first read.
    /// </summary>
    public Dictionary<string, List<(string Result, int Life)>> Results { get; } = [];

    /// <summary>Recorded ends by instance.</summary>
    public Dictionary<string, int> Ends { get; } = [];

    public async Task ReadOnAsync(int life, CancellationToken cancellation)
    {
        // The first life may have ended before it made the table.
        if (!await _log.ExistsAsync(cancellation))
            return;
        foreach (var (_, data) in await _log.ReadOnAsync(cancellation))
        {
            foreach (var record in Decode(data))
                Note(record, life);
        }
    }

    private void Note(LogRecord record, int life)
    {
        switch (record)
        {
            case Arrived { Arrival: StepCompleted { Result.Text: ['"', ..] text } }:
                var result = JsonSerializer.Deserialize<string>(text)!;
                var key = result.Split('|')[0];
                if (!Results.TryGetValue(key, out var results))
                    Results[key] = results = [];
                results.Add((result, life));
                break;
            case TurnTaken turn when turn.Turn.Actions is [.., Finished]:
                Ends[turn.InstanceId] = Ends.GetValueOrDefault(turn.InstanceId) + 1;
                break;
        }
    }

    private static List<LogRecord> Decode(ReadOnlyMemory<byte> data)
    {
        var records = new List<LogRecord>();
        var from = new BinaryCursor(data.Span);
        while (!from.AtEnd)
            records.Add(LogRecord.Read(ref from));
        return records;
    }
}
