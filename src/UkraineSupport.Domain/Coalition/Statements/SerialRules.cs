using System.Text.RegularExpressions;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Statements;

/// <summary>What makes sense in a statement of requirements.</summary>
internal static partial class SerialRules
{
    public const int MaxPhases = 20;
    public const int MaxSerials = 200;

    /// <summary>Ten years after a ceasefire nothing begins any more.</summary>
    private const int LastDay = 3650;

    private const int MaxMonths = 120;
    private const int MaxStrength = 1_000_000;

    /// <summary>Whether a nation can be expected to commit forces: a donor of the catalogue that is no
    /// institution.</summary>
    public static bool IsNation(string? party) => DonorCatalog.Find(party) is not null && Parties.IsNation(party);

    public static void Phases(Check check, IReadOnlyList<Phase> phases)
    {
        check.Count(phases, "/phases", 1, MaxPhases);
        foreach (var (phase, i) in phases.Take(MaxPhases).Select((p, i) => (p, i)))
        {
            Slug(check, phase.Id, $"/phases/{i}/id");
            Once(check, phases.Select(p => p.Id), i, $"/phases/{i}/id");
            check.Text(phase.Title, $"/phases/{i}/title", 200);
            check.That(phase.FromDay is >= 0 and <= LastDay, $"/phases/{i}/fromDay", $"D+0 to D+{LastDay}.");
            check.That(phase.Months is >= 1 and <= MaxMonths, $"/phases/{i}/months", $"1 to {MaxMonths}.");
        }
    }

    public static void Serials(Check check, PutRequirements put)
    {
        check.Count(put.Serials, "/serials", 0, MaxSerials);
        foreach (var (serial, i) in put.Serials.Take(MaxSerials).Select((s, i) => (s, i)))
        {
            var at = $"/serials/{i}";
            Slug(check, serial.Id, $"{at}/id");
            Once(check, put.Serials.Select(s => s.Id), i, $"{at}/id");
            Size(check, serial, at);
            When(check, serial, put.Phases.FirstOrDefault(p => p.Id == serial.Phase), at);
            Headquarters(check, serial, at);
            Turns(check, serial.Turns ?? [], $"{at}/turns");
        }
    }

    private static void Size(Check check, PutSerial serial, string at)
    {
        check.Text(serial.ForceElement, $"{at}/forceElement", 200);
        check.That(serial.Strength is > 0 and <= MaxStrength, $"{at}/strength", $"1 to {MaxStrength} persons.");
        check.That(serial.Count is null or (> 0 and <= 10_000), $"{at}/count", "1 to 10,000, or left out.");
        check.That(serial.NtmDays is >= 0 and <= 365, $"{at}/ntmDays", "0 to 365 days.");
        check.Count(serial.Basing, $"{at}/basing", 1, 8);
    }

    private static void When(Check check, PutSerial serial, Phase? phase, string at)
    {
        check.That(serial.SustainMonths is >= 1 and <= MaxMonths, $"{at}/sustainMonths", $"1 to {MaxMonths}.");
        check.That(phase is not null, $"{at}/phase", $"There is no phase '{Check.Shorten(serial.Phase)}'.");
        if (phase is not { FromDay: >= 0 and <= LastDay, Months: >= 1 and <= MaxMonths })
            return;
        var last = phase.FromDay + ShortestOf(phase.Months) - 1;
        check.That(
            serial.FromDay >= phase.FromDay && serial.FromDay <= last,
            $"{at}/fromDay",
            $"D+{serial.FromDay} lies outside of its phase: D+{phase.FromDay} to D+{last}."
        );
    }

    private static void Headquarters(Check check, PutSerial serial, string at)
    {
        check.Text(serial.Headquarters, $"{at}/headquarters", 200, required: serial.Role is not null);
        check.That(
            serial.Role is null || serial.Domain == ForceDomain.Headquarters,
            $"{at}/role",
            "Only a serial of domain headquarters is a role."
        );
    }

    private static void Turns(Check check, IReadOnlyList<Turn> turns, string at)
    {
        check.Count(turns, at, 0, 40);
        foreach (var (turn, i) in turns.Take(40).Select((t, i) => (t, i)))
        {
            check.That(IsNation(turn.Nation), $"{at}/{i}/nation", "A nation of /api/catalog/donors.");
            check.That(turn.Months is >= 1 and <= MaxMonths, $"{at}/{i}/months", $"1 to {MaxMonths}.");
        }
    }

    private static void Slug(Check check, string id, string at) =>
        check.That(Slugs().IsMatch(id), at, "Letters, digits and single hyphens between them, at most 20.");

    private static void Once(Check check, IEnumerable<string> ids, int i, string at)
    {
        var before = ids.Take(i).ToList();
        check.That(!before.Contains(ids.ElementAt(i)), at, "It is there already: each id once.");
    }

    /// <summary>Days that so many months have at least, whenever they begin.</summary>
    private static int ShortestOf(int months)
    {
        var first = new DateOnly(2027, 1, 1);
        return Enumerable.Range(0, 48).Min(i => first.AddMonths(i + months).DayNumber - first.AddMonths(i).DayNumber);
    }

    [GeneratedRegex(@"^(?=.{1,20}\z)[A-Za-z0-9]+(-[A-Za-z0-9]+)*\z")]
    private static partial Regex Slugs();
}
