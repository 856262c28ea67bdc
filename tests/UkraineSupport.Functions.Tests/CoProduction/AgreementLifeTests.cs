using System.Text.Json.Nodes;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Tests.Backups;

namespace UkraineSupport.Functions.Tests.CoProduction;

/// <summary>From a letter of intent to serial output, by HTTP.</summary>
public sealed class AgreementLifeTests
{
    private const string Danish = AgreementLife.Danish;
    private const string Dutch = AgreementLife.Dutch;
    private const string Coordinator = AgreementLife.Coordinator;
    private const string Ukraine = AgreementLife.Ukraine;
    private const string Path = "coproduction/agreements";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_a_letter_of_intent_to_series()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        var id = await life.FundedAsync();
        var agreement = await life.AgreementAsync(Dutch, id);
        Assert.Equal(("Funded", "drones"), ((string?)agreement["status"], (string?)agreement["unit"]));
        Assert.Equal("notEligible", (string?)agreement["eligibility"]![1]!["state"]);
        await MilestonesAsync(life, id);
        await OutputAsync(life, id);
        await ListedAsync(life, id);
        Assert.Empty((await life.World.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
        await Lived.AssertStatesFollowAsync(life.World);
    }

    private static async Task MilestonesAsync(AgreementLife life, string id)
    {
        var tooling = new
        {
            kind = "tooling",
            title = "Moulds",
            owner = "DNK",
            due = "2027-03-01",
        };
        await life.StepAsync(Danish, id, "milestones", tooling, 201);
        var serial = new
        {
            kind = "serial",
            title = "Series",
            owner = "DNK",
            due = "2027-05-01",
            dependsOn = (int[])[1],
        };
        await life.StepAsync(Ukraine, id, "milestones", serial, 201);
        var later = new
        {
            status = "atRisk",
            due = "2027-03-11",
            reason = "Late machine",
        };
        await life.StepAsync(Danish, id, "milestones/1", later);
        var shown = await life.AgreementAsync(Dutch, id);
        Assert.Equal(("Tooling", 10), ((string?)shown["status"], (int)shown["milestones"]![1]!["slippageDays"]!));
        Assert.Equal(404, (await life.PostAsync(Danish, $"{Path}/{id}/milestones/9", later)).Status);
    }

    private static async Task OutputAsync(AgreementLife life, string id)
    {
        life.World.Time.SetUtcNow(new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero));
        await life.StepAsync(Danish, id, "reports", AgreementLife.Report("2027-01", 500, 200));
        await life.StepAsync(Danish, id, "reports", AgreementLife.Report("2027-01", 500, 200));
        await life.StepAsync(Ukraine, id, "reports", AgreementLife.Report("2027-01", 600, 250, "Counted again"));
        var ramp = await life.AgreementAsync(Dutch, id, "/ramp");
        var january = ramp["months"]![0]!;
        Assert.Equal(
            (1000, 600, -400, "bottleneck", 2),
            (
                (int)january["planned"]!,
                (int)january["report"]!["made"]!,
                (int)january["difference"]!,
                (string?)january["cause"],
                (int)january["bottleneck"]!
            )
        );
        // (3 × 0.7 + 0.6) / 4 = 0.675, and the open bottleneck costs 400 a month since the report was put right.
        Assert.Equal(600, (int)ramp["months"]![1]!["forecast"]!["p50"]!);
        // (3 × 0.25 + 250 / 300) / 4 = 0.3958 of half of that.
        Assert.Equal(118, (int)ramp["supply"]!["lots"]![0]!["quantity"]!);
        var history = await life.AgreementAsync(Dutch, id, "/history");
        Assert.True((bool)history["chain"]!["intact"]!);
        Assert.Equal(
            ["500", "600"],
            history["items"]!
                .AsArray()
                .Where(i => (string?)i!["type"] == "agreement.outputReported")
                .Select(i => $"{i!["data"]!["report"]!["made"]}")
                .ToArray()
        );
    }

    private static async Task ListedAsync(AgreementLife life, string id)
    {
        foreach (
            var query in (string[])
                [
                    "",
                    "?donor=DNK",
                    "?capability=DRONE-INTERCEPTOR&status=tooling",
                    "?model=licenceAbroad&vehicle=bilateral",
                    "?bottleneck=undetermined",
                ]
        )
            Assert.Equal(
                id,
                (string?)(await life.ReadAsync(Dutch, $"{Path}{query}"))["items"]!.AsArray().Single()!["id"]
            );
        Assert.Empty((await life.ReadAsync(Dutch, $"{Path}?donor=NLD"))["items"]!.AsArray());
        Assert.Empty((await life.ReadAsync(null, Path))["items"]!.AsArray());
        Assert.Equal(400, (await life.World.GetAsync(Dutch, $"{Path}?status=Made")).Status);
        Assert.Equal(400, (await life.World.GetAsync(Dutch, $"{Path}?donor=XXX")).Status);
    }

    [Fact]
    public async Task Only_its_parties_see_its_price_and_partners_unless_released()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        var id = await life.FundedAsync();
        foreach (var who in (string[])[Danish, Ukraine, Coordinator])
            Assert.NotNull((await life.AgreementAsync(who, id))["commercial"]);
        foreach (var who in (string[])[Dutch, "observer:POL"])
        {
            Assert.Null((await life.AgreementAsync(who, id))["commercial"]);
            var all = (await life.ReadAsync(who, Path)).ToJsonString();
            all += (await life.AgreementAsync(who, id, "/history")).ToJsonString();
            Assert.DoesNotContain("Demo Interceptors", all, StringComparison.Ordinal);
            Assert.DoesNotContain("2100", all, StringComparison.Ordinal);
            Assert.Equal(403, (await life.World.GetAsync(who, $"{Path}/{id}/price")).Status);
        }

        var price = await life.AgreementAsync(Danish, id, "/price");
        Assert.Equal(
            (0.05m, false, 0),
            ((decimal)price["overBaseline"]!, (bool)price["isFlagged"]!, (int)price["others"]!)
        );
        await life.StepAsync(Danish, id, "amendments", new { reason = "Open", released = "coalition" });
        Assert.Equal(2_100, (int)(await life.AgreementAsync(Dutch, id))["commercial"]!["price"]!["agreed"]!);
        // Another agreement, half as expensive: its price is no part of what a third party compares with.
        await life.FileAsync(AgreementLife.Filing("NOR", price: 1_050));
        price = await life.AgreementAsync(Dutch, id, "/price");
        Assert.Equal((0, false), ((int)price["others"]!, (bool)price["isFlagged"]!));
        price = await life.AgreementAsync(Ukraine, id, "/price");
        // 10,000 × 2,100 / 1,050: another 10,000.
        Assert.Equal((1, true, 10_000), ((int)price["others"]!, (bool)price["isFlagged"]!, (int)price["notBought"]!));
    }

    [Fact]
    public async Task The_same_material_short_in_two_agreements_is_competing_demand()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        var (one, two) = (await life.FundedAsync(), await life.FundedAsync(AgreementLife.Filing("NLD")));
        object Short(string kind, string item) =>
            new
            {
                kind,
                item,
                text = "Short",
                costsAMonth = 100,
            };
        await life.StepAsync(Danish, one, "bottlenecks", Short("component", "Seeker"), 201);
        await life.StepAsync(Danish, one, "bottlenecks", Short("material", "Carbon fibre"), 201);
        life.World.Time.Advance(TimeSpan.FromMinutes(1));
        await life.StepAsync(Ukraine, two, "bottlenecks", Short("material", "carbon Fibre "), 201);
        var demand = await life.ReadAsync(Dutch, "coproduction/bottlenecks");
        Assert.Equal(
            ["Carbon fibre True 2", "Seeker False 1"],
            demand["items"]!
                .AsArray()
                .Select(d => $"{d!["item"]} {(bool)d["isCompeting"]!} {d["lines"]!.AsArray().Count}")
                .ToArray()
        );
        Assert.Empty((await life.ReadAsync(null, "coproduction/bottlenecks"))["items"]!.AsArray());
        var assigned = new { assigned = "NATO", due = "2027-03-01" };
        await life.StepAsync(Coordinator, one, "bottlenecks/2/assignment", assigned);
        await life.StepAsync(Coordinator, one, "bottlenecks/2/escalation", new { reason = "Priority access" });
        await life.StepAsync(Danish, one, "bottlenecks/2/closure", new { text = "Bought in Norway" });
        demand = await life.ReadAsync(Dutch, "coproduction/bottlenecks?kind=material&item=CARBON%20FIBRE");
        Assert.False((bool)demand["items"]![0]!["isCompeting"]!);
        await WorkforceAsync(life, one);
    }

    private static async Task WorkforceAsync(AgreementLife life, string id)
    {
        var need = new
        {
            title = "Welders",
            capability = "TRAIN-SPECIALIST",
            quantity = 40,
            priority = 2,
            requiredBy = "2027-06-01",
        };
        var filed = await life.PostAsync(Ukraine, "requirements", need);
        var shortage = new
        {
            kind = "workforce",
            text = "Welders",
            costsAMonth = 50,
            requirement = filed.Id,
        };
        await life.StepAsync(Ukraine, id, "bottlenecks", shortage, 201);
        var shown = await life.AgreementAsync(Dutch, id, "/bottlenecks");
        var training = shown["items"]![2]!["training"]!;
        Assert.Equal((40, 0), ((int)training["asked"]!, (int)training["pledged"]!));
        var unknown = shortage with { requirement = "requirement-00000000000000000000000000000000" };
        var refused = await life.PostAsync(Ukraine, $"{Path}/{id}/bottlenecks", unknown);
        Assert.Equal((422, true), (refused.Status, refused.Body.Contains("/requirement", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_leaves_no_trace()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        var id = await life.FundedAsync();
        var before = (await life.AgreementAsync(Danish, id)).ToJsonString();
        await RefusedAsync("reports", AgreementLife.Report("2027-02", 1), 422, "/month");
        await RefusedAsync(
            "reports",
            new
            {
                month = "2027-01",
                made = 1,
                accepted = 2,
            },
            422,
            "/accepted"
        );
        await RefusedAsync(
            "reports",
            new
            {
                month = "2027-13",
                made = 1,
                accepted = 1,
            },
            400,
            "/month"
        );
        await RefusedAsync("plan", new { months = (object[])[] }, 422, "/months");
        await RefusedAsync("approvals", AgreementLife.Granted("financing-9"), 422, "/approval");
        await RefusedAsync(
            "milestones",
            new
            {
                kind = "other",
                title = "x",
                owner = "XXX",
                due = "2027-02-01",
            },
            422,
            "/owner"
        );
        await RefusedAsync("termination", new { reason = "" }, 422, "/reason");
        Assert.Equal(before, (await life.AgreementAsync(Danish, id)).ToJsonString());
        foreach (var (change, pointer) in Bad())
        {
            var body = AgreementLife.Filing();
            change(body);
            var refused = await life.PostAsync(Danish, Path, body);
            Assert.Equal(
                (422, pointer),
                (refused.Status, (string?)JsonNode.Parse(refused.Body)!["errors"]?[0]?["pointer"])
            );
        }

        Assert.Equal(403, (await life.PostAsync(Dutch, Path, AgreementLife.Filing())).Status);
        Assert.Equal(401, (await life.PostAsync(null, Path, AgreementLife.Filing())).Status);
        Assert.Equal(
            403,
            (await life.PostAsync(Dutch, $"{Path}/{id}/reports", AgreementLife.Report("2027-01", 1))).Status
        );
        var stale = AgreementLife.Report("2027-01", 1);
        Assert.Equal(
            412,
            (await life.World.SendAsync(Danish, "POST", $"{Path}/{id}/reports", stale, null, "\"1\"")).Status
        );
        Assert.Equal(
            428,
            (await life.World.SendAsync(Danish, "POST", $"{Path}/{id}/reports", stale, null, null)).Status
        );

        async Task RefusedAsync(string step, object body, int status, string pointer)
        {
            var refused = await life.PostAsync(Danish, $"{Path}/{id}/{step}", body);
            Assert.True(refused.Status == status, refused.Body);
            Assert.Contains(pointer, refused.Body, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(Action<JsonObject> Change, string Pointer)> Bad()
    {
        yield return (b => b["terms"]!["capability"] = "DRONES", "/terms/capability");
        yield return (b => b["terms"]!["contractTo"] = "2026-12-31", "/terms/contractTo");
        yield return (b => b["terms"]!["origins"]![0]!["percent"] = 61, "/terms/origins");
        yield return (b => b["commercial"]!["partners"]![0]!["country"] = "XXX", "/commercial/partners/0/country");
        yield return (b => b["unit"] = "rounds", "/unit");
    }

    [Fact]
    public async Task Deadlines_come_and_the_contract_ends()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        var id = await life.FundedAsync();
        life.World.Time.SetUtcNow(new(2027, 2, 16, 0, 0, 0, TimeSpan.Zero));
        await life.WatchAsync(id);
        var told = (await life.AgreementAsync(Dutch, id, "/history"))["items"]!.AsArray();
        Assert.Equal(
            ["agreement.reminded", "agreement.overdue", "agreement.supplyNarrowed"],
            told.TakeLast(3).Select(i => (string?)i!["type"]).ToArray()
        );
        life.World.Time.SetUtcNow(new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await life.WatchAsync(id);
        Assert.Equal("Terminated", (string?)(await life.AgreementAsync(Dutch, id))["status"]);
    }
}
