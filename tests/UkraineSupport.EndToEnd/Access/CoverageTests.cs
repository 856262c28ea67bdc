using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Access;

/// <summary>What a restricted pledge must not betray through the requirement that it covers.</summary>
public sealed class CoverageTests(Exhibits exhibits) : IClassFixture<Exhibits>
{
    private readonly TestApp app = exhibits.App;

    public static TheoryData<string> Everybody => [.. Callers.All];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_requirement_does_not_name_the_restricted_pledge_that_covers_it(string caller)
    {
        var pledge = await app.CommitAsync("NLD", "munitions", 30, "restricted");
        var requirement = exhibits.Requirement("public");
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 1))).Expect(
            201
        );
        await Poll.UntilAsync(
            "the requirement took it",
            async () =>
                (await app.ReadRequirementAsync(requirement.Id)).Allocations!.Any(one => one.Pledge == pledge.Id)
        );

        var shown = (await Callers.Of(app, caller).GetAsync(requirement.Path())).Expect(200).Text;
        var history = (await Callers.Of(app, caller).GetAsync($"{requirement.Path()}/history?limit=200"))
            .Expect(200)
            .Text;

        var visible = Callers.MaySeePledge(caller, "restricted");
        Assert.Equal(
            (visible, visible),
            (shown.Contains(pledge.Id, StringComparison.Ordinal), history.Contains(pledge.Id, StringComparison.Ordinal))
        );
    }
}
