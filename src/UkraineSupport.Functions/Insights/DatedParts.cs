using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Functions.Insights;

/// <summary>
/// What a pledge adds to totals beside the ledgers: to the number of pledges of each who pays, to the months, and to
/// how tranches keep to their day.
/// </summary>
internal static class DatedParts
{
    /// <summary>By <see cref="LedgerKey"/>, each key once.</summary>
    public static IEnumerable<(string Key, LedgerSums Sums)> Of(Pledge pledge) =>
        [.. Donors(pledge), .. Months(pledge), .. Tranches(pledge)];

    private static IEnumerable<(string Key, LedgerSums Sums)> Donors(Pledge pledge) =>
        from line in pledge.Lines
        from origin in pledge.Origins(line)
        where origin.Units != new LineLedger(0, 0, 0, 0, 0, 0, 0)
        group pledge.UnitEur(line) is null by origin.PaidBy into lines
        select (
            LedgerKey.OfDonor(Unless(pledge.Donor, lines.Key)),
            LedgerSums.None with
            {
                Pledges = 1,
                Unvalued = lines.Any(noValue => noValue) ? 1 : 0,
            }
        );

    private static IEnumerable<(string Key, LedgerSums Sums)> Months(Pledge pledge) =>
        from line in pledge.Lines
        from month in pledge.Months(line)
        group (line, month) by LedgerKey.OfMonth(
            month.Month,
            line.Capability,
            Unless(pledge.Donor, month.PaidBy)
        ) into g
        select (
            g.Key,
            Sums(
                g.Aggregate(MonthLedger.None, (s, m) => s + m.month.Units),
                g.Aggregate(MonthLedger.None, (s, m) => s + m.month.Eur)
            ) with
            {
                Unvalued = g.Any(m => pledge.UnitEur(m.line) is null) ? 1 : 0,
            }
        );

    private static IEnumerable<(string Key, LedgerSums Sums)> Tranches(Pledge pledge)
    {
        var deliverer = Unless(pledge.Donor, pledge.Deliverer);
        foreach (var day in Punctuality.DueOf(pledge).GroupBy(d => d))
            yield return (LedgerKey.OfDue(day.Key, deliverer), LedgerSums.None with { Tranches = day.Count() });
        var punctuality = Punctuality.Of(pledge);
        if (punctuality != Punctuality.None)
            yield return (
                LedgerKey.OfHandedOver(deliverer),
                LedgerSums.None with
                {
                    Tranches = punctuality.HandedOver,
                    OnTime = punctuality.OnTime,
                    DaysLate = punctuality.DaysLate,
                }
            );
    }

    private static LedgerSums Sums(MonthLedger units, MonthLedger eur)
    {
        var money = new EurSums(eur.Pledged, 0, eur.Committed, 0, 0, eur.Delivered, eur.Received);
        return new(
            units.Pledged > 0 ? 1 : 0,
            units.Pledged,
            0,
            units.Committed,
            0,
            0,
            units.Delivered,
            units.Received,
            money == EurSums.None ? null : money
        )
        {
            Planned = units.Planned,
            PlannedEur = eur.Planned,
        };
    }

    /// <summary>A party that is not the pledge's own donor.</summary>
    private static string? Unless(string donor, string party) => party == donor ? null : party;
}
