namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Makes the line of one serial on a day.</summary>
/// <param name="input">What the balance was made of.</param>
/// <param name="serial">The serial.</param>
/// <param name="day">The day.</param>
/// <param name="here">The units that stand there, by id.</param>
internal sealed class SerialView(
    BalanceInput input,
    Serial serial,
    DateOnly day,
    IReadOnlyList<(ForceUnit Unit, Placement Placement)> here
)
{
    private readonly HashSet<string> _ids = [.. here.Select(h => h.Unit.Id)];

    public SerialLine Make()
    {
        if (day >= serial.End(input.DDay))
            return new(serial, day, 0, 0, 0, 0, 0, 0, 0, [], []);
        var usable = here.Where(IsUsable).ToList();
        var fill = usable.Sum(h => Amount(h.Unit));
        return new(
            serial,
            day,
            serial.Required,
            Sum(ForceLedger.IsOffered),
            Sum(ForceLedger.IsAccepted),
            Sum(ForceLedger.IsReady),
            fill,
            Math.Max(0, serial.Required - fill),
            usable.Sum(h => (long)ForceLedger.DoubleHatted(h.Unit)),
            [.. usable.Select(Contribute)],
            [.. here.Where(h => !IsUsable(h)).Select(Leave)]
        );
    }

    private bool IsUsable((ForceUnit Unit, Placement Placement) one) =>
        one.Placement.Counts && one.Placement.Days.Any(d => d.Contains(day));

    private long Amount(ForceUnit unit) => Suitability.Amount(serial, unit);

    private long Sum(Func<ForceStatus, bool> counts) =>
        here.Where(h => counts(h.Unit.Status) && h.Unit.Terms.From <= day && day <= h.Unit.Terms.To)
            .Sum(h => Amount(h.Unit));

    private Contribution Contribute((ForceUnit Unit, Placement Placement) one)
    {
        var (unit, placement) = one;
        return new(
            unit.Id,
            unit.Nation,
            Amount(unit),
            unit.Terms.Strength,
            unit.Status,
            placement.Days.First(d => d.Contains(day)),
            unit.Mandate,
            unit.Terms.Caveats,
            unit.Terms.Successor,
            unit.Terms.Successor is { } successor && _ids.Contains(successor),
            ForceLedger.DoubleHatted(unit),
            placement.Reasons
        );
    }

    private Unused Leave((ForceUnit Unit, Placement Placement) one)
    {
        var why = Suitability.WhyNotOn(serial, one.Unit, input.DDay, day);
        return new(one.Unit.Id, one.Unit.Nation, Amount(one.Unit), why.Count == 0, why);
    }
}

/// <summary>Which ledger a unit is in by its state.</summary>
internal static class ForceLedger
{
    public static bool IsReady(ForceStatus status) => Suitability.UsableStatus(status);

    public static bool IsAccepted(ForceStatus status) =>
        IsReady(status) || status is ForceStatus.Accepted or ForceStatus.Suspended;

    public static bool IsOffered(ForceStatus status) => IsAccepted(status) || status == ForceStatus.Offered;

    /// <summary>How many of a unit's persons are promised elsewhere too.</summary>
    public static int DoubleHatted(ForceUnit unit) =>
        (int)Math.Min(unit.Terms.Strength, unit.Terms.AlsoPromised.Sum(p => (long)p.Strength));
}
