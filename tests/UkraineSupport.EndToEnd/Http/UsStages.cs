using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.UsDeliveries;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Http;

/// <summary>
/// The routes about deliveries of the United States, each on a capability of its own: nothing there leaves a gap that
/// would be found meanwhile.
/// </summary>
internal static class UsStages
{
    /// <summary>
    /// Signals are about this one, and the other routes about others: what one hears changes its version.
    /// </summary>
    private const string Signalled = "DEMINING";

    private static readonly string[] Capabilities =
    [
        "ISR",
        "SAT-OBS",
        "SATCOM",
        "SIGINT",
        "EARLY-WARNING",
        "C2",
        "SEAD",
        "EW",
        "LRPS",
        "IAMD-HIGH",
        "IAMD-MEDIUM",
        "C-UAS",
        "FIGHTER",
        "AAR",
        "AIRLIFT",
        "ASW",
        "MAR-SURV",
        "BRIGADE",
        "TANK",
        "IFV",
        "ARTILLERY",
        "ROCKET-ARTILLERY",
        "ATGM",
        "AMMO-155",
        "AMMO-122",
        "AMMO-MORTAR",
        "MEDICAL",
        "IT",
    ];

    private static int _next;

    public static IReadOnlyList<string> Names { get; } =
    ["us baseline", "us reports", "us report correction", "us signals", "us signal correction"];

    public static async Task<Stage> SetAsync(TestApp app, string name)
    {
        var capability = Capabilities[Interlocked.Increment(ref _next) % Capabilities.Length];
        var flow = $"us-deliveries/{capability}";
        switch (name)
        {
            case "us baseline":
                await SettledAsync(app, capability);
                var baseline = UsBodies.Baseline(500);
                baseline["reason"] = "New contract";
                return new(app, app.Coordinator, $"us-deliveries/baselines/{capability}", flow, baseline)
                {
                    Put = true,
                };
            case "us reports":
                await SettledAsync(app, capability);
                return new(
                    app,
                    app.Coordinator,
                    "us-deliveries/reports",
                    flow,
                    UsBodies.Report(capability, UsBodies.Month(-1), 1000)
                );
            case "us report correction":
                await SettledAsync(app, capability);
                (await app.ReportAsync(capability, UsBodies.Month(-2), 1000)).Expect(201);
                return new(
                    app,
                    app.Coordinator,
                    $"{flow}/reports/{UsBodies.Month(-2)}",
                    flow,
                    UsBodies.Correction(1001)
                )
                {
                    Put = true,
                };
            case "us signals":
                return new(app, app.Coordinator, "us-deliveries/signals", null, Reduction());
            case "us signal correction":
                var id = (await app.Coordinator.CreateAsync("us-deliveries/signals", Reduction()))
                    .Expect(201)
                    .Json.GetProperty("id")
                    .GetString();
                var signal = $"us-deliveries/signals/{id}";
                return new(
                    app,
                    app.Coordinator,
                    $"{signal}/correction",
                    signal,
                    new()
                    {
                        ["reason"] = "Misheard",
                        ["withdraw"] = false,
                        ["signal"] = Reduction(),
                    }
                );
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "No such route.");
        }
    }

    private static async Task SettledAsync(TestApp app, string capability)
    {
        var answer = await app.ExpectAsync(capability, UsBodies.Baseline());
        Assert.True(answer.Code is 200 or 201, answer.Text);
    }

    private static JsonObject Reduction()
    {
        var body = UsBodies.Signal("reduce", UsBodies.First(1), "coalition", Signalled);
        (body["factor"], body["until"]) = (0.5, UsBodies.First(3));
        return body;
    }
}
