namespace UkraineSupport.Testing.Client;

/// <summary>The steps of a pledge's and a requirement's life, each by the caller who may take it.</summary>
public static class PledgeSteps
{
    /// <summary>A requirement that coordinators have validated: open for allocations.</summary>
    public static async Task<RequirementView> OpenRequirementAsync(
        this TestApp app,
        string capability = "AMMO-155",
        decimal quantity = 1000
    )
    {
        var filed = (await app.Ukraine.CreateAsync("requirements", Bodies.Requirement(capability, quantity)))
            .Expect(201)
            .Read<RequirementView>();
        var answer = await app.Coordinator.ChangeAsync(
            $"requirements/{filed.Id}",
            "validation",
            Bodies.Decision("accept")
        );
        return answer.Expect(200).Read<RequirementView>();
    }

    /// <summary>An announced pledge.</summary>
    public static async Task<PledgeView> AnnounceAsync(
        this TestApp app,
        string donor,
        string kind = "munitions",
        decimal quantity = 1000,
        string disclosure = "coalition"
    )
    {
        var answer = await app.Donor(donor).CreateAsync("pledges", Bodies.Pledge(donor, kind, quantity, disclosure));
        return answer.Expect(201).Read<PledgeView>();
    }

    /// <summary>A commitment: announced, accepted in full, formalised.</summary>
    public static async Task<PledgeView> CommitAsync(
        this TestApp app,
        string donor,
        string kind = "munitions",
        decimal quantity = 1000,
        string disclosure = "coalition"
    )
    {
        var pledge = await app.AnnounceAsync(donor, kind, quantity, disclosure);
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        var answer = await app.Donor(donor).ChangeAsync(pledge.Path(), "formalisation", Bodies.Formalisation());
        return answer.Expect(200).Read<PledgeView>();
    }

    /// <summary>Where the pledge is read.</summary>
    public static string Path(this PledgeView pledge) => $"pledges/{pledge.Id}";

    /// <summary>Where the requirement is read.</summary>
    public static string Path(this RequirementView requirement) => $"requirements/{requirement.Id}";

    /// <summary>The pledge as a coordinator sees it now.</summary>
    public static async Task<PledgeView> ReadPledgeAsync(this TestApp app, string id) =>
        (await app.Coordinator.GetAsync($"pledges/{id}")).Expect(200).Read<PledgeView>();

    /// <summary>The requirement as a coordinator sees it now.</summary>
    public static async Task<RequirementView> ReadRequirementAsync(this TestApp app, string id) =>
        (await app.Coordinator.GetAsync($"requirements/{id}")).Expect(200).Read<RequirementView>();

    /// <summary>All that happened to a pledge or requirement.</summary>
    public static Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(this TestApp app, string path) =>
        app.Coordinator.ListAsync<HistoryEntry>($"{path}/history");

    /// <summary>
    /// Waits until the pledge is as described; deadlines are watched by orchestrations, which take a moment.
    /// </summary>
    public static Task<PledgeView> UntilPledgeAsync(
        this TestApp app,
        string id,
        string what,
        Func<PledgeView, bool> holds,
        TimeSpan? within = null
    ) =>
        Poll.ForAsync(
            what,
            async () => await app.ReadPledgeAsync(id) is var pledge && holds(pledge) ? pledge : null,
            within
        );
}
