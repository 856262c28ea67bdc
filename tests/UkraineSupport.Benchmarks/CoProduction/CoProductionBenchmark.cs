using System.Globalization;
using System.Text.Json.Nodes;
using UkraineSupport.Functions.Tests.CoProduction;

namespace UkraineSupport.Benchmarks.CoProduction;

/// <summary>
/// How long forecast and future supply of 1,000 agreements over 60 months take, and how soon a missed month is in the
/// figures of the gap that it may close: from the report's request to the answer that shows it, one process on a real
/// Azurite.
/// </summary>
internal sealed class CoProductionBenchmark : IBenchmark
{
    private const int Agreements = 1_000;
    private const int Times = 11;
    private const string Capability = "DRONE-INTERCEPTOR";

    public string Name => "coproduction";

    public async Task RunAsync(Action<string> say)
    {
        var made = Enumerable.Range(0, Agreements).Select(GeneratedAgreement.Make).ToList();
        GeneratedAgreement.Reckon(made[0]);
        var started = TimeProvider.System.GetTimestamp();
        var months = made.Sum(GeneratedAgreement.Reckon);
        var took = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        Say(say, $"{Agreements} agreements, {months} months forecast: {took:0.00} s");

        var all = new List<double>();
        for (var n = 0; n < Times; n++)
            all.Add(await MissedAsync());
        all.Sort();
        Say(
            say,
            $"a missed month is in the gap's figures after {all[Times / 2]:0} ms (median), {all[^1]:0} ms (worst)"
        );
    }

    private static async Task<double> MissedAsync()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        await life.OpenGapAsync(Capability);
        var id = await life.FundedAsync();
        var gaps = await life.ReadAsync(AgreementLife.Coordinator, "gaps");
        var gap = $"gaps/{(string?)gaps["items"]![0]!["id"]}";
        life.World.Time.SetUtcNow(new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero));
        var before = Expected(await life.ReadAsync(AgreementLife.Coordinator, gap));
        var started = TimeProvider.System.GetTimestamp();
        await life.StepAsync(AgreementLife.Danish, id, "reports", AgreementLife.Report("2027-01", 100));
        if (Expected(await life.ReadAsync(AgreementLife.Coordinator, gap)) <= before)
            throw new InvalidOperationException("The missed month is not in the gap's figures.");
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    private static int Expected(JsonNode gap) => (int)gap["openIfExpected"]!;

    private static void Say(Action<string> say, FormattableString text) =>
        say(text.ToString(CultureInfo.InvariantCulture));
}
