using UkraineSupport.Domain.Backfill;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>Tries every plan there is for a small world: slow, and simple enough to be believed.</summary>
internal sealed class EveryPlan
{
    private readonly Problem _problem;
    private readonly List<(int Line, int Need, Match Match)> _pairs = [];
    private readonly List<decimal> _least = [];
    private readonly decimal[] _given;
    private readonly decimal[] _free;
    private readonly decimal[] _open;
    private (decimal Points, int Parts, decimal Price) _best = (decimal.MinValue, 0, 0);

    private EveryPlan(PlanInput input, BackfillPlan? keeps)
    {
        _problem = new Problem(input, new());
        for (var l = 0; l < _problem.Lines.Length; l++)
        {
            for (var n = 0; n < _problem.Needs.Length; n++)
            {
                if (_problem.MatchOf(l, n) is not { Fits: true } match)
                    continue;
                _pairs.Add((l, n, match));
                _least.Add(
                    keeps
                        ?.Allocations.SingleOrDefault(a =>
                            PlanRules.IsOf(a, _problem.Lines[l]) && a.Need == _problem.Needs[n].Id
                        )
                        ?.Kept
                        ?? 0
                );
            }
        }

        _given = new decimal[_pairs.Count];
        _free = [.. _problem.Lines.Select(l => l.Free)];
        _open = [.. _problem.Needs.Select(n => n.Open)];
    }

    /// <summary>
    /// The most points, with them the fewest parts, with those the least money, of all plans that keep what one keeps.
    /// </summary>
    public static (decimal Points, int Parts, decimal Price) Best(PlanInput input, BackfillPlan? keeps = null)
    {
        var every = new EveryPlan(input, keeps);
        every.Try(0);
        return every._best;
    }

    private void Try(int pair)
    {
        if (pair == _pairs.Count)
        {
            var here = (
                Points(),
                -_given.Count(g => g > 0),
                -_pairs.Select((p, i) => _given[i] * _problem.Price(p.Line)).Sum()
            );
            if (here.CompareTo((_best.Points, -_best.Parts, -_best.Price)) > 0)
                _best = (here.Item1, -here.Item2, -here.Item3);
            return;
        }

        var (line, need, match) = _pairs[pair];
        var lot = _problem.Lines[line].Lot ?? 1;
        for (
            var quantity = _least[pair];
            quantity <= _free[line] && quantity * match.Factor <= _open[need];
            quantity += lot
        )
        {
            _given[pair] = quantity;
            _free[line] -= quantity;
            _open[need] -= quantity * match.Factor;
            Try(pair + 1);
            _free[line] += quantity;
            _open[need] += quantity * match.Factor;
            _given[pair] = 0;
        }
    }

    private decimal Points()
    {
        var points = _pairs
            .Select((p, i) => _given[i] * p.Match.Factor * _problem.Points(_problem.Needs[p.Need], p.Match.Percent))
            .Sum();
        foreach (var capability in _problem.Needs.Select(n => n.Capability).Distinct())
        {
            foreach (var donor in _problem.Lines.Select(l => l.Donor).Distinct())
                points -= Penalty(capability, donor);
        }

        return points;
    }

    /// <summary>
    /// A twentieth of a unit of priority 5 for each unit with which this plan goes, or goes further, beyond half of all
    /// that Ukraine needs.
    /// </summary>
    private decimal Penalty(string capability, string donor)
    {
        var needs = _problem.Needs.Where(n => n.Capability == capability && n.Kind != NeedKind.Replenishment).ToList();
        if (needs.Count == 0)
            return 0;
        var already = needs.Sum(n => n.AlreadyByDonor?.GetValueOrDefault(donor) ?? 0);
        var planned = _pairs
            .Select(
                (p, i) =>
                    needs.Contains(_problem.Needs[p.Need]) && _problem.Lines[p.Line].Donor == donor
                        ? _given[i] * p.Match.Factor
                        : 0
            )
            .Sum();
        var half = needs.Sum(n => n.Total) / 2;
        var beyond = Math.Max(0, already + planned - half) - Math.Max(0, already - half);
        return beyond * 0.05m * _problem.Points(needs[0] with { Priority = 5 }, 100);
    }
}
