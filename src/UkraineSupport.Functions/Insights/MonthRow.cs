using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.Insights;

/// <summary>
/// Support by month, of what the caller may see: of what stands today, so that months add up to ledgers.
/// </summary>
/// <param name="From">The first month.</param>
/// <param name="To">The last month.</param>
/// <param name="Items">Every month from one to the other.</param>
internal sealed record Timeline(Month From, Month To, IReadOnlyList<MonthRow> Items);

/// <summary>One month. Ledgers are never to be added to each other.</summary>
/// <param name="Month">The month, UTC.</param>
/// <param name="Eur">Of pledges, EUR, as far as their value is known.</param>
/// <param name="Capabilities">Of capabilities of which something falls into it, by code.</param>
internal sealed record MonthRow(Month Month, MonthFlows Eur, IReadOnlyList<MonthCapability> Capabilities);

/// <summary>Ledgers of one month.</summary>
/// <param name="Pledged">Announced in it, and pledged today.</param>
/// <param name="Committed">Signed in it, of a pool bought in it, and committed today.</param>
/// <param name="Delivered">Handed over in it.</param>
/// <param name="Received">Receipted in it for the first time.</param>
/// <param name="Planned">Due in it, and not handed over yet.</param>
internal sealed record MonthFlows(
    decimal Pledged,
    decimal Committed,
    decimal Delivered,
    decimal Received,
    decimal Planned
)
{
    public static MonthFlows Units(LedgerSums sums) =>
        new(
            sums.Pledged.Plain(),
            sums.Committed.Plain(),
            sums.Delivered.Plain(),
            sums.Received.Plain(),
            sums.Planned.Plain()
        );

    public static MonthFlows EurOf(LedgerSums sums)
    {
        var eur = (sums.Eur ?? EurSums.None).Plain();
        return new(eur.Pledged, eur.Committed, eur.Delivered, eur.Received, sums.PlannedEur.Plain());
    }
}

/// <summary>One capability in a month.</summary>
/// <param name="Units">In the capability's unit.</param>
/// <param name="Eur">In EUR, as far as the value is known.</param>
/// <param name="Unvalued">Pledges with something in the month whose value in EUR is not known.</param>
/// <param name="UnitedStates">Deliveries of the United States, all authorities; null where none are known, and where
/// another donor is asked for.</param>
/// <param name="Trained">Persons of intakes that end in it; null where there are none, and where a donor is asked
/// for.</param>
/// <param name="Links">What is behind the figures.</param>
internal sealed record MonthCapability(
    string Capability,
    string Unit,
    MonthFlows Units,
    MonthFlows Eur,
    int Unvalued,
    UsMonth? UnitedStates,
    TrainedInMonth? Trained,
    MonthLinks Links
)
{
    public static MonthCapability Of(
        string capability,
        string? donor,
        LedgerSums sums,
        UsMonth? unitedStates,
        TrainedInMonth? trained
    ) =>
        new(
            capability,
            CapabilityCatalog.Find(capability)!.Unit,
            MonthFlows.Units(sums),
            MonthFlows.EurOf(sums),
            sums.Unvalued,
            unitedStates,
            trained,
            new(
                Figures.Link("pledges", ("paidBy", donor), ("capability", capability)),
                unitedStates is null ? null : Figures.Link($"us-deliveries/{capability}"),
                trained is null ? null : Figures.Link("training/intakes", ("capability", capability))
            )
        );
}

/// <summary>A month's deliveries of the United States, in the capability's unit.</summary>
internal sealed record UsMonth(decimal Expected, decimal? Delivered, decimal? Forecast, decimal Shortfall)
{
    public static UsMonth Of(MonthFigures month) =>
        new(
            month.Baseline.Quantity.Plain(),
            month.Report?.Delivered.Plain(),
            month.Forecast?.Plain(),
            month.Shortfall.Plain()
        );
}

/// <summary>Persons of intakes that end in a month.</summary>
/// <param name="Expected">That count as trained, by what is known.</param>
/// <param name="Completed">Graduates, by the provider's word.</param>
/// <param name="Confirmed">Graduates, by Ukraine's word.</param>
internal sealed record TrainedInMonth(int Expected, int Completed, int Confirmed);

/// <summary>What is behind a month's figures.</summary>
/// <param name="Pledges">The pledges.</param>
/// <param name="UnitedStates">The deliveries and reports, or null.</param>
/// <param name="Intakes">The intakes, or null.</param>
internal sealed record MonthLinks(string Pledges, string? UnitedStates, string? Intakes);
