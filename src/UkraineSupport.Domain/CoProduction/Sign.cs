using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>A donor nation files and amends an agreement; Ukraine's ministry signs it too.</summary>
public static class Sign
{
    /// <summary>A letter of intent.</summary>
    public static Decision<AgreementEvent> File(string id, FileAgreement wish, Actor actor, DateTimeOffset now)
    {
        if (!actor.IsDonor(wish.Donor))
            return new Forbidden("A donor nation files agreements of its own.");
        var check = new Check();
        check.That(DonorCatalog.Find(wish.Donor) is not null, "/donor", "A donor of the catalogue.");
        TermsRules.Open(check, wish.Terms);
        check.Unit(wish.Unit, CapabilityCatalog.Find(wish.Terms.Capability), "/unit");
        TermsRules.Commercial(check, wish.Commercial);
        check.That(
            wish.Terms.ContractTo < wish.Terms.ContractFrom || !IsOver(wish.Terms, now),
            "/terms/contractTo",
            "Not a contract that is over."
        );
        check.That(
            wish.Released >= wish.Disclosure,
            "/released",
            $"Partners and price would be more open than the agreement, which is {wish.Disclosure}."
        );
        if (check.Error is { } invalid)
            return invalid;
        return (AgreementEvent[])
            [
                new AgreementFiled(id, wish.Donor, wish.Terms, wish.Disclosure, now),
                new AgreementCommercialSet(wish.Commercial, wish.Released, wish.Donor),
            ];
    }

    /// <summary>
    /// Ukraine signs the agreement, or the amendment that waits; nothing when it has. If everything is approved by
    /// then, it is funded.
    /// </summary>
    public static Decision<AgreementEvent> CoSign(Agreement agreement, Actor actor, DateTimeOffset now)
    {
        if (actor.Role != Role.Recipient)
            return new Forbidden("Ukraine's ministry co-signs.");
        if (agreement.IsEnded)
            return Ended(agreement);
        if (agreement.Proposed is { } amendment)
            return Outdated(agreement, amendment) is { } outdated ? outdated : Amended(agreement, amendment, now);
        if (agreement.CoSignedAt is not null)
            return default;
        return Approvals.Joined(agreement, [new AgreementCoSigned(now)], now);
    }

    /// <summary>
    /// A change of the terms: at once as long as it is a letter of intent, otherwise when Ukraine has signed it. To
    /// release partners and price needs no signature where nothing else changes.
    /// </summary>
    public static Decision<AgreementEvent> Amend(
        Agreement agreement,
        AmendAgreement change,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!actor.IsDonor(agreement.Donor))
            return new Forbidden("Its donor nation amends an agreement.");
        if (WhyNot(agreement, change) is { } invalid)
            return invalid;
        if (agreement.IsEnded)
            return Ended(agreement);
        if (!Changes(agreement, change))
            return default;
        var isBetweenThem = Changes(agreement, change with { Released = null });
        if (agreement.CoSignedAt is null || !isBetweenThem)
            return Amended(agreement, change, now);
        return Same.As(agreement.Proposed, change)
            ? default(Decision<AgreementEvent>)
            : new AgreementAmendmentProposed(change, agreement.Donor);
    }

    /// <summary>Whether its last day is past everywhere.</summary>
    private static bool IsOver(AgreementTerms terms, DateTimeOffset now) =>
        terms.ContractTo < DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12));

    /// <summary>The refusal of what comes after the end.</summary>
    internal static Conflict Ended(Agreement agreement) =>
        new("agreement-ended", $"The agreement is {agreement.Status}.");

    private static InvalidInput? WhyNot(Agreement agreement, AmendAgreement change)
    {
        var check = new Check();
        check.Text(change.Reason, "/reason", 2000);
        if (change.Terms is { } terms)
        {
            TermsRules.Open(check, terms);
            check.That(
                terms.Capability == agreement.Terms.Capability,
                "/terms/capability",
                $"It stays {agreement.Terms.Capability}: another capability is another agreement."
            );
            Kept(check, agreement, terms);
        }

        if (change.Commercial is { } commercial)
            TermsRules.Commercial(check, commercial);
        var most = agreement.Disclosure;
        check.That(
            change.Released is not { } released || (released <= agreement.Released && released >= most),
            "/released",
            $"Between {agreement.Released}, as it is, and {most}, as the agreement is."
        );
        return check.Error;
    }

    /// <summary>What was made stays within the contract.</summary>
    private static void Kept(Check check, Agreement agreement, AgreementTerms terms)
    {
        var last = agreement.Reports.Count == 0 ? (UsDeliveries.Month?)null : agreement.Reports[^1].Month;
        var first = agreement.Reports.Count == 0 ? (UsDeliveries.Month?)null : agreement.Reports[0].Month;
        check.That(
            last is not { } end || UsDeliveries.Month.Of(terms.ContractTo) >= end,
            "/terms/contractTo",
            $"Output of {last} is reported."
        );
        check.That(
            first is not { } begin || UsDeliveries.Month.Of(terms.ContractFrom) <= begin,
            "/terms/contractFrom",
            $"Output of {first} is reported."
        );
    }

    /// <summary>
    /// The refusal of an amendment that does not fit any more what was made while it waited, or null.
    /// </summary>
    private static Conflict? Outdated(Agreement agreement, AmendAgreement amendment)
    {
        var check = new Check();
        if (amendment.Terms is { } terms)
            Kept(check, agreement, terms);
        return check.Error is { } error
            ? new("amendment-outdated", $"{error.Fields[0].Detail} Its donor nation amends the agreement otherwise.")
            : null;
    }

    private static bool Changes(Agreement agreement, AmendAgreement change) =>
        (change.Terms is { } terms && !Same.As(terms, agreement.Terms))
        || (change.Commercial is { } commercial && !Same.As(commercial, agreement.Commercial!))
        || (change.Released is { } released && released != agreement.Released);

    private static Decision<AgreementEvent> Amended(Agreement agreement, AmendAgreement change, DateTimeOffset now)
    {
        var events = new List<AgreementEvent>();
        if (change.Terms is { } terms && !Same.As(terms, agreement.Terms))
            events.Add(new AgreementAmended(terms, now));
        // Released to more by now than the amendment says: that stays.
        var released = change.Released < agreement.Released ? change.Released.Value : agreement.Released;
        var commercial = change.Commercial;
        if (commercial is not null || released != agreement.Released || events.Count == 0)
            events.Add(new AgreementCommercialSet(commercial ?? agreement.Commercial!, released, agreement.Donor));
        return Approvals.Joined(agreement, events, now);
    }
}
