using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.Backfill;

namespace UkraineSupport.Functions.Tests.CoProduction;

/// <summary>
/// What co-production is expected to give, in the gaps it may close, in plans and beside its pledges.
/// </summary>
public sealed class FutureSupplyTests
{
    private const string Capability = "DRONE-INTERCEPTOR";
    private const string Danish = AgreementLife.Danish;
    private const string Coordinator = AgreementLife.Coordinator;
    private const string Ukraine = AgreementLife.Ukraine;

    [Fact]
    public async Task Open_ignores_it_and_open_if_expected_counts_it_until_a_month_is_missed()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        await life.OpenGapAsync(Capability);
        var id = await life.FundedAsync();
        var gap = await OneGapAsync(life, Coordinator);
        // 87 a month from January to June; July's comes late for none, as 87 × 6 < 3,000.
        Assert.Equal((3_000, "agreement"), ((int)gap["open"]!, id.Split('-')[0]));
        Assert.Equal(3_000 - (24 * 87), (int)gap["openIfExpected"]!);
        Assert.All(gap["futureSupply"]!.AsArray(), p => Assert.Equal(id, (string?)p!["agreement"]));

        life.World.Time.SetUtcNow(new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero));
        await life.StepAsync(Danish, id, "reports", AgreementLife.Report("2027-01", 100));
        var narrowed = await OneGapAsync(life, Coordinator);
        Assert.Equal(3_000, (int)narrowed["open"]!);
        Assert.True((int)narrowed["openIfExpected"]! > (int)gap["openIfExpected"]!);
        var told = (await life.ReadAsync("donor:NLD", $"gaps/{(string?)gap["id"]}/history"))["items"]!.AsArray();
        Assert.Equal("gap.futureSupplyNarrowed", (string?)told[^1]!["type"]);
        // Who does not see the agreement's coalition reads the gap without it.
        var seen = await OneGapAsync(life, null);
        Assert.Equal((3_000, 3_000), ((int)seen["open"]!, (int)seen["openIfExpected"]!));
        Assert.DoesNotContain(id, (await life.World.GetAsync(null, "gaps")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_says_it_if_asked_and_allocates_none_of_it()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        await life.OpenGapAsync(Capability);
        var id = await life.FundedAsync();
        var without = await PlanAsync(life, new { });
        Assert.Null(without["plan"]!["expected"]);
        var with = await PlanAsync(life, new { futureSupply = true });
        Assert.Equal(id, (string?)with["plan"]!["expected"]![0]!["agreement"]);
        var rest = with["plan"]!["ifExpected"]![0]!;
        Assert.True((int)rest["openIfExpected"]! < (int)rest["open"]!);
        foreach (var same in (string[])["allocations", "uncovered", "objective", "bound"])
            Assert.Equal(without["plan"]![same]!.ToJsonString(), with["plan"]![same]!.ToJsonString());
        Assert.Empty(with["plan"]!["allocations"]!.AsArray());
    }

    [Fact]
    public async Task What_a_pledge_of_the_agreement_commits_is_expected_no_second_time()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        var id = await life.FundedAsync();
        var before = await SupplyAsync(life, id);
        Assert.Equal(24 * 87, before);
        var refused = await life.PostAsync("donor:NLD", "pledges", Offer("NLD", id));
        Assert.Equal((422, true), (refused.Status, refused.Body.Contains("/agreement", StringComparison.Ordinal)));
        var made = await life.PostAsync(Danish, "pledges", Offer("DNK", id));
        Assert.True(made.Status == 201, made.Body);
        Assert.Equal(before, await SupplyAsync(life, id));
        await life.World.DispatchAsync();
        var accept = new { decision = "accept", reason = "x" };
        await life.PostAsync(Coordinator, $"pledges/{made.Id}/review", accept);
        var letter = new
        {
            instrument = "letter",
            legalReference = "1",
            signedOn = "2027-01-03",
        };
        Assert.Equal(200, (await life.PostAsync(Danish, $"pledges/{made.Id}/formalisation", letter)).Status);
        await life.World.DispatchAsync();
        // 200 are committed, and nothing of that is made.
        Assert.Equal(before - 200, await SupplyAsync(life, id));

        life.World.Time.SetUtcNow(new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero));
        await life.StepAsync(Danish, id, "reports", AgreementLife.Report("2027-01", 1_000));
        var ramp = await life.AgreementAsync(Ukraine, id, "/ramp");
        var month = (int)ramp["months"]![1]!["forecast"]!["p50"]!;
        var discount = (decimal)ramp["supply"]!["discount"]!;
        // Now they are: each month to come counts whole.
        Assert.Equal((int)(month * 0.5m * discount), (int)ramp["supply"]!["lots"]![0]!["quantity"]!);
    }

    [Fact]
    public async Task A_pledge_of_an_agreement_is_never_for_more_to_see()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        var id = await life.FundedAsync(AgreementLife.Filing(disclosure: "restricted"));
        var made = await life.PostAsync(Danish, "pledges", Offer("DNK", id, "restricted"));
        var wider = new { reason = "x", disclosure = "coalition" };
        var refused = await life.PostAsync(Danish, $"pledges/{made.Id}/amendment", wider);
        Assert.Equal((422, true), (refused.Status, refused.Body.Contains("/disclosure", StringComparison.Ordinal)));
        Assert.Equal(404, (await life.World.GetAsync("donor:NLD", $"pledges/{made.Id}")).Status);
    }

    [Fact]
    public async Task A_pledge_hears_that_its_agreement_has_ended()
    {
        await using var life = new AgreementLife(await AgreementLife.StartAsync());
        var id = await life.FundedAsync();
        var made = await life.PostAsync(Danish, "pledges", Offer("DNK", id));
        await life.World.DispatchAsync();
        await life.StepAsync(Ukraine, id, "termination", new { reason = "The licence is gone" });
        var told = (await life.ReadAsync("donor:NLD", $"pledges/{made.Id}/history"))["items"]!.AsArray();
        Assert.Equal(["pledge.announced", "pledge.agreementEnded"], told.Select(i => (string?)i!["type"]).ToArray());
        var refused = await life.PostAsync(Danish, "pledges", Offer("DNK", id));
        Assert.Equal((422, true), (refused.Status, refused.Body.Contains("/lines", StringComparison.Ordinal)));
    }

    private static object Offer(string donor, string agreement, string disclosure = "coalition") =>
        new
        {
            donor,
            disclosure,
            kind = "coProduction",
            title = "Interceptors",
            agreement,
            validUntil = "2027-12-01",
            modality = "newProduction",
            lines = new[]
            {
                new
                {
                    capability = Capability,
                    quantity = 200,
                    deliverBy = "2027-12-01",
                },
            },
        };

    private static async Task<int> SupplyAsync(AgreementLife life, string id) =>
        (await life.AgreementAsync(Ukraine, id, "/ramp"))["supply"]!["lots"]!.AsArray().Sum(l => (int)l!["quantity"]!);

    private static async Task<JsonNode> OneGapAsync(AgreementLife life, string? who)
    {
        var listed = (await life.ReadAsync(who, "gaps"))["items"]!.AsArray().Single()!;
        var one = await life.ReadAsync(who, $"gaps/{(string?)listed["id"]}");
        Assert.Equal(listed["futureSupply"]!.ToJsonString(), one["futureSupply"]!.ToJsonString());
        return one;
    }

    private static async Task<JsonNode> PlanAsync(AgreementLife life, object wish)
    {
        var asked = await life.PostAsync(Coordinator, "backfill/plans", wish);
        Assert.True(asked.Status == 202, asked.Body);
        var activities = ActivatorUtilities.CreateInstance<PlanActivities>(life.World.Get<IServiceProvider>());
        await activities.ComputePlan(asked.Id, TestContext.Current.CancellationToken);
        return await life.ReadAsync(Coordinator, $"backfill/plans/{asked.Id}");
    }
}
