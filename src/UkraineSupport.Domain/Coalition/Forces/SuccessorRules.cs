using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>
/// Who may relieve whom. Only what the caller sees is looked at: through commitments that the caller does not see a
/// chain may still come back to itself, so whoever walks one keeps count.
/// </summary>
internal static class SuccessorRules
{
    /// <summary>Longest chain of successors.</summary>
    public const int MaxChain = 50;

    /// <summary>Of the successor that the terms name.</summary>
    public static void Named(Check check, string id, ForceTerms terms, Disclosure disclosure, ForceContext around)
    {
        if (terms.Successor is null)
            return;
        const string At = "/successor";
        check.That(terms.Successor != id, At, "It does not relieve itself.");
        if (terms.Successor == id)
            return;
        var successor = around.Successors is [{ } first, ..] && first.Id == terms.Successor ? first : null;
        check.That(successor is not null, At, "There is no such commitment.");
        if (successor is null)
            return;
        check.That(successor.Terms.Domain == terms.Domain, At, $"It is of domain {successor.Terms.Domain}.");
        check.That(
            successor.Disclosure <= disclosure,
            At,
            $"The commitment is more open than its successor: {successor.Disclosure}."
        );
        check.That(
            around.Successors.All(s => s.Id != id && s.Terms.Successor != id),
            At,
            "It is relieved by this one in the end: a circle."
        );
        check.That(around.Successors.Count < MaxChain, At, $"A chain of more than {MaxChain}.");
        var (from, to) = (terms.From, terms.To.AddDays(1));
        check.That(
            successor.Terms.From >= from && successor.Terms.From <= to,
            At,
            $"It begins on {successor.Terms.From:yyyy-MM-dd}: not between {from:yyyy-MM-dd} and {to:yyyy-MM-dd}."
        );
    }

    /// <summary>Why it cannot be relieved by that one now, or null.</summary>
    public static Conflict? WhyNot(string id, ForceTerms terms, ForceContext around)
    {
        if (terms.Successor is null)
            return null;
        if (around.Successors[0] is { IsEnded: true } ended)
            return new("successor-ended", $"The successor is {ended.Status}.");
        return around.Predecessors.FirstOrDefault(p => p != id) is { } other
            ? new("successor-taken", $"It relieves {other} already; it cannot relieve two.")
            : null;
    }
}
