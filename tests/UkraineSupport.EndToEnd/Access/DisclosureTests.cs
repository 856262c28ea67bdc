using System.Text.Json;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Access;

/// <summary>What a restricted pledge must not betray where other things are shown.</summary>
public sealed class DisclosureTests(Exhibits exhibits) : IClassFixture<Exhibits>
{
    private readonly TestApp app = exhibits.App;

    public static TheoryData<string> Everybody => [.. Callers.All];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Totals_count_only_what_the_caller_may_see(string caller)
    {
        var visible = Exhibits.Disclosures.Count(disclosure => Callers.MaySeePledge(caller, disclosure));

        await Poll.UntilAsync($"{caller} sees the pledges of {visible} disclosures in the totals", async () =>
        {
            var answer = (await Callers.Of(app, caller).GetAsync("insights/ledgers?donor=NLD&capability=AMMO-155")).Expect(200);
            var rows = answer.Json.GetProperty("items").EnumerateArray().ToList();
            Assert.True(Sum(rows, "pledged") <= visible * 100, answer.Text);
            return Sum(rows, "pledged") == visible * 100 && Sum(rows, "delivered") == visible * 20 && Sum(rows, "pledges") == visible;
        });
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_requirement_does_not_name_the_restricted_pledge_that_covers_it(string caller)
    {
        var pledge = await app.CommitAsync("NLD", "munitions", 30, "restricted");
        var requirement = exhibits.Requirement("public");
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 1))).Expect(201);
        await Poll.UntilAsync("the requirement took it",
            async () => (await app.ReadRequirementAsync(requirement.Id)).Allocations!.Any(one => one.Pledge == pledge.Id));

        var shown = (await Callers.Of(app, caller).GetAsync(requirement.Path())).Expect(200).Text;
        var history = (await Callers.Of(app, caller).GetAsync($"{requirement.Path()}/history?limit=200")).Expect(200).Text;

        var visible = Callers.MaySeePledge(caller, "restricted");
        Assert.Equal((visible, visible), (shown.Contains(pledge.Id, StringComparison.Ordinal), history.Contains(pledge.Id, StringComparison.Ordinal)));
        // Undone, so that the totals of the other tests stay as they were.
        (await app.Donor("NLD").ChangeAsync(pledge.Path(), "withdrawal", Bodies.Reason())).Expect(200);
    }

    private static decimal Sum(IEnumerable<JsonElement> rows, string field) => rows.Sum(row => row.GetProperty(field).GetDecimal());
}
