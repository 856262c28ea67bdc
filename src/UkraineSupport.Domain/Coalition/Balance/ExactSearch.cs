using System.Globalization;
using Google.OrTools.Sat;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>What is searched for; the levels before it are held.</summary>
internal enum Level
{
    Critical,
    All,
    Splits,
}

/// <summary>
/// Solves what is left of a component for one objective with CP-SAT. One worker, one seed and a limit in deterministic
/// time: the same component always gets the same answer.
/// </summary>
internal sealed class ExactSearch(Component component, Level level, Points known, CancellationToken cancel)
{
    /// <summary>Deterministic seconds.</summary>
    private const double Effort = 0.2;

    /// <summary>Beyond so many choices it would take longer than all the rest.</summary>
    private int MaxChoices =>
        level switch
        {
            Level.Critical => 1_000,
            Level.All => 700,
            _ => 160,
        };

    /// <summary>Whether it is small enough.</summary>
    public bool Suits => component.Choices.Length <= MaxChoices;

    /// <summary>Searches; answers the choices taken and a bound.</summary>
    /// <param name="hint">By choice, whether the best assignment known takes it.</param>
    public (List<int> Taken, long Bound) Run(bool[] hint)
    {
        var model = new ExactModel(component, level, known);
        model.Hint(hint);
        var solver = new CpSolver
        {
            StringParameters = string.Create(
                CultureInfo.InvariantCulture,
                $"num_workers:1,random_seed:1,linearization_level:2,cp_model_probing_level:0,max_deterministic_time:{Effort}"
            ),
        };
        cancel.ThrowIfCancellationRequested();
        using var stop = cancel.Register(solver.StopSearch);
        var status = solver.Solve(model.Model);
        cancel.ThrowIfCancellationRequested();
        var found = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible;
        var bound = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible or CpSolverStatus.Unknown
            ? Bound(solver.BestObjectiveBound)
            : Nothing;
        return (
            found
                ? model.Read(solver)
                :
                [
                    .. Enumerable
                        .Range(0, hint.Length)
                        .Where(c => hint[c] || component.Held[component.Choices[c].Unit]),
                ],
            bound
        );
    }

    private long Nothing => level == Level.Splits ? 0 : long.MaxValue;

    private long Bound(double bound) =>
        level == Level.Splits ? Math.Max(0, (long)Math.Ceiling(bound - 1e-6))
        : bound >= 1L << 60 ? Nothing
        : (long)Math.Floor(bound + 1e-3);
}
