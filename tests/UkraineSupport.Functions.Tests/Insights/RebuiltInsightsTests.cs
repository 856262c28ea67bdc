using Azure.Data.Tables;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Tests.Insights;

/// <summary>What insights are read from is made anew from the aggregates, and checked.</summary>
public sealed class RebuiltInsightsTests
{
    private static readonly string?[] Callers = [null, "observer:POL", "donor:FRA", "coordinator:GBR"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_rebuilt_reads_as_what_stood()
    {
        await using var winter = await Winter.LivedAsync();
        var stood = await ReadAsync(winter);
        Assert.Equal(stood.Count, stood.Distinct().Count());
        var keeper = winter.World.Get<ReadModelKeeper>();
        var generation = await keeper.BeginAsync(Cancel);
        winter.World.Time.Advance(KnownRow.Known);
        string? part = null;
        do part = await keeper.MakeAsync(new(generation, part), Cancel);
        while (part is not null);
        await keeper.SwitchAsync(generation, Cancel);
        await keeper.FinishAsync(generation, Cancel);
        await keeper.CleanAsync(Cancel);
        winter.World.Time.Advance(KnownRow.Known);

        Assert.Equal(stood, await ReadAsync(winter));
        Assert.Equal((generation, 0), Told(await keeper.CheckAsync(Cancel)));
    }

    [Fact]
    public async Task The_check_names_a_month_and_a_tranche_that_are_not_the_sum_of_what_was_contributed()
    {
        await using var winter = await Winter.LivedAsync();
        var keeper = winter.World.Get<ReadModelKeeper>();
        Assert.Equal((1, 0), Told(await keeper.CheckAsync(Cancel)));
        foreach (var sheet in (string[])["month|2027", "tranches|2027", "tranches|handedOver"])
        {
            var totals = await winter.World.Get<StorageAccount>().TableAsync(Generations.Name(1, "totals"));
            var rows = new List<TableEntity>();
            await foreach (var row in totals.QueryAsync<TableEntity>(cancellationToken: Cancel))
                rows.Add(row);
            var hit = rows.First(r =>
                r.RowKey.EndsWith($"|total|{sheet}", StringComparison.Ordinal)
                && TextColumns.Get(r, "public") is { Length: > 2 }
            );
            var right = TextColumns.Get(hit, "public")!;
            TextColumns.Set(hit, "public", "[]");
            await totals.UpdateEntityAsync(hit, hit.ETag, TableUpdateMode.Replace, Cancel);
            var wrong = Assert.Single((await keeper.CheckAsync(Cancel)).Differences);
            Assert.Equal(
                ($"totals {hit.PartitionKey}", "are not the sum of what was contributed"),
                (wrong.Id, wrong.What)
            );
            TextColumns.Set(hit, "public", right);
            await totals.UpdateEntityAsync(hit, Azure.ETag.All, TableUpdateMode.Replace, Cancel);
        }

        Assert.Equal((1, 0), Told(await keeper.CheckAsync(Cancel)));
    }

    private static (int Generation, int Found) Told(ReadModelCheck check) => (check.Generation, check.Found);

    private static async Task<List<string>> ReadAsync(Winter winter)
    {
        var read = new List<string>();
        foreach (var caller in Callers)
        {
            foreach (var path in Winter.Paths)
                read.Add($"{caller} {path} {(await winter.World.GetAsync(caller, path)).Body}");
        }

        return read;
    }
}
