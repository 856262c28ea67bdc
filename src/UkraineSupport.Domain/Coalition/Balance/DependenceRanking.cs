using System.Collections.Concurrent;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>What is lost when a nation leaves.</summary>
/// <param name="Nation">The nation.</param>
/// <param name="FallenCritical">Critical serials that stand with it and not without it, by id.</param>
/// <param name="Fallen">All serials of which that is so.</param>
/// <param name="CriticalLost">Strength-days of critical serials that are lost, after all others have taken over what
/// they can.</param>
/// <param name="Lost">Strength-days of all serials that are lost.</param>
public sealed record NationLoss(
    string Nation,
    IReadOnlyList<string> FallenCritical,
    IReadOnlyList<string> Fallen,
    long CriticalLost,
    long Lost
);

/// <summary>Ranks nations by what falls without them.</summary>
internal sealed class DependenceRanking(ForceBalance balance, DateOnly day)
{
    private const int Threads = 2;

    private readonly Solution _all = balance.Solution;
    private readonly HashSet<string> _standing = Standing(balance.Solution, day);

    public IReadOnlyList<NationLoss> Make(CancellationToken cancel)
    {
        string[] nations = [.. balance.Input.Units.Select(u => u.Nation).Distinct().Order(StringComparer.Ordinal)];
        var losses = new NationLoss[nations.Length];
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(0, nations.Length), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancel },
            n => losses[n] = Loss(nations[n], cancel)
        );
        return
        [
            .. losses
                .OrderByDescending(l => l.FallenCritical.Count)
                .ThenByDescending(l => l.CriticalLost)
                .ThenByDescending(l => l.Fallen.Count)
                .ThenByDescending(l => l.Lost)
                .ThenBy(l => l.Nation, StringComparer.Ordinal),
        ];
    }

    private NationLoss Loss(string nation, CancellationToken cancel)
    {
        var without = _all.Without([nation], bounded: false, cancel);
        var standing = Standing(without, day);
        var fallen = _all.Problem.Serials.Where(s => _standing.Contains(s.Id) && !standing.Contains(s.Id)).ToList();
        var lost = _all.Points - without.Points;
        var scale = _all.Problem.Scale;
        return new(
            nation,
            [.. fallen.Where(s => s.Critical).Select(s => s.Id)],
            [.. fallen.Select(s => s.Id)],
            lost.Critical / scale,
            lost.All / scale
        );
    }

    /// <summary>Serials of which nothing is missing on the day, or on their own first day if that is later.</summary>
    private static HashSet<string> Standing(Solution solution, DateOnly day)
    {
        var problem = solution.Problem;
        var loads = new Loads(problem, solution.SerialOf);
        return
        [
            .. problem
                .Serials.Where(
                    (serial, s) =>
                    {
                        var start = serial.Start(problem.DDay);
                        var at = start > day ? start : day;
                        return loads.Stretches(s).All(x => !x.Days.Contains(at) || x.Load >= serial.Required);
                    }
                )
                .Select(s => s.Id),
        ];
    }
}
