using System.Globalization;
using System.Text.Json.Nodes;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>What is done in a step.</summary>
internal sealed partial class TwinLife
{
    private async Task<WorldAnswer> PledgeAsync(TwinStep step, string key)
    {
        var body = Bodies.Pledge(step.Donor, quantity: 2000, disclosure: step.Secret ? "restricted" : "public");
        var made = await world.SendAsync($"donor:{step.Donor}", "POST", "pledges", body, key);
        await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"pledges/{made.Id}/review",
            Bodies.Decision("accept"),
            $"{key}-r"
        );
        var signed = await world.SendAsync(
            $"donor:{step.Donor}",
            "POST",
            $"pledges/{made.Id}/formalisation",
            Bodies.Formalisation(),
            $"{key}-f"
        );
        Assert.Equal((201, 200), (made.Status, signed.Status));
        _pledges.Add((made.Id, step.Donor, step.Secret));
        return made;
    }

    private async Task<WorldAnswer> NeedAsync(TwinStep step, string key)
    {
        var body = Bodies.Requirement(Capability, 100 + (10 * step.Quantity));
        body["disclosure"] = step.Secret ? "restricted" : "public";
        var made = await world.SendAsync("recipient:UKR", "POST", "requirements", body, key);
        await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"requirements/{made.Id}/validation",
            Bodies.Decision("accept"),
            $"{key}-v"
        );
        _needs.Add((made.Id, step.Secret, 100 + (10 * step.Quantity)));
        return made;
    }

    private async Task<WorldAnswer> AllocateAsync(TwinStep step, decimal quantity, string key)
    {
        var answer = await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"pledges/{step.Pledge}/allocations",
            new
            {
                line = 1,
                quantity,
                requirement = step.Need,
                despite = "For the test",
            },
            key
        );
        if (answer.Status == 201)
        {
            _used.Add($"{step.Pledge} {step.Secret}");
            _allocated[step.Need!] = _allocated.GetValueOrDefault(step.Need!) + quantity;
        }

        return answer with
        {
            Body = answer.Status == 201 ? "" : answer.Body,
        };
    }

    /// <summary>
    /// A tranche of what was allocated in that sort of step: planned, sent, handed over, received.
    /// </summary>
    private async Task<WorldAnswer> DeliverAsync(TwinStep step, string key)
    {
        var donor = _pledges.Find(p => p.Id == step.Pledge).Donor;
        var whole = JsonNode.Parse((await world.GetAsync($"donor:{donor}", $"pledges/{step.Pledge}")).Body)!;
        var due = world.Time.GetUtcNow().AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        // A tranche takes what is allocated first; of the secret sort only where nothing else waits.
        var answer = await world.SendAsync(
            $"donor:{donor}",
            "POST",
            $"pledges/{step.Pledge}/deliveries",
            new
            {
                line = 1,
                quantity = 5,
                due,
            },
            key
        );
        if (answer.Status != 201)
            return answer with { Body = "" };
        var n = answer.Location!.Split('/')[^1];
        foreach (var status in (string[])["Dispatched", "HandedOver"])
            await world.SendAsync(
                $"donor:{donor}",
                "POST",
                $"pledges/{step.Pledge}/deliveries/{n}/status",
                new { status },
                $"{key}-{status}"
            );
        await world.SendAsync(
            "recipient:UKR",
            "POST",
            $"pledges/{step.Pledge}/deliveries/{n}/receipt",
            new { received = 5 },
            $"{key}-receipt"
        );
        _given.Add($"{step.Pledge} {step.Secret}");
        return answer with { Body = "", Location = null };
    }

    private async Task<WorldAnswer> SignalAsync(TwinStep step, string key)
    {
        var from = world.Time.GetUtcNow().AddMonths(step.B % 5).ToString("yyyy-MM-01", CultureInfo.InvariantCulture);
        var until = world
            .Time.GetUtcNow()
            .AddMonths((step.B % 5) + 1)
            .ToString("yyyy-MM-20", CultureInfo.InvariantCulture);
        var answer = await world.SendAsync(
            "coordinator:GBR",
            "POST",
            "us-deliveries/signals",
            new
            {
                kind = "reduce",
                factor = (step.Quantity - 5) / 20,
                from,
                until,
                scope = step.Quantity % 3 == 0 ? [Capability] : new[] { Capability, SecretCapability },
                source = "Announcement",
                disclosure = step.Secret ? "restricted" : "public",
            },
            key
        );
        Assert.Equal(201, answer.Status);
        _signals.Add(answer.Id);
        return answer;
    }

    /// <summary>A donor offers for the first gap that it sees open, or last saw at all.</summary>
    private async Task<WorldAnswer> OfferAsync(TwinStep step, string key)
    {
        var seen = JsonNode.Parse((await world.GetAsync("donor:LTU", "gaps?limit=200")).Body)!["items"]!.AsArray();
        if (step.Secret || seen.Count == 0)
            return new(0, "", null, null);
        var gap = (string)seen[step.B % seen.Count]!["id"]!;
        return await world.SendAsync(
            "donor:LTU",
            "POST",
            $"gaps/{gap}/offers",
            Bodies.Pledge("LTU", quantity: 30, disclosure: "public"),
            key
        );
    }

    /// <summary>All that is open of the first gap is allocated, in secret from a restricted pledge.</summary>
    private async Task<WorldAnswer> FillGapAsync(TwinStep step, string key)
    {
        var seen = JsonNode.Parse((await world.GetAsync(null, "gaps?limit=200")).Body)!["items"]!.AsArray();
        var pledge = _pledges.Find(p => p.Secret && !_ended.Contains(p.Id)).Id;
        if (!step.Secret || pledge is null || seen.FirstOrDefault(g => (decimal)g!["open"]! > 0) is not { } gap)
            return new(0, "", null, null);
        var answer = await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"pledges/{pledge}/allocations",
            new
            {
                line = 1,
                quantity = Math.Min(2000, (decimal)gap["open"]!),
                gap = (string)gap["id"]!,
                despite = "For the test",
            },
            key
        );
        return answer;
    }

    private async Task<WorldAnswer> WithdrawAsync(TwinStep step, string key)
    {
        var donor = _pledges.Find(p => p.Id == step.Pledge).Donor;
        _ended.Add(step.Pledge!);
        return await world.SendAsync(
            $"donor:{donor}",
            "POST",
            $"pledges/{step.Pledge}/withdrawal",
            new { reason = "Needed at home" },
            key
        );
    }

    /// <summary>Coordinators say what is expected of the United States each month, first or anew.</summary>
    private Task<WorldAnswer> ExpectAsync(string capability, decimal quantity, string disclosure)
    {
        var now = world.Time.GetUtcNow();
        var month = now.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var to = now.AddMonths(4).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return world.SendAsync(
            "coordinator:GBR",
            "PUT",
            $"us-deliveries/baselines/{capability}",
            new
            {
                method = "Mean",
                authority = "USAI",
                source = "Ministry",
                disclosure,
                reason = "As of now",
                months = new[]
                {
                    new
                    {
                        month,
                        to,
                        quantity,
                    },
                },
            },
            null
        );
    }

    /// <summary>A donor wants back what it gave from stock.</summary>
    private async Task<WorldAnswer> ReplenishAsync(TwinStep step, string key)
    {
        var body = Bodies.Requirement(Capability, step.Quantity - 9);
        (body["kind"], body["givenBy"]) = ("replenishment", step.Pledge);
        body["disclosure"] = step.Secret ? "restricted" : "public";
        var made = await world.SendAsync($"donor:{step.Donor}", "POST", "requirements", body, key);
        if (made.Status != 201)
            return made;
        await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"requirements/{made.Id}/validation",
            Bodies.Decision("accept"),
            $"{key}-v"
        );
        _needs.Add((made.Id, step.Secret, step.Quantity - 9));
        return made;
    }

    /// <summary>A donor signs what depends on others, who have not come to it.</summary>
    private async Task<WorldAnswer> SignAsync(TwinStep step, string key)
    {
        var body = Bodies.Pledge(step.Donor, quantity: 40, disclosure: "public");
        body["conditions"] = new JsonArray(
            new JsonObject
            {
                ["text"] = "If others do",
                ["capability"] = Capability,
                ["othersReach"] = 1_000_000,
                ["by"] = Bodies.Day(50),
            }
        );
        var made = await world.SendAsync($"donor:{step.Donor}", "POST", "pledges", body, key);
        await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"pledges/{made.Id}/review",
            Bodies.Decision("accept"),
            $"{key}-r"
        );
        _unsigned.Add(made.Id);
        var refused = await world.SendAsync(
            $"donor:{step.Donor}",
            "POST",
            $"pledges/{made.Id}/formalisation",
            Bodies.Formalisation(),
            $"{key}-f"
        );
        Assert.Equal(409, refused.Status);
        return refused;
    }

    /// <summary>A donor that is asked declines, and once more; in some steps without having been asked.</summary>
    private async Task<WorldAnswer> DeclineAsync(TwinStep step, string key)
    {
        var seen = JsonNode.Parse((await world.GetAsync("donor:LTU", "gaps?limit=200")).Body)!["items"]!.AsArray();
        if (seen.Count == 0)
            return new(0, "", null, null);
        var gap = (string)seen[step.B % seen.Count]!["id"]!;
        if (_asked.Add(gap))
        {
            var asked = await world.SendAsync(
                "coordinator:GBR",
                "POST",
                $"gaps/{gap}/solicitations",
                new { deadline = world.Time.GetUtcNow().AddDays(20), donors = new[] { "LTU", "DNK" } },
                key
            );
            // The release "asked".
            if (asked.Status >= 400)
                return new(Released, "", null, null);
        }

        var answers = new List<WorldAnswer>();
        foreach (var n in (int[])[1, 1, 2])
            answers.Add(
                await world.SendAsync(
                    "donor:LTU",
                    "POST",
                    $"gaps/{gap}/solicitations/{n}/decline",
                    Bodies.Reason(),
                    $"{key}-{answers.Count}"
                )
            );
        return answers[^1] with { Body = string.Join('\n', answers.Select(a => $"{a.Status} {a.ETag} {a.Body}")) };
    }

    /// <summary>
    /// All that is open of a gap that nothing secret covers is allocated for all to see; then a donor offers for it.
    /// </summary>
    private async Task<WorldAnswer> OfferForClosedAsync(TwinStep step, string key)
    {
        var all = await OpenAsync("coordinator:GBR");
        var gap = (await OpenAsync(null)).FirstOrDefault(g => g.Open <= 1500 && all.Contains(g));
        if (gap.Id is null)
            return new(Released, "", null, null);
        var filled = await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"pledges/{step.Pledge}/allocations",
            new
            {
                line = 1,
                quantity = gap.Open,
                gap = gap.Id,
                despite = "For the test",
            },
            key
        );
        // The release "refused-allocation".
        if (filled.Status != 201)
            return new(Released, "", null, null);
        await world.SettleAsync(Capability, SecretCapability);
        return await world.SendAsync(
            "donor:LTU",
            "POST",
            $"gaps/{gap.Id}/offers",
            Bodies.Pledge("LTU", quantity: 30, disclosure: "public"),
            $"{key}-o"
        );
    }

    private async Task<List<(string Id, decimal Open)>> OpenAsync(string? caller)
    {
        var gaps = JsonNode.Parse((await world.GetAsync(caller, "gaps?limit=200")).Body)!["items"]!.AsArray();
        return [.. gaps.Select(g => ((string)g!["id"]!, (decimal)g["open"]!)).Where(g => g.Item2 > 0)];
    }
}
