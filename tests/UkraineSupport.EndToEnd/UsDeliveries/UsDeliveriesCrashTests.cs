using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.UsDeliveries;

/// <summary>A halt for all that is cut off half-way has the same outcome as one that is not.</summary>
[Collection(nameof(Alone))]
public sealed class UsDeliveriesCrashTests
{
    private static readonly string[] Capabilities =
    [
        "AMMO-155",
        "AMMO-122",
        "IAMD-HIGH",
        "IAMD-MEDIUM",
        "TANK",
        "IFV",
        "LRPS",
        "ARTILLERY",
        "ATGM",
        "C-UAS",
        "SATCOM",
        "MEDICAL",
    ];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(12, 2)]
    public async Task A_kill_while_a_halt_spreads_changes_nothing_in_the_end(int heard, int found)
    {
        await using var app = await TestApp.StartAsync(Quiet.Settings);
        foreach (var capability in Capabilities)
            (await app.ExpectAsync(capability, UsBodies.Baseline())).Expect(201);

        (await app.Coordinator.CreateAsync("us-deliveries/signals", UsBodies.Signal("halt", UsBodies.First(1)))).Expect(
            201
        );
        await Poll.UntilAsync(
            "it has spread so far",
            async () =>
            {
                var views = await ReadAsync(app);
                return views.Count(v => v.Months.Any(m => m.Basis.Signals.Count > 0)) >= heard
                    && views.Count(v => v.Gaps.Count > 0) >= found;
            }
        );
        await app.Process.RestartAsync();

        await Poll.UntilAsync(
            "every gap is found",
            async () => (await ReadAsync(app)).All(v => v.Gaps.Count == 1),
            TimeSpan.FromSeconds(90)
        );
        foreach (var view in await ReadAsync(app))
        {
            Assert.Equal(
                (UsBodies.Month(1), UsBodies.Month(12), 12_000m),
                (view.Gaps[0].From, view.Gaps[0].To, view.Gaps[0].Shortfall)
            );
            var gap = await Poll.ForAsync(
                "the gap is open",
                async () =>
                    await app.Coordinator.GetAsync($"gaps/{view.Gaps[0].Id}") is { Code: 200 } there ? there : null
            );
            Assert.Equal(12_000m, gap.Json.GetProperty("shortfall").GetDecimal());
            string[] happened =
            [
                "usDeliveries.opened",
                "usDeliveries.baselineSet",
                "usDeliveries.signalApplied",
                "usDeliveries.gapsFound",
            ];
            Assert.Equal(
                happened,
                (await app.ReadHistoryAsync($"us-deliveries/{view.Capability}")).Select(e => e.Type)
            );
            Assert.Equal("gap.opened", Assert.Single(await app.ReadHistoryAsync($"gaps/{view.Gaps[0].Id}")).Type);
        }
    }

    private static async Task<UsDeliveriesView[]> ReadAsync(TestApp app) =>
        await Task.WhenAll(Capabilities.Select(c => app.Coordinator.ReadUsDeliveriesAsync(c)));
}
