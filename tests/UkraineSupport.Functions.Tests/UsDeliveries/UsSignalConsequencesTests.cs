using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.UsDeliveries;

public sealed class UsSignalConsequencesTests : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Capabilities are named by the catalogue: only a storage of its own keeps one test's from the other's.
    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync();

    public ValueTask DisposeAsync() => _azurite!.DisposeAsync();

    [Fact]
    public async Task A_halt_for_all_reaches_every_capability_once_however_often_it_is_dispatched()
    {
        var parts = new UsParts(_azurite!.ConnectionString);
        await parts.ExpectAsync("AMMO-155");
        var halt = UsParts.Signal(SignalKind.Halt, new(2026, 12, 1), Parts.NewId("signal"));

        await Task.WhenAll(FollowAsync(parts, halt), FollowAsync(parts, halt));
        await FollowAsync(parts, halt);

        foreach (var capability in CapabilityCatalog.All)
        {
            var flow = await parts.ReadAsync(capability.Code);
            Assert.Equal((halt.Id, 1L), (Assert.Single(flow.Signals).Id, flow.Signals[0].Version));
            Assert.Equal(capability.Code == "AMMO-155" ? 3 : 2, flow.Version);
        }

        Assert.Equal(
            1000,
            Forecast
                .Of(await parts.ExpectAsync("TANK"), parts.Base.Time.GetUtcNow())
                .Single(m => m.Month == new Month(2027, 1))
                .Shortfall
        );
    }

    [Fact]
    public async Task A_correction_reaches_those_that_it_leaves_and_those_that_it_comes_to()
    {
        var parts = new UsParts(_azurite!.ConnectionString);
        var first = UsParts.Signal(SignalKind.Halt, new(2026, 12, 1), Parts.NewId("signal"), ["AMMO-155"]);
        await FollowAsync(parts, first);
        var second = UsSignal.Apply(first, new UsSignalCorrected(first.Terms with { Scope = new(["TANK"]) }));

        // The first dispatch comes late, after the second.
        await FollowAsync(parts, second);
        await FollowAsync(parts, first);

        Assert.Equal(
            (true, 2L),
            (
                Assert.Single((await parts.ReadAsync("AMMO-155")).Signals).Withdrawn,
                (await parts.ReadAsync("AMMO-155")).Signals[0].Version
            )
        );
        Assert.False(Assert.Single((await parts.ReadAsync("TANK")).Signals).Withdrawn);
        Assert.Null(await parts.Flows.FindAsync("IFV", Cancel));
    }

    [Fact]
    public async Task What_one_capability_could_not_be_told_is_told_by_the_next_dispatch()
    {
        var parts = new UsParts(_azurite!.ConnectionString);
        var halt = UsParts.Signal(SignalKind.Halt, new(2026, 12, 1), Parts.NewId("signal"), ["AMMO-155", "TANK"]);
        await parts.Flows.UpdateAsync(
            "AMMO-155",
            f =>
                Signals.Take(
                    Functions.UsDeliveries.UsFlows.IdOf("AMMO-155"),
                    "AMMO-155",
                    f,
                    halt,
                    parts.Base.Time.GetUtcNow()
                ),
            "half-way",
            Cancel
        );

        await FollowAsync(parts, halt);

        Assert.Equal((2L, 2L), ((await parts.ReadAsync("AMMO-155")).Version, (await parts.ReadAsync("TANK")).Version));
        Assert.True(Ids.Is((await parts.ReadAsync("TANK")).Id, "usdelivery"));
    }

    private static Task FollowAsync(UsParts parts, UsSignal signal) =>
        parts.Consequences.FollowAsync(signal, [], null!, Cancel);
}
