using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Orchestrations;

/// <summary>Administrators manage orchestrations over the app's own API, which is the same in both hosts.</summary>
public sealed class AdministrationTests(SharedApp shared)
{
    private static readonly JsonNode Why = JsonNode.Parse("""{"reason": "A test"}""")!;

    private TestApp App => shared.App;

    private ApiClient Administrator => App.CreateClient("administrator");

    [Theory]
    [InlineData("admin/orchestrations")]
    [InlineData("admin/orchestrations/pledge-00000000000000000000000000000000")]
    [InlineData("admin/audit")]
    public async Task Only_administrators_get_in(string path)
    {
        (await App.Anonymous.GetAsync(path)).Expect(401);
        (await App.Coordinator.GetAsync(path)).Expect(403);
        (await App.Donor("NLD").GetAsync(path)).Expect(403);
        (await App.Ukraine.PostAsync("admin/orchestration-rebuild", Why)).Expect(403);
    }

    [Fact]
    public async Task What_is_not_there_or_makes_no_sense_is_said_so()
    {
        (await Administrator.GetAsync("admin/orchestrations/nobody")).Expect(404);
        (await Administrator.GetAsync($"admin/orchestrations/{new string('a', 4000)}")).Expect(404);
        (await Administrator.GetAsync("admin/orchestrations?status=Asleep")).Expect(400);
        (await Administrator.GetAsync("admin/orchestrations?cursor=nonsense")).Expect(400);
        var id = await AnnounceAsync();
        (await Administrator.PostAsync($"admin/orchestrations/{id}/termination", JsonNode.Parse("{}"))).Expect(400);
        (
            await Administrator.PostAsync(
                $"admin/orchestrations/{id}/termination",
                JsonNode.Parse("""{"reason": " "}""")
            )
        ).Expect(422);
        (await Administrator.PostAsync($"admin/orchestrations/{id}/restart", Why)).Expect(409);
    }

    [Fact]
    public async Task The_list_is_complete_page_by_page()
    {
        string[] ids = [await AnnounceAsync(), await AnnounceAsync(), await AnnounceAsync()];
        var found = await Administrator.ListAsync<Orchestration>("admin/orchestrations?prefix=pledge-", limit: 2);
        Assert.Superset(ids.ToHashSet(), found.Select(f => f.Id).ToHashSet());
        Assert.Equal(found.Count, found.DistinctBy(f => f.Id).Count());
    }

    [Fact]
    public async Task It_is_looked_into_held_resumed_and_terminated_and_comes_back_as_its_pledge_needs_it()
    {
        var id = await AnnounceAsync();
        var history = (await Administrator.GetAsync($"admin/orchestrations/{id}")).Expect(200).Read<JsonNode>()[
            "history"
        ]!;
        Assert.Contains(history.AsArray(), step => (string?)step!["name"] == "ReadPledge");

        await DoAsync(id, "suspension");
        await UntilAsync(id, "Suspended");
        await DoAsync(id, "resumption");
        await UntilAsync(id, "Running");

        // Whatever is sent, it only reads again: it neither fails nor ends.
        (
            await Administrator.PostAsync(
                $"admin/orchestrations/{id}/events/Changed",
                JsonNode.Parse("""{"a": [1, {}]}""")
            )
        ).Expect(202);
        await Poll.UntilAsync(
            "it has read again",
            async () =>
                (await Administrator.GetAsync($"admin/orchestrations/{id}")).Expect(200).Read<JsonNode>()["history"]!
                    .AsArray()
                    .All(step => (string?)step!["type"] != "EventRaised")
        );
        await UntilAsync(id, "Running");

        await DoAsync(id, "termination");
        await UntilAsync(id, "Terminated");
        (await Administrator.PostAsync($"admin/orchestrations/{id}/events/Changed", Why)).Expect(409);
        var rebuilt = (await Administrator.PostAsync("admin/orchestration-rebuild", Why)).Expect(200);
        Assert.True((int)rebuilt.Read<JsonNode>()["started"]! >= 1);
        await UntilAsync(id, "Running");

        var audit = await Administrator.ListAsync<Deed>("admin/audit");
        Assert.Equal(
            ["terminate", "raise", "resume", "suspend"],
            audit.Where(deed => deed.Orchestration == id).Select(deed => deed.Action)
        );
    }

    private async Task<string> AnnounceAsync()
    {
        var pledge = await App.AnnounceAsync("NLD");
        await UntilAsync(pledge.Id, "Running");
        return pledge.Id;
    }

    private async Task DoAsync(string id, string what) =>
        (await Administrator.PostAsync($"admin/orchestrations/{id}/{what}", Why)).Expect(202);

    private Task UntilAsync(string id, string status) =>
        Poll.UntilAsync(
            $"{id} is {status}",
            async () =>
            {
                var answer = await Administrator.GetAsync($"admin/orchestrations/{id}");
                return answer.Code == 200 && (string?)answer.Read<JsonNode>()["orchestration"]!["status"] == status;
            }
        );

    private sealed record Orchestration(string Id, string Status);

    private sealed record Deed(string Action, string? Orchestration);
}
