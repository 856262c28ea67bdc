using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.EndToEnd.Http;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Coalition;

/// <summary>What the coalition's routes refuse, and that it leaves no trace.</summary>
public sealed class ForceInputTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    public static TheoryData<string> Routes => [.. ForceStages.Names];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_bad_body_is_refused_with_a_reason_and_leaves_no_trace(string route)
    {
        var stage = await ForceStages.SetAsync(fixture.App, route);
        var fields = BadFields
            .Of(stage.Good)
            .Concat(BadFields.TooLong(stage.Good))
            // An amendment leaves out what it does not change.
            .Concat(route == "amendment" ? [] : BadFields.Missing(stage.Good))
            .Select(bad => (bad.What, (Func<HttpContent>)(() => ApiClient.JsonBody(bad.Text))));

        await Refusals.OfAllAsync(stage, [.. BadBodies.OfShape(stage.Good), .. fields]);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_change_without_a_version_is_428_and_with_a_stale_one_412(string route)
    {
        var stage = await ForceStages.SetAsync(fixture.App, route);
        if (stage.Aggregate is null)
            return;
        var before = await stage.FingerprintAsync();
        var good = stage.Good.ToJsonString();
        var without = await stage.SendAsync(ApiClient.JsonBody(good), ifMatch: null);
        var stale = await stage.SendAsync(ApiClient.JsonBody(good), "\"999999\"");
        Assert.Equal((428, 412), (without.Code, stale.Code));
        Assert.Equal(before, await stage.FingerprintAsync());
    }
}
