namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Makes whole assignments of a component from what was found in a part of its choices.</summary>
internal sealed class Roundings(Component whole)
{
    private readonly Dictionary<Choice, int> _numbers = Numbers(whole);

    /// <summary>Each unit where a relaxation has most of it, or where it was, and bettered.</summary>
    public Draft Of(Component part, double[] taken, Draft best) =>
        Exchange.Better(
            whole,
            With(part, part.ChoicesOfUnit.Where(all => all.Count > 0).Select(all => all.MaxBy(c => taken[c])), best)
        );

    /// <summary>The same, where those who serve critical serials stay.</summary>
    public Draft BesideCritical(Component part, double[] taken, Draft best)
    {
        bool[] stays = [.. best.ChoiceOf.Select(c => c >= 0 && whole.Critical[whole.Choices[c].Serial])];
        var others = Enumerable.Range(0, stays.Length).Where(u => !stays[u] && part.ChoicesOfUnit[u].Count > 0);
        return Exchange.Better(
            whole,
            Draft.With(
                whole,
                [
                    .. best.ChoiceOf.Where((_, u) => stays[u]),
                    .. others.Select(u => _numbers[part.Choices[part.ChoicesOfUnit[u].MaxBy(c => taken[c])]]),
                ]
            )
        );
    }

    /// <summary>The best draft, where units that have choices in the part are where these put them.</summary>
    public Draft With(Component part, IEnumerable<int> choices, Draft best)
    {
        var chosen = choices.Select(c => _numbers[part.Choices[c]]).ToList();
        var there = part.Choices.Select(c => c.Unit).ToHashSet();
        return Draft.With(whole, chosen.Concat(best.ChoiceOf.Where((c, u) => c >= 0 && !there.Contains(u))));
    }

    /// <summary>By choice of the part, whether the best draft takes it.</summary>
    public bool[] Taken(Component part, Draft best) =>
        [.. part.Choices.Select(c => best.ChoiceOf[c.Unit] == _numbers[c])];

    private static Dictionary<Choice, int> Numbers(Component component)
    {
        var numbers = new Dictionary<Choice, int>(ReferenceEqualityComparer.Instance);
        for (var c = 0; c < component.Choices.Length; c++)
            numbers[component.Choices[c]] = c;
        return numbers;
    }
}
