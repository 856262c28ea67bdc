using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Calls;

/// <summary>What makes sense in a call for forces.</summary>
internal static class CallRules
{
    /// <summary>Most nations that one call goes to.</summary>
    private const int MaxNations = 60;

    public static void Serials(Check check, IReadOnlyList<string>? serials, StatementOfRequirements? statement)
    {
        if (serials is null)
            return;
        check.Count(serials, "/serials", 1, SerialRules.MaxSerials);
        check.That(serials.Distinct().Count() == serials.Count, "/serials", "Each serial once.");
        foreach (var (id, i) in serials.Take(SerialRules.MaxSerials).Select((s, i) => (s, i)))
        {
            var serial = statement?.Serial(id);
            check.That(serial is not null, $"/serials/{i}", "The statement of requirements has no such serial.");
            check.That(
                serial is null or { Disclosure: <= Disclosure.Coalition },
                $"/serials/{i}",
                "It is restricted: no nation could see what it is called for."
            );
        }
    }

    public static void Nations(Check check, IReadOnlyList<string>? nations)
    {
        if (nations is null)
            return;
        check.Count(nations, "/nations", 1, MaxNations);
        check.That(nations.Distinct().Count() == nations.Count, "/nations", "Each nation once.");
        foreach (var (nation, i) in nations.Take(MaxNations).Select((n, i) => (n, i)))
            check.That(SerialRules.IsNation(nation), $"/nations/{i}", "A nation of /api/catalog/donors.");
    }
}
