using System.Text.Json.Nodes;
using UkraineSupport.Functions.Tests.Backups;
using UkraineSupport.Functions.Tests.Coalition;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>
/// One activation, lived in two worlds: with and without a restricted commitment of another nation that is called upon
/// too. Who may not see it reads the same in both.
/// </summary>
public sealed class ActivationTwins
{
    private static readonly Dictionary<string, string> Dashboards = new()
    {
        ["all"] = "public",
        ["allies"] = "coalition",
    };

    private static readonly string?[] Callers =
    [
        null,
        "observer",
        "observer:POL",
        "donor:DNK",
        "donor:NOR",
        "administrator",
    ];

    [Theory]
    [InlineData("public")]
    [InlineData("coalition")]
    public async Task Nothing_that_others_read_differs_with_and_without_a_unit_that_they_may_not_see(string disclosure)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var with = await ActivationLife.StartAsync(now, Dashboards);
        await using var without = await ActivationLife.StartAsync(now, Dashboards);
        var forces = await LiveAsync(with, disclosure, secret: true);
        await Lived.AssertStatesFollowAsync(with.World);
        Assert.Equal(forces, await LiveAsync(without, disclosure, secret: false));

        foreach (var caller in Callers)
        {
            foreach (var path in Paths(forces))
                Assert.Equal(
                    $"{caller} {path} {CoalitionTwins.Masked(await without.World.GetAsync(caller, path))}",
                    $"{caller} {path} {CoalitionTwins.Masked(await with.World.GetAsync(caller, path))}"
                );
        }

        foreach (var dashboard in Dashboards.Keys)
            Assert.Equal(
                (await without.World.FeedAsync($"support-events-{dashboard}")).Select(CoalitionTwins.Mask),
                (await with.World.FeedAsync($"support-events-{dashboard}")).Select(CoalitionTwins.Mask)
            );

        Assert.Equal(["DNK", "LTU", "NOR"], await SeenByAsync(with, "coordinator:GBR"));
        Assert.Equal(["DNK", "LTU", "NOR"], await SeenByAsync(with, "donor:LTU"));
        Assert.Equal(["DNK", "NOR"], await SeenByAsync(with, "donor:NOR"));
    }

    private static async Task<List<string>> LiveAsync(ActivationLife life, string disclosure, bool secret)
    {
        await life.SendAsync("coordinator:GBR", "coalition/ceasefire", life.Declaration(0, disclosure), 201);
        await life.ConfirmAsync("declaration");
        List<string> open = [await life.ReadyAsync("NOR", "public"), await life.ReadyAsync("DNK")];
        var hidden = secret ? await InSecretAsync(life, () => life.ReadyAsync("LTU", "restricted")) : null;
        // First: a number over all, or the order, would tell of it.
        if (hidden is not null)
            await life.CalledAsync(hidden);
        await life.CalledAsync([.. open]);
        if (hidden is not null)
            await InSecretAsync(life, () => life.ComesAsync(hidden));
        foreach (var force in open)
            await life.ComesAsync(force);
        await life.StepAsync("suspension");
        await life.StepAsync("resumption");
        if (hidden is not null)
            await InSecretAsync(life, () => life.IsThereAsync(hidden));
        await life.IsThereAsync(open[0]);
        if (hidden is not null)
            await InSecretAsync(life, () => life.NationAsync(hidden, "withdrawal"));
        await life.NationAsync(open[0], "suspension");
        await life.SendAsync("coordinator:GBR", "coalition/ceasefire/revocation", new { reason = "Over" }, 200);
        return open;
    }

    /// <summary>What takes no time in the other world takes none here.</summary>
    private static async Task<T> InSecretAsync<T>(ActivationLife life, Func<Task<T>> step)
    {
        life.Pace = TimeSpan.Zero;
        var result = await step();
        life.Pace = TimeSpan.FromMinutes(1);
        return result;
    }

    private static IEnumerable<string> Paths(IEnumerable<string> forces) =>
        [
            "coalition/activations",
            "coalition/activations?status=inForce",
            $"coalition/activations/{ActivationLife.Id}",
            $"coalition/activations/{ActivationLife.Id}/history",
            "coalition/commitments",
            .. forces.SelectMany(f => (string[])[$"coalition/commitments/{f}", $"coalition/commitments/{f}/history"]),
        ];

    private static async Task<IEnumerable<string>> SeenByAsync(ActivationLife life, string who) =>
        JsonNode.Parse((await life.World.GetAsync(who, $"coalition/activations/{ActivationLife.Id}")).Body)!["units"]!
            .AsArray()
            .Select(u => (string)u!["nation"]!)
            .Order();
}
