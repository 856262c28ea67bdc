using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Rates;

namespace UkraineSupport.Domain.Pledges;

/// <summary>A donor announces a pledge, for its own nation only (DOMAIN §5 rule 2).</summary>
public static class Announce
{
    /// <summary>Most lines a pledge can have.</summary>
    public const int MaxLines = 100;

    /// <summary>Decides on <paramref name="offer"/>; <paramref name="id"/> becomes the pledge's id.</summary>
    /// <param name="id">The new pledge's id.</param>
    /// <param name="offer">What is offered.</param>
    /// <param name="actor">Who offers.</param>
    /// <param name="now">The time.</param>
    /// <param name="deadlines">How long the coordinators have.</param>
    /// <param name="gap">The gap that it answers, or null.</param>
    /// <param name="rates">Exchange rates of the day, for values in other currencies.</param>
    /// <param name="parent">The pledge that it is a share of, as the donor sees it; null when there is none.</param>
    public static Decision<PledgeEvent> Decide(
        string id,
        Offer offer,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines,
        Gap? gap = null,
        IReadOnlyList<FrozenRate>? rates = null,
        Pledge? parent = null
    )
    {
        if (actor.Role != Role.Donor)
            return new Forbidden("Only donors announce pledges.");
        if (!actor.IsDonor(offer.Donor))
            return new Forbidden("A donor announces pledges for its own nation only.");
        if (Validate(offer, gap, now).Error is { } invalid)
            return invalid;
        if (PooledOffer.Validate(offer, parent, gap).Error is { } pooled)
            return pooled;
        if (parent is not null && PooledOffer.WhyNot(parent) is { } ended)
            return ended;
        if (gap?.Status is GapStatus.Closed or GapStatus.AcceptedRisk)
            return new Conflict("gap-not-open", $"The gap is {gap.Status}.");

        var lines = offer
            .Lines.Select(
                (l, i) =>
                    new PledgeLine(
                        i + 1,
                        l.Capability,
                        l.Quantity,
                        CapabilityCatalog.Find(l.Capability)!.Unit,
                        l.DeliverBy,
                        l.AvailableFrom,
                        l.UnitValue,
                        l.Currency,
                        l.ValuationBasis,
                        l.Training,
                        l.Drone,
                        Lot: l.Lot,
                        MadeBy: l.MadeBy
                    )
            )
            .ToList();
        return new PledgeAnnounced(
            id,
            offer.Donor,
            offer.Kind,
            offer.Title.Trim(),
            offer.Modality,
            offer.ValidUntil,
            offer.Disclosure,
            offer.Evidence,
            offer.Conditions ?? [],
            offer.Caveats ?? [],
            offer.Agreement,
            lines,
            now,
            now + deadlines.Review,
            gap?.Id,
            rates,
            offer.AnnouncedOn,
            gap?.Disclosure ?? Disclosure.Public,
            offer.Pool,
            parent is null ? null : new(parent.Id, parent.Donor, parent.Pool, parent.Disclosure),
            offer.DeliveredBy == offer.Donor ? null : offer.DeliveredBy,
            offer.Authority
        );
    }

    private static Check Validate(Offer offer, Gap? gap, DateTimeOffset now)
    {
        var check = new Check();
        check.That(
            DonorCatalog.Find(offer.Donor) is not null,
            "/donor",
            "A donor of /api/catalog/donors: an ally (ISO 3166-1 alpha-3) or institution."
        );
        check.That(
            gap is null || offer.Donor != DonorCatalog.UnitedStates,
            "/donor",
            "The USA does not close the gap that its own deliveries leave."
        );
        check.That(
            gap is null || offer.Disclosure >= gap.Disclosure,
            "/disclosure",
            $"The pledge names the gap: it is {gap?.Disclosure}, and so at least is what is offered for it."
        );
        check.That(
            offer.AnnouncedOn is not { } day
                || (day <= DateOnly.FromDateTime(now.UtcDateTime.AddHours(14)) && day.Year >= 2014),
            "/announcedOn",
            "Not in the future, and not before 2014."
        );
        check.Text(offer.Agreement, "/agreement", 200, required: false);
        check.That(
            offer.Agreement is null || offer.Kind == PledgeKind.CoProduction,
            "/agreement",
            "Only a co-production pledge names an agreement."
        );
        check.Count(offer.Lines, "/lines", 1, MaxLines);
        OfferRules.Terms(check, offer.Title, offer.ValidUntil, offer.Conditions, offer.Caveats, now);
        OfferRules.OwnEvidence(check, offer.Evidence);
        foreach (var (line, i) in offer.Lines.Take(MaxLines).Select((l, i) => (l, i)))
        {
            OfferRules.Line(check, offer.Kind, line, $"/lines/{i}");
            // Where today is still yesterday it is not over.
            check.That(
                line.DeliverBy >= DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12)),
                $"/lines/{i}/deliverBy",
                "Not in the past."
            );
        }

        check.That(
            gap is null || offer.Lines.Any(l => gap.FactorFor(l.Capability) is not null),
            "/lines",
            $"The gap is one of {gap?.Capability}; no line offers that or one of its substitutes."
        );
        return check;
    }
}
