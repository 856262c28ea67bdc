using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Http;

public sealed class IdempotencyTests(SharedApp fixture)
{
    private readonly TestApp app = fixture.App;

    [Theory]
    [InlineData("requirements")]
    [InlineData("pledges")]
    [InlineData("allocations")]
    [InlineData("deliveries")]
    public async Task Creating_without_a_key_is_refused(string route)
    {
        var stage = await Stage.SetAsync(app, route);
        var etag = stage.Aggregate is null ? null : (await app.Coordinator.GetAsync(stage.Aggregate)).ETag;

        var answer = await stage.Caller.PostAsync(stage.Path, stage.Good, key: null, ifMatch: etag);

        Assert.Equal((400, "application/problem+json"), (answer.Code, answer.MediaType));
    }

    [Theory]
    [InlineData("requirements")]
    [InlineData("pledges")]
    [InlineData("allocations")]
    [InlineData("deliveries")]
    public async Task The_same_request_again_gets_the_first_answer_again(string route)
    {
        var stage = await Stage.SetAsync(app, route);
        var etag = stage.Aggregate is null ? null : (await app.Coordinator.GetAsync(stage.Aggregate)).ETag;
        var key = ApiClient.NewKey();

        var first = (await stage.Caller.PostAsync(stage.Path, stage.Good, key, etag)).Expect(201);
        var second = await stage.Caller.PostAsync(stage.Path, stage.Good, key, etag);

        Assert.Equal(first, second);
        Assert.NotNull(first.Location);
        Assert.NotNull(first.ETag);
    }

    [Theory]
    [InlineData("requirements")]
    [InlineData("pledges")]
    [InlineData("allocations")]
    [InlineData("deliveries")]
    public async Task The_same_key_with_another_body_is_refused(string route)
    {
        var stage = await Stage.SetAsync(app, route);
        var etag = stage.Aggregate is null ? null : (await app.Coordinator.GetAsync(stage.Aggregate)).ETag;
        var key = ApiClient.NewKey();
        (await stage.Caller.PostAsync(stage.Path, stage.Good, key, etag)).Expect(201);

        var other = stage.Good.DeepClone().AsObject();
        other[other.ContainsKey("title") ? "title" : "quantity"] = other.ContainsKey("title") ? "Another" : 3;
        var answer = await stage.Caller.PostAsync(stage.Path, other, key, etag);

        Assert.Equal((422, "application/problem+json"), (answer.Code, answer.MediaType));
    }

    [Fact]
    public async Task One_key_sent_by_many_at_once_makes_one_pledge()
    {
        var body = Bodies.Pledge("ISL");
        var key = ApiClient.NewKey();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => app.Donor("ISL").PostAsync("pledges", body, key))
        );

        Assert.All(answers, answer => Assert.Equal(201, answer.Code));
        Assert.Single(answers.Select(answer => answer.Read<PledgeView>().Id).Distinct());
        Assert.Single(await app.Coordinator.ListAsync<PledgeView>("pledges?donor=ISL"));
    }

    [Fact]
    public async Task A_repeated_change_has_one_effect_and_the_first_answer_though_the_version_has_moved_on()
    {
        var pledge = await app.AnnounceAsync("NLD");
        var etag = (await app.Coordinator.GetAsync(pledge.Path())).ETag;
        var key = ApiClient.NewKey();

        var first = (
            await app.Coordinator.PostAsync($"{pledge.Path()}/review", Bodies.Decision("accept"), key, etag)
        ).Expect(200);
        var second = await app.Coordinator.PostAsync($"{pledge.Path()}/review", Bodies.Decision("accept"), key, etag);

        Assert.Equal(first, second);
        Assert.Equal(1, (await app.ReadHistoryAsync(pledge.Path())).Count(entry => entry.Type == "pledge.reviewed"));
    }

    [Fact]
    public async Task The_same_key_and_body_sent_elsewhere_is_another_request()
    {
        var pledge = await app.CommitAsync("NLD");
        var requirement = await app.OpenRequirementAsync(pledge.Lines[0].Capability, 100);
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 20))).Expect(
            201
        );
        foreach (var n in (int[])[1, 2])
        {
            (await app.Donor("NLD").ChangeAsync(pledge.Path(), "deliveries", Bodies.Delivery(10))).Expect(201);
            foreach (var status in (string[])["Dispatched", "HandedOver"])
                (
                    await app.Donor("NLD").ChangeAsync(pledge.Path(), $"deliveries/{n}/status", Bodies.Status(status))
                ).Expect(200);
        }

        var key = ApiClient.NewKey();
        (await app.Ukraine.ChangeAsync(pledge.Path(), "deliveries/1/receipt", Bodies.Receipt(10), key)).Expect(200);
        var answer = await app.Ukraine.ChangeAsync(pledge.Path(), "deliveries/2/receipt", Bodies.Receipt(10), key);

        Assert.Equal(422, answer.Code);
        Assert.EndsWith(
            ":idempotency-key-reused",
            answer.Json.GetProperty("type").GetString(),
            StringComparison.Ordinal
        );
        Assert.Null((await app.ReadPledgeAsync(pledge.Id)).Deliveries![1].Received);
    }

    [Fact]
    public async Task The_key_of_one_caller_is_not_the_key_of_another()
    {
        var key = ApiClient.NewKey();

        var dutch = (await app.Donor("NLD").PostAsync("pledges", Bodies.Pledge("NLD"), key))
            .Expect(201)
            .Read<PledgeView>();
        var danish = (await app.Donor("DNK").PostAsync("pledges", Bodies.Pledge("DNK"), key))
            .Expect(201)
            .Read<PledgeView>();

        Assert.NotEqual(dutch.Id, danish.Id);
    }
}
