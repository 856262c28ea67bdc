using System.Globalization;
using Google.OrTools.Sat;

namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// Searches for better plans in whole atoms with CP-SAT, on the edges that can matter, from the best plan known. One
/// worker, one seed and a limit in deterministic time: the same component always gets the same answer.
/// </summary>
/// <param name="component">The component.</param>
/// <param name="prices">Its relaxation.</param>
/// <param name="step">The step of its points, see <see cref="Lattice"/>.</param>
/// <param name="effort">Limit of each search, in deterministic seconds.</param>
/// <param name="cancel">Stops the solver.</param>
internal sealed class ExactSearch(
    Component component,
    Relaxation prices,
    decimal step,
    double effort,
    CancellationToken cancel
)
{
    /// <summary>Beyond this nothing would be found in time.</summary>
    private const int MaxEdges = 8_000;

    /// <summary>
    /// So many of the edges that lose least are searched beside those of the plan, where all would be too many.
    /// </summary>
    private const int Nearby = 1_500;

    /// <summary>
    /// Points in integers up to here are exact in the solver's doubles too; a finer step is made coarser, and the bound
    /// rounded up.
    /// </summary>
    private const decimal MaxPoints = 1L << 50;

    private readonly decimal _step = Math.Max(step, prices.Bound / MaxPoints);

    private readonly decimal[] _losses = LineMargins.Losses(component, prices);

    /// <summary>Looks for more points on the likeliest edges only, where there are many.</summary>
    public Draft MorePointsNearby(Draft start)
    {
        var most = MostUseful(start);
        if (most.Count(m => m > 0) <= 2 * Nearby)
            return start;
        var likely = Enumerable
            .Range(0, most.Length)
            .Where(e => most[e] > 0 && start.Atoms[e] == 0)
            .OrderBy(e => _losses[e])
            .ThenBy(e => e)
            .Take(Nearby)
            .ToHashSet();
        most = [.. most.Select((m, e) => start.Atoms[e] > 0 || likely.Contains(e) ? m : 0)];
        if (!ExactModel.Fits(component, most, _step))
            return start;
        var model = new ExactModel(component, most, _step);
        model.Model.Maximize(model.Points);
        return Solve(model, start) is { } solver && model.Read(solver) is var found && found.IsBetterThan(start)
            ? found
            : start;
    }

    /// <summary>
    /// Looks for more points; answers the best plan known and a bound that allows for the edges left out.
    /// </summary>
    public (Draft Best, decimal Bound) MorePoints(Draft start, decimal bound)
    {
        if (Model(start) is not { } model)
            return (start, bound);
        model.Model.Maximize(model.Points);
        if (Solve(model, start) is not { } solver)
            return (start, bound);
        var found = model.Read(solver);
        var best = found.IsBetterThan(start) ? found : start;
        return (
            best,
            Math.Min(bound, Math.Max(best.Objective(), (decimal)Math.Ceiling(solver.BestObjectiveBound) * _step))
        );
    }

    /// <summary>Looks for as many points in fewer parts, then for less money.</summary>
    public Draft FewerParts(Draft start)
    {
        if (Model(start) is not { } model)
            return start;
        model.Model.Add(model.Points >= model.PointsOf(start));
        model.Model.Minimize(model.PartsThenPrice());
        if (Solve(model, start) is not { } solver)
            return start;
        var found = model.Read(solver);
        return found.IsBetterThan(start) ? found : start;
    }

    /// <summary>
    /// Half a step more than the points miss: the prices are rounded, and an edge that loses nothing is kept.
    /// </summary>
    private long[] MostUseful(Draft start) =>
        LineMargins.MostUseful(component, _losses, prices.Bound - start.Objective() + (_step / 2));

    private ExactModel? Model(Draft start)
    {
        var most = MostUseful(start);
        return most.Count(m => m > 0) is 0 or > MaxEdges || !ExactModel.Fits(component, most, _step)
            ? null
            : new(component, most, _step);
    }

    private CpSolver? Solve(ExactModel model, Draft start)
    {
        model.Hint(start);
        var solver = new CpSolver
        {
            StringParameters = string.Create(
                CultureInfo.InvariantCulture,
                $"num_workers:1,random_seed:1,linearization_level:2,max_deterministic_time:{effort}"
            ),
        };
        cancel.ThrowIfCancellationRequested();
        using var stop = cancel.Register(solver.StopSearch);
        var status = solver.Solve(model.Model);
        cancel.ThrowIfCancellationRequested();
        return status is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? solver : null;
    }
}
