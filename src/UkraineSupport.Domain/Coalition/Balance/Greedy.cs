namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>What a careful planner would do by hand: an assignment is never worse than that.</summary>
internal static class Greedy
{
    /// <summary>
    /// Serials one after the other, critical ones first, then by their first day: each takes the unit that adds most
    /// until none adds anything.
    /// </summary>
    public static Draft Fill(Problem problem, Component component)
    {
        var draft = new Draft(component);
        var order = Enumerable
            .Range(0, component.Serials.Length)
            .OrderByDescending(s => component.Critical[s])
            .ThenBy(s => problem.Serials[component.Serials[s]].FromDay);
        foreach (var serial in order)
        {
            while (Best(component, draft, serial) is >= 0 and var best)
                draft.Add(best);
        }

        return draft;
    }

    private static int Best(Component component, Draft draft, int serial)
    {
        var (best, most) = (-1, 0L);
        foreach (var choice in component.ChoicesOfSerial[serial])
        {
            if (draft.ChoiceOf[component.Choices[choice].Unit] >= 0)
                continue;
            var gain = draft.Gain(choice);
            if (gain > most)
                (best, most) = (choice, gain);
        }

        return best;
    }
}
