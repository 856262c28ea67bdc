using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Pledges;

/// <summary>What makes sense of pools, shares in them, and goods that another party delivers.</summary>
internal static class PooledOffer
{
    private const string Shared = "A pool, and what is a share of another pledge, is for all allies to see.";

    public static Check Validate(Offer offer, Pledge? parent, Gap? gap)
    {
        var check = new Check();
        Delivered(check, offer, gap);
        check.That(
            !offer.Pool
                || offer.Kind
                    is PledgeKind.Munitions
                        or PledgeKind.Drones
                        or PledgeKind.Equipment
                        or PledgeKind.Enablers,
            "/pool",
            "A pool buys munitions, drones, equipment or enablers; who gives money for it makes a pledge of its own."
        );
        check.That(!offer.Pool || offer.Disclosure != Disclosure.Restricted, "/disclosure", Shared);
        if (offer.ParentPledge is null)
            return check;
        check.That(
            parent is { Disclosure: not Disclosure.Restricted },
            "/parentPledge",
            "There is no such pledge, or it is restricted."
        );
        check.That(
            offer is { Kind: PledgeKind.Funding, Pool: false },
            "/parentPledge",
            "A share of another pledge is money: a funding pledge."
        );
        check.That(offer.Modality == Modality.Pooled, "/modality", "A share of another pledge is pooled.");
        check.That(gap is null, "/parentPledge", "What is offered for a gap is no share of another pledge.");
        check.That(offer.Disclosure != Disclosure.Restricted, "/disclosure", Shared);
        if (parent is null)
            return check;
        check.That(
            offer.Disclosure >= parent.Disclosure,
            "/disclosure",
            $"It names its parent pledge: that is {parent.Disclosure}, and so at least is its share."
        );
        check.That(
            parent.Donor != offer.Donor,
            "/parentPledge",
            "What a donor pays of its own pledge is no share of another's."
        );
        check.That(
            parent.Parent is null && parent.Kind is not (PledgeKind.Funding or PledgeKind.Training),
            "/parentPledge",
            "Its parent pledge gives goods, not money or training."
        );
        return check;
    }

    /// <summary>Why nothing is contributed to a pledge any more, or null.</summary>
    public static Conflict? WhyNot(Pledge parent) =>
        parent.IsEnded && parent is not { Status: PledgeStatus.Completed, Pool: false }
            ? new("already-ended", $"The parent pledge is {parent.Status}.")
            : null;

    /// <summary>Why others may not be kept from seeing it, or null.</summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="becomes">Who may see it then; null when that stays.</param>
    /// <param name="hasShares">Whether others contribute to it.</param>
    public static Conflict? WhyNotDisclose(Pledge pledge, Disclosure? becomes, bool hasShares)
    {
        if (becomes == Disclosure.Restricted && (pledge.Pool || pledge.Parent is not null || hasShares))
            return new("shared", Shared);
        return pledge.Parent is { } parent && becomes < parent.Disclosure
            ? new("shared", $"It names its parent pledge, which is {parent.Disclosure}.")
            : null;
    }

    private static void Delivered(Check check, Offer offer, Gap? gap)
    {
        var byUnitedStates = offer.DeliveredBy == DonorCatalog.UnitedStates && offer.Donor != DonorCatalog.UnitedStates;
        check.That(
            offer.DeliveredBy is null || Parties.IsKnown(offer.DeliveredBy),
            "/deliveredBy",
            "A nation (ISO 3166-1 alpha-3) or institution."
        );
        check.That(
            offer.DeliveredBy is null || offer.Kind is not (PledgeKind.Funding or PledgeKind.Training),
            "/deliveredBy",
            "Money and places on courses are given by their donor."
        );
        check.That(
            offer.Authority is null || (byUnitedStates && offer.Authority is UsAuthority.PURL or UsAuthority.FMS),
            "/authority",
            "PURL or FMS, of what an ally pays for and the USA deliver."
        );
        check.That(
            !byUnitedStates || offer.Authority is not null,
            "/authority",
            "What the USA deliver for an ally they deliver under PURL or FMS: say which."
        );
        check.That(
            gap is null || !byUnitedStates,
            "/deliveredBy",
            "What the USA delivers, whoever pays, does not close the gap that it is part of."
        );
    }
}
