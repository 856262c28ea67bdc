using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Requirements;

/// <summary>What the recipient files.</summary>
/// <param name="Title">One line for people.</param>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Quantity">In the capability's unit.</param>
/// <param name="Priority">1 (highest) to 5.</param>
/// <param name="RequiredBy">Last day on which it helps.</param>
/// <param name="Unit">If given, must be the catalogue's.</param>
/// <param name="Substitutes">What else would do.</param>
/// <param name="Disclosure">Who may see it; the coalition unless said otherwise.</param>
/// <param name="Evidence">What supports it; reported unless said otherwise.</param>
public sealed record FileRequirement(
    string Title, string Capability, decimal Quantity, int Priority, DateOnly RequiredBy, string? Unit = null,
    IReadOnlyList<Substitute>? Substitutes = null, Disclosure Disclosure = Disclosure.Coalition, Evidence? Evidence = null);

/// <summary>Only the recipient files requirements (DOMAIN §5 rule 2).</summary>
public static class Submit
{
    /// <summary>Decides on <paramref name="filed"/>; <paramref name="id"/> becomes the requirement's id.</summary>
    public static Decision<RequirementEvent> Decide(string id, FileRequirement filed, Actor actor, DateTimeOffset now, DeadlineSettings deadlines)
    {
        if (actor.Role != Role.Recipient) return new Forbidden("Only the recipient files requirements.");
        if (Validate(filed, now).Error is { } invalid) return invalid;
        var end = new DateTimeOffset(filed.RequiredBy.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        return new RequirementSubmitted(
            id, filed.Title.Trim(), filed.Capability, filed.Quantity, CapabilityCatalog.Find(filed.Capability)!.Unit, filed.Priority, filed.RequiredBy,
            filed.Substitutes ?? [], filed.Disclosure, filed.Evidence ?? new Evidence(EvidenceLevel.Reported), now, now + deadlines.Validation,
            end - deadlines.RequiredByReminder);
    }

    private static Check Validate(FileRequirement filed, DateTimeOffset now)
    {
        var check = new Check();
        check.Text(filed.Title, "/title", 300);
        var capability = check.Capability(filed.Capability, "/capability");
        check.Quantity(filed.Quantity, capability, "/quantity");
        check.Unit(filed.Unit, capability, "/unit");
        check.That(filed.Priority is >= 1 and <= 5, "/priority", "1 (highest) to 5.");
        check.That(filed.RequiredBy >= DateOnly.FromDateTime(now.UtcDateTime), "/requiredBy", "Not in the past.");
        check.That(filed.RequiredBy.Year < 2200, "/requiredBy", "Before the year 2200.");
        Substitutes(check, filed.Capability, filed.Substitutes);
        OfferRules.Evidence(check, filed.Evidence);
        return check;
    }

    /// <summary>The rules of substitutes, of requirements and gaps alike.</summary>
    internal static void Substitutes(Check check, string capability, IReadOnlyList<Substitute>? substitutes)
    {
        check.Count(substitutes, "/substitutes", 0, 20);
        foreach (var (substitute, i) in (substitutes ?? []).Select((s, i) => (s, i)))
        {
            check.Capability(substitute.Capability, $"/substitutes/{i}/capability");
            check.That(substitute.Capability != capability, $"/substitutes/{i}/capability", "Another capability than its own.");
            check.That(substitute.Factor is > 0 and <= 1000 && decimal.Round(substitute.Factor, 4) == substitute.Factor, $"/substitutes/{i}/factor", "More than 0, at most 1000, four decimals.");
        }

        check.That((substitutes ?? []).DistinctBy(s => s.Capability).Count() == (substitutes?.Count ?? 0), "/substitutes", "Each capability once.");
    }
}
