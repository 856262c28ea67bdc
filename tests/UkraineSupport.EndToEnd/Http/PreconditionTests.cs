using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Http;

public sealed class PreconditionTests(SharedApp fixture)
{
    public static TheoryData<string> Changes => [.. Stage.Names.Except(Stage.Creating)];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_without_a_version_is_428_and_with_a_stale_one_412(string route)
    {
        var stage = await Stage.SetAsync(fixture.App, route);
        var before = await stage.FingerprintAsync();

        var good = stage.Good.ToJsonString();
        var without = await stage.SendAsync(ApiClient.JsonBody(good), ifMatch: null);
        var stale = await stage.SendAsync(ApiClient.JsonBody(good), "\"0\"");
        var future = await stage.SendAsync(ApiClient.JsonBody(good), "\"999999\"");

        Assert.Equal((428, 412, 412), (without.Code, stale.Code, future.Code));
        Assert.All([without, stale, future], answer => Assert.Equal("application/problem+json", answer.MediaType));
        Assert.Equal(before, await stage.FingerprintAsync());
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_answers_the_whole_thing_at_its_new_version(string route)
    {
        var stage = await Stage.SetAsync(fixture.App, route);

        var answer = await stage.PostAsync(ApiClient.JsonBody(stage.Good.ToJsonString()));

        Assert.True(answer.Code is 200 or 201, $"{answer.Code} {answer.Text}");
        Assert.Equal($"\"{answer.Json.GetProperty("version").GetInt64()}\"", answer.ETag);
        // Deliveries of the United States are known by their capability.
        var name = answer.Json.TryGetProperty("id", out var id) ? id : answer.Json.GetProperty("capability");
        Assert.Equal(stage.Aggregate!.Split('/')[^1], name.GetString());
    }

    [Fact]
    public async Task Of_two_changes_for_one_version_one_wins()
    {
        var pledge = await fixture.App.AnnounceAsync("NLD");
        var etag = (await fixture.App.Coordinator.GetAsync(pledge.Path())).ETag;

        var answers = await AmendAtOnceAsync(pledge, etag);

        Assert.Equal(1, answers.Count(answer => answer.Code == 200));
        Assert.Equal(7, answers.Count(answer => answer.Code == 412));
    }

    [Fact]
    public async Task A_change_meant_for_any_version_is_decided_again_when_somebody_comes_in_between()
    {
        var pledge = await fixture.App.AnnounceAsync("NLD");

        var answers = await AmendAtOnceAsync(pledge, "*");

        Assert.All(answers, answer => Assert.Equal(200, answer.Code));
        Assert.Equal(
            8,
            (await fixture.App.ReadHistoryAsync(pledge.Path())).Count(entry => entry.Type == "pledge.amended")
        );
    }

    private Task<ApiAnswer[]> AmendAtOnceAsync(PledgeView pledge, string? ifMatch) =>
        Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    fixture
                        .App.Donor("NLD")
                        .PostAsync($"{pledge.Path()}/amendment", AmendTitle(i), ApiClient.NewKey(), ifMatch)
                )
        );

    private static System.Text.Json.Nodes.JsonObject AmendTitle(int i)
    {
        var body = Bodies.Reason();
        body["title"] = $"Title {i}";
        return body;
    }
}
