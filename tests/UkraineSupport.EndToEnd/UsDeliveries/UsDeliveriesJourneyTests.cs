using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.UsDeliveries;

/// <summary>From what was expected to the gaps that a halt leaves, and back.</summary>
public sealed class UsDeliveriesJourneyTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private readonly TestApp app = fixture.App;

    [Fact]
    public async Task A_halt_for_all_opens_each_gap_once_however_often_it_is_said_and_its_withdrawal_closes_them()
    {
        string[] capabilities = ["AMMO-155", "IAMD-HIGH", "TANK", "LRPS"];
        foreach (var capability in capabilities)
            (await app.ExpectAsync(capability, UsBodies.Baseline())).Expect(201);

        var halt = (await HaltAsync()).Expect(201);
        Assert.Equal($"/api/us-deliveries/signals/{halt.Read<UsSignalView>().Id}", halt.Location?.ToString());
        var first = await Task.WhenAll(capabilities.Select(c => UntilAsync(c, view => view.Gaps.Count == 1)));
        Assert.All(
            first,
            view =>
                Assert.Equal(
                    (UsBodies.Month(1), UsBodies.Month(12), 12_000m),
                    (view.Gaps[0].From, view.Gaps[0].To, view.Gaps[0].Shortfall)
                )
        );
        Assert.All(
            first,
            view =>
                Assert.Equal(
                    (1000m, 1000m, 0m, false),
                    (view.In(1).Shortfall, view.In(1).ShortfallEur, view.In(1).Forecast, view.In(1).Confirmed)
                )
        );

        // Again, under another key: heard, and nothing else.
        var again = (await HaltAsync()).Expect(201).Read<UsSignalView>();
        foreach (var capability in capabilities)
        {
            var view = await UntilAsync(
                capability,
                v => v.Signals.Any(s => s.Id == again.Id) || v.Months.Any(m => m.Basis.Signals.Contains(again.Id))
            );
            Assert.Equal(first.Single(v => v.Capability == capability).Gaps, view.Gaps);
            Assert.Single(await FoundAsync(capability));
        }

        // A later baseline counts both.
        (await app.ExpectAsync("IFV", UsBodies.Baseline())).Expect(201);
        Assert.Equal(12_000m, (await UntilAsync("IFV", v => v.Gaps.Count == 1)).Gaps[0].Shortfall);

        foreach (var id in new[] { halt.Read<UsSignalView>().Id, again.Id })
            (await WithdrawAsync(id)).Expect(200);
        var last = await Task.WhenAll(capabilities.Select(c => UntilAsync(c, view => view.Gaps.Count == 0)));
        Assert.All(last, view => Assert.Equal(0, view.Totals.Shortfall));
    }

    [Fact]
    public async Task Reports_replace_the_forecast_widen_and_narrow_the_gap_and_leave_every_step_in_the_history()
    {
        (await app.ExpectAsync("AMMO-122", UsBodies.Baseline())).Expect(201);
        (await app.ReportAsync("AMMO-122", UsBodies.Month(-4), 600)).Expect(201);
        (await app.ReportAsync("AMMO-122", UsBodies.Month(-3), 500)).Expect(201);
        var gap = Assert.Single((await UntilAsync("AMMO-122", v => v.Gaps is [{ Shortfall: 900m }])).Gaps);

        // The third report makes slippage count: (600 + 500 + 700) / 3000.
        var made = (await app.ReportAsync("AMMO-122", UsBodies.Month(-2), 700)).Expect(201);
        Assert.Equal($"/api/us-deliveries/AMMO-122/reports/{UsBodies.Month(-2)}", made.Location?.ToString());
        var wide = await UntilAsync("AMMO-122", v => v.Gaps is [{ } one] && one.To == UsBodies.Month(12));
        Assert.Equal(gap.Id, wide.Gaps[0].Id);
        Assert.Equal((600m, 0.6m, 400m), (wide.In(3).Forecast, wide.In(3).Basis.Slippage, wide.In(3).Shortfall));
        Assert.Equal(
            (700m, null, 300m, 1890m),
            (wide.In(-2).Delivered, wide.In(-2).Forecast, wide.In(-2).Shortfall, wide.In(-2).DeliveredEur)
        );

        foreach (var month in new[] { -4, -3, -2 })
        {
            var path = $"us-deliveries/AMMO-122/reports/{UsBodies.Month(month)}";
            await Poll.ForAsync(
                "the correction meets the version it is meant for",
                async () =>
                    await app.Coordinator.PutAsync(
                        path,
                        UsBodies.Correction(1000),
                        (await app.Coordinator.GetAsync(path)).ETag
                    )
                        is { Code: 200 } done
                        ? done
                        : null
            );
        }

        Assert.Equal(0, (await UntilAsync("AMMO-122", v => v.Gaps.Count == 0)).Totals.Shortfall);
        var history = await app.ReadHistoryAsync("us-deliveries/AMMO-122");
        Assert.Equal(
            (3, 3),
            (
                history.Count(e => e.Type == "usDeliveries.reported"),
                history.Count(e => e.Type == "usDeliveries.reportCorrected")
            )
        );
        Assert.All(
            history.Where(e => e.Type == "usDeliveries.reportCorrected"),
            e => Assert.Equal("Late news", e.Reason)
        );
        Assert.True(
            (await app.Coordinator.GetAsync("us-deliveries/AMMO-122/history"))
                .Json.GetProperty("chain")
                .GetProperty("intact")
                .GetBoolean()
        );
    }

    [Fact]
    public async Task The_list_and_one_capability_add_up_over_the_months_asked_for()
    {
        (await app.ExpectAsync("DEMINING", UsBodies.Baseline(10))).Expect(201);
        var query = $"?from={UsBodies.Month(1)}&to={UsBodies.Month(3)}";
        var view = await app.Coordinator.ReadUsDeliveriesAsync("DEMINING", query);
        var entry = (await app.Coordinator.ListAsync<UsDeliveriesView>($"us-deliveries{query}")).Single(e =>
            e.Capability == "DEMINING"
        );
        Assert.Equal((3, 30m, 30m), (view.Months.Count, view.Totals.Expected, view.Totals.ExpectedEur));
        Assert.Equal((view.Totals, view.Version), (entry.Totals, entry.Version));
    }

    private async Task<ApiAnswer> HaltAsync() =>
        await app.Coordinator.CreateAsync("us-deliveries/signals", UsBodies.Signal("halt", UsBodies.First(1)));

    private async Task<ApiAnswer> WithdrawAsync(string id) =>
        await app.Coordinator.ChangeAsync(
            $"us-deliveries/signals/{id}",
            "correction",
            new System.Text.Json.Nodes.JsonObject { ["reason"] = "Misheard", ["withdraw"] = true }
        );

    private async Task<IReadOnlyList<HistoryEntry>> FoundAsync(string capability) =>
        [.. (await app.ReadHistoryAsync($"us-deliveries/{capability}")).Where(e => e.Type == "usDeliveries.gapsFound")];

    private Task<UsDeliveriesView> UntilAsync(string capability, Func<UsDeliveriesView, bool> holds) =>
        Poll.ForAsync(
            $"{capability} is as expected",
            async () => await app.Coordinator.ReadUsDeliveriesAsync(capability) is var view && holds(view) ? view : null
        );
}
