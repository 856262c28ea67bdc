using System.Text.Json.Nodes;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>
/// One life of a public pool in two worlds: with and without a contribution that only the coalition sees. The public
/// reads the same in both; the coalition reads each of three columns, which all add up to the same goods.
/// </summary>
public sealed class PooledTwins
{
    private static readonly string?[] Public = [null, "observer"];

    [Fact]
    public async Task What_the_public_reads_does_not_tell_of_a_contribution_that_it_may_not_see()
    {
        var now = new DateTimeOffset(2027, 1, 4, 12, 0, 0, TimeSpan.Zero);
        await using var with = new Life(await World.StartAsync(now), secret: true);
        await using var without = new Life(await World.StartAsync(now), secret: false);
        await with.LiveAsync();
        await without.LiveAsync();
        foreach (var caller in Public)
        {
            foreach (var path in with.Paths)
                Assert.Equal(
                    $"{caller} {path} {CoalitionTwins.Masked(await without.World.GetAsync(caller, path))}",
                    $"{caller} {path} {CoalitionTwins.Masked(await with.World.GetAsync(caller, path))}"
                );
        }

        // 60 of 90 shells are delivered. For 900,000 NLD pays 300,000, NOR 450,000 and CZE the rest; KOR makes them.
        Assert.Equal("CZE 15/10 NLD 30/20 NOR 45/30", await with.ColumnAsync("observer:POL", "paidBy"));
        Assert.Equal("KOR 90/60", await with.ColumnAsync("observer:POL", "madeBy"));
        Assert.Equal("CZE 90/60", await with.ColumnAsync("observer:POL", "deliveredBy"));
        Assert.Equal("CZE 60/40 NLD 30/20", await with.ColumnAsync(null, "paidBy"));
        Assert.Equal("CZE 90/60", await with.ColumnAsync(null, "deliveredBy"));
        Assert.Equal("NLD 200000/0 NOR 50000/0", await with.ColumnAsync("observer:POL", "paidBy", "FUNDING"));
        Assert.Equal("NLD 200000/0", await with.ColumnAsync(null, "paidBy", "FUNDING"));
        Assert.Equal("CZE 15 NLD 30 NOR 45", await with.SharesAsync("observer:POL", "paidBy"));
        Assert.Equal("CZE 60 NLD 30", await with.SharesAsync(null, "paidBy"));
        Assert.Equal("KOR 90", await with.SharesAsync("observer:POL", "madeBy"));
        Assert.Equal("CZE 90", await with.SharesAsync("observer:POL", "deliveredBy"));
        Assert.Equal(400, (await with.World.GetAsync(null, "insights/ledgers?by=cookedBy")).Status);
    }

    private sealed class Life(World world, bool secret) : IAsyncDisposable
    {
        private int _secrets;

        public World World => world;

        public List<string> Paths { get; } =
        [
            "pledges",
            "pledges?donor=NOR",
            "requirements",
            "insights/ledgers",
            "insights/ledgers?by=madeBy",
            "insights/ledgers?by=deliveredBy",
            "insights/shares",
            "insights/shares?by=madeBy",
            "insights/donors",
            "insights/donors?donor=NOR",
            "insights/capabilities",
            "insights/timeline?from=2026-12&to=2027-12",
            "insights/burden-share",
            "pledges?paidBy=NOR",
        ];

        public ValueTask DisposeAsync() => world.DisposeAsync();

        public async Task LiveAsync()
        {
            var line = new
            {
                capability = "AMMO-155",
                quantity = 100,
                deliverBy = "2027-12-01",
                unitValue = 10_000,
                currency = "EUR",
            };
            var pool = await CommitAsync(
                "CZE",
                new
                {
                    donor = "CZE",
                    kind = "munitions",
                    title = "Initiative",
                    validUntil = "2027-12-01",
                    disclosure = "public",
                    pool = true,
                    lines = new[] { line },
                }
            );
            var open = await CommitAsync("NLD", Money("NLD", pool, "public"));
            var norwegian = secret ? await CommitAsync("NOR", Money("NOR", pool, "coalition"), hidden: true) : "none";
            var bought = new
            {
                line = 1,
                quantity = 90,
                price = 900_000,
                reference = "Contract 7",
                madeBy = "KOR",
            };
            await SendAsync("donor:CZE", $"pledges/{pool}/purchases", bought, status: 201);
            await PayAsync("donor:NLD", pool, open, 300_000);
            if (secret)
                await PayAsync("donor:CZE", pool, norwegian, 450_000, hidden: true);
            var need = await NeedAsync();
            var wish = new
            {
                line = 1,
                quantity = 90,
                requirement = need,
            };
            await SendAsync("coordinator:GBR", $"pledges/{pool}/allocations", wish, status: 201);
            var tranche = new
            {
                line = 1,
                quantity = 60,
                due = "2027-02-01",
            };
            await SendAsync("donor:CZE", $"pledges/{pool}/deliveries", tranche, status: 201);
            foreach (var status in (string[])["dispatched", "handedOver"])
                await SendAsync("donor:CZE", $"pledges/{pool}/deliveries/1/status", new { status });
            Paths.AddRange(
                (
                    (string[])[$"pledges/{pool}", $"pledges/{open}", $"pledges/{norwegian}", $"requirements/{need}"]
                ).SelectMany(p => new[] { p, $"{p}/history" })
            );
            Paths.AddRange([$"pledges?parent={pool}", $"pledges/{pool}/purchases/1"]);
        }

        /// <summary>Committed and delivered by party.</summary>
        public async Task<string> ColumnAsync(string? who, string by, string capability = "AMMO-155")
        {
            var answer = await world.GetAsync(who, $"insights/ledgers?by={by}&capability={capability}");
            var rows = JsonNode.Parse(answer.Body)!["items"]!.AsArray();
            return string.Join(' ', rows.Select(r => $"{r!["donor"]} {r["committed"]}/{r["delivered"]}"));
        }

        public async Task<string> SharesAsync(string? who, string by)
        {
            var answer = await world.GetAsync(who, $"insights/shares?by={by}&capability=AMMO-155");
            var row = JsonNode.Parse(answer.Body)!["items"]!.AsArray().Single()!;
            var parts = row["donors"]!.AsArray().Select(d => $"{d!["donor"]} {d["covered"]}");
            return string.Join(' ', parts.Order(StringComparer.Ordinal));
        }

        private static object Money(string donor, string pool, string disclosure) =>
            new
            {
                donor,
                kind = "funding",
                title = "Share",
                validUntil = "2027-12-01",
                disclosure,
                modality = "pooled",
                parentPledge = pool,
                lines = new[]
                {
                    new
                    {
                        capability = "FUNDING",
                        quantity = 500_000,
                        deliverBy = "2027-12-01",
                    },
                },
            };

        private Task<string> PayAsync(string who, string pool, string pledge, decimal amount, bool hidden = false) =>
            SendAsync(who, $"pledges/{pool}/purchases/1/shares", new { pledge, amount }, hidden, 201);

        private async Task<string> CommitAsync(string donor, object offer, bool hidden = false)
        {
            var pledge = await SendAsync($"donor:{donor}", "pledges", offer, hidden, 201);
            var accept = new { decision = "accept", reason = "x" };
            await SendAsync("coordinator:GBR", $"pledges/{pledge}/review", accept, hidden);
            var signed = new
            {
                instrument = "letter",
                legalReference = "1",
                signedOn = "2027-01-03",
            };
            await SendAsync($"donor:{donor}", $"pledges/{pledge}/formalisation", signed, hidden);
            return pledge;
        }

        private async Task<string> NeedAsync()
        {
            var wish = new
            {
                title = "Shells",
                capability = "AMMO-155",
                quantity = 200,
                priority = 1,
                requiredBy = "2027-12-31",
                disclosure = "public",
            };
            var need = await SendAsync("recipient:UKR", "requirements", wish, status: 201);
            await SendAsync(
                "coordinator:GBR",
                $"requirements/{need}/validation",
                new { decision = "accept", reason = "x" }
            );
            return need;
        }

        /// <summary>What is secret has keys of its own, so that all else has the same ids in both worlds.</summary>
        private async Task<string> SendAsync(
            string who,
            string path,
            object body,
            bool hidden = false,
            int status = 200
        )
        {
            var key = hidden ? $"secret-{++_secrets}" : null;
            var answer = await world.SendAsync(who, "POST", path, body, key);
            Assert.True(answer.Status == status, $"{path}: {answer.Body}");
            await world.DispatchAsync();
            return answer.Location?.Split('/')[^1] ?? "";
        }
    }
}
