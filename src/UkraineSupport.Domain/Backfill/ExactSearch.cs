using System.Globalization;
using Google.OrTools.Sat;

namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// Searches for better plans in whole atoms with CP-SAT, on the edges that can matter, from the best plan known. One worker, one seed
/// and a limit in deterministic time: the same component always gets the same answer.
/// </summary>
/// <param name="component">The component.</param>
/// <param name="prices">Its relaxation.</param>
/// <param name="step">The step of its points, see <see cref="Lattice"/>.</param>
/// <param name="effort">Limit of each search, in deterministic seconds.</param>
/// <param name="cancel">Stops the solver.</param>
internal sealed class ExactSearch(Component component, Relaxation prices, decimal step, double effort, CancellationToken cancel)
{
    /// <summary>Beyond this a model is not worth building: rounding is close by then.</summary>
    private const int MaxEdges = 20_000;

    /// <summary>Points in integers up to here are exact in the solver's doubles too; a finer step is made coarser, and the bound rounded up.</summary>
    private const decimal MaxPoints = 1L << 50;

    private readonly decimal _step = Math.Max(step, prices.Bound / MaxPoints);

    /// <summary>Looks for more points; answers the best plan known and a bound that allows for the edges left out.</summary>
    public (Draft Best, decimal Bound) MorePoints(Draft start, decimal bound)
    {
        if (Model(start) is not { } model) return (start, bound);
        model.Model.Maximize(model.Points);
        if (Solve(model, start) is not { } solver) return (start, bound);
        var found = model.Read(solver);
        var best = found.IsBetterThan(start) ? found : start;
        return (best, Math.Min(bound, Math.Max(best.Objective(), (decimal)Math.Ceiling(solver.BestObjectiveBound) * _step)));
    }

    /// <summary>Looks for as many points in fewer parts, then for less money.</summary>
    public Draft FewerParts(Draft start)
    {
        if (Model(start) is not { } model) return start;
        model.Model.Add(model.Points >= model.PointsOf(start));
        model.Model.Minimize(model.PartsThenPrice());
        if (Solve(model, start) is not { } solver) return start;
        var found = model.Read(solver);
        return found.IsBetterThan(start) ? found : start;
    }

    private ExactModel? Model(Draft start)
    {
        var most = LineMargins.MostUseful(component, prices, prices.Bound - start.Objective());
        return most.Count(m => m > 0) is 0 or > MaxEdges ? null : new(component, most, _step);
    }

    private CpSolver? Solve(ExactModel model, Draft start)
    {
        model.Hint(start);
        var solver = new CpSolver
        {
            StringParameters = string.Create(CultureInfo.InvariantCulture, $"num_workers:1,random_seed:1,linearization_level:2,max_deterministic_time:{effort}"),
        };
        using var stop = cancel.Register(solver.StopSearch);
        var status = solver.Solve(model.Model);
        cancel.ThrowIfCancellationRequested();
        return status is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? solver : null;
    }
}
