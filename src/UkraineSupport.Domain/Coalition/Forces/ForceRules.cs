using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>What makes sense in a force commitment; the same for an offer and its amendment.</summary>
internal static class ForceRules
{
    public const int MaxSerials = 50;
    private const int MaxCaveats = 20;
    private const int MaxPromises = 10;

    /// <summary>Of the terms themselves.</summary>
    public static void Terms(Check check, ForceTerms terms, DateTimeOffset now)
    {
        check.Text(terms.ForceElement, "/forceElement", 200);
        check.That(terms.Strength is > 0 and <= 1_000_000, "/strength", "1 to 1,000,000 persons.");
        check.That(terms.Count is null or (> 0 and <= 10_000), "/count", "1 to 10,000, or left out.");
        check.That(terms.NtmDays is >= 0 and <= 365, "/ntmDays", "0 to 365 days.");
        check.Count(terms.Basing, "/basing", 1, 8);
        Period(check, terms, now);
        check.Count(terms.Caveats, "/caveats", 0, MaxCaveats);
        foreach (var (caveat, i) in terms.Caveats.Take(MaxCaveats).Select((c, i) => (c, i)))
            check.Text(caveat.Text, $"/caveats/{i}/text", 2000);
        check.Count(terms.AlsoPromised, "/alsoPromised", 0, MaxPromises);
        foreach (var (promise, i) in terms.AlsoPromised.Take(MaxPromises).Select((p, i) => (p, i)))
        {
            check.Text(promise.To, $"/alsoPromised/{i}/to", 200);
            check.That(
                promise.Strength > 0 && promise.Strength <= terms.Strength,
                $"/alsoPromised/{i}/strength",
                $"1 to the {terms.Strength} that are committed here."
            );
        }
    }

    private static void Period(Check check, ForceTerms terms, DateTimeOffset now)
    {
        check.That(terms.To >= terms.From, "/to", "Not before the first day.");
        check.That(terms.To >= DateOnly.FromDateTime(now.UtcDateTime), "/to", "Not in the past.");
        if (terms.RotationMonths is not { } months)
            return;
        check.That(months is >= 1 and <= 120, "/rotationMonths", "1 to 120, or left out.");
        if (months is >= 1 and <= 120)
            check.That(
                terms.From.AddMonths(months) <= terms.To.AddDays(1),
                "/rotationMonths",
                "No longer than the period."
            );
    }

    /// <summary>Of the serials and phases that the terms name: they are there, and no narrower than the
    /// commitment.</summary>
    public static void Named(Check check, ForceTerms terms, Disclosure disclosure, ForceContext around)
    {
        check.Count(terms.Serials, "/serials", 0, MaxSerials);
        Serials(check, terms.Serials, disclosure, around, "/serials");
        foreach (var (serial, i) in terms.Serials.Take(MaxSerials).Select((s, i) => (s, i)))
            check.That(
                around.Statement?.Serial(serial) is not { } known || known.Domain == terms.Domain,
                $"/serials/{i}",
                "It is of another domain."
            );
        foreach (var (caveat, i) in terms.Caveats.Take(MaxCaveats).Select((c, i) => (c, i)))
        {
            Serials(check, caveat.Serials, disclosure, around, $"/caveats/{i}/serials");
            check.Count(caveat.Phases, $"/caveats/{i}/phases", 0, MaxSerials);
            foreach (var (phase, j) in caveat.Phases.Take(MaxSerials).Select((p, j) => (p, j)))
                Open(check, around.Statement?.LevelOfPhase(phase), disclosure, "phase", $"/caveats/{i}/phases/{j}");
        }
    }

    /// <summary>Of what a parliament said.</summary>
    public static void Mandate(Check check, Mandate mandate, DateOnly from, DateTimeOffset now)
    {
        check.Text(mandate.Reference, "/mandate/reference", 500, required: false);
        if (mandate.Until is not { } until)
            return;
        check.That(mandate.Status == MandateStatus.Approved, "/mandate/until", "Only an approval ends.");
        check.That(until >= from, "/mandate/until", "Not before the first day of the commitment.");
        check.That(until >= DateOnly.FromDateTime(now.UtcDateTime), "/mandate/until", "Not in the past.");
    }

    private static void Serials(
        Check check,
        IReadOnlyList<string> serials,
        Disclosure disclosure,
        ForceContext around,
        string at
    )
    {
        check.That(serials.Distinct().Count() == serials.Count, at, "Each serial once.");
        foreach (var (serial, i) in serials.Take(MaxSerials).Select((s, i) => (s, i)))
            Open(check, around.Statement?.Serial(serial)?.Disclosure, disclosure, "serial", $"{at}/{i}");
    }

    private static void Open(Check check, Disclosure? level, Disclosure disclosure, string noun, string at)
    {
        check.That(level is not null, at, $"The statement of requirements has no such {noun}.");
        check.That(level is null || level <= disclosure, at, $"The commitment is more open than this {noun}: {level}.");
    }
}
