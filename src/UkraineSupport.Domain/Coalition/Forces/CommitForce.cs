using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>A nation's offer of a force.</summary>
/// <param name="Nation">Whose: the caller's own.</param>
/// <param name="ForceElement">What: "mechanised battalion".</param>
/// <param name="Domain">Where it fights or works.</param>
/// <param name="Strength">Persons.</param>
/// <param name="NtmDays">Notice to move.</param>
/// <param name="From">First day on which it is available.</param>
/// <param name="To">Last day.</param>
/// <param name="Basing">Where it may be based: any of these.</param>
/// <param name="Mandate">What the nation's parliament said.</param>
/// <param name="Count">Number of things (ships, batteries) it brings.</param>
/// <param name="Serials">Serials it is for: one, any of several; none: any of its domain.</param>
/// <param name="RotationMonths">How long it stays at a time before it must be relieved; its whole period when it is
/// left out.</param>
/// <param name="Successor">The commitment of who relieves it.</param>
/// <param name="Caveats">Restrictions.</param>
/// <param name="AlsoPromised">What else it is promised to (double-hatted).</param>
/// <param name="Disclosure">Who may see it; the coalition unless said otherwise. Public is released by the nation, and
/// no more open than what it names.</param>
/// <param name="Call">The call that it answers.</param>
/// <param name="Indicated">Whether it is only thought of: it counts nowhere, and answers no call, until it is
/// offered.</param>
public sealed record CommitForce(
    string Nation,
    string ForceElement,
    ForceDomain Domain,
    int Strength,
    int NtmDays,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<Basing> Basing,
    Mandate Mandate,
    int? Count = null,
    IReadOnlyList<string>? Serials = null,
    int? RotationMonths = null,
    string? Successor = null,
    IReadOnlyList<StatedCaveat>? Caveats = null,
    IReadOnlyList<AlsoPromised>? AlsoPromised = null,
    Disclosure Disclosure = Disclosure.Coalition,
    string? Call = null,
    bool Indicated = false
);

/// <summary>A caveat, as a nation states it.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Text">The nation's words.</param>
/// <param name="Blocking">Whether it keeps the force out of what it names.</param>
/// <param name="Serials">Serials that it keeps it out of.</param>
/// <param name="Phases">Phases that it keeps it out of; naming neither, a blocking caveat keeps it out of all.</param>
public sealed record StatedCaveat(
    CaveatType Type,
    string Text,
    bool Blocking = false,
    IReadOnlyList<string>? Serials = null,
    IReadOnlyList<string>? Phases = null
)
{
    internal ForceCaveat ToCaveat() => new(Type, Text.Trim(), Blocking, Serials ?? [], Phases ?? []);
}

/// <summary>The reason for a step of a force commitment.</summary>
/// <param name="Reason">Why.</param>
public sealed record ForceStep(string Reason);

/// <summary>Nations commit forces: each for itself.</summary>
public static class Commit
{
    /// <summary>Decides on <paramref name="offer"/>.</summary>
    /// <param name="id">The commitment's id.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="around">What it names, as the caller sees it.</param>
    /// <param name="actor">Who offers.</param>
    /// <param name="now">The present.</param>
    /// <param name="deadlines">How long the coordinators have.</param>
    public static Decision<ForceEvent> Decide(
        string id,
        CommitForce offer,
        ForceContext around,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines
    )
    {
        if (!actor.IsDonor(offer.Nation) || !Parties.IsNation(offer.Nation))
            return new Forbidden("A nation commits forces itself, and no institution does.");
        var terms = Terms(offer);
        var check = new Check();
        ForceRules.Terms(check, terms, now);
        ForceRules.Named(check, terms, offer.Disclosure, around);
        ForceRules.Mandate(check, offer.Mandate, terms.From, now);
        SuccessorRules.Named(check, id, terms, offer.Disclosure, around);
        check.That(offer.Call is null || around.Call is not null, "/call", "There is no such call to you.");
        if (check.Error is { } invalid)
            return invalid;
        if (SuccessorRules.WhyNot(id, terms, around) is { } conflict)
            return conflict;
        ForceEvent stated = offer.Indicated
            ? new ForceIndicated(id, offer.Nation, terms, offer.Mandate, offer.Disclosure, now)
            : new ForceOffered(id, offer.Nation, terms, offer.Mandate, offer.Disclosure, now, now + deadlines.Review);
        return offer.Call is null ? stated : (ForceEvent[])[stated, new ForceCallNamed(offer.Call, offer.Nation)];
    }

    /// <summary>The nation offers what it had only indicated.</summary>
    public static Decision<ForceEvent> Offer(
        ForceCommitment force,
        ForceStep step,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines
    )
    {
        if (!actor.IsDonor(force.Nation))
            return new Forbidden("Only the nation offers its force.");
        if (ForceRules.WhyNot(step.Reason) is { } invalid)
            return invalid;
        if (force.Status != ForceStatus.Indicated)
            return new Conflict("not-indicated", $"The commitment is {force.Status}.");
        return force.Terms.To < DateOnly.FromDateTime(now.UtcDateTime)
            ? new Conflict("period-over", $"Its last day was {force.Terms.To:yyyy-MM-dd}.")
            : new ForceOffered(
                force.Id,
                force.Nation,
                force.Terms,
                force.Mandate,
                force.Disclosure,
                now,
                now + deadlines.Review
            );
    }

    private static ForceTerms Terms(CommitForce offer) =>
        new(
            offer.ForceElement.Trim(),
            offer.Domain,
            offer.Strength,
            offer.Count,
            offer.Serials ?? [],
            offer.NtmDays,
            offer.From,
            offer.To,
            [.. offer.Basing.Distinct().Order()],
            offer.RotationMonths,
            offer.Successor,
            [.. (offer.Caveats ?? []).Select(c => c.ToCaveat())],
            offer.AlsoPromised ?? []
        );
}
