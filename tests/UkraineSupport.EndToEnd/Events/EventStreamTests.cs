using System.Text.Json;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Events;

/// <summary>The stream of a real process: cut, ended and begun again while changes come in.</summary>
[Collection(nameof(Alone))]
public sealed class EventStreamTests
{
    private const int Pledges = 60;

    [Fact]
    public async Task Cut_again_and_again_while_changes_come_in_nothing_is_lost_and_nothing_comes_twice()
    {
        await using var app = await TestApp.StartAsync(
            // Short, so that streams end of themselves too.
            new Dictionary<string, string>(Quiet.Settings) { ["Feed__StreamLength"] = "00:00:03" }
        );
        var beginning = (await PageAsync(app.Anonymous, "events")).GetProperty("cursor").GetString()!;
        (ApiClient Client, string? Token)[] callers =
        [
            (app.Anonymous, null),
            Of(app, "donor", "NLD"),
            Of(app, "donor", "DNK"),
            Of(app, "observer", "POL"),
            Of(app, "coordinator", "NATO"),
        ];
        var listeners = callers.Select(c => EventListener.Start(app.Process.Address, c.Token)).ToList();
        foreach (var listener in listeners)
            await listener.UntilConnectedAsync();

        var changing = ChangeAsync(app);
        for (var cut = 0; !changing.IsCompleted; cut++)
        {
            var one = listeners[cut % listeners.Count];
            var count = one.Count;
            await Poll.UntilAsync(
                "it has heard more",
                () => Task.FromResult(one.Count > count || changing.IsCompleted)
            );
            one.Cut();
        }

        var versions = await changing;
        await app.Process.TerminateAsync();
        await app.Process.StartAgainAsync();
        versions += await ChangeAsync(app, 5);
        await Poll.UntilAsync(
            "the coordinator has heard all",
            () => Task.FromResult(listeners[^1].Count >= versions),
            TimeSpan.FromSeconds(60)
        );
        foreach (var (listener, (client, _)) in listeners.Zip(callers))
        {
            var feed = await ReadAsync(client, beginning);
            await Poll.UntilAsync("it has heard the rest", () => Task.FromResult(listener.Count >= feed.Count));
            Assert.Equal(feed, listener.Heard.Select(e => e.Id));
            Assert.Equal(feed.Distinct(), feed);
        }

        Assert.Equal(versions, listeners[^1].Count);
        Assert.InRange(listeners[0].Count, 1, versions - 1);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{versions} events; connections: {string.Join(", ", listeners.Select(l => l.Connections))}"
        );
        foreach (var listener in listeners)
            await listener.DisposeAsync();
    }

    /// <summary>Announces and accepts pledges of every disclosure side by side; how many events that makes.</summary>
    private static async Task<int> ChangeAsync(TestApp app, int pledges = Pledges)
    {
        string[] disclosures = ["public", "coalition", "restricted"];
        await Parallel.ForAsync(
            0,
            pledges,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (i, _) =>
            {
                var pledge = await app.AnnounceAsync(i % 2 == 0 ? "NLD" : "DNK", disclosure: disclosures[i % 3]);
                (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
            }
        );
        return 2 * pledges;
    }

    private static (ApiClient Client, string Token) Of(TestApp app, string role, string party)
    {
        var token = app.Process.Key.Mint(role, party);
        return (app.WithToken(token), token);
    }

    /// <summary>The ids of the whole feed after a cursor.</summary>
    private static async Task<List<string>> ReadAsync(ApiClient client, string after)
    {
        var ids = new List<string>();
        for (var more = true; more; )
        {
            var page = await PageAsync(client, $"events?limit=50&after={after}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            after = page.GetProperty("cursor").GetString()!;
            more = page.GetProperty("more").GetBoolean();
        }

        return ids;
    }

    private static async Task<JsonElement> PageAsync(ApiClient client, string path) =>
        JsonDocument.Parse((await client.GetAsync(path)).Expect(200).Text).RootElement;
}
