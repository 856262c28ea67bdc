using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>From the letter of intent to what both sides signed.</summary>
public class SignTests
{
    private static readonly AgreementTerms Terms = AnAgreement.Terms;

    private static FileAgreement Wish(AgreementTerms? terms = null, CommercialTerms? commercial = null) =>
        new("DNK", terms ?? Terms, commercial ?? AnAgreement.Commercial);

    [Fact]
    public void A_donor_nation_files_its_own()
    {
        Assert.All(
            Given.Everyone,
            actor => Assert.Equal(actor != Given.Danish, AnAgreement.File(null, actor).IsForbidden())
        );
        var filed = AnAgreement.Filed().State;
        Assert.Equal((AgreementStatus.LetterOfIntent, "DNK", 2), (filed.Status, filed.Owner, filed.Version));
        Assert.Equal(
            ["ministry", "licence-1", "financing-1", "financing-2"],
            filed.Approvals.Select(a => a.Id).ToArray()
        );
    }

    public static TheoryData<string, string> Bad() =>
        new()
        {
            { "product", "/terms/product" },
            { "capability", "/terms/capability" },
            { "training", "/terms/capability" },
            { "contract", "/terms/contractTo" },
            { "long", "/terms/contractTo" },
            { "over", "/terms/contractTo" },
            { "beyond 2199", "/terms/contractTo" },
            { "share 0", "/terms/recipientShare" },
            { "share 1.1", "/terms/recipientShare" },
            { "minimum", "/terms/minimumYearly" },
            { "half", "/terms/minimumYearly" },
            { "no money", "/terms/financing" },
            { "money", "/terms/financing/0/eur" },
            { "licence", "/terms/exportLicences/0/country" },
            { "origin", "/terms/origins/0/country" },
            { "origins", "/terms/origins" },
            { "origin twice", "/terms/origins" },
            { "percent", "/terms/origins/0/percent" },
            { "partner", "/commercial/partners/0/country" },
            { "no partner", "/commercial/partners" },
            { "price", "/commercial/price/agreed" },
            { "baseline", "/commercial/price/baseline" },
            { "unit", "/unit" },
            { "released", "/released" },
        };

    [Theory, MemberData(nameof(Bad))]
    public void What_makes_no_sense_is_named(string what, string pointer)
    {
        var c = AnAgreement.Commercial;
        var wish = what switch
        {
            "product" => Wish(Terms with { Product = " " }),
            "capability" => Wish(Terms with { Capability = "DRONES" }),
            "training" => Wish(Terms with { Capability = "TRAIN-BASIC" }),
            "contract" => Wish(Terms with { ContractTo = new(2026, 12, 31) }),
            "long" => Wish(Terms with { ContractTo = new(2047, 1, 1) }),
            "over" => Wish(Terms with { ContractFrom = new(2026, 1, 1), ContractTo = new(2026, 12, 31) }),
            "beyond 2199" => Wish(Terms with { ContractFrom = new(2195, 1, 1), ContractTo = new(2201, 1, 1) }),
            "share 0" => Wish(Terms with { RecipientShare = 0 }),
            "share 1.1" => Wish(Terms with { RecipientShare = 1.1m }),
            "minimum" => Wish(Terms with { MinimumYearly = -1 }),
            "half" => Wish(Terms with { MinimumYearly = 0.5m }),
            "no money" => Wish(Terms with { Financing = [] }),
            "money" => Wish(Terms with { Financing = [new(FinancingSource.Eib, 0)] }),
            "licence" => Wish(Terms with { ExportLicences = [new("XXX", "x")] }),
            "origin" => Wish(Terms with { Origins = [new("Ukraine", 10)] }),
            "origins" => Wish(Terms with { Origins = [new("UKR", 60), new("DNK", 40.01m)] }),
            "origin twice" => Wish(Terms with { Origins = [new("UKR", 60), new("UKR", 10)] }),
            "percent" => Wish(Terms with { Origins = [new("UKR", 101)] }),
            "partner" => Wish(null, c with { Partners = [new("x", "EU", PartnerRole.Lead)] }),
            "no partner" => Wish(null, c with { Partners = [] }),
            "price" => Wish(null, c with { Price = new(1, 0) }),
            "baseline" => Wish(null, c with { Price = new(0.001m, 1) }),
            "unit" => Wish() with { Unit = "rounds" },
            _ => Wish() with { Released = Disclosure.Public },
        };
        Assert.Equal([pointer], AnAgreement.File(wish).Wrong());
    }

    [Fact]
    public void A_party_that_is_no_donor_of_the_catalogue_is_named()
    {
        var actor = new Actor(Role.Donor, "XXX", "x");
        Assert.Equal(["/donor"], AnAgreement.File(Wish() with { Donor = "XXX" }, actor).Wrong());
    }

    [Fact]
    public void Ukraine_co_signs_once()
    {
        var filed = AnAgreement.Filed();
        Assert.All(
            Given.Everyone,
            actor => Assert.Equal(actor != Given.Ukraine, Sign.CoSign(filed, actor, Given.Now).IsForbidden())
        );
        var signed = AnAgreement.CoSigned();
        Assert.Equal((AgreementStatus.Agreed, Given.Now), (signed.State.Status, signed.State.CoSignedAt));
        Sign.CoSign(signed, Given.Ukraine, Given.Now).IsNothing();
    }

    [Fact]
    public void Partners_and_price_are_the_parties_unless_released()
    {
        var agreement = AnAgreement.Filed();
        foreach (var actor in Given.Everyone)
        {
            var sees = actor == Given.Danish || actor == Given.Ukraine || actor == Given.Coordinator;
            Assert.Equal(sees, agreement.State.SeenBy(actor).Commercial is not null);
        }

        agreement.Do(a => Sign.Amend(a, new("x", Released: Disclosure.Coalition), Given.Danish, Given.Now));
        Assert.NotNull(agreement.State.SeenBy(Given.Dutch).Commercial);
        Assert.Null(agreement.State.SeenBy(Actor.Anonymous).Commercial);
        Assert.Equal(
            ["/released"],
            Sign.Amend(agreement, new("x", Released: Disclosure.Restricted), Given.Danish, Given.Now).Wrong()
        );
        Assert.Equal(
            ["/released"],
            Sign.Amend(agreement, new("x", Released: Disclosure.Public), Given.Danish, Given.Now).Wrong()
        );
    }

    [Fact]
    public void What_carries_partners_and_price_is_as_confidential_as_they_are()
    {
        var set = AnAgreement.File().Events.OfType<AgreementCommercialSet>().Single();
        Assert.Equal((Disclosure.Restricted, "DNK"), (Confidential(set).Confidentiality, Confidential(set).About));
        var change = new AmendAgreement("x", Commercial: AnAgreement.Commercial with { Price = new(1, 2) });
        var proposed = Sign.Amend(AnAgreement.CoSigned(), change, Given.Danish, Given.Now)
            .Only<AgreementAmendmentProposed>();
        Assert.Equal(Disclosure.Restricted, Confidential(proposed).Confidentiality);
    }

    [Fact]
    public void A_letter_of_intent_is_amended_at_once_and_an_agreement_when_Ukraine_signs()
    {
        var change = new AmendAgreement("x", Terms with { MinimumYearly = 12_000 });
        var filed = AnAgreement.Filed().Do(a => Sign.Amend(a, change, Given.Danish, Given.Now));
        Assert.Equal(12_000, filed.State.Terms.MinimumYearly);
        Sign.Amend(filed, change, Given.Danish, Given.Now).IsNothing();

        var signed = AnAgreement.CoSigned().Do(a => Sign.Amend(a, change, Given.Danish, Given.Now));
        Assert.Equal((10_000m, change), (signed.State.Terms.MinimumYearly, signed.State.Proposed));
        Assert.Null(signed.State.SeenBy(Given.Dutch).Proposed);
        Sign.Amend(signed, change, Given.Danish, Given.Now).IsNothing();
        signed.Do(a => Sign.CoSign(a, Given.Ukraine, Given.Now));
        Assert.Equal((12_000m, (AmendAgreement?)null), (signed.State.Terms.MinimumYearly, signed.State.Proposed));
    }

    [Fact]
    public void Another_price_waits_for_Ukraine_and_stays_as_confidential()
    {
        var change = new AmendAgreement("x", Commercial: AnAgreement.Commercial with { Price = new(2_000, 2_300) });
        var signed = AnAgreement.CoSigned().Do(a => Sign.Amend(a, change, Given.Danish, Given.Now));
        Assert.Equal(2_100, signed.State.Commercial!.Price.Agreed);
        var set = Sign.CoSign(signed, Given.Ukraine, Given.Now).Only<AgreementCommercialSet>();
        Assert.Equal((2_300m, Disclosure.Restricted), (set.Commercial.Price.Agreed, set.Released));
    }

    [Fact]
    public void A_changed_line_of_the_financing_is_approved_anew()
    {
        var funded = AnAgreement.Funded();
        var more = Terms with { Financing = [Terms.Financing[0], Terms.Financing[1] with { Eur = 60_000_000m }] };
        funded
            .Do(a => Sign.Amend(a, new("x", more), Given.Danish, Given.Now))
            .Do(a => Sign.CoSign(a, Given.Ukraine, Given.Now));
        Assert.Equal(
            [ApprovalState.Granted, ApprovalState.Granted, ApprovalState.Granted, ApprovalState.Pending],
            funded.State.Approvals.Select(a => a.State).ToArray()
        );
    }

    [Fact]
    public void A_contract_keeps_the_months_that_are_reported()
    {
        var made = AnAgreement.Planned(12, 100).Made(new(2027, 3), 90);
        var shorter = new AmendAgreement("x", Terms with { ContractTo = new(2027, 2, 28) });
        Assert.Equal(["/terms/contractTo"], Sign.Amend(made, shorter, Given.Danish, made.Now).Wrong());
        var later = new AmendAgreement("x", Terms with { ContractFrom = new(2027, 4, 1) });
        Assert.Equal(["/terms/contractFrom"], Sign.Amend(made, later, Given.Danish, made.Now).Wrong());
        var another = new AmendAgreement("x", Terms with { Capability = "DRONE-FPV" });
        Assert.Equal(["/terms/capability"], Sign.Amend(made, another, Given.Danish, made.Now).Wrong());
    }

    [Fact]
    public void After_its_end_nothing_is_signed()
    {
        var ended = AnAgreement.CoSigned().Do(a => Stopping.Terminate(a, new("x"), Given.Ukraine, Given.Now));
        Assert.Equal("agreement-ended", Sign.CoSign(ended, Given.Ukraine, Given.Now).Conflict());
        Assert.Equal("agreement-ended", Sign.Amend(ended, new("x", Terms), Given.Danish, Given.Now).Conflict());
        Assert.True(Sign.Amend(ended, new("x", Terms), Given.Dutch, Given.Now).IsForbidden());
    }

    private static IConfidentialEvent Confidential(IConfidentialEvent happened) => happened;

    [Fact]
    public void What_is_made_while_an_amendment_waits_is_kept_all_the_same()
    {
        var shorter = new AmendAgreement("x", Terms with { ContractTo = new(2027, 2, 28) });
        var agreement = AnAgreement.Planned(12, 100).Do(a => Sign.Amend(a, shorter, Given.Danish, Given.Now));
        agreement.Made(new(2027, 3), 90);
        Assert.Equal("amendment-outdated", Sign.CoSign(agreement, Given.Ukraine, agreement.Now).Conflict());
        var longer = new AmendAgreement("x", Terms with { ContractTo = new(2027, 3, 31) });
        agreement
            .Do(a => Sign.Amend(a, longer, Given.Danish, agreement.Now))
            .Do(a => Sign.CoSign(a, Given.Ukraine, agreement.Now));
        Assert.Equal(new(2027, 3, 31), agreement.State.Terms.ContractTo);
    }

    [Fact]
    public void A_release_leaves_the_amendment_that_waits()
    {
        var dearer = AnAgreement.Commercial with { Price = new(2_000, 2_300) };
        var change = new AmendAgreement("x", Terms with { MinimumYearly = 12_000 }, dearer, Disclosure.Coalition);
        var agreement = AnAgreement.Filed(new("DNK", Terms, AnAgreement.Commercial, null, Disclosure.Public));
        agreement
            .Do(a => Sign.CoSign(a, Given.Ukraine, Given.Now))
            .Do(a => Sign.Amend(a, change, Given.Danish, Given.Now))
            // The terms are said again, as they are: nothing but the release is new.
            .Do(a => Sign.Amend(a, new("x", Terms, Released: Disclosure.Public), Given.Danish, Given.Now));
        Assert.Equal((change, Disclosure.Public), (agreement.State.Proposed, agreement.State.Released));
        agreement.Do(a => Sign.CoSign(a, Given.Ukraine, Given.Now));
        Assert.Equal(
            (null, 12_000m, 2_300m, Disclosure.Public),
            (
                agreement.State.Proposed,
                agreement.State.Terms.MinimumYearly,
                agreement.State.Commercial!.Price.Agreed,
                agreement.State.Released
            )
        );
    }

    [Fact]
    public void The_same_amendment_again_is_nothing_new()
    {
        static AmendAgreement Change() => new("x", Terms with { Origins = [new("UKR", 60)] });
        var agreement = AnAgreement.CoSigned().Do(a => Sign.Amend(a, Change(), Given.Danish, Given.Now));
        Sign.Amend(agreement, Change(), Given.Danish, Given.Now).IsNothing();
    }

    [Fact]
    public void Months_that_an_amendment_puts_outside_the_contract_are_not_planned_any_more()
    {
        var terms = Terms with { ContractFrom = new(2027, 3, 1), ContractTo = new(2027, 6, 30) };
        var agreement = AnAgreement
            .Planned(12, 100)
            .Do(a => Sign.Amend(a, new("x", terms), Given.Danish, Given.Now))
            .Do(a => Sign.CoSign(a, Given.Ukraine, Given.Now));
        Assert.Equal(
            ["2027-03", "2027-04", "2027-05", "2027-06"],
            Ramp.Of(agreement, agreement.Now).Select(m => $"{m.Month}").ToArray()
        );
    }
}
