using System.Text.Json;
using UkraineSupport.Functions.Tests.CoProduction;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Functions.Tests.Training;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Fuzzing;

/// <summary>A register with some of everything.</summary>
internal static class Furnished
{
    /// <summary>Some of everything, by good requests; where each is, below <c>/api/</c>.</summary>
    public static async Task<List<string>> MakeAsync(World world)
    {
        var records = new List<string>();
        async Task<string> SendAsync(string who, string path, object body, string method = "POST")
        {
            var answer = await world.SendAsync(who, method, path, body, null);
            Assert.True(answer.Status is 200 or 201, $"{path}: {answer.Status} {answer.Body}");
            if (answer.Location is not null)
                records.Add(answer.Location["/api/".Length..]);
            await world.DispatchAsync();
            return answer.Location is null ? "" : FuzzTests.Id(answer.Location);
        }

        var accept = new { decision = "accept", reason = "Good" };
        var signed = new
        {
            instrument = "letter",
            legalReference = "1",
            signedOn = "2027-01-03",
        };
        async Task<string> CommitAsync(string donor, string kind)
        {
            var offer = Bodies.Pledge(donor, kind, 1000, "public", "2027-12-01");
            offer["lines"]![0]!["deliverBy"] = "2027-12-01";
            offer["lines"]![0]!.AsObject().Remove("training");
            var pledge = await SendAsync($"donor:{donor}", "pledges", offer);
            await SendAsync(AgreementLife.Coordinator, $"pledges/{pledge}/review", accept);
            await SendAsync($"donor:{donor}", $"pledges/{pledge}/formalisation", signed);
            return pledge;
        }

        var pledge = await CommitAsync("NLD", "munitions");
        await CommitAsync("DNK", "funding");
        var places = await CommitAsync("NLD", "training");
        var wanted = Bodies.Requirement();
        wanted["requiredBy"] = "2027-09-01";
        var need = await SendAsync(AgreementLife.Ukraine, "requirements", wanted);
        await SendAsync(AgreementLife.Coordinator, $"requirements/{need}/validation", accept);
        var allocation = new
        {
            line = 1,
            quantity = 100,
            requirement = need,
            despite = "For the test",
        };
        await SendAsync(AgreementLife.Coordinator, $"pledges/{pledge}/allocations", allocation);
        var tranche = Bodies.Delivery(50);
        tranche["due"] = "2027-03-01";
        await SendAsync(AgreementLife.Dutch, $"pledges/{pledge}/deliveries", tranche);
        await SendAsync(AgreementLife.Danish, "coproduction/agreements", AgreementLife.Filing());
        await TrainAsync(SendAsync, places);
        await CommitForceAsync(SendAsync);
        await OpenGapAsync(world, SendAsync);
        var gaps = JsonDocument.Parse((await world.GetAsync(AgreementLife.Coordinator, "gaps")).Body).RootElement;
        records.AddRange(gaps.GetProperty("items").EnumerateArray().Select(g => $"gaps/{g.GetProperty("id")}"));
        return records;
    }

    private delegate Task<string> Make(string who, string path, object body, string method = "POST");

    private static async Task TrainAsync(Make make, string pledge)
    {
        var course = await make(AgreementLife.Dutch, "training/courses", TrainingLife.Course);
        await make(AgreementLife.Dutch, "training/intakes", TrainingLife.Schedule(course, pledge, 60));
    }

    private static async Task CommitForceAsync(Make make)
    {
        var phase = new
        {
            id = "one",
            title = "Phase one",
            fromDay = 0,
            months = 12,
        };
        var serial = new
        {
            id = "P1",
            phase = "one",
            forceElement = "Battalion",
            domain = "land",
            strength = 500,
            ntmDays = 30,
            basing = new[] { "inUkraine" },
            fromDay = 10,
            sustainMonths = 24,
            critical = true,
            disclosure = "public",
        };
        var statement = new
        {
            phases = new[] { phase },
            serials = new[] { serial },
            reason = "As planned",
        };
        await make(AgreementLife.Coordinator, "coalition/requirements", statement, "PUT");
        var unit = new
        {
            nation = "DNK",
            forceElement = "Battalion",
            domain = "land",
            strength = 500,
            ntmDays = 20,
            from = "2027-06-01",
            to = "2028-03-01",
            basing = new[] { "inUkraine" },
            mandate = new { status = "notRequired" },
            serials = new[] { "P1" },
            disclosure = "coalition",
        };
        await make(AgreementLife.Danish, "coalition/commitments", unit);
        var call = new { deadline = "2027-02-01T12:00:00Z", nations = new[] { "DNK" } };
        await make(AgreementLife.Coordinator, "coalition/calls", call);
    }

    /// <summary>Something was expected of the United States, who say that they will not give it.</summary>
    private static async Task OpenGapAsync(World world, Make make)
    {
        var expected = new
        {
            method = "Mean",
            authority = "USAI",
            source = "Ministry",
            disclosure = "public",
            months = new[] { new { month = "2027-03", quantity = 1000 }, new { month = "2027-04", quantity = 1000 } },
        };
        await make(AgreementLife.Coordinator, "us-deliveries/baselines/AMMO-155", expected, "PUT");
        var signal = new
        {
            kind = "reduce",
            factor = 0.2,
            from = "2027-02-01",
            until = "2027-06-20",
            scope = new[] { "AMMO-155" },
            source = "Press",
            disclosure = "public",
        };
        await make(AgreementLife.Coordinator, "us-deliveries/signals", signal);
        await world.SettleAsync("AMMO-155");
    }
}
