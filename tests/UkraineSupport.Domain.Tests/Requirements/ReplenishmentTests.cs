using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

public class ReplenishmentTests
{
    private static readonly Actor Polish = Given.Dutch with { Party = "POL" };

    private static FileRequirement Filing(decimal quantity) =>
        ARequirement.Filing(quantity) with
        {
            Kind = RequirementKind.Replenishment,
            GivenBy = "pledge-1",
        };

    private static APledge Given100() =>
        APledge
            .From(Given.Offer(Given.Shells(150)) with { Donor = "POL" })
            .Accepted()
            .Formalised()
            .Allocated("given", 100)
            .Planned(100)
            .Reported(1, DeliveryStatus.Dispatched);

    private static Decision<RequirementEvent> Filed(
        FileRequirement filing,
        Actor? actor = null,
        Pledge? given = null
    ) => Submit.Decide("requirement-1", filing, actor ?? Polish, Given.Now, Given.Deadlines, given);

    private static Requirement Open()
    {
        var filed = Requirement.Apply(null, Filed(Filing(60), given: Given100()).Only<RequirementSubmitted>());
        return Requirement.Apply(
            filed,
            Validate
                .Decide(filed, new(ValidationDecision.Accept, "Given from stock"), Given.Coordinator)
                .Only<RequirementValidated>()
        );
    }

    [Fact]
    public void A_donor_files_what_it_gave_from_stock_and_it_is_its_own()
    {
        var filed = Filed(Filing(100), given: Given100()).Only<RequirementSubmitted>();
        Assert.Equal((RequirementKind.Replenishment, "POL", "pledge-1"), (filed.Kind, filed.Donor, filed.GivenBy));
        Assert.Equal("POL", Requirement.Apply(null, filed).Owner);
    }

    [Fact]
    public void No_more_is_filed_than_has_left_and_only_of_what_came_from_stock()
    {
        Assert.Equal(["/quantity"], Filed(Filing(101), given: Given100()).Wrong());
        Assert.Equal(["/quantity"], Filed(Filing(1) with { Capability = "AMMO-122" }, given: Given100()).Wrong());
        Assert.Equal(["/givenBy"], Filed(Filing(1), given: null).Wrong());
        Assert.Equal(["/givenBy"], Filed(Filing(1), given: APledge.Committed(100)).Wrong());
        Pledge ordered = APledge
            .From(Given.Offer(Given.Shells(100)) with { Donor = "POL", Modality = Modality.NewProduction })
            .Accepted()
            .Formalised();
        Assert.Equal(["/givenBy", "/quantity"], Filed(Filing(1), given: ordered).Wrong());
    }

    [Fact]
    public void What_was_given_is_replenished_once()
    {
        var (gave, first) = (Given100(), Open());
        gave.Do(Replenish.Count(gave, first).Only<PledgeReplenishmentCounted>());
        Replenish.Count(gave, first).IsNothing();
        Assert.Equal(40, Replenish.Left(gave, "AMMO-155"));
        Assert.Equal(["/quantity"], Filed(Filing(41), given: gave).Wrong());
        Assert.Equal("given-already", Replenish.Count(gave, first with { Id = "requirement-2" }).Conflict());

        // Taken back after 25 had left for it: those stay counted.
        var part = new Coverage("a", "pledge-2", 1, "NLD", Disclosure.Public, 30, 25, 0, 0, 1, null);
        gave.Do(Replenish.Uncount(gave, first with { Coverage = [part] }).Only<PledgeReplenishmentCounted>());
        Assert.Equal(75, Replenish.Left(gave, "AMMO-155"));
        Replenish.Uncount(gave, first with { Coverage = [part] }).IsNothing();
        gave.Do(Replenish.Uncount(gave, first));
        Assert.Equal((100m, 0), (Replenish.Left(gave, "AMMO-155"), gave.State.Replenished.Count));

        // What did not arrive was not given.
        gave.Reported(1, DeliveryStatus.Lost);
        Assert.Equal("given-already", Replenish.Count(gave, first).Conflict());
    }

    [Fact]
    public void What_replenishes_a_stock_cannot_be_hidden_from_its_donor_before_the_receipt()
    {
        var pledge = APledge.Committed(100);
        pledge
            .Do(Allocate.Decide(pledge, "stock", new(1, 60, "requirement-1"), Open(), Given.Coordinator))
            .Do(Allocate.Confirm(pledge, "stock"));
        var hide = new AmendPledge("Hidden", Disclosure: Disclosure.Restricted);
        Assert.Equal("replenishes", Amend.Decide(pledge, hide, Given.Dutch, Given.Now, Given.Deadlines).Conflict());
        pledge
            .Do(
                PlanDelivery.Decide(
                    pledge,
                    new(1, 60, Given.Now.AddDays(1), To: "POL"),
                    Given.Dutch,
                    Given.Now,
                    Given.Deadlines
                )
            )
            .HandedOver(1)
            .Do(Receipt.Decide(pledge, 1, new(60), Polish, Given.Now));
        pledge.Amended(hide);
    }

    [Fact]
    public void Donors_file_replenishments_and_the_recipient_requirements()
    {
        Assert.True(Filed(Filing(1), Given.Ukraine, Given100()).IsForbidden());
        Assert.True(Filed(ARequirement.Filing(1)).IsForbidden());
        Assert.Equal(["/givenBy"], Filed(ARequirement.Filing(1) with { GivenBy = "pledge-1" }, Given.Ukraine).Wrong());
    }

    [Fact]
    public void Only_its_donor_takes_it_back()
    {
        Assert.True(Validate.Cancel(Open(), new("r"), Given.Ukraine).IsForbidden());
        Assert.True(Validate.Cancel(Open(), new("r"), Given.Dutch).IsForbidden());
        Validate.Cancel(Open(), new("r"), Polish).Only<RequirementCancelled>();
    }

    [Fact]
    public void A_donor_does_not_fill_its_own_stock() =>
        Assert.Equal(
            "own-stock",
            Allocate.Decide(Given100().State, "a", new(1, 10, "requirement-1"), Open(), Given.Coordinator).Conflict()
        );

    [Fact]
    public void A_restricted_pledge_fills_no_stock_whose_donor_cannot_see_it()
    {
        var restricted = APledge
            .From(Given.Offer(Given.Shells(100)) with { Disclosure = Disclosure.Restricted })
            .Accepted()
            .Formalised();
        Assert.Equal(
            "restricted",
            Allocate.Decide(restricted, "a", new(1, 10, "requirement-1"), Open(), Given.Coordinator).Conflict()
        );
        restricted.Reserved("b", 10);
    }

    [Fact]
    public void What_fills_a_stock_goes_to_that_donor_who_confirms_it_and_is_no_support_to_Ukraine()
    {
        var pledge = APledge.Committed(100);
        pledge
            .Do(Allocate.Decide(pledge, "stock", new(1, 60, "requirement-1"), Open(), Given.Coordinator))
            .Do(Allocate.Confirm(pledge, "stock"));
        pledge.Allocated("front", 40, requirement: ARequirement.Open(40));
        Assert.Equal(
            "over-delivery",
            PlanDelivery
                .Decide(pledge, new(1, 41, Given.Now.AddDays(1)), Given.Dutch, Given.Now, Given.Deadlines)
                .Conflict()
        );
        pledge
            .Do(
                PlanDelivery.Decide(
                    pledge,
                    new(1, 60, Given.Now.AddDays(1), To: "POL"),
                    Given.Dutch,
                    Given.Now,
                    Given.Deadlines
                )
            )
            .Planned(40)
            .HandedOver(1)
            .HandedOver(2);

        Assert.True(Receipt.Decide(pledge, 1, new(60), Given.Ukraine, Given.Now).IsForbidden());
        Assert.True(Receipt.Decide(pledge, 1, new(60), Given.Dutch, Given.Now).IsForbidden());
        Assert.True(Receipt.Decide(pledge, 2, new(40), Polish, Given.Now).IsForbidden());
        pledge.Do(Receipt.Decide(pledge, 1, new(60), Polish, Given.Now)).Receipted(2, 40);

        var line = pledge.State.Lines[0];
        Assert.Equal(new LineLedger(100, 100, 100, 100, 100, 100, 100), pledge.State.Ledger(line));
        Assert.Equal(new LineLedger(100, 100, 40, 40, 40, 40, 40), pledge.State.SupportLedger(line));
    }
}
