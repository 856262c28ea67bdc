using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Pledges;

/// <summary>What makes sense in an offer; the same for announcement and amendment.</summary>
internal static class OfferRules
{
    public static void Terms(
        Check check,
        string title,
        DateTimeOffset validUntil,
        IReadOnlyList<Condition>? conditions,
        IReadOnlyList<Caveat>? caveats,
        DateTimeOffset now
    )
    {
        check.Text(title, "/title", 300);
        check.That(validUntil > now, "/validUntil", "Must lie in the future.");
        check.Count(conditions, "/conditions", 0, 20);
        check.Count(caveats, "/caveats", 0, 20);
        foreach (var (condition, i) in (conditions ?? []).Select((c, i) => (c, i)))
        {
            check.Text(condition.Text, $"/conditions/{i}/text", 2000);
            check.That(
                condition.Capability is null == condition.OthersReach is null,
                $"/conditions/{i}",
                "Capability and othersReach go together."
            );
            if (condition.Capability is null)
                continue;
            var capability = check.Capability(condition.Capability, $"/conditions/{i}/capability");
            check.Quantity(condition.OthersReach ?? 1, capability, $"/conditions/{i}/othersReach");
        }

        foreach (var (caveat, i) in (caveats ?? []).Select((c, i) => (c, i)))
        {
            check.Text(caveat.Text, $"/caveats/{i}/text", 2000);
            check.Text(caveat.Type, $"/caveats/{i}/type", 60, required: false);
        }
    }

    public static void Evidence(Check check, Evidence? evidence)
    {
        if (evidence is null)
            return;
        check.Text(
            evidence.Url,
            "/evidence/url",
            1000,
            required: evidence.Level is EvidenceLevel.Documented or EvidenceLevel.Confirmed
        );
        check.That(
            string.IsNullOrEmpty(evidence.Url) || IsWebAddress(evidence.Url),
            "/evidence/url",
            "An absolute http(s) address."
        );
    }

    /// <summary>What one side says of its own: that both sides confirm it, it cannot say alone.</summary>
    public static void OwnEvidence(Check check, Evidence? evidence)
    {
        Evidence(check, evidence);
        check.That(
            evidence?.Level != EvidenceLevel.Confirmed,
            "/evidence/level",
            "Confirmed is what both sides say: give a document, which the other side confirms."
        );
    }

    public static void Line(Check check, PledgeKind kind, OfferLine line, string at)
    {
        var capability = check.Capability(line.Capability, $"{at}/capability");
        check.Quantity(line.Quantity, capability, $"{at}/quantity");
        check.Unit(line.Unit, capability, $"{at}/unit");
        if (line.Lot is { } lot)
            check.Quantity(lot, capability, $"{at}/lot");
        check.Lots(line.Quantity, line.Lot, $"{at}/quantity");
        check.That(
            line.AvailableFrom is null || line.AvailableFrom <= line.DeliverBy,
            $"{at}/availableFrom",
            "Not after deliverBy."
        );
        check.That(
            line.UnitValue is null or (>= 0 and <= Check.MaxQuantity),
            $"{at}/unitValue",
            "Not negative, at most 1,000,000,000,000."
        );
        check.That(
            line.UnitValue is null == line.Currency is null,
            $"{at}/currency",
            "A unit value and its currency go together."
        );
        check.That(line.Currency is null || Currencies.IsKnown(line.Currency), $"{at}/currency", "An ISO 4217 code.");
        check.That(
            line.MadeBy is null || Parties.IsNation(line.MadeBy),
            $"{at}/madeBy",
            "A nation, ISO 3166-1 alpha-3."
        );
        if (capability is not null)
            Kind(check, kind, capability, at);
        if (capability?.IsMoney == true)
            Money(check, line, at);
        Training(check, kind, line, at);
        check.That(
            line.Drone is null || kind == PledgeKind.Drones,
            $"{at}/drone",
            "Only a drones pledge describes a drone."
        );
    }

    /// <summary>Its quantity is EUR already, each worth one.</summary>
    private static void Money(Check check, OfferLine line, string at)
    {
        check.That(line.Currency is null or "EUR", $"{at}/currency", "Money is pledged in EUR: convert its quantity.");
        check.That(line.UnitValue is null or 1, $"{at}/unitValue", "A EUR is worth 1.");
    }

    private static void Kind(Check check, PledgeKind kind, Capability capability, string at)
    {
        check.That(
            (kind == PledgeKind.Training) == (capability.Area == "training") || kind == PledgeKind.CoProduction,
            $"{at}/capability",
            "A training pledge offers training capabilities, and no other pledge does."
        );
        check.That(
            (kind == PledgeKind.Funding) == (capability.Area == "funding") || kind == PledgeKind.CoProduction,
            $"{at}/capability",
            "A funding pledge offers FUNDING, and only funding and co-production pledges do."
        );
        check.That(
            kind != PledgeKind.Drones || capability.Area == "drones",
            $"{at}/capability",
            "A drones pledge offers drone capabilities."
        );
    }

    private static void Training(Check check, PledgeKind kind, OfferLine line, string at)
    {
        if (line.Training is not { } training)
            return;
        check.That(kind == PledgeKind.Training, $"{at}/training", "Only a training pledge describes a course.");
        check.Text(training.Course, $"{at}/training/course", 200);
        check.That(
            training.Places is null || training.Places == line.Quantity,
            $"{at}/training/places",
            "The places are the line's quantity."
        );
        check.That(
            training.Start is null || training.End is null || training.Start <= training.End,
            $"{at}/training/end",
            "Not before the start."
        );
        check.That(
            training.Location is null || Parties.IsNation(training.Location),
            $"{at}/training/location",
            "A country, ISO 3166-1 alpha-3; nothing more precise is kept."
        );
    }

    private static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme is "http" or "https")
        && !string.IsNullOrEmpty(uri.Host);
}
