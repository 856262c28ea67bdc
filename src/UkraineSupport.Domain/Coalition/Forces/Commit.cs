using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Forces;

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
        if (Check.Reason(step.Reason) is { } invalid)
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
