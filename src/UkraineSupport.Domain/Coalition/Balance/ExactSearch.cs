using System.Globalization;
using Google.OrTools.Sat;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Solves a component for good with CP-SAT, one objective after the other. One worker, one seed and a limit in
/// deterministic time: the same component always gets the same answer.
/// </summary>
internal sealed class ExactSearch(Component component, CancellationToken cancel)
{
    /// <summary>Beyond this it would take longer than all the rest.</summary>
    private const int MaxChoices = 160;

    /// <summary>Deterministic seconds for each objective.</summary>
    private const double Effort = 0.3;

    /// <summary>Whether the component is small enough.</summary>
    public static bool Suits(Component component) => component.Choices.Length <= MaxChoices;

    /// <summary>Betters what is known, and brings its bounds down, as far as the limits allow.</summary>
    public Solved Better(Solved known)
    {
        if (known.Bound.Critical > known.Points.Critical)
            known = Critical(known);
        if (known.Bound.Critical == known.Points.Critical && known.Bound.All > known.Points.All)
            known = All(known);
        return
            known.Points with { Splits = 0 } == known.Bound with { Splits = 0 }
            && known.Points.Splits > known.Bound.Splits
            ? Splits(known)
            : known;
    }

    private Solved Critical(Solved known)
    {
        var model = new ExactModel(component);
        model.MaximizeCritical();
        return Solve(model, known) is { } solver ? known.BetterOf(model.Read(solver), critical: Bound(solver)) : known;
    }

    private Solved All(Solved known)
    {
        var model = new ExactModel(component);
        model.MaximizeAll(known.Points);
        return Solve(model, known) is { } solver ? known.BetterOf(model.Read(solver), all: Bound(solver)) : known;
    }

    private Solved Splits(Solved known)
    {
        var model = new ExactModel(component);
        model.MinimizeSplits(known.Points);
        return Solve(model, known) is { } solver
            ? known.BetterOf(model.Read(solver), splits: (long)Math.Ceiling(solver.BestObjectiveBound - 1e-6))
            : known;
    }

    private static long Bound(CpSolver solver) => (long)Math.Floor(solver.BestObjectiveBound + 1e-3);

    private CpSolver? Solve(ExactModel model, Solved known)
    {
        cancel.ThrowIfCancellationRequested();
        model.Hint(known.Draft);
        var solver = new CpSolver
        {
            StringParameters = string.Create(
                CultureInfo.InvariantCulture,
                $"num_workers:1,random_seed:1,linearization_level:2,max_deterministic_time:{Effort}"
            ),
        };
        using var stop = cancel.Register(solver.StopSearch);
        var status = solver.Solve(model.Model);
        cancel.ThrowIfCancellationRequested();
        return status is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? solver : null;
    }
}
