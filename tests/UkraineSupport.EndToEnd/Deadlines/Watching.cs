using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.Deadlines;

/// <summary>Waits until something has happened by itself.</summary>
internal static class Watching
{
    /// <summary>The history, once it holds all of these.</summary>
    public static Task<IReadOnlyList<HistoryEntry>> UntilHappenedAsync(
        this TestApp app,
        string path,
        params string[] types
    ) =>
        Poll.ForAsync(
            $"{path}: {string.Join(", ", types)}",
            async () =>
            {
                var history = await app.ReadHistoryAsync(path);
                return types.All(type => history.Any(entry => entry.Type == type)) ? history : null;
            },
            TimeSpan.FromSeconds(120)
        );

    /// <summary>Accepted by the coordinators, not formalised.</summary>
    public static async Task<PledgeView> AcceptAsync(this TestApp app, PledgeView pledge) =>
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept")))
            .Expect(200)
            .Read<PledgeView>();

    /// <summary>A commitment with a tranche planned for soon.</summary>
    public static async Task<PledgeView> PlanAsync(this TestApp app, TimeSpan dueIn)
    {
        var requirement = await app.OpenRequirementAsync();
        var pledge = await app.CommitAsync("NLD");
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 10))).Expect(
            201
        );
        await app.UntilPledgeAsync(
            pledge.Id,
            "the allocation is confirmed",
            now => now.Allocations!.All(one => one.Status == "Confirmed")
        );
        var due = Bodies.Instant(dueIn);
        return (await app.Donor("NLD").ChangeAsync(pledge.Path(), "deliveries", Bodies.Delivery(10, due: due)))
            .Expect(201)
            .Read<PledgeView>();
    }
}
