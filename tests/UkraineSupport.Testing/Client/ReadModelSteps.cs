using System.Text.Json.Nodes;

namespace UkraineSupport.Testing.Client;

/// <summary>What administrators do with read models.</summary>
public static class ReadModelSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Has every list row and total compared with the aggregates; gives what differs.</summary>
    public static async Task<IReadOnlyList<string>> CheckReadModelsAsync(this TestApp app)
    {
        await app.RunAsync("check");
        var found = (await app.ReadModelsAsync())["check"]!["result"]!;
        return [.. found["differences"]!.AsArray().Select(difference => difference!.ToJsonString())];
    }

    /// <summary>Has all read models made anew.</summary>
    public static Task RebuildReadModelsAsync(this TestApp app) => app.RunAsync("rebuild");

    /// <summary>How it is with them.</summary>
    public static async Task<JsonNode> ReadModelsAsync(this TestApp app) =>
        JsonNode.Parse((await Administrator(app).GetAsync("admin/read-models")).Expect(200).Text)!;

    private static async Task RunAsync(this TestApp app, string what)
    {
        var before = (string?)(await app.ReadModelsAsync())[what]?["startedAt"];
        var why = new JsonObject { ["reason"] = "A test" };
        (await Administrator(app).PostAsync($"admin/read-models/{what}", why)).Expect(202);
        await Poll.UntilAsync(
            $"the {what} is done",
            async () =>
            {
                var run = (await app.ReadModelsAsync())[what];
                return (string?)run?["startedAt"] != before && (string?)run?["status"] == "Completed";
            },
            Patience
        );
    }

    private static ApiClient Administrator(TestApp app) => app.CreateClient("administrator");
}
