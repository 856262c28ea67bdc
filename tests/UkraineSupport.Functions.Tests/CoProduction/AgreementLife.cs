using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Functions.Tests.CoProduction;

/// <summary>Agreements by HTTP, with a clock of the test's own.</summary>
internal sealed class AgreementLife(World world) : IAsyncDisposable
{
    public const string Danish = "donor:DNK";
    public const string Dutch = "donor:NLD";
    public const string Coordinator = "coordinator:GBR";
    public const string Ukraine = "recipient:UKR";

    /// <summary>What is secret has keys of its own, so that all else has the same ids in two worlds.</summary>
    private int _secrets;

    public World World => world;

    public bool IsHidden { get; set; }

    public static Task<World> StartAsync() => World.StartAsync(new(2027, 1, 4, 12, 0, 0, TimeSpan.Zero));

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>Interceptor drones from January 2027 to December 2028, half of them for Ukraine.</summary>
    public static JsonObject Filing(string donor = "DNK", string disclosure = "coalition", decimal price = 2_100) =>
        JsonNode
            .Parse(
                $$"""
                {
                  "donor": "{{donor}}", "disclosure": "{{disclosure}}", "unit": "drones",
                  "terms": {
                    "product": "Interceptor drone", "model": "licenceAbroad", "capability": "DRONE-INTERCEPTOR",
                    "vehicle": "bilateral", "contractFrom": "2027-01-01", "contractTo": "2028-12-31",
                    "minimumYearly": 10000, "recipientShare": 0.5,
                    "financing": [ { "source": "national", "eur": 100000000 }, { "source": "safe", "eur": 50000000 } ],
                    "exportLicences": [ { "country": "DNK", "text": "Guidance" } ],
                    "origins": [ { "country": "UKR", "percent": 60 }, { "country": "USA", "percent": 40 } ]
                  },
                  "commercial": {
                    "partners": [ { "name": "Demo Interceptors", "country": "UKR", "role": "licensor" } ],
                    "price": { "baseline": 2000, "agreed": {{price}} }
                  }
                }
                """
            )!
            .AsObject();

    public Task<WorldAnswer> PostAsync(string? who, string path, object body, string? key = null) =>
        world.SendAsync(who, "POST", path, body, key ?? (IsHidden ? $"secret-{++_secrets}" : null));

    public async Task<string> FileAsync(JsonObject? filing = null)
    {
        var body = filing ?? Filing();
        var made = await PostAsync($"donor:{(string?)body["donor"]}", "coproduction/agreements", body);
        Require(made.Status == 201, made.Body);
        await world.DispatchAsync();
        return made.Id;
    }

    /// <summary>Filed, co-signed, approved and planned: a thousand a month.</summary>
    public async Task<string> FundedAsync(JsonObject? filing = null)
    {
        var id = await FileAsync(filing);
        var donor = $"donor:{(string?)(filing ?? Filing())["donor"]}";
        await StepAsync(Ukraine, id, "cosignature", new { });
        await StepAsync(Ukraine, id, "approvals", Granted("ministry"));
        foreach (var approval in (string[])["licence-1", "financing-1", "financing-2"])
            await StepAsync(donor, id, "approvals", Granted(approval));
        await StepAsync(donor, id, "plan", Plan(1_000));
        return id;
    }

    public static object Granted(string approval) =>
        new
        {
            approval,
            state = "granted",
            on = "2027-01-04",
        };

    public static object Plan(int quantity, string? reason = null) =>
        new
        {
            months = Enumerable
                .Range(0, 24)
                .Select(n => new { month = $"{2027 + (n / 12)}-{(n % 12) + 1:D2}", quantity }),
            reason,
        };

    public static object Report(string month, int made, int toUkraine = 0, string? reason = null) =>
        new
        {
            month,
            made,
            accepted = made,
            toUkraine,
            reason,
        };

    public async Task StepAsync(string who, string id, string step, object body, int status = 200)
    {
        var answer = await PostAsync(who, $"coproduction/agreements/{id}/{step}", body);
        Require(answer.Status == status, $"{step}: {answer.Body}");
        await world.DispatchAsync();
    }

    public async Task<JsonNode> ReadAsync(string? who, string path)
    {
        var answer = await world.GetAsync(who, path);
        Require(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body)!;
    }

    public Task<JsonNode> AgreementAsync(string who, string id, string part = "") =>
        ReadAsync(who, $"coproduction/agreements/{id}{part}");

    /// <summary>The United States were expected to give 500 a month for half a year, and give none.</summary>
    public async Task OpenGapAsync(string capability)
    {
        var expected = new
        {
            method = "Mean",
            authority = "USAI",
            source = "Ministry",
            disclosure = "public",
            months = new[]
            {
                new
                {
                    month = "2027-02",
                    to = "2027-07",
                    quantity = 500,
                },
            },
        };
        var path = $"us-deliveries/baselines/{capability}";
        var answer = await world.SendAsync(Coordinator, "PUT", path, expected, null);
        Require(answer.Status == 201, answer.Body);
        var halt = new
        {
            kind = "halt",
            from = "2027-02-01",
            scope = new[] { capability },
            source = "Announced",
            disclosure = "public",
        };
        answer = await PostAsync(Coordinator, "us-deliveries/signals", halt);
        Require(answer.Status == 201, answer.Body);
        await world.SettleAsync(capability);
    }

    /// <summary>The deadlines that have come by now.</summary>
    public async Task WatchAsync(string id)
    {
        var activities = ActivatorUtilities.CreateInstance<AgreementActivities>(world.Get<IServiceProvider>());
        while ((await activities.ReadAgreement(id, default)).Next is { } next && next.At <= world.Time.GetUtcNow())
            await activities.ReachAgreementDeadline(new(id, next), default);
        await world.DispatchAsync();
    }

    /// <summary>No test's assertion: benchmarks live so too.</summary>
    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
