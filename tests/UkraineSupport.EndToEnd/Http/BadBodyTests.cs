using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Http;

/// <summary>Bad input, of whatever shape or size, is refused with a reason and leaves no trace.</summary>
public sealed class BadBodyTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    public static TheoryData<string> Routes => [.. Stage.Names];

    [Theory]
    [MemberData(nameof(Routes))]
    public Task A_body_of_a_wrong_shape_encoding_or_size_is_refused_and_leaves_no_trace(string route) =>
        AllAreRefusedAsync(route, stage => BadBodies.OfShape(stage.Good));

    [Theory]
    [MemberData(nameof(Routes))]
    public Task A_field_of_a_wrong_type_or_out_of_bounds_is_refused_and_leaves_no_trace(string route) =>
        AllAreRefusedAsync(
            route,
            stage =>
                BadFields
                    .Of(stage.Good)
                    .Concat(BadFields.TooLong(stage.Good))
                    // An amendment leaves out what it does not change.
                    .Concat(route == "amendment" ? [] : BadFields.Missing(stage.Good))
                    .Select(bad => (bad.What, (Func<HttpContent>)(() => ApiClient.JsonBody(bad.Text))))
        );

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Over_a_mebibyte_is_413_whether_or_not_the_length_is_told(string route)
    {
        var stage = await Stage.SetAsync(fixture.App, route);
        foreach (
            var (what, body) in BadBodies
                .OfShape(stage.Good)
                .Where(bad => bad.What.StartsWith("over 1 MiB", StringComparison.Ordinal))
        )
            Assert.True((await stage.PostAsync(body())).Code == 413, what);
    }

    private async Task AllAreRefusedAsync(
        string route,
        Func<Stage, IEnumerable<(string What, Func<HttpContent> Body)>> bad
    )
    {
        var stage = await Stage.SetAsync(fixture.App, route);
        await Refusals.OfAllAsync(stage, bad(stage));
    }
}
