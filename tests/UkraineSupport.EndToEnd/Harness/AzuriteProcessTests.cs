using Azure.Data.Tables;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Harness;

public class AzuriteProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_stored_is_there_after_a_stop_and_a_start_on_the_same_ports()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var table = new TableClient(azurite.ConnectionString, "kept");
        await table.CreateAsync(Cancellation);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = 7 }, Cancellation);

        await azurite.StopAsync();
        await azurite.StartAgainAsync();

        var read = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation);
        Assert.Equal(7, read.Value.GetInt32("Value"));
    }

    [Fact]
    public async Task Two_run_side_by_side_without_seeing_each_other()
    {
        await using var one = await AzuriteProcess.StartAsync();
        await using var other = await AzuriteProcess.StartAsync();
        await new TableClient(one.ConnectionString, "mine").CreateAsync(Cancellation);

        var names = new List<string>();
        await foreach (
            var table in new TableServiceClient(other.ConnectionString).QueryAsync(cancellationToken: Cancellation)
        )
            names.Add(table.Name);

        Assert.Empty(names);
    }
}
