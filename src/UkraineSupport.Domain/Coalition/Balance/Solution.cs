using System.Collections.Concurrent;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>An assignment of all units, component by component.</summary>
internal sealed class Solution
{
    /// <summary>Components are solved at once on so many threads; the answer does not depend on it.</summary>
    private const int Threads = 2;

    /// <summary>Components of up to so many choices are solved anew when nations leave; others by exchange.</summary>
    private const int MaxAnew = 160;

    private readonly Dictionary<string, Solved> _solvedOf = new(StringComparer.Ordinal);
    private readonly BalanceInput _input;
    private readonly bool _exact;

    private Solution(BalanceInput input, Solution? known, bool exact, bool bounded, CancellationToken cancel)
    {
        (Problem, _input, _exact) = (new(input), input, exact);
        var components = Components.Of(Problem);
        var solved = new Solved[components.Count];
        // The largest first: none of them is left to one thread at the end.
        var order = Enumerable.Range(0, components.Count).OrderByDescending(c => components[c].Choices.Length);
        Parallel.ForEach(
            Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancel },
            c => solved[c] = Solve(components[c], known, bounded, cancel)
        );
        Parts = solved;
        SerialOf = new int[Problem.Units.Length];
        Array.Fill(SerialOf, -1);
        foreach (var part in solved)
            Keep(part);
    }

    public Problem Problem { get; }

    public IReadOnlyList<Solved> Parts { get; }

    /// <summary>By unit, or -1.</summary>
    public int[] SerialOf { get; }

    public Points Points => Parts.Aggregate(default(Points), (sum, p) => sum + p.Points);

    public Points Bound => Parts.Aggregate(default(Points), (sum, p) => sum + p.Bound);

    public static Solution Of(BalanceInput input, bool exact = true, CancellationToken cancel = default) =>
        new(input, null, exact, true, cancel);

    /// <summary>
    /// The same with nations left out, from where this is: what nothing changed in stays, the rest is bettered from
    /// where it was.
    /// </summary>
    /// <param name="nations">The nations.</param>
    /// <param name="bounded">Whether it is also bounded; the assignment does not depend on it.</param>
    /// <param name="cancel">Stops it soon.</param>
    public Solution Without(IEnumerable<string> nations, bool bounded, CancellationToken cancel = default) =>
        new(_input.Without(nations), this, _exact, bounded, cancel);

    private Solved Solve(Component component, Solution? known, bool bounded, CancellationToken cancel)
    {
        if (known is null)
            return new ComponentSolver(Problem, component, cancel).Exchanged().Bounded(_exact);
        var was = known._solvedOf.GetValueOrDefault(Problem.Serials[component.Serials[0]].Id);
        if (was is not null && IsAsItWas(component, was.Component, known.Problem))
            return was with { Component = component };
        var solver = new ComponentSolver(Problem, component, cancel).From(KnownOf(component, known));
        if (component.Choices.Length <= MaxAnew)
            return solver.Bounded(_exact);
        return bounded ? solver.OnlyBounded() : solver.Unbounded();
    }

    private bool IsAsItWas(Component component, Component was, Problem problem) =>
        component.Units.Select(u => Problem.Units[u]).SequenceEqual(was.Units.Select(u => problem.Units[u]))
        && component.Serials.Select(s => Problem.Serials[s]).SequenceEqual(was.Serials.Select(s => problem.Serials[s]));

    private List<int> KnownOf(Component component, Solution known)
    {
        var serialOf = known
            .Problem.Units.Select((u, i) => (u.Id, Serial: known.SerialOf[i]))
            .Where(x => x.Serial >= 0)
            .ToDictionary(x => x.Id, x => known.Problem.Serials[x.Serial].Id, StringComparer.Ordinal);
        return
        [
            .. Enumerable
                .Range(0, component.Choices.Length)
                .Where(c =>
                    serialOf.GetValueOrDefault(Problem.Units[component.Units[component.Choices[c].Unit]].Id)
                    == Problem.Serials[component.Serials[component.Choices[c].Serial]].Id
                ),
        ];
    }

    private void Keep(Solved part)
    {
        var component = part.Component;
        foreach (var serial in component.Serials)
            _solvedOf[Problem.Serials[serial].Id] = part;
        for (var u = 0; u < component.Units.Length; u++)
        {
            if (part.Draft.SerialOf(u) is >= 0 and var serial)
                SerialOf[component.Units[u]] = component.Serials[serial];
        }
    }
}
