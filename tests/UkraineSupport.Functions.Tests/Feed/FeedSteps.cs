using System.Text.Json.Nodes;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Feed;

/// <summary>What makes events, and how the feed is read.</summary>
internal static class FeedSteps
{
    /// <summary>Those of whom each sees something else.</summary>
    public static readonly string?[] Callers =
    [
        null,
        "observer",
        "observer:POL",
        "administrator",
        "donor:DNK",
        "donor:NLD",
        "recipient:UKR",
        "coordinator:GBR",
    ];

    /// <summary>A pledge that is announced: an event.</summary>
    public static async Task<string> AnnounceAsync(
        this World world,
        string donor,
        string disclosure = "public",
        string kind = "munitions"
    )
    {
        var body = Bodies.Pledge(donor, kind, 100, disclosure);
        var answer = await world.SendAsync($"donor:{donor}", "POST", "pledges", body, null);
        Assert.Equal((201, ""), (answer.Status, answer.Status == 201 ? "" : answer.Body));
        return answer.Id;
    }

    /// <summary>It is taken up: one more event.</summary>
    public static async Task ReviewAsync(this World world, string id, string decision = "accept")
    {
        var body = Bodies.Decision(decision);
        Assert.Equal(
            200,
            (await world.SendAsync("coordinator:GBR", "POST", $"pledges/{id}/review", body, null)).Status
        );
    }

    /// <summary>From here on others may see it: one more event.</summary>
    public static async Task DiscloseAsync(this World world, string donor, string id, string disclosure)
    {
        var body = new { reason = "agreed", disclosure };
        var answer = await world.SendAsync($"donor:{donor}", "POST", $"pledges/{id}/amendment", body, null);
        Assert.Equal((200, ""), (answer.Status, answer.Status == 200 ? "" : answer.Body));
    }

    /// <summary>The whole feed from its beginning, or what is asked for of it, page by page.</summary>
    public static async Task<List<JsonNode>> ReadFeedAsync(
        this World world,
        string? who,
        string beginning,
        string filter = "",
        int limit = 200
    )
    {
        var items = new List<JsonNode>();
        for (var (cursor, more) = (beginning, true); more; )
        {
            var page = await world.PageAsync(who, $"events?after={cursor}&limit={limit}{filter}");
            items.AddRange(page["items"]!.AsArray().Select(i => i!.DeepClone()));
            (cursor, more) = ((string)page["cursor"]!, (bool)page["more"]!);
        }

        return items;
    }

    /// <summary>A page of the feed.</summary>
    public static async Task<JsonNode> PageAsync(this World world, string? who, string path)
    {
        var answer = await world.GetAsync(who, path);
        Assert.Equal((200, ""), (answer.Status, answer.Status == 200 ? "" : answer.Body));
        return JsonNode.Parse(answer.Body)!;
    }

    /// <summary>A cursor behind all there is.</summary>
    public static async Task<string> NowAsync(this World world) =>
        (string)(await world.PageAsync(null, "events?limit=1"))["cursor"]!;

    /// <summary>The ids of what a caller reads.</summary>
    public static IEnumerable<string> Ids(this IEnumerable<JsonNode> items) => items.Select(i => (string)i["id"]!);
}
