using CsCheck;
using Microsoft.DurableTask.Client;
using Moq;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.ReadModels;

/// <summary>
/// Whatever dies between any two storage calls, lists and totals are those that the aggregates give once what was left
/// is dispatched; and what was narrowed is in no list of those who may not see it from the answer on.
/// </summary>
public sealed class ReadModelCrashTests
{
    private static readonly Disclosure[] Steps =
    [
        Disclosure.Restricted,
        Disclosure.Public,
        Disclosure.Coalition,
        Disclosure.Restricted,
    ];

    private readonly DurableTaskClient _client = new Mock<DurableTaskClient>("hub").Object;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_death_at_each_call_in_turn_leaves_nothing_wrong(bool takesEffect)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var (first, by) = Soak.Deaths(takesEffect, every: 4);
        for (var call = first; ; call += by)
        {
            if (!await LiveAsync(azurite.ConnectionString, [call], takesEffect, Steps[..1]))
            {
                // Announced, narrowed, both dispatched: fewer calls would mean that something was not done. A slow
                // storage is asked again, which makes more.
                Assert.InRange(call, 15, 200);
                return;
            }
        }
    }

    [Fact]
    public async Task Deaths_at_random_calls_leave_nothing_wrong()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        await Gen.Select(
                Gen.Int[1, 40].Array[1, 4],
                Gen.Bool,
                Gen.Int[0, Steps.Length - 1].Select(i => Steps[i]).Array[1, 5]
            )
            .SampleAsync(
                async (calls, takesEffect, steps) =>
                {
                    await LiveAsync(azurite.ConnectionString, calls, takesEffect, steps);
                },
                iter: Soak.IsOn ? 400 : 8,
                threads: 1
            );
    }

    /// <summary>
    /// A pledge is announced and its disclosure changed, by processes that die at these calls, one after the other.
    /// </summary>
    /// <returns>Whether any of them died.</returns>
    private async Task<bool> LiveAsync(string connection, int[] deaths, bool takesEffect, Disclosure[] steps)
    {
        var id = Parts.NewId("pledge");
        var (died, done) = (0, 0);
        while (true)
        {
            var dies = died < deaths.Length ? new DiesAt(deaths[died], takesEffect) : null;
            var parts = new Parts(connection, dies);
            try
            {
                for (; done <= steps.Length; done++)
                {
                    if (done == 0)
                        await AnnounceAsync(parts, id);
                    else
                        await AmendAsync(parts, id, steps[done - 1]);
                    await HiddenAsync(connection, id, done == 0 ? Disclosure.Public : steps[done - 1]);
                    await parts.Get<Dispatcher>().DispatchAsync(id, _client, Cancel);
                }

                if (dies?.IsDead != true)
                    break;
            }
            catch (Exception fault) when (dies?.IsDead == true && fault.GetBaseException() is DeadException)
            {
                // Its caller sends it again; the step decides whether anything is left of it to do.
            }

            died++;
            await RestartedAsync(connection);
        }

        await RestartedAsync(connection);
        var check = await new Parts(connection).Get<ReadModelKeeper>().CheckAsync(Cancel);
        Assert.Empty(check.Differences);
        return died > 0;
    }

    /// <summary>What the sweep finds after a restart is dispatched.</summary>
    private async Task RestartedAsync(string connection)
    {
        var parts = new Parts(connection);
        parts.Time.Advance(TimeSpan.FromSeconds(11));
        var ids = (await parts.Outbox.OverdueAsync(Cancel)).Select(p => p.Id).Distinct().ToList();
        foreach (var id in ids)
            await parts.Get<Dispatcher>().DispatchAsync(id, _client, Cancel);
        foreach (var id in ids)
        {
            // What is left was promised and never written: of no consequence, and let go in time.
            var version = await parts.Store.VersionAsync(id, Cancel);
            Assert.All(await parts.Outbox.OfAsync(id, Cancel), p => Assert.True(p.Version > version));
            foreach (var promise in await parts.Outbox.OfAsync(id, Cancel))
                await parts.Outbox.KeptAsync(promise, Cancel);
        }
    }

    private static async Task AnnounceAsync(Parts parts, string id)
    {
        var now = parts.Time.GetUtcNow();
        if (await parts.Store.LoadAsync<Pledge>(id, Cancel) is not null)
            return;
        var offer = new Offer(
            "NLD",
            PledgeKind.Munitions,
            "rounds",
            now.AddDays(90),
            [new("AMMO-155", 7, new(2027, 6, 1))],
            Disclosure: Disclosure.Public
        );
        var events = Announce.Decide(id, offer, Parts.Donor, now, Parts.Deadlines).Events;
        await parts.Pledges.CommitAsync(id, null, events, new(Parts.Donor, null), null);
    }

    private static Task<Pledge> AmendAsync(Parts parts, string id, Disclosure disclosure) =>
        parts.ChangeAsync(
            id,
            p =>
                p.Disclosure == disclosure
                    ? default
                    : Amend.Decide(
                        p,
                        new("security", Disclosure: disclosure),
                        Parts.Donor,
                        parts.Time.GetUtcNow(),
                        Parts.Deadlines
                    )
        );

    /// <summary>It is answered by now: nobody finds it who may not.</summary>
    private static async Task HiddenAsync(string connection, string id, Disclosure disclosure)
    {
        var reader = new Parts(connection);
        await foreach (var row in reader.Lists.ReadAsync("pledge", [Tag.All], Actor.Anonymous, null, 200, Cancel))
            Assert.False(row.Body is not null && row.Id == id && disclosure != Disclosure.Public);
    }
}
