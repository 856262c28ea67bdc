using Words = UkraineSupport.Domain.Backfill.Words;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Says why a unit stands where the optimum put it.</summary>
internal sealed class PlacementReasons(Solution solution)
{
    private readonly Dictionary<int, (Component Component, Draft Draft)> _partOf = Parts(solution);
    private readonly ILookup<int, int> _before = Enumerable
        .Range(0, solution.Problem.Units.Length)
        .ToLookup(u => solution.Problem.Successor[u]);

    public static string Reserve => "All that it could fill is filled without it.";

    /// <summary>Of a unit that is counted on.</summary>
    public IReadOnlyList<string> Assigned(int u)
    {
        var problem = solution.Problem;
        var (unit, serial) = (problem.Units[u], problem.Serials[solution.SerialOf[u]]);
        var others = problem.ChoicesOf[u].Where(c => c.Serial != solution.SerialOf[u]).ToList();
        var reasons = new List<string>();
        if (unit.Serial is not null)
            reasons.Add("It was activated for it.");
        else if (unit.Terms.Serials is [var only] && only == serial.Id)
            reasons.Add("It is named for it.");
        else if (others.Count == 0)
            reasons.Add("It can serve no other.");
        else if (serial.Critical && others.Exists(c => !problem.Serials[c.Serial].Critical))
            reasons.Add($"Critical serials go first; it could also serve {Ids(others)}.");
        else
            reasons.Add($"It adds most to the whole here; it could also serve {Ids(others)}.");
        foreach (var before in _before[u])
        {
            if (solution.SerialOf[before] == solution.SerialOf[u])
                reasons.Add($"It relieves {problem.Units[before].Id}.");
        }

        reasons.Add(Worth(u));
        return reasons;
    }

    private string Worth(int u)
    {
        var (component, draft) = _partOf[u];
        var local = Array.BinarySearch(component.Units, u);
        var (before, choice) = (draft.Points.All, draft.ChoiceOf[local]);
        draft.Remove(local);
        var lost = before - draft.Points.All;
        draft.Add(choice);
        var days = lost / solution.Problem.Scale;
        return days > 0
            ? Words.Say($"Without it, {days:#,0} strength-days would be missing there.")
            : "Nothing would be missing there without it.";
    }

    private string Ids(IEnumerable<Choice> choices) =>
        string.Join(", ", choices.Select(c => solution.Problem.Serials[c.Serial].Id));

    private static Dictionary<int, (Component, Draft)> Parts(Solution solution)
    {
        var parts = new Dictionary<int, (Component, Draft)>();
        foreach (var solved in solution.Parts)
        {
            var draft = Draft.With(solved.Component, solved.Draft.ChoiceOf.Where(c => c >= 0));
            foreach (var unit in solved.Component.Units)
                parts[unit] = (solved.Component, draft);
        }

        return parts;
    }
}
