using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Requirements;

/// <summary>A requirement that two pledges cover with 30 and 20 of 100; one of 120 takes its place.</summary>
public sealed class SuccessionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_dies_all_that_is_allocated_goes_on_to_the_successor_once()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        // Every fifth call, every other one of them takes effect; with a soak, each call.
        for (var call = 1; ; call += Soak.IsOn ? 1 : 5)
        {
            var (old, successor) = await FiledAsync(new Parts(azurite.ConnectionString));
            var dies = new DiesAt(call, takesEffect: call % 2 == 0);
            try
            {
                await ValidateAsync(new Parts(azurite.ConnectionString, dies), successor);
            }
            catch (Exception fault) when (dies.IsDead && fault.GetBaseException() is DeadException)
            {
                // What was begun is found by the sweep; the validation itself is sent again.
            }

            await ValidateAsync(new Parts(azurite.ConnectionString), successor);
            await Sweep.RestartedAsync(azurite.ConnectionString);
            await CheckAsync(new Parts(azurite.ConnectionString), old, successor);
            if (dies.IsDead)
                continue;
            Assert.InRange(call, 10, 100);
            return;
        }
    }

    [Fact]
    public async Task A_series_is_filed_once_each_in_its_time()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var parts = new Parts(azurite.ConnectionString);
        var filing = new FileRequirement("rounds", "AMMO-155", 100, 1, new(2027, 1, 31))
        {
            Recurrence = new(RecurrenceEvery.Monthly, 3),
        };
        var id = Parts.NewId("requirement");
        var filed = Submit.Decide(id, filing, Parts.Recipient, parts.Time.GetUtcNow(), Parts.Deadlines).Events;
        await parts.Requirements.CommitAsync(id, null, filed, new(Parts.Recipient, null), null);
        for (var twice = 0; twice < 2; twice++)
            await parts.Get<Succession>().FileSeriesAsync((RequirementSubmitted)filed[0]);
        await Sweep.RestartedAsync(azurite.ConnectionString);
        var days = new List<DateOnly>();
        await foreach (var row in parts.Lists.AllAsync("requirement", RequirementProjection.OfSeries(id), Cancel))
            days.Add((await parts.Store.StateAsync<Requirement>(row.Id, Cancel)).RequiredBy);
        Assert.Equal([new(2027, 1, 31), new(2027, 2, 28), new(2027, 3, 31)], days.Order());
    }

    private static async Task<(string Old, string Successor)> FiledAsync(Parts parts)
    {
        var old = await parts.OpenRequirementAsync();
        foreach (var quantity in (decimal[])[30, 20])
        {
            var (pledge, id) = (await parts.CommitAsync(), Parts.NewId("allocation"));
            await parts.ChangeAsync(
                pledge.Id,
                p => Allocate.Decide(p, id, new(1, quantity, old.Id), old, Parts.Coordinator)
            );
            await parts.Coverages.SettleAsync(pledge.Id, id, Cancel);
        }

        old = await parts.Store.StateAsync<Requirement>(old.Id, Cancel);
        var successor = Parts.NewId("requirement");
        var filing = new FileRequirement("rounds", "AMMO-155", 120, 1, new(2027, 8, 1)) { Supersedes = old.Id };
        var filed = Submit
            .Decide(successor, filing, Parts.Recipient, parts.Time.GetUtcNow(), Parts.Deadlines, superseded: old)
            .Events;
        await parts.Requirements.CommitAsync(successor, null, filed, new(Parts.Recipient, null), null);
        return (old.Id, successor);
    }

    private static async Task ValidateAsync(Parts parts, string id)
    {
        var successor = (
            await parts.Requirements.UpdateAsync(
                id,
                r =>
                    r.Stage == RequirementStatus.Submitted
                        ? Validate.Decide(r, new(ValidationDecision.Accept, "yes"), Parts.Coordinator)
                        : default,
                "test",
                Cancel
            )
        )!;
        await parts.Get<Succession>().TakeOverAsync(successor, Cancel);
    }

    private static async Task CheckAsync(Parts parts, string old, string successor)
    {
        var (was, now) = (
            await parts.Store.StateAsync<Requirement>(old, Cancel),
            await parts.Store.StateAsync<Requirement>(successor, Cancel)
        );
        Assert.Equal((RequirementStatus.Superseded, successor, 0), (was.Status, was.SupersededBy, was.OpenQuantity));
        Assert.Equal((70, true), (now.OpenQuantity, now.TookOver));
        foreach (var part in now.Coverage)
        {
            var pledge = await parts.Store.StateAsync<Pledge>(part.Pledge, Cancel);
            Assert.Equal(successor, pledge.Allocation(part.Allocation)!.Need);
        }
    }
}
