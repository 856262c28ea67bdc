using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Domain.Coalition.Reports;

/// <summary>Reads a balance on one day.</summary>
internal sealed class DayReport(ForceBalance balance, DateOnly at)
{
    private const string Force = "force";

    private readonly DateOnly _dDay = balance.Input.DDay;

    public BalanceOnDay Write()
    {
        var serials = balance.Serials.Select(Of).ToList();
        var needed = serials.FindAll(s => s.Required > 0);
        return new(
            _dDay,
            at,
            needed.TrueForAll(s => !s.Critical || s.Missing == 0),
            serials,
            [.. Sums(serials, s => s.Phase)],
            [.. Sums(serials, s => DomainJsonWord(s.Domain))],
            Sum(Force, serials),
            needed.Sum(s => s.DoubleHatted),
            [.. Shares(needed)],
            [.. Roles(needed)],
            [.. balance.Units.Where(u => Placement.Stands(u.Status) && balance.PlaceOf(u) is null).Select(Unplaced)],
            balance.Optimum
        );
    }

    /// <summary>A domain as it is written elsewhere.</summary>
    private static string DomainJsonWord(ForceDomain domain) => Json.DomainJson.Word(domain);

    private SerialBalance Of(Serial serial)
    {
        var start = serial.Start(_dDay);
        var on = at > start ? at : start;
        var isHeld = on < serial.End(_dDay);
        var placed = balance.PlacedIn(serial).OrderBy(u => u.Id, StringComparer.Ordinal).ToList();
        var usable = placed.FindAll(u => balance.UsableAround(serial, u, on) is not null);
        // A unit that is not there in the period is offered for other days.
        var ofDay = placed.FindAll(u => u.Terms.From <= on && on <= u.Terms.To || usable.Contains(u));
        long Amount(IEnumerable<ForceUnit> units) => units.Sum(u => Suitability.Amount(serial, u));
        var (required, has) = (isHeld ? serial.Required : 0, Amount(usable));
        return new(
            serial.Id,
            serial.Phase,
            serial.ForceElement,
            serial.Domain,
            serial.Critical,
            on,
            serial.Count is not null,
            required,
            Amount(ofDay),
            Amount(ofDay.Where(u => IsAccepted(u.Status))),
            Amount(ofDay.Where(u => Suitability.UsableStatus(u.Status))),
            has,
            Math.Max(0, required - has),
            usable.Sum(DoubleHatted),
            serial.TurnOn(_dDay, on),
            [.. usable.Select(u => Usable(serial, u, on))],
            [.. placed.Except(usable).Select(u => Idle(serial, u, on))]
        );
    }

    private static bool IsAccepted(ForceStatus status) =>
        Suitability.UsableStatus(status) || status is ForceStatus.Accepted or ForceStatus.Suspended;

    private static int DoubleHatted(ForceUnit unit) =>
        Math.Min(unit.Terms.Strength, unit.Terms.AlsoPromised.Sum(p => p.Strength));

    private UsableUnit Usable(Serial serial, ForceUnit unit, DateOnly on)
    {
        var range = balance.UsableAround(serial, unit, on)!.Value;
        return new(
            unit.Id,
            unit.Nation,
            unit.Status,
            Suitability.Amount(serial, unit),
            unit.Terms.Strength,
            range.From,
            range.To,
            unit.Mandate.Until,
            [.. unit.Terms.Caveats.Where(c => !c.Blocks(serial)).Select(c => c.Text)],
            unit.Terms.Successor,
            DoubleHatted(unit),
            Why(serial, unit)
        );
    }

    private IdleUnit Idle(Serial serial, ForceUnit unit, DateOnly on)
    {
        var why = Suitability.WhyNotOn(serial, unit, _dDay, on);
        return new(
            unit.Id,
            unit.Nation,
            unit.Status,
            Suitability.Amount(serial, unit),
            why.Count > 0
                ? why
                :
                [
                    new(
                        Obstacle.NotNeeded,
                        serial.Id,
                        "It can serve, and the serials it is for are better filled by others."
                    ),
                ]
        );
    }

    private string Why(Serial serial, ForceUnit unit)
    {
        if (unit.Serial is not null)
            return "It is called upon for this serial.";
        if (unit.Terms.Serials.Count == 1)
            return "It is for this serial alone.";
        var predecessor = balance.UsedIn(serial).FirstOrDefault(u => u.Terms.Successor == unit.Id);
        var choice = unit.Terms.Serials.Count == 0 ? "any of its domain" : "any of several";
        return predecessor is not null ? $"It is for {choice}, and relieves {predecessor.Id} here."
            : serial.Critical ? $"It is for {choice}; critical serials are filled first."
            : $"It is for {choice}; here it fills most.";
    }

    private UnplacedUnit Unplaced(ForceUnit unit)
    {
        var meant = balance
            .Serials.Where(s =>
                unit.Terms.Serials.Count == 0 ? s.Domain == unit.Terms.Domain : unit.Terms.Serials.Contains(s.Id)
            )
            .ToList();
        IReadOnlyList<Hindrance> why =
            meant.Count == 0
                ? [new(Obstacle.OtherSerials, null, "There is no serial that it is for.")]
                : [.. meant.SelectMany(s => Suitability.WhyNot(s, unit))];
        return new(unit.Id, unit.Nation, unit.Status, unit.Terms.Strength, why);
    }

    private IEnumerable<StrengthSum> Sums(List<SerialBalance> serials, Func<SerialBalance, string> name) =>
        serials.GroupBy(name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Sum(g.Key, [.. g]));

    private StrengthSum Sum(string name, List<SerialBalance> serials)
    {
        var required = serials.Sum(s => Persons(s, s.Required));
        var filled = serials.Sum(s => Persons(s, s.Required - s.Missing));
        return new(name, Math.Round(required, 2), Math.Round(filled, 2), Math.Round(required - filled, 2));
    }

    /// <summary>Things in persons: the serial's own strength for each of what it counts.</summary>
    private decimal Persons(SerialBalance serial, long amount)
    {
        var stated = balance.Solution.Problem.Serials[balance.Solution.Problem.SerialOf[serial.Id]];
        return stated.Count is { } count ? amount * stated.Strength / (decimal)count : amount;
    }

    private static IEnumerable<NationShare> Shares(List<SerialBalance> serials) =>
        serials
            .GroupBy(s => DomainJsonWord(s.Domain))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => OverCeiling(g.Key, g))
            .Concat(OverCeiling(Force, serials));

    private static IEnumerable<NationShare> OverCeiling(string name, IEnumerable<SerialBalance> serials)
    {
        var units = serials.SelectMany(s => s.Units).ToList();
        var all = units.Sum(u => u.Persons);
        return units
            .GroupBy(u => u.Nation)
            .Select(n => (Nation: n.Key, Persons: n.Sum(u => u.Persons)))
            .Where(n => n.Persons * 100m > all * ForceBalance.CeilingPercent)
            .Select(n => new NationShare(name, n.Nation, n.Persons, Math.Round(n.Persons * 100m / all, 1)));
    }

    private IEnumerable<RoleBalance> Roles(List<SerialBalance> needed)
    {
        foreach (var serial in balance.Serials.Where(s => s.Role is not null))
        {
            if (needed.Find(s => s.Id == serial.Id) is { } found)
                yield return new(
                    serial.Headquarters!,
                    serial.Role!.Value,
                    serial.Id,
                    found.On,
                    found.Turn,
                    [.. found.Units.Select(u => u.Nation).Distinct().Order(StringComparer.Ordinal)],
                    found.Missing == 0
                );
        }
    }
}
