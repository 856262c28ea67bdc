using System.Text.Json.Nodes;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Access;

/// <summary>Every caller × every route × every disclosure.</summary>
public sealed class AccessMatrixTests(Exhibits exhibits) : IClassFixture<Exhibits>
{
    private const string StaleVersion = "\"999999\"";
    private readonly TestApp app = exhibits.App;

    public static MatrixTheoryData<string, string> Matrix => new(Callers.All, Exhibits.Disclosures);

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_pledge_is_read_by_whom_its_disclosure_lets(string caller, string disclosure)
    {
        var pledge = exhibits.Pledge(disclosure);
        var client = Callers.Of(app, caller);
        var visible = Callers.MaySeePledge(caller, disclosure);

        string[] routes =
        [
            pledge.Path(),
            $"{pledge.Path()}/history",
            $"{pledge.Path()}/deliveries/1",
            $"{pledge.Path()}/allocations/{pledge.Allocations![0].Id}",
        ];
        foreach (var route in routes)
            Assert.Equal((route, visible ? 200 : 404), (route, (await client.GetAsync(route)).Code));
        var listed = await client.ListAsync<PledgeView>("pledges?donor=NLD", limit: 2);
        Assert.Equal(visible, listed.Any(one => one.Id == pledge.Id));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_requirement_is_read_by_whom_its_disclosure_lets(string caller, string disclosure)
    {
        var requirement = exhibits.Requirement(disclosure);
        var client = Callers.Of(app, caller);
        var visible = Callers.MaySeeRequirement(caller, disclosure);

        foreach (var route in new[] { requirement.Path(), $"{requirement.Path()}/history" })
            Assert.Equal((route, visible ? 200 : 404), (route, (await client.GetAsync(route)).Code));
        var listed = await client.ListAsync<RequirementView>("requirements", limit: 2);
        Assert.Equal(visible, listed.Any(one => one.Id == requirement.Id));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_pledge_is_changed_only_by_whose_step_it_is(string caller, string disclosure)
    {
        var pledge = exhibits.Pledge(disclosure);
        foreach (var (route, body, whose) in PledgeChanges(pledge, exhibits.Requirement(disclosure).Id))
            await TryAsync(caller, pledge.Path(), route, body, whose, Callers.MaySeePledge(caller, disclosure));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_requirement_is_changed_only_by_whose_step_it_is(string caller, string disclosure)
    {
        var requirement = exhibits.Requirement(disclosure);
        var visible = Callers.MaySeeRequirement(caller, disclosure);
        await TryAsync(caller, requirement.Path(), "validation", Bodies.Decision("accept"), "coordinator", visible);
        await TryAsync(caller, requirement.Path(), "cancellation", Bodies.Reason(), "recipient", visible);
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Pledges_and_requirements_are_made_only_by_whom_they_are_for(string caller, string disclosure)
    {
        // Bodies of their own nations' names, but with nothing in them to store: the right is asked for before the
        // sense.
        var requirement = Bodies.Requirement();
        (requirement["disclosure"], requirement["quantity"]) = (disclosure, 0);
        var pledge = Bodies.Pledge("NLD", quantity: 0, disclosure: disclosure);

        var filed = await Callers.Of(app, caller).CreateAsync("requirements", requirement);
        var announced = await Callers.Of(app, caller).CreateAsync("pledges", pledge);

        Assert.Equal(
            caller switch
            {
                "nobody" => 401,
                "recipient" => 422,
                _ => 403,
            },
            filed.Code
        );
        Assert.Equal(
            caller switch
            {
                "nobody" => 401,
                "its donor" => 422,
                _ => 403,
            },
            announced.Code
        );
    }

    /// <summary>
    /// Who may do it gets as far as the stale version (412), so that nothing changes; the others are sent off although
    /// their version is the current one.
    /// </summary>
    private async Task TryAsync(
        string caller,
        string aggregate,
        string route,
        JsonObject body,
        string whose,
        bool visible
    )
    {
        var allowed = caller == whose;
        var version = allowed ? StaleVersion : (await app.Coordinator.GetAsync(aggregate)).Expect(200).ETag;

        var answer = await Callers.Of(app, caller).PostAsync($"{aggregate}/{route}", body, ApiClient.NewKey(), version);

        var expected =
            caller == "nobody" ? 401
            : !visible ? 404
            : allowed ? 412
            : 403;
        Assert.True(
            expected == answer.Code,
            $"{caller}: {route}: expected {expected}, got {answer.Code} {answer.Text}"
        );
        Assert.Equal("application/problem+json", answer.MediaType);
    }

    private static JsonObject With(string name, JsonNode value)
    {
        var body = Bodies.Reason();
        body[name] = value;
        return body;
    }

    private static IEnumerable<(string Route, JsonObject Body, string Whose)> PledgeChanges(
        PledgeView pledge,
        string requirement
    )
    {
        yield return ("review", Bodies.Decision("accept"), "coordinator");
        yield return ("formalisation", Bodies.Formalisation(), "its donor");
        yield return ("allocations", Bodies.Allocation(requirement, 1), "coordinator");
        var allocation = $"allocations/{pledge.Allocations![0].Id}";
        yield return ($"{allocation}/release", Bodies.Reason(), "coordinator");
        yield return ($"{allocation}/reduction", With("keep", 1), "coordinator");
        yield return ($"{allocation}/move", With("requirement", requirement), "coordinator");
        var swap = With("pledge", pledge.Id);
        swap["allocation"] = pledge.Allocations![0].Id;
        yield return ($"{allocation}/swap", swap, "coordinator");
        yield return ("deliveries", Bodies.Delivery(1), "its donor");
        yield return ("deliveries/1/status", Bodies.Status("Lost"), "its donor");
        yield return ("deliveries/1/status", Bodies.Status("Verified"), "coordinator");
        yield return ("deliveries/1/receipt", Bodies.Receipt(20), "recipient");
        yield return ("deliveries/1/settlement", Bodies.Reason(), "coordinator");
        yield return (
            "purchases",
            new JsonObject
            {
                ["line"] = 1,
                ["quantity"] = 1,
                ["price"] = 1,
                ["reference"] = "Contract",
            },
            "its donor"
        );
        yield return ("purchases/1/cancellation", Bodies.Reason(), "its donor");
        yield return ("amendment", Bodies.Reason(), "its donor");
        yield return (
            "evidence/confirmation",
            new JsonObject { ["url"] = "https://example.org/letter", ["reason"] = "Read" },
            "recipient"
        );
        yield return ("withdrawal", Bodies.Reason(), "its donor");
    }
}
