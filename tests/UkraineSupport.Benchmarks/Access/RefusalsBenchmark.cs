using System.Globalization;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Benchmarks.Access;

/// <summary>
/// Does the time of a 404 tell whether a pledge is not there or hidden from the caller? Both are asked for in turn, in
/// one run, so that what else the machine does falls on both alike.
/// </summary>
internal sealed class RefusalsBenchmark : IBenchmark
{
    private const int Rounds = 1000;

    /// <summary>An id as the hidden one's, of nothing.</summary>
    private const string Missing = "pledges/pledge-00000000000000000000000000000000";

    public string Name => "refusals";

    public async Task RunAsync(Action<string> say)
    {
        await using var app = await TestApp.StartAsync();
        var hidden = (await app.AnnounceAsync("NLD", disclosure: "restricted")).Path();
        if (hidden.Length != Missing.Length)
            throw new InvalidOperationException($"{hidden} is not as long as {Missing}.");
        foreach (var (who, client) in new[] { ("nobody's token", app.Anonymous), ("another donor", app.Donor("DNK")) })
        {
            await MeasureAsync(client, hidden); // Warms the process up; its figures are not used.
            var (absent, refused) = await MeasureAsync(client, hidden);
            say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{who, -15} median {absent, 5:0.000} ms not there, {refused, 5:0.000} ms hidden: ratio {refused / absent:0.00}"
                )
            );
        }
    }

    private static async Task<(double Absent, double Refused)> MeasureAsync(ApiClient client, string hidden)
    {
        var (absent, refused) = (new List<double>(Rounds), new List<double>(Rounds));
        for (var i = 0; i < Rounds; i++)
        {
            absent.Add(await TimeAsync(client, Missing));
            refused.Add(await TimeAsync(client, hidden));
        }

        return (Statistics.Median(absent), Statistics.Median(refused));
    }

    private static async Task<double> TimeAsync(ApiClient client, string path)
    {
        var started = TimeProvider.System.GetTimestamp();
        (await client.GetAsync(path)).Expect(404);
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }
}
