using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Access;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.UsDeliveries;

/// <summary>
/// Every caller × every route × every disclosure, for deliveries of the United States: nobody's own, written by
/// coordinators.
/// </summary>
public sealed class UsAccessTests(UsAccessTests.UsExhibits exhibits) : IClassFixture<UsAccessTests.UsExhibits>
{
    private readonly TestApp app = exhibits.App;

    public static MatrixTheoryData<string, string> Matrix => new(Callers.All, Exhibits.Disclosures);

    public static TheoryData<string> Everybody => [.. Callers.All];

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Deliveries_and_signals_are_read_by_whom_their_disclosure_lets(string caller, string disclosure)
    {
        var (capability, signal) = (UsExhibits.CapabilityOf(disclosure), exhibits.SignalOf(disclosure));
        var client = Callers.Of(app, caller);
        var visible = Callers.MaySeeRequirement(caller, disclosure);

        string[] routes =
        [
            $"us-deliveries/{capability}",
            $"us-deliveries/{capability}/history",
            $"us-deliveries/{capability}/reports/{UsBodies.Month(-1)}",
            $"us-deliveries/baselines/{capability}",
            $"us-deliveries/signals/{signal}",
            $"us-deliveries/signals/{signal}/history",
        ];
        foreach (var route in routes)
            Assert.Equal((route, visible ? 200 : 404), (route, (await client.GetAsync(route)).Code));
        Assert.Equal(
            visible,
            (await client.ListAsync<UsDeliveriesView>("us-deliveries", limit: 1)).Any(one =>
                one.Capability == capability
            )
        );
        Assert.Equal(
            visible,
            (await client.ListAsync<UsSignalView>("us-deliveries/signals", limit: 1)).Any(one => one.Id == signal)
        );
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Only_coordinators_write_them_and_others_do_not_learn_what_is_there(
        string caller,
        string disclosure
    )
    {
        var (capability, signal) = (UsExhibits.CapabilityOf(disclosure), exhibits.SignalOf(disclosure));
        var client = Callers.Of(app, caller);
        const string stale = "\"999999\"";
        var correction = new JsonObject { ["reason"] = "Misheard", ["withdraw"] = true };

        (string What, ApiAnswer Answer, int Allowed)[] tried =
        [
            (
                "baseline",
                await client.PutAsync($"us-deliveries/baselines/{capability}", UsBodies.Baseline(), stale),
                412
            ),
            (
                "correct a report",
                await client.PutAsync(
                    $"us-deliveries/{capability}/reports/{UsBodies.Month(-1)}",
                    UsBodies.Correction(1),
                    stale
                ),
                412
            ),
            (
                "report",
                await client.CreateAsync("us-deliveries/reports", UsBodies.Report(capability, UsBodies.Month(-1), 1)),
                409
            ),
            (
                "signal",
                await client.CreateAsync(
                    "us-deliveries/signals",
                    new JsonObject
                    {
                        ["kind"] = "halt",
                        ["from"] = UsBodies.First(1),
                        ["scope"] = "all",
                        ["source"] = "",
                    }
                ),
                422
            ),
            (
                "correct a signal",
                await client.PostAsync(
                    $"us-deliveries/signals/{signal}/correction",
                    correction,
                    ApiClient.NewKey(),
                    stale
                ),
                412
            ),
        ];

        foreach (var (what, answer, allowed) in tried)
            Assert.Equal(
                (
                    what,
                    caller switch
                    {
                        "nobody" => 401,
                        "coordinator" => allowed,
                        _ => 403,
                    }
                ),
                (what, answer.Code)
            );
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_restricted_signal_shows_to_others_neither_in_figures_nor_in_gaps_nor_in_history(string caller)
    {
        var client = Callers.Of(app, caller);
        var privy = Callers.MaySeeRequirement(caller, "restricted");

        var view = await client.ReadUsDeliveriesAsync("IFV");
        var history = (await client.GetAsync("us-deliveries/IFV/history?limit=200")).Expect(200);

        var month = view.In(6);
        Assert.Equal(privy ? (0m, 1000m) : (1000m, 0m), (month.Forecast, month.Shortfall));
        Assert.Equal(
            (privy, privy, privy),
            (view.Totals.Shortfall > 0, view.Gaps.Count > 0, view.Signals.Any(s => s.Id == exhibits.Secret))
        );
        Assert.Equal(
            (privy, privy),
            (
                history.Text.Contains(exhibits.Secret, StringComparison.Ordinal),
                history.Text.Contains("gapsFound", StringComparison.Ordinal)
            )
        );
        Assert.True(history.Json.GetProperty("chain").GetProperty("intact").GetBoolean());
        var entry = (await client.ListAsync<UsDeliveriesView>("us-deliveries")).Single(one => one.Capability == "IFV");
        Assert.Equal(view.Totals, entry.Totals);
    }

    /// <summary>
    /// Deliveries and a signal of each disclosure, and public ones with a restricted signal, in an app where nothing
    /// else is stored.
    /// </summary>
    public sealed class UsExhibits : IAsyncLifetime
    {
        private readonly Dictionary<string, string> signals = [];

        internal TestApp App { get; private set; } = null!;

        internal string Secret { get; private set; } = "";

        internal static string CapabilityOf(string disclosure) =>
            disclosure switch
            {
                "public" => "AMMO-155",
                "coalition" => "IAMD-HIGH",
                _ => "TANK",
            };

        internal string SignalOf(string disclosure) => signals[disclosure];

        public async ValueTask InitializeAsync()
        {
            App = await TestApp.StartAsync();
            foreach (var disclosure in Exhibits.Disclosures)
            {
                var capability = CapabilityOf(disclosure);
                (await App.ExpectAsync(capability, UsBodies.Baseline(disclosure: disclosure))).Expect(201);
                (await App.ReportAsync(capability, UsBodies.Month(-1), 1000)).Expect(201);
                signals[disclosure] = await SignalAsync(disclosure, "MEDICAL");
            }

            (await App.ExpectAsync("IFV", UsBodies.Baseline(disclosure: "public"))).Expect(201);
            Secret = await SignalAsync("restricted", "IFV");
            await Poll.UntilAsync(
                "the gap is found",
                async () => (await App.Coordinator.ReadUsDeliveriesAsync("IFV")).Gaps.Count > 0
            );
        }

        public ValueTask DisposeAsync() => App?.DisposeAsync() ?? ValueTask.CompletedTask;

        private async Task<string> SignalAsync(string disclosure, string capability) =>
            (
                await App.Coordinator.CreateAsync(
                    "us-deliveries/signals",
                    UsBodies.Signal("halt", UsBodies.First(1), disclosure, capability)
                )
            )
                .Expect(201)
                .Read<UsSignalView>()
                .Id;
    }
}
