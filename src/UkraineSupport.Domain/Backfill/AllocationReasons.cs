using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.Backfill;

/// <summary>Why a line is to cover a need, in words and numbers.</summary>
internal static class AllocationReasons
{
    public static IReadOnlyList<string> Of(Problem problem, PlanPart part)
    {
        var (line, need) = (problem.Lines[part.Line], problem.Needs[part.Need]);
        var (unit, given) = (Unit(need.Capability), Unit(line.Capability));
        var reasons = new List<string>
        {
            Words.Say($"Covers {part.Credit:0.####} of {need.Open:0.##} {unit} open of {need.Capability}, priority {need.Priority}{What(need)}."),
        };
        if (part.Factor != 1 || line.Capability != need.Capability)
            reasons.Add(Words.Say($"{line.Capability} stands in for {need.Capability}: {part.Quantity:0.##} {given} count as {part.Credit:0.####} {unit} (factor {part.Factor:0.####})."));
        reasons.Add(Time(line, need, part));
        if (line.Lot is { } lot) reasons.Add(Words.Say($"{part.Quantity / lot:0} lots of {lot:0.##} {given} that cannot be split."));
        if (part.Kept > 0) reasons.Add(part.Kept == part.Quantity ? "Kept from before." : Words.Say($"{part.Kept:0.##} {given} of it are kept from before."));
        reasons.AddRange((line.Conditions ?? []).Select(c => c.IsChecked ? $"Its condition holds: {c.Text}" : $"Depends on: {c.Text}"));
        reasons.AddRange((line.Caveats ?? []).Select(c => $"Bear in mind: {c.Text}"));
        return reasons;
    }

    private static string Time(SupplyLine line, Need need, PlanPart part) => TimeWeight.MonthsLate(line, need) switch
    {
        0 when part.Percent == 100 => Words.Say($"Handed over by {line.DeliverBy:yyyy-MM-dd}, in time for {need.NeededBy:yyyy-MM-dd}."),
        0 => Words.Say($"Handed over by {line.DeliverBy:yyyy-MM-dd}, in time for {need.NeededBy:yyyy-MM-dd}; missed from {need.From:yyyy-MM-dd} on, so a unit counts for {part.Percent} %."),
        var late => Words.Say($"Handed over by {line.DeliverBy:yyyy-MM-dd}, {(late == 1 ? "within a month" : $"within {late} months")} after {need.NeededBy:yyyy-MM-dd}, so a unit counts for {part.Percent} %."),
    };

    private static string What(Need need) => need.Kind switch
    {
        NeedKind.Gap => ", a gap that US deliveries leave",
        NeedKind.Replenishment => $", to replenish the stock of {need.Donor}",
        _ => "",
    };

    private static string Unit(string capability) => CapabilityCatalog.Find(capability)?.Unit ?? "units";
}
