using System.Collections.Concurrent;

namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// Plans which committed lines should cover which needs (docs/decisions/0007). Pure: the same input, in whatever order
/// its lists are, gives the same plan; nothing depends on the clock or on how busy the machine is.
/// </summary>
public static class BackfillPlanner
{
    /// <summary>Components are solved at once on so many threads; the answer does not depend on it.</summary>
    private const int Threads = 2;

    /// <summary>Each component has a part of the effort by its size, but never less than this.</summary>
    private const double LeastPart = 0.02;

    /// <summary>Makes the plan.</summary>
    /// <param name="input">Lines, needs and what is kept.</param>
    /// <param name="options">How to weigh; the usual way when null.</param>
    /// <param name="cancel">Stops it soon, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A line or need comes twice, or a quantity or priority is out of
    /// range.</exception>
    public static BackfillPlan Plan(PlanInput input, PlanOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new();
        InputCheck.Check(input, options);
        cancel.ThrowIfCancellationRequested();
        var problem = new Problem(input, options);
        var kept = new KeptParts(problem);
        var components = Components.Of(problem, kept);
        var edges = components.Sum(c => c.Edges.Length);
        var solved = new Solved[components.Count];
        // The largest first: none of them is left to one thread at the end.
        var order = Enumerable.Range(0, components.Count).OrderByDescending(c => components[c].Edges.Length);
        Parallel.ForEach(
            Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancel },
            c =>
                solved[c] = ComponentPlanner.Solve(
                    components[c],
                    options.Effort * Math.Max(LeastPart, (double)components[c].Edges.Length / edges),
                    cancel
                )
        );
        cancel.ThrowIfCancellationRequested();
        return new PlanWriter(problem, kept, solved).Write();
    }
}
