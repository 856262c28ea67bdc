using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Domain.Coalition.Reports;

/// <summary>What falls when a nation leaves.</summary>
/// <param name="Nation">The nation.</param>
/// <param name="CriticalSerials">Critical serials that are filled on every day with all, and not without it.</param>
/// <param name="CriticalDaysLost">Person-days of critical serials that are lost.</param>
/// <param name="DaysLost">Person-days of all serials that are lost; below 0 when critical serials are filled at the
/// price of others.</param>
public sealed record NationDependence(
    string Nation,
    IReadOnlyList<string> CriticalSerials,
    decimal CriticalDaysLost,
    decimal DaysLost
);

/// <summary>Ranks nations by what falls when each one leaves.</summary>
public static class Dependence
{
    /// <summary>
    /// All nations with a usable unit: those without which most critical serials fall first, then those that take most
    /// person-days of critical serials, then of all.
    /// </summary>
    public static IReadOnlyList<NationDependence> Rank(BalanceInput input, CancellationToken cancel = default)
    {
        var whole = Solution.Of(input, exact: true, cancel);
        var stood = Standing(whole);
        var best = ForceBalance.OptimumOf(whole);
        return
        [
            .. input
                .Units.Where(u => Suitability.UsableStatus(u.Status))
                .Select(u => u.Nation)
                .Distinct()
                .Select(nation =>
                {
                    var without = whole.Without([nation], bounded: false, cancel);
                    var left = ForceBalance.OptimumOf(without);
                    return new NationDependence(
                        nation,
                        [.. stood.Except(Standing(without)).Order(StringComparer.Ordinal)],
                        best.CriticalDays - left.CriticalDays,
                        best.AllDays - left.AllDays
                    );
                })
                .OrderByDescending(d => d.CriticalSerials.Count)
                .ThenByDescending(d => d.CriticalDaysLost)
                .ThenByDescending(d => d.DaysLost)
                .ThenBy(d => d.Nation, StringComparer.Ordinal),
        ];
    }

    /// <summary>The critical serials that are filled on every day for which they must be held.</summary>
    private static HashSet<string> Standing(Solution solution)
    {
        var problem = solution.Problem;
        var unitsOf = Enumerable
            .Range(0, problem.Units.Length)
            .Where(u => solution.SerialOf[u] >= 0)
            .ToLookup(u => solution.SerialOf[u], u => problem.Units[u]);
        return
        [
            .. problem
                .Serials.Where((s, i) => s.Critical && IsFilledThroughout(problem.DDay, s, unitsOf[i]))
                .Select(s => s.Id),
        ];
    }

    private static bool IsFilledThroughout(DateOnly dDay, Serial serial, IEnumerable<ForceUnit> units)
    {
        var days = units
            .Select(u => (Amount: Suitability.Amount(serial, u), Days: Suitability.UsableDays(serial, u, dDay)))
            .ToList();
        return days.SelectMany(d => d.Days)
            .Select(r => r.To.AddDays(1))
            .Append(serial.Start(dDay))
            .Where(day => day >= serial.Start(dDay) && day < serial.End(dDay))
            .All(day => days.Where(d => d.Days.Any(r => r.Contains(day))).Sum(d => d.Amount) >= serial.Required);
    }
}
