using System.Globalization;
using System.Text.Json.Nodes;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.UsDeliveries;

/// <summary>
/// Bodies about the deliveries of the United States, and the steps that send them. Months are counted from the present
/// one.
/// </summary>
internal static class UsBodies
{
    /// <summary>From a year ago through a year from now.</summary>
    public static JsonObject Baseline(
        decimal quantity = 1000,
        string disclosure = "coalition",
        int from = -12,
        int to = 12
    ) =>
        new()
        {
            ["method"] = "Mean of the last year",
            ["authority"] = "PDA",
            ["source"] = "example.org",
            ["disclosure"] = disclosure,
            ["months"] = new JsonArray(
                new JsonObject
                {
                    ["month"] = Month(from),
                    ["to"] = Month(to),
                    ["quantity"] = quantity,
                    ["value"] = quantity * 2,
                    ["currency"] = "USD",
                    ["eurRate"] = 0.5,
                }
            ),
        };

    public static JsonObject Report(string capability, string month, decimal delivered) =>
        new()
        {
            ["capability"] = capability,
            ["month"] = month,
            ["announced"] = 900,
            ["contracted"] = 800,
            ["delivered"] = delivered,
            ["value"] = delivered * 3,
            ["currency"] = "USD",
            ["eurRate"] = 0.9,
            ["note"] = "Provisional",
            ["evidence"] = new JsonObject { ["level"] = "documented", ["url"] = "https://example.org/report" },
        };

    public static JsonObject Correction(decimal delivered) =>
        new()
        {
            ["delivered"] = delivered,
            ["reason"] = "Late news",
            ["evidence"] = new JsonObject { ["level"] = "confirmed", ["url"] = "https://example.org/correction" },
        };

    public static JsonObject Signal(string kind, string from, string disclosure = "coalition", params string[] scope) =>
        new()
        {
            ["kind"] = kind,
            ["from"] = from,
            ["scope"] = scope.Length == 0 ? "all" : new JsonArray([.. scope.Select(code => JsonValue.Create(code))]),
            ["source"] = "Announcement",
            ["disclosure"] = disclosure,
        };

    public static string Month(int fromNow) => First(fromNow)[..7];

    /// <summary>The first day of a month.</summary>
    public static string First(int fromNow)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new DateOnly(now.Year, now.Month, 1)
            .AddMonths(fromNow)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Sets the baseline, whether or not there is one.</summary>
    public static async Task<ApiAnswer> ExpectAsync(this TestApp app, string capability, JsonObject baseline)
    {
        baseline["reason"] = "Test";
        return await app.Coordinator.PutAsync($"us-deliveries/baselines/{capability}", baseline, "*");
    }

    public static Task<ApiAnswer> ReportAsync(this TestApp app, string capability, string month, decimal delivered) =>
        app.Coordinator.CreateAsync("us-deliveries/reports", Report(capability, month, delivered));

    public static async Task<UsDeliveriesView> ReadUsDeliveriesAsync(
        this ApiClient client,
        string capability,
        string query = ""
    ) => (await client.GetAsync($"us-deliveries/{capability}{query}")).Expect(200).Read<UsDeliveriesView>();

    public static UsMonthView In(this UsDeliveriesView view, int fromNow) =>
        view.Months.Single(m => m.Month == Month(fromNow));
}

/// <summary>A capability's deliveries, as far as the tests look at them.</summary>
internal sealed record UsDeliveriesView(
    string Capability,
    string Unit,
    string Disclosure,
    long Version,
    string ForecastMethod,
    UsTotalsView Totals,
    IReadOnlyList<UsMonthView> Months,
    IReadOnlyList<UsSignalView> Signals,
    IReadOnlyList<UsGapView> Gaps
);

/// <summary>One month.</summary>
internal sealed record UsMonthView(
    string Month,
    decimal Expected,
    decimal? Announced,
    decimal? Contracted,
    decimal? Delivered,
    decimal? Forecast,
    decimal Shortfall,
    decimal? ExpectedEur,
    decimal? DeliveredEur,
    decimal? ForecastEur,
    decimal? ShortfallEur,
    bool Confirmed,
    UsReportView? Report,
    UsBasisView Basis
);

internal sealed record UsTotalsView(
    decimal Expected,
    decimal Delivered,
    decimal Forecast,
    decimal Shortfall,
    decimal? ExpectedEur,
    decimal? ShortfallEur
);

internal sealed record UsReportView(string Month, decimal Delivered);

internal sealed record UsBasisView(
    decimal Factor,
    IReadOnlyList<string> Signals,
    decimal Slippage,
    IReadOnlyList<string> SlippageMonths
);

internal sealed record UsSignalView(string Id, string Kind, bool Withdrawn, long Version);

internal sealed record UsGapView(string Id, string From, string To, decimal Shortfall);
