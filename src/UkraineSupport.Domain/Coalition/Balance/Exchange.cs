namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Betters a draft in place as long as a step makes it worth more: a unit goes elsewhere, a unit takes another's place
/// and the other goes elsewhere, a unit that is free takes the place it left, or a chain that adds nothing leaves.
/// </summary>
internal sealed class Exchange(Component component, Draft draft)
{
    private const int MaxPasses = 40;

    /// <summary>Betters it.</summary>
    public static Draft Better(Component component, Draft draft)
    {
        var exchange = new Exchange(component, draft);
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            if (!exchange.Moves() && !exchange.Leaves() && !exchange.Replaces())
                break;
        }

        return draft;
    }

    /// <summary>Each unit to where it is worth most, or nowhere.</summary>
    private bool Moves()
    {
        var any = false;
        for (var u = 0; u < draft.ChoiceOf.Length; u++)
        {
            if (component.Held[u] || (draft.ChoiceOf[u] >= 0 && component.ChoicesOfUnit[u].Count == 1))
                continue;
            var (before, from) = (draft.Points, Take(u));
            var (best, most) = BestOf(u);
            any |= most > before;
            Put(most > before ? best : from);
        }

        return any;
    }

    /// <summary>Chains that fill nothing which others do not fill leave.</summary>
    private bool Leaves()
    {
        var any = false;
        for (var u = 0; u < draft.ChoiceOf.Length; u++)
        {
            if (component.Held[u] || draft.ChoiceOf[u] < 0)
                continue;
            var chain = Chain(u);
            if (chain.Exists(v => component.Held[v]))
                continue;
            var before = draft.Points;
            var from = chain.ConvertAll(Take);
            if (draft.Points > before)
                any = true;
            else
                from.ForEach(Put);
        }

        return any;
    }

    /// <summary>Each unit to each of its other serials, with the best step that follows from it.</summary>
    private bool Replaces()
    {
        var any = false;
        for (var c = 0; c < component.Choices.Length; c++)
        {
            var unit = component.Choices[c].Unit;
            if (component.Held[unit] || draft.ChoiceOf[unit] == c)
                continue;
            var (before, from) = (draft.Points, Take(unit));
            draft.Add(c);
            var (out_, to, most) = Follow(c, from);
            if (most > before)
            {
                if (out_ >= 0)
                    Take(out_);
                Put(to);
                any = true;
                continue;
            }

            draft.Remove(unit);
            Put(from);
        }

        return any;
    }

    private (int Out, int To, Points Most) Follow(int taken, int left)
    {
        var best = (-1, -1, draft.Points);
        foreach (var c in component.ChoicesOfSerial[component.Choices[taken].Serial])
        {
            var other = component.Choices[c].Unit;
            if (c == taken || draft.ChoiceOf[other] != c || component.Held[other])
                continue;
            Take(other);
            var (to, most) = BestOf(other);
            if (most > best.Item3)
                best = (other, to, most);
            draft.Add(c);
        }

        if (left < 0)
            return best;
        foreach (var c in component.ChoicesOfSerial[component.Choices[left].Serial])
        {
            if (draft.ChoiceOf[component.Choices[c].Unit] < 0 && draft.With(c) is var with && with > best.Item3)
                best = (-1, c, with);
        }

        return best;
    }

    private (int Choice, Points Most) BestOf(int unit)
    {
        var (best, most) = (-1, draft.Points);
        foreach (var c in component.ChoicesOfUnit[unit])
        {
            if (draft.With(c) is var with && with > most)
                (best, most) = (c, with);
        }

        return (best, most);
    }

    /// <summary>A unit and all that follow it or go before it in the same serial.</summary>
    private List<int> Chain(int unit)
    {
        List<int> chain = [unit];
        for (var i = 0; i < chain.Count; i++)
        {
            foreach (var other in component.Links[chain[i]])
            {
                if (draft.SerialOf(other) == draft.SerialOf(unit) && !chain.Contains(other))
                    chain.Add(other);
            }
        }

        return chain;
    }

    private int Take(int unit)
    {
        var from = draft.ChoiceOf[unit];
        if (from >= 0)
            draft.Remove(unit);
        return from;
    }

    private void Put(int choice)
    {
        if (choice >= 0)
            draft.Add(choice);
    }
}
