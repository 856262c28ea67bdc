using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Pledges;

/// <summary>What was promised is released, moved, swapped and withdrawn in part, over the real interface.</summary>
public sealed class MovingTests(SharedApp fixture)
{
    private readonly TestApp app = fixture.App;

    [Fact]
    public async Task Coordinators_move_and_reduce_and_release_what_they_allocated()
    {
        var (from, to) = (await app.OpenRequirementAsync(quantity: 60), await app.OpenRequirementAsync(quantity: 50));
        var pledge = await AllocatedAsync("NLD", from, 60);
        var allocation = pledge.Allocations![0].Id;

        var moved = await ChangeAsync(pledge, $"allocations/{allocation}/move", Move(to.Id, 30), 201);
        Assert.Equal([("Confirmed", 30m), ("Confirmed", 30m)], moved.Allocations!.Select(a => (a.Status, a.Quantity)));
        Assert.Equal((30, 20), (await OpenAsync(from), await OpenAsync(to)));

        await ChangeAsync(pledge, $"allocations/{allocation}/reduction", With("keep", 10), 200);
        Assert.Equal((50, 20), (await OpenAsync(from), await OpenAsync(to)));

        var released = await ChangeAsync(
            pledge,
            $"allocations/{moved.Allocations![1].Id}/release",
            Bodies.Reason("Not needed"),
            200
        );
        Assert.Equal((50, 50), (await OpenAsync(from), await OpenAsync(to)));
        Assert.Equal(10, released.Lines[0].Allocated);
        var history = await app.ReadHistoryAsync(pledge.Path());
        Assert.Contains(history, e => e is { Type: "pledge.allocationMoveRequested", Reason: "More urgent" });
    }

    [Fact]
    public async Task The_allocations_of_two_pledges_change_places()
    {
        var (first, second) = (
            await app.OpenRequirementAsync(quantity: 60),
            await app.OpenRequirementAsync(quantity: 40)
        );
        var (dutch, danish) = (await AllocatedAsync("NLD", first, 60), await AllocatedAsync("DNK", second, 40));
        var wish = Bodies.Reason("Nearer to the front");
        wish["pledge"] = danish.Id;
        wish["allocation"] = danish.Allocations![0].Id;
        (wish["quantity"], wish["otherQuantity"]) = (40, 40);

        await ChangeAsync(dutch, $"allocations/{dutch.Allocations![0].Id}/swap", wish, 201);

        Assert.Equal((0, 0), (await OpenAsync(first), await OpenAsync(second)));
        Assert.Equal(["DNK", "NLD"], (await DonorsAsync(first)).Order());
        Assert.Equal(["NLD"], await DonorsAsync(second));
    }

    [Fact]
    public async Task A_donor_takes_part_of_a_commitment_back_and_what_it_covered_is_open_again()
    {
        var requirement = await app.OpenRequirementAsync(quantity: 60);
        var pledge = await AllocatedAsync("NLD", requirement, 60, committed: 70);
        var wish = Bodies.Reason("Needed at home");
        wish["lines"] = new JsonArray(new JsonObject { ["line"] = 1, ["quantity"] = 30 });

        var answer = await app.Donor("NLD").ChangeAsync(pledge.Path(), "withdrawal", wish);

        var line = answer.Expect(200).Read<PledgeView>().Lines[0];
        Assert.Equal((40, 40, 40), (line.Pledged, line.Committed, line.Allocated));
        await Poll.UntilAsync("20 are open again", async () => await OpenAsync(requirement) == 20);
    }

    [Fact]
    public async Task A_donor_says_which_need_a_tranche_serves()
    {
        var (urgent, other) = (
            await app.OpenRequirementAsync(quantity: 20),
            await app.OpenRequirementAsync(quantity: 20)
        );
        var pledge = await AllocatedAsync("NLD", urgent, 20);
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(other.Id, 20))).Expect(201);
        var tranche = Bodies.Delivery(20);
        tranche["requirement"] = other.Id;
        (await app.Donor("NLD").ChangeAsync(pledge.Path(), "deliveries", tranche)).Expect(201);
        (await app.Donor("NLD").ChangeAsync(pledge.Path(), "deliveries/1/status", Bodies.Status("Dispatched"))).Expect(
            200
        );
        await Poll.UntilAsync(
            "the named requirement is told",
            async () => (await app.ReadRequirementAsync(other.Id)).Dispatched == 20
        );
        Assert.Equal(0, (await app.ReadRequirementAsync(urgent.Id)).Dispatched);
    }

    [Fact]
    public async Task A_requirement_is_amended_and_superseded_with_all_that_is_under_way()
    {
        var requirement = await app.OpenRequirementAsync(quantity: 100);
        var pledge = await AllocatedAsync("NLD", requirement, 60);
        var amendment = With("quantity", 80);
        (await app.Ukraine.ChangeAsync(requirement.Path(), "amendment", amendment)).Expect(200);
        Assert.Equal(20, await OpenAsync(requirement));
        var filing = Bodies.Requirement(quantity: 150);
        filing["supersedes"] = requirement.Id;
        var filed = (await app.Ukraine.CreateAsync("requirements", filing)).Expect(201).Read<RequirementView>();

        (await app.Coordinator.ChangeAsync(filed.Path(), "validation", Bodies.Decision("accept"))).Expect(200);

        Assert.Equal(90, await OpenAsync(filed));
        Assert.Equal("Superseded", (await app.ReadRequirementAsync(requirement.Id)).Status);
        Assert.Equal(filed.Id, (await app.ReadPledgeAsync(pledge.Id)).Allocations![0].Requirement);
    }

    [Fact]
    public async Task A_need_that_comes_back_is_filed_as_a_series()
    {
        var filing = Bodies.Requirement(quantity: 10);
        filing["recurrence"] = new JsonObject { ["every"] = "monthly", ["count"] = 3 };
        var first = (await app.Ukraine.CreateAsync("requirements", filing)).Expect(201).Read<RequirementView>();
        await Poll.UntilAsync(
            "all three are filed",
            async () => (await app.Ukraine.ListAsync<RequirementView>($"requirements?series={first.Id}")).Count == 3
        );
    }

    [Fact]
    public async Task Coordinators_of_the_donors_own_nation_do_not_decide_on_its_pledges()
    {
        var dutch = app.CreateClient("coordinator", "NLD");
        var announced = await app.AnnounceAsync("NLD");
        Refused(await dutch.ChangeAsync(announced.Path(), "review", Bodies.Decision("accept")));
        var requirement = await app.OpenRequirementAsync(quantity: 60);
        var pledge = await AllocatedAsync("NLD", requirement, 30);
        Refused(await dutch.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 10)));
        var allocation = $"allocations/{pledge.Allocations![0].Id}";
        Refused(await dutch.ChangeAsync(pledge.Path(), $"{allocation}/release", Bodies.Reason()));
    }

    private static void Refused(ApiAnswer answer) =>
        Assert.EndsWith("four-eyes", answer.Expect(403).Json.GetProperty("type").GetString(), StringComparison.Ordinal);

    private async Task<PledgeView> AllocatedAsync(
        string donor,
        RequirementView requirement,
        decimal quantity,
        decimal committed = 100
    )
    {
        var pledge = await app.CommitAsync(donor, quantity: committed);
        var wish = Bodies.Allocation(requirement.Id, quantity);
        return (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", wish)).Expect(201).Read<PledgeView>();
    }

    private async Task<PledgeView> ChangeAsync(PledgeView pledge, string change, JsonObject body, int status) =>
        (await app.Coordinator.ChangeAsync(pledge.Path(), change, body)).Expect(status).Read<PledgeView>();

    private async Task<decimal> OpenAsync(RequirementView requirement) =>
        (await app.ReadRequirementAsync(requirement.Id)).Open;

    private async Task<IEnumerable<string>> DonorsAsync(RequirementView requirement) =>
        (await app.ReadRequirementAsync(requirement.Id)).Allocations!.Select(a => a.Donor);

    private static JsonObject Move(string requirement, decimal quantity)
    {
        var body = Bodies.Reason("More urgent");
        (body["requirement"], body["quantity"], body["despite"]) = (requirement, quantity, "Agreed in the group");
        return body;
    }

    private static JsonObject With(string name, decimal value)
    {
        var body = Bodies.Reason();
        body[name] = value;
        return body;
    }
}
