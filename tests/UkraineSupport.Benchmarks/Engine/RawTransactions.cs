using System.Globalization;
using Azure.Data.Tables;
using UkraineSupport.LocalRuntime.Engine.Log;

namespace UkraineSupport.Benchmarks.Engine;

/// <summary>What Azurite commits of the same rows when nobody has to decide what is in them.</summary>
internal static class RawTransactions
{
    /// <summary>Adds rows of the given sizes, as many in a transaction as the engine did.</summary>
    /// <returns>Seconds.</returns>
    public static async Task<double> RunAsync(string connection, IReadOnlyList<IReadOnlyList<int>> transactions)
    {
        var table = new TableClient(connection, "r" + Guid.NewGuid().ToString("N"));
        await table.CreateAsync();
        var data = new byte[LogRow.MostBytes];
        new Random(1).NextBytes(data);
        var (at, started) = (new LogPosition(1, 0, 0), TimeProvider.System.GetTimestamp());
        foreach (var sizes in transactions)
        {
            at = at.Rolled;
            await table.SubmitTransactionAsync(sizes.Select((size, row) => new TableTransactionAction(
                TableTransactionActionType.Add,
                LogRow.ToEntity(at, row, string.Create(CultureInfo.InvariantCulture, $"raw/{row}"), true, true, data.AsMemory(0, size)))));
            at = at.After(sizes.Count, sizes.Sum());
        }
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await table.DeleteAsync();
        return seconds;
    }
}
