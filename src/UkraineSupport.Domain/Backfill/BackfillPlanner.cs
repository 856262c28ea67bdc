namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// Plans which committed lines should cover which needs (docs/decisions/0007). Pure: the same input, in whatever order its lists
/// are, gives the same plan; nothing depends on the clock or on how busy the machine is.
/// </summary>
public static class BackfillPlanner
{
    /// <summary>Components are solved at once on so many threads; the answer does not depend on it.</summary>
    private const int Threads = 2;

    /// <summary>Makes the plan.</summary>
    /// <param name="input">Lines, needs and what is kept.</param>
    /// <param name="options">How to weigh; the usual way when null.</param>
    /// <param name="cancel">Stops it soon, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A line or need comes twice, or a quantity or priority is out of range.</exception>
    public static BackfillPlan Plan(PlanInput input, PlanOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new();
        InputCheck.Check(input, options);
        cancel.ThrowIfCancellationRequested();
        var problem = new Problem(input, options);
        var kept = new KeptParts(problem);
        var components = Components.Of(problem, kept);
        var solved = new Solved[components.Count];
        Parallel.For(0, components.Count, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancel },
            c => solved[c] = ComponentPlanner.Solve(components[c], options, cancel));
        cancel.ThrowIfCancellationRequested();
        return new PlanWriter(problem, kept, solved).Write();
    }
}
