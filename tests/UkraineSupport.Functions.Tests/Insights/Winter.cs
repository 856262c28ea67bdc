using System.Text.Json.Nodes;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Functions.Tests.Insights;

/// <summary>
/// A winter that can be added up by hand. The Netherlands pledge 100 shells of a million EUR each, all see it; France
/// pledges 50 in secret, without a value. Of the Dutch 80 are for a requirement of 200: 30 came three days late and
/// were received, 20 are due on 1 February. The United States are expected to deliver 100 a month from January to
/// April.
/// </summary>
internal sealed class Winter(World world) : IAsyncDisposable
{
    public const string Capability = "AMMO-155";

    public World World => world;

    /// <summary>Everything that tells of it.</summary>
    public static readonly string[] Paths =
    [
        "insights/donors",
        "insights/donors?donor=FRA",
        "insights/capabilities",
        "insights/timeline?from=2026-11&to=2027-06",
        "insights/timeline?from=2026-11&to=2027-06&donor=NLD",
        "insights/burden-share",
        "insights/ledgers",
    ];

    public string Dutch { get; private set; } = "";

    public string French { get; private set; } = "";

    public static async Task<Winter> LivedAsync()
    {
        var winter = new Winter(await World.StartAsync(new DateTimeOffset(2027, 1, 4, 12, 0, 0, TimeSpan.Zero)));
        await winter.LiveAsync();
        return winter;
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>The items that a caller reads.</summary>
    public async Task<JsonArray> ItemsAsync(string? who, string path)
    {
        var answer = await world.GetAsync(who, path);
        Assert.True(answer.Status == 200, $"{path}: {answer.Body}");
        return JsonNode.Parse(answer.Body)!["items"]!.AsArray();
    }

    public async Task<string> SendAsync(string who, string path, object body, string method = "POST")
    {
        var answer = await world.SendAsync(who, method, path, body, null);
        Assert.True(answer.Status is 200 or 201, $"{path}: {answer.Body}");
        await world.SettleAsync(Capability);
        return answer.Location?.Split('/')[^1] ?? "";
    }

    private async Task LiveAsync()
    {
        await SendAsync("coordinator:GBR", $"us-deliveries/baselines/{Capability}", Baseline, "PUT");
        Dutch = await CommitAsync("NLD", 100, 1_000_000, "public");
        French = await CommitAsync("FRA", 50, null, "restricted");
        var need = await SendAsync("recipient:UKR", "requirements", Requirement);
        var accept = new { decision = "accept", reason = "x" };
        await SendAsync("coordinator:GBR", $"requirements/{need}/validation", accept);
        var wish = new
        {
            line = 1,
            quantity = 80,
            requirement = need,
        };
        await SendAsync("coordinator:GBR", $"pledges/{Dutch}/allocations", wish);
        await PlanAsync(30, "2027-01-10");
        await PlanAsync(20, "2027-02-01");
        world.Time.Advance(TimeSpan.FromDays(9));
        foreach (var status in (string[])["dispatched", "handedOver"])
            await SendAsync("donor:NLD", $"pledges/{Dutch}/deliveries/1/status", new { status });
        await SendAsync("recipient:UKR", $"pledges/{Dutch}/deliveries/1/receipt", new { received = 30 });
    }

    private Task<string> PlanAsync(int quantity, string due) =>
        SendAsync(
            "donor:NLD",
            $"pledges/{Dutch}/deliveries",
            new
            {
                line = 1,
                quantity,
                due,
            }
        );

    public async Task<string> CommitAsync(string donor, int quantity, int? unitValue, string disclosure)
    {
        var offer = new JsonObject
        {
            ["donor"] = donor,
            ["kind"] = "munitions",
            ["title"] = "Shells",
            ["validUntil"] = "2027-05-01",
            ["announcedOn"] = "2026-12-20",
            ["disclosure"] = disclosure,
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["capability"] = Capability,
                    ["quantity"] = quantity,
                    ["deliverBy"] = "2027-04-01",
                }
            ),
        };
        if (unitValue is not null)
            (offer["lines"]![0]!["unitValue"], offer["lines"]![0]!["currency"]) = (unitValue, "EUR");
        var pledge = await SendAsync($"donor:{donor}", "pledges", offer);
        await SendAsync("coordinator:GBR", $"pledges/{pledge}/review", new { decision = "accept", reason = "x" });
        var signed = new
        {
            instrument = "letter",
            legalReference = "1",
            signedOn = "2027-01-03",
        };
        await SendAsync($"donor:{donor}", $"pledges/{pledge}/formalisation", signed);
        return pledge;
    }

    private static object Requirement { get; } = new
    {
        title = "Shells",
        capability = Capability,
        quantity = 200,
        priority = 1,
        requiredBy = "2027-06-01",
        disclosure = "public",
    };

    private static object Baseline { get; } = new
    {
        method = "Mean",
        authority = "USAI",
        source = "Ministry",
        disclosure = "public",
        reason = "As of now",
        months = new[]
        {
            new
            {
                month = "2027-01",
                to = "2027-04",
                quantity = 100,
            },
        },
    };
}
