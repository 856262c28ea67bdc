using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.ReadModels;

/// <summary>Read models are checked, and made anew while changes go on.</summary>
public sealed class RebuildTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_check_names_what_is_wrong_and_a_rebuild_puts_it_right_while_changes_go_on()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var parts = new Parts(azurite.ConnectionString);
        var keeper = parts.Get<ReadModelKeeper>();
        var (lost, altered, miscounted) = (
            (await parts.AnnounceAsync()).State.Id,
            (await parts.AnnounceAsync()).State.Id,
            (await parts.AnnounceAsync(donor: "DNK")).State.Id
        );
        await LetGoAsync(parts);
        Assert.Equal((1, 3, 0), Told(await keeper.CheckAsync(Cancel)));

        await parts.Lists.HideAsync(1, lost, 1, Cancel);
        var table = await parts.Account.TableAsync(Generations.Name(1, "pledge000000"));
        var row = (await parts.Lists.FindAsync(1, altered, 2, Cancel))!;
        row["Disclosure"] = "restricted";
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);
        var totals = await parts.Account.TableAsync(Generations.Name(1, "totals"));
        await foreach (var total in totals.QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            if (total.RowKey == $"pledge|{miscounted}")
                await totals.DeleteEntityAsync(total, cancellationToken: Cancel);
        }

        var wrong = (await keeper.CheckAsync(Cancel)).Differences.ToDictionary(d => d.Id, d => d.What);
        Assert.Equal("is in no list", wrong[lost]);
        Assert.StartsWith("is at version 1 and in lists otherwise", wrong[altered], StringComparison.Ordinal);
        Assert.Equal("is counted otherwise", wrong[miscounted]);
        Assert.Single(wrong, w => w.Value == "are not the sum of what was contributed");
        Assert.Equal(4, wrong.Count);

        var generation = await keeper.BeginAsync(Cancel);
        parts.Time.Advance(KnownRow.Known);
        var first = await keeper.MakeAsync(new(generation, null), Cancel);
        Assert.Null(first);
        var during = (await parts.AnnounceAsync()).State.Id;
        // Read is the old one until the switch.
        Assert.DoesNotContain(lost, await ListedAsync(parts));
        await keeper.SwitchAsync(generation, Cancel);
        var after = (await parts.AnnounceAsync()).State.Id;
        Assert.Equal([after, during, miscounted, altered, lost], await ListedAsync(parts));
        await keeper.MakeAsync(new(generation, null), Cancel);
        await keeper.FinishAsync(generation, Cancel);
        await keeper.CleanAsync(Cancel);

        await LetGoAsync(parts);
        Assert.Equal((2, 5, 0), Told(await keeper.CheckAsync(Cancel)));
        var left = new List<string>();
        await foreach (
            var one in new TableServiceClient(azurite.ConnectionString).QueryAsync(cancellationToken: Cancel)
        )
            left.Add(one.Name);
        Assert.DoesNotContain(left, name => Generations.Of(name) == 1);
        Assert.Contains(left, name => Generations.Of(name) == 2);
    }

    [Fact]
    public async Task A_rebuild_that_was_given_up_is_begun_anew_and_leaves_nothing()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var parts = new Parts(azurite.ConnectionString);
        var keeper = parts.Get<ReadModelKeeper>();
        var id = (await parts.AnnounceAsync()).State.Id;
        await LetGoAsync(parts);

        Assert.Equal(2, await keeper.BeginAsync(Cancel));
        parts.Time.Advance(KnownRow.Known);
        await keeper.MakeAsync(new(2, null), Cancel);
        Assert.Equal(3, await keeper.BeginAsync(Cancel));
        parts.Time.Advance(KnownRow.Known);
        await keeper.MakeAsync(new(3, null), Cancel);
        // A step of the first one that comes late changes nothing.
        await keeper.SwitchAsync(2, Cancel);
        await keeper.SwitchAsync(3, Cancel);
        await keeper.SwitchAsync(3, Cancel);
        await keeper.FinishAsync(3, Cancel);
        await keeper.CleanAsync(Cancel);

        Assert.Equal([id], await ListedAsync(parts));
        Assert.Equal((3, 1, 0), Told(await keeper.CheckAsync(Cancel)));
    }

    private static (int Generation, int Aggregates, int Found) Told(ReadModelCheck check) =>
        (check.Generation, check.Aggregates, check.Found);

    /// <summary>Nothing is on its way any more: what is promised is no difference.</summary>
    private static async Task LetGoAsync(Parts parts)
    {
        parts.Time.Advance(TimeSpan.FromMinutes(1));
        foreach (var promise in await parts.Outbox.OverdueAsync(Cancel))
            await parts.Outbox.KeptAsync(promise, Cancel);
    }

    private static async Task<List<string>> ListedAsync(Parts parts)
    {
        var found = new List<string>();
        await foreach (var row in parts.Lists.ReadAsync("pledge", [Tag.All], Actor.Anonymous, null, 100, Cancel))
        {
            if (row.Body is not null)
                found.Add(row.Id);
        }

        return found;
    }
}
