using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Orchestrations;

/// <summary>Administrators have the read models made anew and checked while others use the app.</summary>
public sealed class ReadModelTests(SharedApp shared)
{
    private static readonly JsonNode Why = JsonNode.Parse("""{"reason": "A test"}""")!;

    private TestApp App => shared.App;

    private ApiClient Administrator => App.CreateClient("administrator");

    [Fact]
    public async Task Only_administrators_get_in()
    {
        foreach (var client in new[] { App.Coordinator, App.Donor("NLD"), App.Ukraine })
        {
            (await client.GetAsync("admin/read-models")).Expect(403);
            (await client.PostAsync("admin/read-models/rebuild", Why)).Expect(403);
            (await client.PostAsync("admin/read-models/check", Why)).Expect(403);
        }

        (await App.Anonymous.GetAsync("admin/read-models")).Expect(401);
        (await Administrator.PostAsync("admin/read-models/rebuild", JsonNode.Parse("{}"))).Expect(400);
    }

    [Fact]
    public async Task Made_anew_they_show_what_they_showed_and_a_check_finds_nothing()
    {
        var before = await AnnounceAsync();
        var rebuilding = App.RebuildReadModelsAsync();
        var during = await AnnounceAsync();
        await rebuilding;
        Assert.True((int)(await App.ReadModelsAsync())["generation"]! > 1);

        var listed = await App.Coordinator.ListAsync<PledgeView>("pledges?donor=MLT");
        Assert.Contains(listed, p => p.Id == before);
        Assert.Contains(listed, p => p.Id == during);
        Assert.Empty(await App.CheckReadModelsAsync());
    }

    private async Task<string> AnnounceAsync() =>
        (await App.Donor("MLT").CreateAsync("pledges", Bodies.Pledge("MLT", quantity: 10)))
            .Expect(201)
            .Read<PledgeView>()
            .Id;
}
