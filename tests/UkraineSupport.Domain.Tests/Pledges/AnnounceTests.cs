using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

public class AnnounceTests
{
    private static Decision<PledgeEvent> Announced(Offer offer, Actor? actor = null) =>
        Announce.Decide("pledge-1", offer, actor ?? Given.Dutch, Given.Now, Given.Deadlines);

    private static Offer With(OfferLine line, PledgeKind kind = PledgeKind.Munitions) =>
        Given.Offer(line) with
        {
            Kind = kind,
        };

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void What_is_new_is_not_due_in_the_past(int days, bool accepted)
    {
        var offered = Announced(With(Given.Shells(10) with { DeliverBy = Given.Today.AddDays(days) }));
        Assert.Equal(accepted ? [] : ["/lines/0/deliverBy"], offered.Error is null ? [] : offered.Wrong());
    }

    [Fact]
    public void An_offer_becomes_a_pledge_with_numbered_lines_and_a_review_date()
    {
        var pledge = APledge
            .From(
                Given.Offer(Given.Shells(100), Given.Shells(50) with { Capability = "AMMO-MORTAR" }) with
                {
                    Title = "  Shells ",
                }
            )
            .State;

        Assert.Equal(
            ("pledge-1", 1L, "NLD", PledgeStatus.Announced),
            (pledge.Id, pledge.Version, pledge.Donor, pledge.Status)
        );
        Assert.Equal("Shells", pledge.Title);
        Assert.Equal(
            [(1, "AMMO-155", 100m, "rounds"), (2, "AMMO-MORTAR", 50m, "rounds")],
            pledge.Lines.Select(l => (l.Line, l.Capability, l.Quantity, l.Unit))
        );
        Assert.Equal(Given.Now.AddDays(14), pledge.ReviewDue);
        Assert.Equal(Given.Now, pledge.AnnouncedAt);
        Assert.Null(pledge.Evidence);
        Assert.Equal(new LineLedger(100, 0, 0, 0, 0, 0, 0), pledge.Ledger(pledge.Lines[0]));
    }

    [Fact]
    public void Only_a_donor_announces_and_only_for_its_own_nation()
    {
        Assert.All(
            Given.Everyone.Where(a => a != Given.Dutch),
            actor => Assert.True(Announced(Given.Offer(), actor).IsForbidden())
        );
        Announced(Given.Offer()).Only<PledgeAnnounced>();
    }

    [Fact]
    public void A_donor_that_is_no_party_at_all_is_refused() =>
        Assert.Equal(
            ["/donor"],
            Announced(Given.Offer() with { Donor = "XXX" }, new(Role.Donor, "XXX", "somebody")).Wrong()
        );

    [Fact]
    public void An_organisation_may_be_a_donor() =>
        Announced(Given.Offer() with { Donor = "EU" }, new(Role.Donor, "EU", "eeas")).Only<PledgeAnnounced>();

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var offer = Given.Offer(Given.Shells(0), Given.Shells(1.5m) with { Capability = "AMMO-999" }) with
        {
            Title = " ",
            ValidUntil = Given.Now,
            Agreement = "A-1",
        };

        Assert.Equal(
            ["/agreement", "/title", "/validUntil", "/lines/0/quantity", "/lines/1/capability"],
            Announced(offer).Wrong()
        );
    }

    [Fact]
    public void A_pledge_has_1_to_100_lines()
    {
        Assert.Equal(["/lines"], Announced(Given.Offer() with { Lines = [] }).Wrong());
        Assert.Equal(["/lines"], Announced(Given.Offer([.. Enumerable.Repeat(Given.Shells(1), 101)])).Wrong());
        Assert.Equal(
            100,
            Announced(Given.Offer([.. Enumerable.Repeat(Given.Shells(1), 100)])).Only<PledgeAnnounced>().Lines.Count
        );
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(1.5, false)]
    [InlineData(1e12, true)]
    [InlineData(1000000000001, false)]
    public void Shells_are_counted_in_whole_rounds(double quantity, bool accepted)
    {
        var decision = Announced(Given.Offer(Given.Shells((decimal)quantity)));
        if (accepted)
            decision.Only<PledgeAnnounced>();
        else
            Assert.Equal(["/lines/0/quantity"], decision.Wrong());
    }

    [Fact]
    public void Money_has_cents_and_nothing_smaller()
    {
        OfferLine Money(decimal quantity) => new("FUNDING", quantity, Given.Today);
        Announced(With(Money(10.25m), PledgeKind.Funding)).Only<PledgeAnnounced>();
        Assert.Equal(["/lines/0/quantity"], Announced(With(Money(10.255m), PledgeKind.Funding)).Wrong());
    }

    [Fact]
    public void A_line_is_in_the_catalogues_unit()
    {
        Announced(With(Given.Shells(1) with { Unit = "rounds" })).Only<PledgeAnnounced>();
        Assert.Equal(["/lines/0/unit"], Announced(With(Given.Shells(1) with { Unit = "pallets" })).Wrong());
    }

    [Fact]
    public void A_line_is_available_before_it_must_be_delivered()
    {
        Announced(With(Given.Shells(1) with { AvailableFrom = Given.Today.AddDays(100) })).Only<PledgeAnnounced>();
        Assert.Equal(
            ["/lines/0/availableFrom"],
            Announced(With(Given.Shells(1) with { AvailableFrom = Given.Today.AddDays(101) })).Wrong()
        );
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(0.0, "EUR", true)]
    [InlineData(1e12, "EUR", true)]
    [InlineData(1e13, "EUR", false)]
    [InlineData(-1.0, "EUR", false)]
    [InlineData(1.0, null, false)]
    [InlineData(null, "EUR", false)]
    [InlineData(1.0, "ABC", false)]
    public void A_value_has_a_currency_and_is_not_negative(double? value, string? currency, bool accepted)
    {
        var decision = Announced(With(Given.Shells(1) with { UnitValue = (decimal?)value, Currency = currency }));
        Assert.Equal(accepted, decision.Error is null);
    }

    [Theory]
    [InlineData(PledgeKind.Training, "TRAIN-BASIC", true)]
    [InlineData(PledgeKind.Training, "AMMO-155", false)]
    [InlineData(PledgeKind.Munitions, "TRAIN-BASIC", false)]
    [InlineData(PledgeKind.Funding, "FUNDING", true)]
    [InlineData(PledgeKind.Funding, "AMMO-155", false)]
    [InlineData(PledgeKind.Equipment, "FUNDING", false)]
    [InlineData(PledgeKind.CoProduction, "FUNDING", true)]
    [InlineData(PledgeKind.CoProduction, "TRAIN-BASIC", true)]
    [InlineData(PledgeKind.CoProduction, "AMMO-155", true)]
    [InlineData(PledgeKind.Drones, "DRONE-FPV", true)]
    [InlineData(PledgeKind.Drones, "AMMO-155", false)]
    [InlineData(PledgeKind.Munitions, "LRPS", true)]
    public void A_kind_offers_the_capabilities_that_belong_to_it(PledgeKind kind, string capability, bool accepted)
    {
        var decision = Announced(With(new(capability, 10, Given.Today), kind));
        if (accepted)
            decision.Only<PledgeAnnounced>();
        else
            Assert.Equal(["/lines/0/capability"], decision.Wrong());
    }

    [Fact]
    public void Only_a_co_production_pledge_names_an_agreement()
    {
        Announced(With(Given.Shells(1), PledgeKind.CoProduction) with { Agreement = "A-1" }).Only<PledgeAnnounced>();
        Assert.Equal(["/agreement"], Announced(With(Given.Shells(1)) with { Agreement = "A-1" }).Wrong());
        Assert.Equal(
            ["/agreement"],
            Announced(With(Given.Shells(1), PledgeKind.CoProduction) with { Agreement = new('a', 201) }).Wrong()
        );
    }

    [Fact]
    public void Only_a_drones_pledge_describes_a_drone()
    {
        var drone = new OfferLine(
            "DRONE-FPV",
            10,
            Given.Today,
            Drone: new(DroneClass.Fpv, RangeBand.Short, PayloadBand.Light)
        );
        Assert.Equal(drone.Drone, Announced(With(drone, PledgeKind.Drones)).Only<PledgeAnnounced>().Lines[0].Drone);
        Assert.Equal(["/lines/0/drone"], Announced(With(drone, PledgeKind.Equipment)).Wrong());
    }

    [Fact]
    public void The_terms_of_the_offer_are_those_of_the_pledge()
    {
        var pledge = APledge
            .From(
                Given.Offer() with
                {
                    Evidence = new(EvidenceLevel.Documented, "https://example.org"),
                    Conditions = [new("c")],
                    Caveats = [new("v")],
                }
            )
            .State;
        Assert.Equal(new Evidence(EvidenceLevel.Documented, "https://example.org"), pledge.Evidence);
        Assert.Equal([new Condition("c")], pledge.Conditions);
        Assert.Equal([new Caveat("v")], pledge.Caveats);
        Assert.Empty(Announced(Given.Offer()).Only<PledgeAnnounced>().Caveats);
    }

    [Fact]
    public void A_refusal_says_what_is_wrong_or_how_much_is()
    {
        Assert.Equal("More than zero.", Announced(Given.Offer(Given.Shells(0))).Error!.Detail);
        Assert.Equal("2 fields are not right.", Announced(Given.Offer(Given.Shells(0), Given.Shells(0))).Error!.Detail);
        Assert.Contains("'" + new string('x', 40) + "'", Unknown(new('x', 40)), StringComparison.Ordinal);
        Assert.Contains("'" + new string('x', 40) + "…'", Unknown(new('x', 41)), StringComparison.Ordinal);

        static string Unknown(string capability) =>
            Announced(With(Given.Shells(1) with { Capability = capability })).Error!.Detail;
    }
}
