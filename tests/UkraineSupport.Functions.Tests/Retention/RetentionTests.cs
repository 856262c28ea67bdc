using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Orchestrations;
using UkraineSupport.Functions.Retention;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Backups;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Functions.Tests.Erasure;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Retention;

/// <summary>What is kept for a time is kept as long and no longer.</summary>
public sealed class RetentionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_its_time_an_answer_is_gone_and_what_it_answered_is_not_done_again()
    {
        await using var life = await Typed.BeginAsync();
        var world = life.World;
        var pledge = await Typed.LiveAsync(life, []);
        var delivery = Bodies.Delivery(1);
        Task<WorldAnswer> AgainAsync() =>
            world.SendAsync("donor:NLD", "POST", "pledges", Typed.Body("public"), "typed");
        Task<WorldAnswer> ChangeAsync() =>
            world.SendAsync("donor:NLD", "POST", $"pledges/{pledge}/deliveries", delivery, "d");
        var first = await ChangeAsync();
        Assert.Equal(201, first.Status);
        var version = await world.Get<AggregateStore>().VersionAsync(pledge, Cancel);

        world.Time.Advance(RetentionSettings.Usual.Answers - TimeSpan.FromDays(1));
        await SweepAsync(world, RetentionSettings.Usual);
        Assert.Equal((201, first), ((await AgainAsync()).Status, await ChangeAsync()));
        world.Time.Advance(TimeSpan.FromDays(2));
        await SweepAsync(world, RetentionSettings.Usual);

        foreach (var answer in new[] { await AgainAsync(), await ChangeAsync() })
        {
            Assert.Equal(409, answer.Status);
            Assert.Contains("answer-expired", answer.Body, StringComparison.Ordinal);
        }

        Assert.Equal(version, await world.Get<AggregateStore>().VersionAsync(pledge, Cancel));
        Assert.DoesNotContain(
            await Everything.WhereAsync(world.ConnectionString, Typed.Caveat),
            w => w.StartsWith("table Aggregates Body", StringComparison.Ordinal)
        );
        // Another content under the key is told so as before.
        var other = await world.SendAsync("donor:NLD", "POST", "pledges", Bodies.Pledge("NLD"), "typed");
        Assert.Equal(422, other.Status);
    }

    [Fact]
    public async Task Months_of_the_audit_and_persons_in_old_events_go_and_what_is_younger_stays()
    {
        await using var life = await Typed.BeginAsync();
        var (world, audit) = (life.World, life.World.Get<AuditLog>());
        await Typed.LiveAsync(life, []);
        var began = world.Time.GetUtcNow();
        world.Time.Advance(TimeSpan.FromDays(70));
        await audit.WriteAsync(new(Role.Administrator, null, "somebody"), "purge", "y", "Later", Cancel);
        var later = await world.SendAsync("recipient:UKR", "POST", "requirements", Bodies.Requirement(), "later");

        await SweepAsync(world, new(TimeSpan.FromDays(900), TimeSpan.FromDays(31), TimeSpan.FromDays(60)));

        Assert.Empty((await audit.ReadAsync(began, null, 10, Cancel)).Entries);
        Assert.Single((await audit.ReadAsync(world.Time.GetUtcNow(), null, 10, Cancel)).Entries);
        Assert.Empty(await Everything.WhereAsync(world.ConnectionString, Typed.Person));
        var left = await Everything.WhereAsync(world.ConnectionString, "dev-recipient-UKR");
        Assert.Equal([$"table Aggregates Texts of {later.Id}"], left);
        await Lived.AssertStatesFollowAsync(world);
        Assert.All(await Lived.AggregatesAsync(world.Get<StorageAccount>()), a => Assert.Null(a.FirstBroken()));
    }

    [Fact]
    public async Task A_sweep_that_is_cut_off_goes_on_the_next_time()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var table = await world.Get<StorageAccount>().TableAsync(AggregateStore.Table);
        for (var part = 0; part < 3; part++)
        {
            var rows = Enumerable
                .Range(part * 90, 90)
                .Select(i =>
                {
                    var key = string.Create(CultureInfo.InvariantCulture, $"usreport-0|key|{i:D3}");
                    var row = new KeptAnswer("", "", 200, "{}", null, null).ToRow("usreport-0", key);
                    row[KeptAnswer.At] = world.Time.GetUtcNow();
                    return new TableTransactionAction(TableTransactionActionType.Add, row);
                });
            await table.SubmitTransactionAsync(rows, Cancel);
        }

        world.Time.Advance(RetentionSettings.Usual.Answers + TimeSpan.FromDays(1));
        // Each look at the clock takes five minutes: a page, and no more.
        world.Time.AutoAdvanceAmount = TimeSpan.FromMinutes(5);
        await SweepAsync(world, RetentionSettings.Usual);
        var left = await LeftAsync();
        await SweepAsync(world, RetentionSettings.Usual);

        Assert.Equal((70, 0), (left, await LeftAsync()));

        async Task<int> LeftAsync()
        {
            var count = 0;
            await foreach (var _ in table.QueryAsync<TableEntity>("Status gt 0", cancellationToken: Cancel))
                count++;
            return count;
        }
    }

    private static Task SweepAsync(World world, RetentionSettings settings) =>
        ActivatorUtilities
            .CreateInstance<RetentionSweep>(world.Get<IServiceProvider>(), settings)
            .SweepAsync(new TimerInfo(), Cancel);
}
