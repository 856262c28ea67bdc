using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.UsDeliveries;

/// <summary>
/// What cannot be meant is told where it is wrong; what is sent twice counts once. Shapes, types and bounds of all
/// fields: see Http.
/// </summary>
public sealed class UsInputTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private readonly TestApp app = fixture.App;

    [Fact]
    public async Task Reports_that_cannot_be_meant_are_refused_at_their_field()
    {
        (await app.ExpectAsync("AMMO-155", UsBodies.Baseline())).Expect(201);
        var before = await app.ReadHistoryAsync("us-deliveries/AMMO-155");
        await RefusedAsync(UsBodies.Report("AMMO-155", UsBodies.Month(1), 10), 422, "/month");
        await RefusedAsync(UsBodies.Report("AMMO-155", UsBodies.Month(-1), -10), 422, "/delivered");
        await RefusedAsync(UsBodies.Report("AMMO-155", UsBodies.Month(-1), 1_000_000_001), 422, "/delivered");
        await RefusedAsync(UsBodies.Report("AMMO-156", UsBodies.Month(-1), 10), 422, "/capability");
        await RefusedAsync(UsBodies.Report("AMMO-155", "2027-13", 10), 400, "/month");
        Assert.Equal(before.Count, (await app.ReadHistoryAsync("us-deliveries/AMMO-155")).Count);
    }

    [Fact]
    public async Task A_month_reported_twice_is_a_conflict_that_names_the_way_to_correct_it()
    {
        (await app.ExpectAsync("TANK", UsBodies.Baseline())).Expect(201);
        (await app.ReportAsync("TANK", UsBodies.Month(-1), 10)).Expect(201);
        var again = await app.ReportAsync("TANK", UsBodies.Month(-1), 12);
        Assert.Equal(
            (409, "urn:ukraine-support:problem:duplicate-report"),
            (again.Code, again.Json.GetProperty("type").GetString())
        );
        Assert.Contains(
            $"PUT /api/us-deliveries/TANK/reports/{UsBodies.Month(-1)}",
            again.Json.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        var without = await app.ReportAsync("FIGHTER", UsBodies.Month(-1), 1);
        Assert.Equal(
            (409, "urn:ukraine-support:problem:no-baseline"),
            (without.Code, without.Json.GetProperty("type").GetString())
        );
    }

    [Fact]
    public async Task A_report_sent_by_many_at_once_under_one_key_counts_once_and_under_many_keys_too()
    {
        (await app.ExpectAsync("IFV", UsBodies.Baseline())).Expect(201);
        var (key, body) = (ApiClient.NewKey(), UsBodies.Report("IFV", UsBodies.Month(-1), 10));
        var same = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => app.Coordinator.PostAsync("us-deliveries/reports", body, key))
        );
        Assert.Single(same.Distinct());
        Assert.Equal(201, same[0].Code);
        var other = body.DeepClone().AsObject();
        other["delivered"] = 11;
        Assert.Equal(422, (await app.Coordinator.PostAsync("us-deliveries/reports", other, key)).Code);
        Assert.Equal(400, (await app.Coordinator.PostAsync("us-deliveries/reports", body)).Code);
        (await app.ExpectAsync("ATGM", UsBodies.Baseline())).Expect(201);
        Assert.Equal(
            422,
            (
                await app.Coordinator.PostAsync(
                    "us-deliveries/reports",
                    UsBodies.Report("ATGM", UsBodies.Month(-1), 10),
                    key
                )
            ).Code
        );

        var many = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => app.ReportAsync("IFV", UsBodies.Month(-2), 10 + i))
        );
        Assert.Equal((1, 7), (many.Count(a => a.Code == 201), many.Count(a => a.Code == 409)));
        var months = await Task.WhenAll(
            Enumerable.Range(3, 6).Select(i => app.ReportAsync("IFV", UsBodies.Month(-i), 10))
        );
        Assert.All(months, answer => Assert.Equal(201, answer.Code));
        Assert.Equal(
            8,
            (await app.ReadHistoryAsync("us-deliveries/IFV")).Count(e => e.Type == "usDeliveries.reported")
        );
    }

    [Fact]
    public async Task A_baseline_is_set_without_a_version_once_and_then_replaced_at_its_version_with_a_reason()
    {
        const string path = "us-deliveries/baselines/LRPS";
        var first = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => app.Coordinator.PutAsync(path, UsBodies.Baseline(100 + i)))
        );
        Assert.Equal((1, 5), (first.Count(a => a.Code == 201), first.Count(a => a.Code == 428)));
        var made = first.Single(a => a.Code == 201);
        Assert.Equal($"/api/{path}", made.Location?.ToString());

        Assert.Equal(412, (await app.Coordinator.PutAsync(path, UsBodies.Baseline(), "\"0\"")).Code);
        var current = (await app.Coordinator.GetAsync(path)).Expect(200);
        Assert.Equal(422, (await app.Coordinator.PutAsync(path, UsBodies.Baseline(), current.ETag)).Code);
        var replaced = UsBodies.Baseline(7);
        replaced["reason"] = "New contract";
        Assert.Equal(200, (await app.Coordinator.PutAsync(path, replaced, current.ETag)).Code);
        Assert.Equal(7, (await app.Coordinator.ReadUsDeliveriesAsync("LRPS")).In(3).Expected);
        Assert.Equal(
            "New contract",
            (await app.ReadHistoryAsync("us-deliveries/LRPS")).Last(e => e.Type == "usDeliveries.baselineSet").Reason
        );
    }

    [Fact]
    public async Task Overlapping_months_and_unknown_capabilities_of_a_baseline_are_refused()
    {
        var overlapping = UsBodies.Baseline();
        overlapping["months"]!.AsArray().Add(new JsonObject { ["month"] = UsBodies.Month(3), ["quantity"] = 1 });
        var answer = await app.Coordinator.PutAsync("us-deliveries/baselines/SATCOM", overlapping);
        Assert.Equal(
            (422, "/months/1/month"),
            (answer.Code, answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString())
        );
        Assert.Equal(404, (await app.Coordinator.PutAsync("us-deliveries/baselines/CANNON", UsBodies.Baseline())).Code);
        Assert.Equal(404, (await app.Coordinator.GetAsync("us-deliveries/SATCOM")).Code);
    }

    [Theory]
    [InlineData("us-deliveries?from=2027-13")]
    [InlineData("us-deliveries?from=2027-02&to=2027-01")]
    [InlineData("us-deliveries?month=2027-02")]
    [InlineData("us-deliveries?from=2027-01&from=2027-02")]
    [InlineData("us-deliveries?cursor=xyz!")]
    [InlineData("us-deliveries/signals?limit=0")]
    public async Task A_question_that_cannot_be_meant_is_refused(string path) =>
        Assert.Equal(400, (await app.Coordinator.GetAsync(path)).Code);

    [Theory]
    [InlineData("us-deliveries/CANNON")]
    [InlineData("us-deliveries/ammo-155")]
    [InlineData("us-deliveries/AMMO-155/reports/then")]
    [InlineData("us-deliveries/AMMO-155/reports/1999-01")]
    [InlineData("us-deliveries/signals/signal-1")]
    [InlineData("us-deliveries/signals/pledge-0123456789abcdef0123456789abcdef")]
    [InlineData("us-deliveries/reports")]
    [InlineData("us-deliveries/baselines")]
    public async Task What_is_not_there_is_404(string path) =>
        Assert.Equal(404, (await app.Coordinator.GetAsync(path)).Code);

    private async Task RefusedAsync(JsonObject report, int status, string pointer)
    {
        var answer = await app.Coordinator.CreateAsync("us-deliveries/reports", report);
        Assert.Equal(
            (status, pointer),
            (answer.Code, answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString())
        );
    }
}
