using System.Globalization;
using System.Text.Json.Nodes;

namespace UkraineSupport.Testing.Client;

/// <summary>A gap, as far as the tests look at it.</summary>
public sealed record GapView(
    string Id,
    string Capability,
    string From,
    string To,
    decimal Shortfall,
    string Status,
    long Version,
    int Priority,
    decimal Covered,
    decimal Open,
    IReadOnlyList<GapMonthView> Months,
    IReadOnlyList<AllyView> Allies,
    IReadOnlyList<OfferView> Offers,
    IReadOnlyList<SolicitationView> Solicitations,
    IReadOnlyList<TimelineView>? Timeline = null
);

/// <summary>One step of its timeline.</summary>
public sealed record TimelineView(long Version, string Type, string? Reason);

/// <summary>One month of a gap.</summary>
public sealed record GapMonthView(
    string Month,
    decimal Expected,
    decimal Shortfall,
    bool Confirmed,
    decimal Covered,
    decimal Open
);

/// <summary>What one ally covers.</summary>
public sealed record AllyView(string Donor, decimal Covered);

/// <summary>A pledge offered for it.</summary>
public sealed record OfferView(string Donor, string Pledge, decimal Credit);

/// <summary>Who was asked.</summary>
public sealed record SolicitationView(int N, bool Escalated, IReadOnlyList<SolicitedView> Donors);

/// <summary>One donor that was asked.</summary>
public sealed record SolicitedView(
    string Donor,
    decimal Quantity,
    string Why,
    string Status,
    bool Reminded,
    string? Reason
);

/// <summary>A plan, as far as the tests look at it.</summary>
public sealed record PlanView(
    string Id,
    string Status,
    long Version,
    PlanSummaryView? Summary,
    string? Failure,
    int Made,
    IReadOnlyList<GoneView> Gone,
    PlanContentView? Plan
);

/// <summary>A plan in numbers.</summary>
public sealed record PlanSummaryView(
    int Lines,
    int Needs,
    int Allocations,
    int Uncovered,
    decimal Objective,
    decimal Bound,
    decimal Distance,
    bool ProvenOptimal
);

/// <summary>What had gone.</summary>
public sealed record GoneView(string Pledge, int Line, string Need, decimal Quantity, string Why);

/// <summary>What was computed.</summary>
public sealed record PlanContentView(IReadOnlyList<ProposalView> Allocations, IReadOnlyList<UncoveredView> Uncovered);

/// <summary>One proposed allocation.</summary>
public sealed record ProposalView(
    string Pledge,
    int Line,
    string Donor,
    string Need,
    decimal Quantity,
    decimal Credit,
    IReadOnlyList<string> Reasons
);

/// <summary>What stays open.</summary>
public sealed record UncoveredView(string Need, decimal Quantity, IReadOnlyList<string> Why);

/// <summary>The steps from US deliveries that fail to come to their backfill.</summary>
public static class GapSteps
{
    /// <summary>A month, counted from this one.</summary>
    public static string Month(int fromNow) =>
        TimeProvider.System.GetUtcNow().AddMonths(fromNow).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>What is expected of a capability in the coming months.</summary>
    public static async Task ExpectAsync(this TestApp app, string capability, int months, decimal quantity)
    {
        var body = new JsonObject
        {
            ["method"] = "An even flow",
            ["authority"] = "USAI",
            ["source"] = "https://example.org/baseline",
            ["months"] = new JsonArray(
                new JsonObject
                {
                    ["month"] = Month(2),
                    ["to"] = Month(1 + months),
                    ["quantity"] = quantity,
                    ["value"] = quantity * 3,
                }
            ),
        };
        (await app.Coordinator.PutAsync($"us-deliveries/baselines/{capability}", body)).Expect(201);
    }

    /// <summary>Word that all deliveries stop.</summary>
    public static JsonObject Halt(params string[] capabilities) =>
        new()
        {
            ["kind"] = "halt",
            ["from"] = Bodies.Day(0),
            ["source"] = "https://example.org/halt",
            ["scope"] = capabilities.Length == 0 ? "all" : new JsonArray([.. capabilities.Select(c => (JsonNode)c)]),
        };

    /// <summary>The one gap of a capability, when it is as described.</summary>
    public static Task<GapView> UntilGapAsync(
        this TestApp app,
        string capability,
        string what,
        Func<GapView, bool> holds,
        TimeSpan? within = null
    ) =>
        Poll.ForAsync(
            what,
            async () =>
            {
                var listed = (await app.Coordinator.GetAsync($"gaps?capability={capability}"))
                    .Expect(200)
                    .Read<Page<GapView>>()
                    .Items;
                return listed.Count == 1 && holds(listed[0]) ? listed[0] : null;
            },
            within
        );

    /// <summary>A pledge tied to a gap, accepted and formalised.</summary>
    public static async Task<PledgeView> OfferAsync(this TestApp app, string gap, string donor, decimal quantity)
    {
        var offered = (
            await app.Donor(donor).CreateAsync($"gaps/{gap}/offers", Bodies.Pledge(donor, quantity: quantity))
        )
            .Expect(201)
            .Read<PledgeView>();
        (await app.Coordinator.ChangeAsync(offered.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        return (await app.Donor(donor).ChangeAsync(offered.Path(), "formalisation", Bodies.Formalisation()))
            .Expect(200)
            .Read<PledgeView>();
    }

    /// <summary>A plan, computed.</summary>
    public static async Task<PlanView> PlanAsync(this TestApp app, JsonObject? wish = null)
    {
        var asked = (await app.Coordinator.CreateAsync("backfill/plans", wish ?? [])).Expect(202).Read<PlanView>();
        return await app.UntilPlanAsync(asked.Id, "Computed");
    }

    /// <summary>A plan, once it has that status.</summary>
    public static Task<PlanView> UntilPlanAsync(this TestApp app, string id, string status, TimeSpan? within = null) =>
        Poll.ForAsync(
            $"the plan is {status}",
            async () =>
            {
                var plan = (await app.Coordinator.GetAsync($"backfill/plans/{id}")).Expect(200).Read<PlanView>();
                return plan.Status == status ? plan : null;
            },
            within ?? TimeSpan.FromSeconds(60)
        );

    /// <summary>A plan, confirmed and carried out.</summary>
    public static async Task<PlanView> ConfirmAsync(this TestApp app, string id)
    {
        (await app.Coordinator.ChangeAsync($"backfill/plans/{id}", "confirmation", Bodies.Reason("Agreed"))).Expect(
            202
        );
        return await app.UntilPlanAsync(id, "Confirmed");
    }
}
