using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Http;

/// <summary>Bad bodies sent one after the other to a route that takes a good one.</summary>
internal static class Refusals
{
    /// <summary>
    /// Bodies of a wrong shape, with a field of a wrong type or out of bounds, or without one: all are refused.
    /// </summary>
    /// <param name="stage">The route, and what it takes.</param>
    /// <param name="missing">The fields that a body needs; unless they are named, all that are not known to be optional.
    /// </param>
    public static Task OfAnyAsync(Stage stage, string[]? missing = null)
    {
        var fields = BadFields
            .Of(stage.Good)
            .Concat(BadFields.TooLong(stage.Good))
            .Concat(BadFields.Missing(stage.Good, missing))
            .Select(bad => (bad.What, (Func<HttpContent>)(() => ApiClient.JsonBody(bad.Text))));
        return OfAllAsync(stage, [.. BadBodies.OfShape(stage.Good), .. fields]);
    }

    /// <summary>All are refused for what is wrong with them, nothing changes, and the good one is taken after that.
    /// </summary>
    public static async Task OfAllAsync(Stage stage, IEnumerable<(string What, Func<HttpContent> Body)> bad)
    {
        var before = await stage.FingerprintAsync();

        var wrong = new List<string>();
        foreach (var (what, body) in bad)
        {
            var answer = await stage.PostAsync(body());
            var anothersName =
                answer.Code == 403
                && (
                    what.StartsWith("donor", StringComparison.Ordinal)
                    || what.StartsWith("nation ", StringComparison.Ordinal)
                    || what.StartsWith("provider", StringComparison.Ordinal)
                );
            if (!IsRefusal(answer) && !anothersName)
                wrong.Add(
                    $"{what}: {answer.Code} {answer.MediaType} {answer.Text[..Math.Min(200, answer.Text.Length)]}"
                );
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} not refused as they should be:\n{string.Join('\n', wrong)}");
        Assert.Equal(before, await stage.FingerprintAsync());
        var good = await stage.PostAsync(ApiClient.JsonBody(stage.Good.ToJsonString()));
        Assert.True(good.Code is 200 or 201, $"The good body: {good.Code} {good.Text}");
    }

    /// <summary>Refused for what is wrong with the body, and for nothing else.</summary>
    private static bool IsRefusal(ApiAnswer answer) =>
        answer.Code is 400 or 413 or 415 or 422
        && answer.MediaType == "application/problem+json"
        && answer.Json.GetProperty("status").GetInt32() == answer.Code
        && answer.Json.GetProperty("detail").GetString() is { Length: > 0 };
}
