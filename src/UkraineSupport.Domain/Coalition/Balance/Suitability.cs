using Words = UkraineSupport.Domain.Backfill.Words;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Which unit can serve which serial, when, and why not.</summary>
public static class Suitability
{
    /// <summary>Whether nothing about the unit itself keeps it out of the serial.</summary>
    public static bool CanServe(Serial serial, ForceUnit unit) =>
        serial.Domain == unit.Terms.Domain
        && IsFor(serial, unit.Terms)
        && unit.Terms.NtmDays <= serial.NtmDays
        && (serial.Count is null || unit.Terms.Count is > 0)
        && BasingFits(serial, unit.Terms)
        && !IsBlocked(serial, unit.Terms);

    /// <summary>What of it fills the serial: things where the serial counts them, else persons.</summary>
    public static long Amount(Serial serial, ForceUnit unit) => serial.MeasureOf(unit.Terms);

    /// <summary>All that keeps the unit out of the serial on every day; nothing when it can serve.</summary>
    public static IReadOnlyList<Hindrance> WhyNot(Serial serial, ForceUnit unit)
    {
        var terms = unit.Terms;
        var found = new List<Hindrance>();
        void Add(Obstacle obstacle, string why) => found.Add(new(obstacle, serial.Id, why));
        if (serial.Domain != terms.Domain)
            Add(Obstacle.Domain, $"It is of the domain {terms.Domain}, {serial.Id} of {serial.Domain}.");
        if (!IsFor(serial, terms))
            Add(Obstacle.OtherSerials, $"It is for {string.Join(", ", terms.Serials)}, not for {serial.Id}.");
        if (!BasingFits(serial, terms))
            Add(
                Obstacle.Basing,
                $"It may be based {List(terms.Basing)}, {serial.Id} needs one of {List(serial.Basing)}."
            );
        if (terms.NtmDays > serial.NtmDays)
            Add(
                Obstacle.NoticeToMove,
                $"It has {terms.NtmDays} days of notice to move, {serial.Id} allows {serial.NtmDays}."
            );
        foreach (var caveat in terms.Caveats.Where(c => c.Blocks(serial)))
            Add(Obstacle.BlockedByCaveat, $"A caveat keeps it out of {serial.Id}: {caveat.Text}");
        if (serial.Count is not null && terms.Count is not > 0)
            Add(Obstacle.NotCounted, $"{serial.Id} counts things, and it tells no number of them.");
        return found;
    }

    /// <summary>The days on which the unit is usable in the serial, in order; none when there are none.</summary>
    public static IReadOnlyList<DayRange> UsableDays(Serial serial, ForceUnit unit, DateOnly dDay) =>
        UsableStatus(unit.Status) && CanServe(serial, unit) ? new UsableDays(serial, unit, dDay).All() : [];

    /// <summary>All that keeps the unit from being usable in the serial on a day; nothing when it is.</summary>
    public static IReadOnlyList<Hindrance> WhyNotOn(Serial serial, ForceUnit unit, DateOnly dDay, DateOnly day)
    {
        var found = new List<Hindrance>(WhyNot(serial, unit));
        void Add(Obstacle obstacle, string why) => found.Add(new(obstacle, serial.Id, why));
        var terms = unit.Terms;
        if (!UsableStatus(unit.Status))
            Add(Obstacle.Status, $"It is {unit.Status}, not ready.");
        if (!unit.Mandate.Allows(day))
            Add(Obstacle.Mandate, MandateText(unit.Mandate, day));
        if (day < terms.From || day > terms.To)
            Add(
                Obstacle.OutsidePeriod,
                Words.Say($"It is available from {terms.From:yyyy-MM-dd} to {terms.To:yyyy-MM-dd}.")
            );
        if (day < serial.Start(dDay) || day >= serial.End(dDay))
            Add(Obstacle.OutsidePeriod, Words.Say($"{serial.Id} need not be held on {day:yyyy-MM-dd}."));
        var there = unit.DeployedOn ?? dDay.AddDays(terms.NtmDays);
        if (day < there)
            Add(Obstacle.NotThereYet, Words.Say($"It is there from {there:yyyy-MM-dd} on."));
        if (serial.TurnOn(dDay, day) is { } nation && nation != unit.Nation)
            Add(Obstacle.NotItsTurn, Words.Say($"It is the turn of {nation} on {day:yyyy-MM-dd}."));
        if (found.Count == 0 && !UsableDays(serial, unit, dDay).Any(r => r.Contains(day)))
            Add(Obstacle.RotationOver, $"Its relief was due after {terms.RotationMonths} months.");
        return found;
    }

    /// <summary>Whether a unit in this state may be counted on.</summary>
    internal static bool UsableStatus(ForceStatus status) =>
        status is ForceStatus.Ready or ForceStatus.Activated or ForceStatus.Deployed or ForceStatus.Rotating;

    private static bool IsFor(Serial serial, ForceTerms terms) =>
        terms.Serials.Count == 0 || terms.Serials.Contains(serial.Id);

    private static bool BasingFits(Serial serial, ForceTerms terms)
    {
        foreach (var basing in terms.Basing)
        {
            if (serial.Basing.Contains(basing))
                return true;
        }

        return false;
    }

    private static bool IsBlocked(Serial serial, ForceTerms terms)
    {
        foreach (var caveat in terms.Caveats)
        {
            if (caveat.Blocks(serial))
                return true;
        }

        return false;
    }

    private static string List(IEnumerable<Basing> basing) => string.Join(" or ", basing);

    private static string MandateText(Mandate mandate, DateOnly day) =>
        mandate.Status switch
        {
            MandateStatus.Approved => Words.Say(
                $"Its mandate ends on {mandate.Until:yyyy-MM-dd}, before {day:yyyy-MM-dd}."
            ),
            MandateStatus.Refused => "Its parliament refused the mandate.",
            _ => "Its parliament has not approved the mandate yet.",
        };
}
