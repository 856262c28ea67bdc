using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>Lines and needs as most situations begin: shells, in time, without strings attached.</summary>
internal static class A
{
    public static readonly DateOnly Today = new(2027, 1, 4);
    public static readonly DateOnly NeededBy = new(2027, 6, 30);

    public static SupplyLine Line(
        string pledge,
        decimal free,
        string donor = "NLD",
        string capability = "AMMO-155",
        decimal? lot = null
    ) => new(pledge, 1, donor, capability, free, new DateOnly(2027, 3, 31), Lot: lot);

    public static Need Requirement(
        string id,
        decimal open,
        int priority = 1,
        string capability = "AMMO-155",
        params Substitute[] substitutes
    ) => new(id, NeedKind.Requirement, capability, open, open, NeededBy, priority, Substitutes: substitutes);

    public static Need Gap(string id, decimal open, int priority = 1, string capability = "AMMO-155") =>
        Requirement(id, open, priority, capability) with
        {
            Kind = NeedKind.Gap,
        };

    public static PlanInput Input(SupplyLine[] lines, params Need[] needs) => new(Today, lines, needs);

    public static BackfillPlan Plan(PlanInput input, PlanOptions? options = null) =>
        BackfillPlanner.Plan(input, options);

    public static BackfillPlan Plan(SupplyLine[] lines, params Need[] needs) =>
        BackfillPlanner.Plan(Input(lines, needs));

    /// <summary>Who gives how much to what.</summary>
    public static string[] Parts(this BackfillPlan plan) =>
        [
            .. plan.Allocations.Select(a =>
                FormattableString.Invariant($"{a.Pledge}/{a.Line} {a.Quantity:0.##} > {a.Need}")
            ),
        ];
}
