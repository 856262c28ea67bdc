using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Rates;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// The donor turns an accepted pledge into a commitment: from here on it counts as support (DOMAIN §2).
/// A conditional pledge counts only when its conditions hold, so they are checked here.
/// </summary>
public static class Formalise
{
    /// <summary>Decides on <paramref name="commitment"/>.</summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="commitment">The instrument.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="now">The time of the decision.</param>
    /// <param name="committedByOthers">What donors other than this one have committed of a capability, in its unit;
    /// asked only for conditions that name one.</param>
    /// <param name="rates">Exchange rates of the day of signature.</param>
    /// <param name="committedInTime">The same for conditions whose last day is past: what others had committed by
    /// then.</param>
    /// <param name="jointly">Whether the signature is kept, if a condition does not hold yet, until those on whom it
    /// depends have signed too.</param>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        Commitment commitment,
        Actor actor,
        DateTimeOffset now,
        IReadOnlyDictionary<string, decimal> committedByOthers,
        IReadOnlyList<FrozenRate>? rates = null,
        IReadOnlyDictionary<string, decimal>? committedInTime = null,
        bool jointly = false
    )
    {
        if (!actor.IsDonor(pledge.Donor))
            return new Forbidden("Only the pledge's donor formalises it.");
        var check = new Check();
        check.Text(commitment.Instrument, "/instrument", 200);
        check.Text(commitment.LegalReference, "/legalReference", 200);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        // East of Greenwich it may be tomorrow already.
        var latest = today.AddDays(1);
        check.That(commitment.SignedOn <= latest, "/signedOn", "A signature cannot lie in the future.");
        check.That(
            commitment.ParliamentApprovedOn is null || commitment.ParliamentApprovedOn <= latest,
            "/parliamentApprovedOn",
            "An approval cannot lie in the future."
        );
        if (check.Error is { } invalid)
            return invalid;

        if (pledge.Status is not (PledgeStatus.Accepted or PledgeStatus.PartiallyAccepted))
            return new Conflict(
                "not-accepted",
                $"The pledge is {pledge.Status}; only an accepted pledge can be formalised."
            );
        if (pledge.ValidUntil < now)
            return new Conflict("no-longer-valid", $"The pledge was valid until {pledge.ValidUntil:yyyy-MM-dd}.");
        foreach (var condition in pledge.Conditions.Where(c => c.IsChecked))
        {
            var reached = committedByOthers.GetValueOrDefault(condition.Capability!);
            // What was reached in time is reached, whenever it is formalised.
            if (
                condition.By < today
                && (committedInTime?.GetValueOrDefault(condition.Capability!) ?? 0) < condition.OthersReach
            )
                return new Conflict(
                    "condition-lapsed",
                    $"The condition on {condition.Capability} could be met until {condition.By:yyyy-MM-dd}."
                );
            if (reached >= condition.OthersReach)
                continue;
            if (jointly)
                return new PledgeFormalisationPrepared(commitment, rates);
            return new Conflict(
                "condition-not-met",
                $"Others have not committed the {condition.OthersReach} {condition.Capability} that the pledge depends on. With \"jointly\" the signature is kept until they have."
            );
        }

        return new PledgeFormalised(commitment, rates);
    }
}
