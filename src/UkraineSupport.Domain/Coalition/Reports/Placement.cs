using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Domain.Coalition.Reports;

/// <summary>
/// Where a commitment that the assignment does not use is counted, so that each is counted once: in the serial that it
/// is called upon or named for; one that is for several, or any, where it can serve and most is missing.
/// </summary>
internal static class Placement
{
    /// <summary>The places of those that are not used; those that are for no serial there is, or can serve nowhere, have
    /// none.</summary>
    public static IEnumerable<(ForceUnit Unit, Serial Serial)> Of(ForceBalance balance, IEnumerable<ForceUnit> units)
    {
        var open = balance.Serials.ToDictionary(s => s.Id, s => MissingDays(balance, s), StringComparer.Ordinal);
        foreach (var unit in units.Where(u => Stands(u.Status) && !balance.IsUsed(u)))
        {
            if (Find(balance, unit, open) is not { } serial)
                continue;
            open[serial.Id] -= Suitability.Amount(serial, unit) * Days(balance.Input.DDay, serial);
            yield return (unit, serial);
        }
    }

    /// <summary>Whether a nation stands by it.</summary>
    public static bool Stands(ForceStatus status) =>
        status is not (ForceStatus.Indicated or ForceStatus.Withdrawn or ForceStatus.Declined or ForceStatus.Lapsed);

    private static Serial? Find(ForceBalance balance, ForceUnit unit, Dictionary<string, long> open)
    {
        var fitting = balance.Serials.Where(s => s.Domain == unit.Terms.Domain).ToList();
        if (unit.Serial is { } held)
            return fitting.Find(s => s.Id == held);
        if (unit.Terms.Serials.Count > 0)
            fitting = fitting.FindAll(s => unit.Terms.Serials.Contains(s.Id));
        if (fitting.Count == 1 && unit.Terms.Serials.Count > 0)
            return fitting[0];
        return fitting.Where(s => Suitability.CanServe(s, unit)).MaxBy(s => (open[s.Id], Reverse(s.Id)));
    }

    /// <summary>The smaller id counts for more.</summary>
    private static ReversedId Reverse(string id) => new(id);

    private static long MissingDays(ForceBalance balance, Serial serial)
    {
        var filled = balance
            .UsedIn(serial)
            .Sum(u => balance.DaysOf(serial, u).Sum(r => (long)r.Days) * Suitability.Amount(serial, u));
        return ((long)serial.Required * Days(balance.Input.DDay, serial)) - filled;
    }

    private static int Days(DateOnly dDay, Serial serial) => serial.End(dDay).DayNumber - serial.Start(dDay).DayNumber;

    private readonly record struct ReversedId(string Id) : IComparable<ReversedId>
    {
        public int CompareTo(ReversedId other) => string.CompareOrdinal(other.Id, Id);
    }
}
