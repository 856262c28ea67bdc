using System.Text.Json.Nodes;

namespace UkraineSupport.Functions.Tests.Insights;

/// <summary>What is read of a winter that can be added up by hand.</summary>
public sealed class InsightsTests
{
    [Fact]
    public async Task Donors_have_ledgers_a_share_of_GDP_and_a_record_of_tranches_as_far_as_the_reader_sees()
    {
        await using var winter = await Winter.LivedAsync();
        winter.World.Time.Advance(TimeSpan.FromDays(10));
        var dutch = Assert.Single(await winter.ItemsAsync(null, "insights/donors"))!;
        Assert.Equal(
            "NLD pledges 1, unvalued 0, committed 100000000 of 0.00009674 of GDP 1033.7 (2023)",
            $"{dutch["donor"]} pledges {dutch["pledges"]}, unvalued {dutch["unvalued"]}, committed {dutch["eur"]!["committed"]}"
                + $" of {dutch["shareOfGdp"]} of GDP {dutch["gdp"]!["eurBn"]} ({dutch["gdp"]!["year"]})"
        );
        Assert.Equal(
            """{"handedOver":1,"onTime":0,"onTimeRate":0,"meanDaysLate":3,"due":1,"late":0,"lateSince":null,"nextDue":"2027-02-01"}""",
            Plain(dutch["tranches"])
        );
        Assert.Equal("AMMO-155 rounds 100/80/30/30", Ledger(dutch["capabilities"]!.AsArray().Single()!));
        // Where a figure leads there is what it counts.
        Assert.Equal([winter.Dutch], await BehindAsync(winter, null, dutch["capabilities"]![0]!["link"]));
        Assert.Equal([winter.Dutch], await BehindAsync(winter, null, dutch["links"]!["tranches"]));

        winter.World.Time.Advance(TimeSpan.FromDays(14));
        var late = Assert.Single(await winter.ItemsAsync(null, "insights/donors?donor=NLD"))!["tranches"]!;
        Assert.Equal("1 since 2027-02-01, next ", $"{late["late"]} since {late["lateSince"]}, next {late["nextDue"]}");

        var all = await winter.ItemsAsync("coordinator:GBR", "insights/donors");
        Assert.Equal(["NLD 1 0", "FRA 1 1"], all.Select(d => $"{d!["donor"]} {d["pledges"]} {d["unvalued"]}"));
        Assert.Equal([winter.French], await BehindAsync(winter, "coordinator:GBR", all[1]!["links"]!["pledges"]));
        var own = await winter.ItemsAsync("donor:FRA", "insights/donors?donor=FRA");
        Assert.Equal("AMMO-155 rounds 50/0/0/0", Ledger(own[0]!["capabilities"]![0]!));
        var nothing = Assert.Single(await winter.ItemsAsync(null, "insights/donors?donor=FRA"))!;
        Assert.Equal("0 0", $"{nothing["pledges"]} {nothing["capabilities"]!.AsArray().Count}");
        var institution = Assert.Single(await winter.ItemsAsync(null, "insights/donors?donor=EPF"))!;
        Assert.Equal((null, null), (institution["gdp"], institution["shareOfGdp"]));
    }

    [Fact]
    public async Task Capabilities_have_what_is_needed_what_is_expected_and_who_bears_it_against_the_path()
    {
        await using var winter = await Winter.LivedAsync();
        var row = Assert.Single(await winter.ItemsAsync(null, "insights/capabilities"))!;
        Assert.Equal(
            """{"requirements":1,"gaps":0,"required":200,"covered":80,"open":120,"accepted":0}""",
            Plain(row["needs"])
        );
        Assert.Null(row["openIfExpected"]);
        var us = row["unitedStates"]!;
        Assert.Equal("2026-02 2027-01 100 0 100 0", Window(us["past"]!));
        Assert.Equal("2027-02 2028-01 300 0 300 0", Window(us["ahead"]!));
        // 80 of 480 that are borne this year; half of the way to 85 to 100 % is gone in two of five years.
        var path = row["path"]!.AsArray();
        Assert.Equal(
            """{"year":2027,"needed":200,"covered":80,"borne":{"europeAndCanada":80,"unitedStates":400,"others":0},"europeanShare":0.1667,"targetLow":0.64,"targetHigh":0.7,"onPath":false}""",
            Plain(path[0])
        );
        Assert.Equal([2027, 2028, 2029, 2030], path.Select(y => (int)y!["year"]!));
        Assert.Null(path[1]!["europeanShare"]);
        Assert.Equal(
            """{"party":"NLD","year":2027,"covered":80,"share":0.4,"aboveCeiling":false}""",
            Plain(row["largestAlly"])
        );
        foreach (var link in row["links"]!.AsObject())
            Assert.Equal(200, (await winter.World.GetAsync(null, ((string)link.Value!)["/api/".Length..])).Status);
        var later = await winter.ItemsAsync(
            null,
            "insights/capabilities?capability=TANK&by=deliveredBy&targetYear=2028"
        );
        Assert.Equal(("TANK", 2), ((string)later[0]!["capability"]!, later[0]!["path"]!.AsArray().Count));
    }

    [Fact]
    public async Task The_timeline_has_each_ledger_in_its_month_and_all_months_of_the_range()
    {
        await using var winter = await Winter.LivedAsync();
        var months = await winter.ItemsAsync(null, "insights/timeline?from=2026-11&to=2027-06");
        Assert.Equal(
            [
                "2026-11 0/0/0/0/0",
                "2026-12 100000000/0/0/0/0 AMMO-155 100/0/0/0/0",
                "2027-01 0/100000000/30000000/30000000/0 AMMO-155 0/100/30/30/0 US 100//100",
                "2027-02 0/0/0/0/20000000 AMMO-155 0/0/0/0/20 US 100//100",
                "2027-03 0/0/0/0/0 AMMO-155 0/0/0/0/0 US 100//100",
                "2027-04 0/0/0/0/0 AMMO-155 0/0/0/0/0 US 100//100",
                "2027-05 0/0/0/0/0",
                "2027-06 0/0/0/0/0",
            ],
            months.Select(Month)
        );
        var all = await winter.ItemsAsync("coordinator:GBR", "insights/timeline?from=2026-12&to=2026-12");
        Assert.Equal("2026-12 100000000/0/0/0/0 AMMO-155 150/0/0/0/0", Month(all.Single()));
        var french = await winter.ItemsAsync("coordinator:GBR", "insights/timeline?from=2027-01&to=2027-01&donor=FRA");
        Assert.Equal("2027-01 0/0/0/0/0 AMMO-155 0/50/0/0/0", Month(french.Single()));
        Assert.Equal(
            [winter.French],
            await BehindAsync(winter, "coordinator:GBR", french[0]!["capabilities"]![0]!["links"]!["pledges"])
        );
        Assert.Equal(24, (await winter.ItemsAsync(null, "insights/timeline")).Count);
    }

    [Fact]
    public async Task The_burden_of_a_year_is_shared_in_EUR_and_in_units()
    {
        await using var winter = await Winter.LivedAsync();
        var years = await winter.ItemsAsync(null, "insights/burden-share?from=2026&to=2028");
        Assert.Equal([2026, 2027, 2028], years.Select(y => (int)y!["year"]!));
        Assert.Equal(
            """{"europeAndCanada":100000000,"unitedStates":0,"others":0}""",
            Plain(years[1]!["eur"]!["committed"])
        );
        Assert.Equal(
            ("""{"europeAndCanada":30000000,"unitedStates":0,"others":0}""", "1"),
            (Plain(years[1]!["eur"]!["delivered"]), $"{years[1]!["eur"]!["europeanShareOfDelivered"]}")
        );
        Assert.Equal(
            "200 80 80/400/0",
            years[1]!["capabilities"]!
                .AsArray()
                .Select(c =>
                    $"{c!["needed"]} {c["covered"]} {c["borne"]!["europeAndCanada"]}/{c["borne"]!["unitedStates"]}/{c["borne"]!["others"]}"
                )
                .Single()
        );
        Assert.Equal(9, (await winter.ItemsAsync(null, "insights/burden-share")).Count);
        var delivered = await winter.ItemsAsync(null, "insights/burden-share?by=deliveredBy&from=2027&to=2027");
        Assert.Null(delivered.Single()!["eur"]);
    }

    [Fact]
    public async Task Changes_are_those_since_the_callers_own_mark_in_what_it_may_see()
    {
        await using var winter = await Winter.LivedAsync();
        var (before, none) = await ChangesAsync(winter, null, "");
        var (secret, _) = await ChangesAsync(winter, "coordinator:GBR", "");
        Assert.Equal("late 0", none);
        await winter.CommitAsync("DNK", 40, 10, "public");
        await winter.CommitAsync("DNK", 7, null, "restricted");
        winter.World.Time.Advance(TimeSpan.FromDays(30));

        var (after, changed) = await ChangesAsync(winter, null, before);
        Assert.Equal("late 1 AMMO-155 pledges 1 committed 40 EUR 400 open 0", changed);
        Assert.Equal("late 0", (await ChangesAsync(winter, null, after)).Told);
        Assert.Equal(
            "late 1 AMMO-155 pledges 2 committed 47 EUR 400 open 0",
            (await ChangesAsync(winter, "coordinator:GBR", secret)).Told
        );
        // What a coordinator read is no measure for others.
        var other = await winter.World.GetAsync(null, $"insights/changes?since={secret}");
        Assert.Equal((400, true), (other.Status, other.Body.Contains("bad-mark", StringComparison.Ordinal)));
        var pages = JsonNode.Parse((await winter.World.GetAsync(null, "pledges?limit=1")).Body)!;
        Assert.Equal(400, (await winter.World.GetAsync(null, $"insights/changes?since={pages["cursor"]}")).Status);
    }

    /// <summary>The path, and the problem that it is.</summary>
    private static readonly Dictionary<string, string> Wrong = new()
    {
        ["donors?donor=XXX"] = "unknown-value",
        ["donors?donor=NLD&donor=FRA"] = "repeated-parameter",
        ["donors?limit=3"] = "unknown-parameter",
        ["capabilities?capability=SWORDS"] = "unknown-value",
        ["capabilities?by=madeBy"] = "unknown-value",
        ["capabilities?targetYear=2025"] = "bad-year",
        ["capabilities?targetYear=2051"] = "bad-year",
        ["capabilities?targetYear=soon"] = "bad-year",
        ["timeline?from=2027-13"] = "bad-month",
        ["timeline?to=2027"] = "bad-month",
        ["timeline?from=2027-02&to=2027-01"] = "bad-month",
        ["timeline?from=2020-01&to=2030-01"] = "too-many-months",
        ["timeline?donor=Holland"] = "unknown-value",
        ["changes?since=2027-01-01"] = "bad-mark",
        ["changes?since="] = "bad-mark",
        ["changes?until=now"] = "unknown-parameter",
        ["burden-share?by=whoever"] = "unknown-value",
        ["burden-share?from=1999"] = "bad-year",
        ["burden-share?from=2027&to=2026"] = "bad-year",
        ["burden-share?from=2000&to=2027"] = "bad-year",
    };

    [Fact]
    public async Task What_cannot_be_asked_is_a_problem()
    {
        await using var world = await Disclosures.World.StartAsync(TimeProvider.System.GetUtcNow());
        foreach (var (path, problem) in Wrong)
        {
            var answer = await world.GetAsync(null, $"insights/{path}");
            var type = (string?)JsonNode.Parse(answer.Body)!["type"];
            Assert.Equal((path, 400, $"urn:ukraine-support:problem:{problem}"), (path, answer.Status, type));
        }
    }

    private static async Task<(string Mark, string Told)> ChangesAsync(Winter winter, string? who, string since)
    {
        var path = since.Length == 0 ? "insights/changes" : $"insights/changes?since={since}";
        var answer = JsonNode.Parse((await winter.World.GetAsync(who, path)).Body)!;
        var told = answer["items"]!
            .AsArray()
            .Select(c =>
                $" {c!["capability"]} pledges {c["pledges"]} committed {c["committed"]} EUR {c["committedEur"]} open {c["open"]}"
            );
        return ((string)answer["mark"]!, $"late {answer["late"]}{string.Concat(told)}");
    }

    private static async Task<List<string>> BehindAsync(Winter winter, string? who, JsonNode? link) =>
        [.. (await winter.ItemsAsync(who, ((string)link!)["/api/".Length..])).Select(p => (string)p!["id"]!)];

    private static string Plain(JsonNode? node) => node!.ToJsonString();

    private static string Ledger(JsonNode row) =>
        $"{row["capability"]} {row["unit"]} {row["committed"]}/{row["allocated"]}/{row["delivered"]}/{row["received"]}";

    private static string Window(JsonNode us) =>
        $"{us["from"]} {us["to"]} {us["expected"]} {us["delivered"]} {us["forecast"]} {us["shortfall"]}";

    private static string Month(JsonNode? row)
    {
        var text = $"{row!["month"]} {Flows(row["eur"]!)}";
        foreach (var c in row["capabilities"]!.AsArray())
        {
            text += $" {c!["capability"]} {Flows(c["units"]!)}";
            if (c["unitedStates"] is { } us)
                text += $" US {us["expected"]}/{us["delivered"]}/{us["forecast"]}";
        }

        return text;
    }

    private static string Flows(JsonNode flows) =>
        $"{flows["pledged"]}/{flows["committed"]}/{flows["delivered"]}/{flows["received"]}/{flows["planned"]}";
}
