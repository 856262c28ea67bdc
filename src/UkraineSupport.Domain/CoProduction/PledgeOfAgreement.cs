using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>
/// What an agreement makes is delivered through co-production pledges that name it. Committed there, it counts there,
/// and <see cref="FutureSupply"/> leaves it out.
/// </summary>
public static class PledgeOfAgreement
{
    /// <summary>Why an offer cannot name the agreement, or null.</summary>
    /// <param name="offer">The offer, which names an agreement by its id.</param>
    /// <param name="agreement">The agreement, or null when the donor sees no such one.</param>
    public static InvalidInput? WhyNot(Offer offer, Agreement? agreement)
    {
        var check = new Check();
        check.That(
            agreement?.Donor == offer.Donor && agreement.CoSignedAt is not null,
            "/agreement",
            $"{offer.Donor} has no such agreement that Ukraine has signed."
        );
        if (agreement is null || check.Error is not null)
            return check.Error;
        check.That(
            offer.Lines.All(l => l.Capability == agreement.Terms.Capability),
            "/lines",
            $"The agreement makes {agreement.Terms.Capability}, and nothing else."
        );
        var accepted = agreement.Reports.Sum(r => r.Accepted - r.ToPartner);
        check.That(
            !agreement.IsEnded || offer.Lines.Sum(l => l.Quantity) <= accepted,
            "/lines",
            $"The agreement is {agreement.Status}: no more is delivered from it than the {accepted} accepted."
        );
        check.Add(NoWider(offer.Disclosure, agreement));
        return check.Error;
    }

    /// <summary>
    /// A pledge hears that its agreement has ended: whoever counts on it has to know that no more is made for it. What
    /// it has committed stays its donor's word, to keep from what was made or to take back.
    /// </summary>
    public static Decision<PledgeEvent> Ended(Pledge pledge, Agreement agreement) =>
        agreement.IsEnded
        && pledge is { IsEnded: false, HasAgreementEnded: false }
        && (pledge.Agreement, pledge.Donor) == (agreement.Id, agreement.Donor)
            ? new PledgeAgreementEnded(agreement.Id, agreement.Status)
            : default(Decision<PledgeEvent>);

    /// <summary>Why who may see a pledge of the agreement cannot become that, or null.</summary>
    public static InvalidInput? WhyNotDisclose(Disclosure disclosure, Agreement agreement) =>
        NoWider(disclosure, agreement).Error;

    private static Check NoWider(Disclosure disclosure, Agreement agreement)
    {
        var check = new Check();
        check.That(
            disclosure >= agreement.Disclosure,
            "/disclosure",
            $"The pledge names the agreement, which is {agreement.Disclosure}."
        );
        return check;
    }
}
