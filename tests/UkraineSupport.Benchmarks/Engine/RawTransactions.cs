using System.Globalization;
using Azure.Data.Tables;
using UkraineSupport.LocalRuntime.Engine.Log;

namespace UkraineSupport.Benchmarks.Engine;

/// <summary>What Azurite commits of the same rows when nobody has to decide what is in them.</summary>
internal static class RawTransactions
{
    public const int Writers = 4;

    /// <summary>Adds rows of the given sizes, as many in a transaction as the engine did.</summary>
    /// <returns>Seconds that it takes one after the other, as the engine does it, and several at once.</returns>
    public static async Task<(double Alone, double Together)> RunAsync(
        string connection,
        IReadOnlyList<IReadOnlyList<int>> transactions
    )
    {
        var table = new TableClient(connection, "r" + Guid.NewGuid().ToString("N"));
        await table.CreateAsync();
        var alone = await TimeAsync(() => WriteAsync(table, 1, transactions));
        var together = await TimeAsync(() =>
            Task.WhenAll(
                Enumerable
                    .Range(0, Writers)
                    .Select(writer =>
                        WriteAsync(
                            table,
                            1_000 * (writer + 1),
                            [.. transactions.Where((_, i) => i % Writers == writer)]
                        )
                    )
            )
        );
        await table.DeleteAsync();
        return (alone, together);
    }

    private static async Task WriteAsync(
        TableClient table,
        long segment,
        IReadOnlyList<IReadOnlyList<int>> transactions
    )
    {
        var data = new byte[LogRow.MostBytes];
        new Random(1).NextBytes(data);
        var at = new LogPosition(segment, 0, 0);
        foreach (var sizes in transactions)
        {
            at = at.Rolled;
            await table.SubmitTransactionAsync(
                sizes.Select(
                    (size, row) =>
                        new TableTransactionAction(
                            TableTransactionActionType.Add,
                            LogRow.ToEntity(
                                at,
                                row,
                                string.Create(CultureInfo.InvariantCulture, $"raw/{row}"),
                                true,
                                true,
                                data.AsMemory(0, size)
                            )
                        )
                )
            );
            at = at.After(sizes.Count, sizes.Sum());
        }
    }

    private static async Task<double> TimeAsync(Func<Task> write)
    {
        var started = TimeProvider.System.GetTimestamp();
        await write();
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }
}
