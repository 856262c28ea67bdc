using DisjointSets = UkraineSupport.Domain.Backfill.DisjointSets;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Cuts a problem into what hangs together.</summary>
internal static class Components
{
    /// <summary>In the order of their first serials; serials that nobody can serve are in none.</summary>
    public static List<Component> Of(Problem problem)
    {
        var sets = new DisjointSets(problem.Serials.Length + problem.Units.Length);
        foreach (var choice in problem.Choices)
            sets.Join(choice.Serial, problem.Serials.Length + choice.Unit);
        return
        [
            .. problem
                .Choices.GroupBy(c => sets.Root(c.Serial))
                .Select(g => Make(problem, [.. g]))
                .OrderBy(c => c.Serials[0]),
        ];
    }

    private static Component Make(Problem problem, Choice[] choices)
    {
        int[] serials = [.. choices.Select(c => c.Serial).Distinct().Order()];
        int[] units = [.. choices.Select(c => c.Unit).Distinct().Order()];
        return new(
            problem,
            serials,
            units,
            [
                .. choices.Select(c =>
                    c with
                    {
                        Serial = Array.BinarySearch(serials, c.Serial),
                        Unit = Array.BinarySearch(units, c.Unit),
                    }
                ),
            ]
        );
    }
}
