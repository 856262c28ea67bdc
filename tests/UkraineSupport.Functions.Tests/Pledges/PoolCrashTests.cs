using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Pledges;

/// <summary>
/// A pool has bought 60 rounds for EUR 600, of which a contribution of EUR 500 pays EUR 300, or gets half of that back.
/// Whatever dies between any two storage calls, it is done or not begun once what was left is dispatched.
/// </summary>
public sealed class PoolCrashTests
{
    private static readonly Actor Czech = Parts.Donor with { Party = "CZE" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_death_at_each_call_of_a_payment_leaves_it_done_or_not_begun(bool takesEffect)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        await DieAtEachAsync(
            azurite,
            takesEffect,
            PayAsync,
            (pool, money, done) =>
            {
                var paid = money.Payments.Sum(p => p.Amount);
                Assert.True(paid == (done ? 300 : 0) || (!done && paid == 300));
                Assert.Equal(paid, pool.Purchase(1)!.Shares.Sum(s => s.Amount));
                Assert.Equal(500 - paid, money.SupportLedger(money.Lines[0]).Committed);
            }
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_death_at_each_call_of_a_cancellation_leaves_it_done_or_not_begun(bool takesEffect)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        await DieAtEachAsync(
            azurite,
            takesEffect,
            CancelAsync,
            (pool, money, done) =>
            {
                var cancelled = pool.Lines[0].Committed == 30;
                Assert.True(cancelled || !done);
                Assert.Equal(cancelled ? 150 : 300, money.Payments.Sum(p => p.Amount));
                Assert.Equal(cancelled ? 150 : 300, pool.Purchase(1)!.Shares.Sum(s => s.Amount));
                Assert.Equal(cancelled ? 350 : 200, money.SupportLedger(money.Lines[0]).Committed);
            },
            PayAsync
        );
    }

    [Fact]
    public async Task What_others_pay_for_holds_the_condition_of_the_pools_own_nation_and_what_they_get_back_does_not()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var parts = new Parts(azurite.ConnectionString);
        var (pool, money) = await SetAsync(parts);
        var condition = new Condition("If others pay for 30", "AMMO-155", 30);
        var offer = new Offer(
            "CZE",
            PledgeKind.Munitions,
            "Its own",
            parts.Time.GetUtcNow().AddDays(90),
            [new("AMMO-155", 5, new(2027, 6, 1))],
            Conditions: [condition]
        );
        var own = await parts.SignAsync((await parts.AnnounceAsync(offer)).State, Czech);
        await Sweep.RestartedAsync(azurite.ConnectionString);
        Assert.Equal(PledgeStatus.Accepted, (await parts.Store.StateAsync<Pledge>(own.Id, Cancel)).Status);

        await PayAsync(parts, pool, money);
        await Sweep.RestartedAsync(azurite.ConnectionString);
        var now = await parts.Store.StateAsync<Pledge>(own.Id, Cancel);
        Assert.Equal((PledgeStatus.Formalised, false), (now.Status, now.ConditionsFailed));

        await CancelAsync(parts, pool, money);
        await Sweep.RestartedAsync(azurite.ConnectionString);
        Assert.True((await parts.Store.StateAsync<Pledge>(own.Id, Cancel)).ConditionsFailed);
    }

    private static async Task DieAtEachAsync(
        AzuriteProcess azurite,
        bool takesEffect,
        Func<Parts, string, string, Task> step,
        Action<Pledge, Pledge, bool> holds,
        Func<Parts, string, string, Task>? before = null
    )
    {
        var (first, by) = Soak.Deaths(takesEffect, every: 7);
        for (var call = first; ; call += by)
        {
            var parts = new Parts(azurite.ConnectionString);
            var (pool, money) = await SetAsync(parts);
            if (before is not null)
                await before(parts, pool, money);
            await Sweep.RestartedAsync(azurite.ConnectionString);
            var dies = new DiesAt(call, takesEffect);
            try
            {
                await step(new Parts(azurite.ConnectionString, dies), pool, money);
            }
            catch (Exception fault) when (dies.IsDead && fault.GetBaseException() is DeadException)
            {
                // What was begun is found by the sweep.
            }

            await Sweep.RestartedAsync(azurite.ConnectionString);
            holds(
                await parts.Store.StateAsync<Pledge>(pool, Cancel),
                await parts.Store.StateAsync<Pledge>(money, Cancel),
                !dies.IsDead
            );
            if (dies.IsDead)
                continue;
            Assert.InRange(call, 5, 100);
            return;
        }
    }

    private static async Task<(string Pool, string Money)> SetAsync(Parts parts)
    {
        var until = parts.Time.GetUtcNow().AddDays(90);
        var offer = new Offer("CZE", PledgeKind.Munitions, "Pool", until, [new("AMMO-155", 100, new(2027, 6, 1))]);
        var pool = await parts.CommitAsync((await parts.AnnounceAsync(offer with { Pool = true })).State);
        var share = new Offer(
            "NLD",
            PledgeKind.Funding,
            "Share",
            until,
            [new("FUNDING", 500, new(2027, 6, 1))],
            Modality.Pooled,
            ParentPledge: pool.Id
        );
        var money = await parts.CommitAsync((await parts.AnnounceAsync(share, pool)).State);
        await parts.ChangeAsync(
            pool.Id,
            p => MakePurchase.Decide(p, new(1, 60, 600, "Contract"), Czech, parts.Time.GetUtcNow())
        );
        return (pool.Id, money.Id);
    }

    private static async Task PayAsync(Parts parts, string pool, string money)
    {
        var parent = await parts.Store.StateAsync<Pledge>(pool, Cancel);
        await parts.ChangeAsync(
            money,
            c => PayShare.Reserve(c, $"payment-{money}", parent, 1, new(money, 300), Parts.Donor)
        );
        await parts.Get<Contributions>().SettleAsync(money, Cancel);
    }

    private static async Task CancelAsync(Parts parts, string pool, string money)
    {
        var cancelled = await parts.ChangeAsync(
            pool,
            p =>
                MakePurchase.Cancel(
                    p,
                    1,
                    new("Half of it", 30),
                    new Dictionary<string, Urgency>(),
                    Czech,
                    parts.Time.GetUtcNow()
                )
        );
        await parts.Get<Contributions>().FollowAsync(cancelled, Cancel);
    }
}
