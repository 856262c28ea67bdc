using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.Backfill;

/// <summary>Why a line is to cover a need, in words and numbers.</summary>
internal sealed class AllocationReasons(Problem problem, IReadOnlyList<CeilingBreach> breaches)
{
    private readonly Dictionary<(string, string), CeilingBreach> _breaches = breaches.ToDictionary(b =>
        (b.Capability, b.Donor)
    );

    public IReadOnlyList<string> Of(PlanPart part)
    {
        var (line, need) = (problem.Lines[part.Line], problem.Needs[part.Need]);
        var (unit, given) = (Unit(need.Capability), Unit(line.Capability));
        var reasons = new List<string>
        {
            Words.Say(
                $"Covers {part.Credit:#,0.####} of the {need.Open:#,0.##} {unit} of {need.Capability} that are open, priority {need.Priority}."
            ),
        };
        if (need.Kind == NeedKind.Replenishment)
            reasons.Add($"Replenishes the stock of {need.Donor}, and is no support to Ukraine.");
        if (line.Capability != need.Capability)
            reasons.Add(
                Words.Say(
                    $"Stands in for it: {part.Quantity:#,0.##} {given} of {line.Capability}, of which one counts for {part.Factor:0.####}."
                )
            );
        reasons.Add(Time(line, need, part));
        if (line.Lot is { } lot)
            reasons.Add(Words.Say($"Comes whole in lots of {lot:#,0.##} {given}; {part.Quantity / lot:#,0} of them."));
        if (part.Kept > 0)
            reasons.Add(
                part.Kept == part.Quantity
                    ? "Kept from before."
                    : Words.Say($"Of it, {part.Kept:#,0.##} {given} are kept from before.")
            );
        if (Problem.HasCeiling(need) && _breaches.TryGetValue((need.Capability, line.Donor), out var breach))
            reasons.Add(breach.Why);
        reasons.AddRange(
            (line.Conditions ?? []).Select(c =>
                c.IsChecked ? $"Its condition holds: {c.Text}" : $"Depends on: {c.Text}"
            )
        );
        reasons.AddRange((line.Caveats ?? []).Select(c => $"Bear in mind: {c.Text}"));
        return reasons;
    }

    private static string Time(SupplyLine line, Need need, PlanPart part)
    {
        var worth = part.Percent == 100 ? "" : $", so that it counts for {part.Percent} %";
        if (need.Months is { } months)
        {
            var inTime = months.Where(m => line.DeliverBy <= m.Last).ToList();
            return Words.Say(
                $"Handed over by {line.DeliverBy:yyyy-MM-dd}, in time for {inTime.Sum(m => m.Open):#,0.##} that {inTime.Count} of {months.Count} months miss{worth}."
            );
        }

        return TimeWeight.MonthsLate(line, need) switch
        {
            0 when part.Percent == 100 => Words.Say(
                $"Handed over by {line.DeliverBy:yyyy-MM-dd}, in time for {need.NeededBy:yyyy-MM-dd}."
            ),
            0 => Words.Say(
                $"Handed over by {line.DeliverBy:yyyy-MM-dd}, in time for {need.NeededBy:yyyy-MM-dd}, but missed from {need.From:yyyy-MM-dd} on{worth}."
            ),
            var late => Words.Say(
                $"Handed over by {line.DeliverBy:yyyy-MM-dd}, {(late == 1 ? "up to a month" : $"up to {late} months")} after {need.NeededBy:yyyy-MM-dd}{worth}."
            ),
        };
    }

    private static string Unit(string capability) => CapabilityCatalog.Find(capability)?.Unit ?? "units";
}
