using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

public class AmendForceTests
{
    private static readonly CommitForce Offer = AForce.Offer with
    {
        Count = 2,
        Serials = ["L1"],
        RotationMonths = 6,
        Caveats = [new(CaveatType.Area, "Not east of the Dnipro")],
    };

    public static TheoryData<string> Weaker { get; } =
    [
        "element",
        "strength",
        "count",
        "no count",
        "serials",
        "any serial",
        "ntm",
        "from",
        "to",
        "basing",
        "rotation",
        "caveat",
    ];

    public static TheoryData<string> Stronger { get; } =
    ["strength", "count", "ntm", "from", "to", "basing", "no rotation", "rotation", "no caveat", "promised"];

    [Theory]
    [MemberData(nameof(Weaker))]
    public void What_becomes_weaker_or_another_one_is_reviewed_again(string what)
    {
        var change = new AmendForce("Since") switch
        {
            var c when what == "element" => c with { ForceElement = "Infantry battalion" },
            var c when what == "strength" => c with { Strength = 799 },
            var c when what == "count" => c with { Count = 1 },
            var c when what == "no count" => c with { Count = 0 },
            var c when what == "serials" => c with { Serials = ["L1", "L2"] },
            var c when what == "any serial" => c with { Serials = [] },
            var c when what == "ntm" => c with { NtmDays = 21 },
            var c when what == "from" => c with { From = AForce.From.AddDays(1) },
            var c when what == "to" => c with { To = AForce.To.AddDays(-1) },
            var c when what == "basing" => c with { Basing = [Basing.Neighbour] },
            var c when what == "rotation" => c with { RotationMonths = 5 },
            var c => c with { Caveats = [new(CaveatType.Area, "Not east of the Dnipro", true)] },
        };
        foreach (var force in (AForce[])[AForce.Accepted(Offer), AForce.Accepted(Offer).Ready()])
        {
            force.Do(force.Amending(change));
            Assert.Equal(
                (ForceStatus.Offered, Given.Now.AddDays(1) + Given.Deadlines.Review, (string?)null),
                (force.State.Status, force.State.ReviewDue, force.State.AcceptedBy)
            );
        }

        Assert.Equal("held", AForce.Accepted(Offer).Suspended().Amending(change).Conflict());
    }

    [Theory]
    [MemberData(nameof(Stronger))]
    public void More_of_the_same_stays_accepted(string what)
    {
        var change = new AmendForce("Since") switch
        {
            var c when what == "strength" => c with { Strength = 900 },
            var c when what == "count" => c with { Count = 3 },
            var c when what == "ntm" => c with { NtmDays = 5 },
            var c when what == "from" => c with { From = AForce.From.AddDays(-1) },
            var c when what == "to" => c with { To = AForce.To.AddDays(1) },
            var c when what == "basing" => c with { Basing = [Basing.InUkraine, Basing.Remote] },
            var c when what == "no rotation" => c with { RotationMonths = 0 },
            var c when what == "rotation" => c with { RotationMonths = 7 },
            var c when what == "no caveat" => c with { Caveats = [] },
            var c => c with { AlsoPromised = [new("A reserve", 100)] },
        };
        var force = AForce.Accepted(Offer).Ready();
        force.Do(force.Amending(change));
        Assert.Equal(ForceStatus.Ready, force.State.Status);
    }

    [Fact]
    public void An_offer_that_changes_is_reviewed_from_then_on_and_an_indication_stays_one()
    {
        var force = AForce.Offered(Offer);
        Assert.True(force.Amending(new("Since", Strength: 900)).Only<ForceAmended>().NewReview);
        Assert.False(force.Amending(new("Since", Disclosure: Disclosure.Restricted)).Only<ForceAmended>().NewReview);
        var indicated = AForce.Offered(Offer with { Indicated = true });
        indicated.Do(indicated.Amending(new("Since", Strength: 1)));
        Assert.Equal(ForceStatus.Indicated, indicated.State.Status);
    }

    [Fact]
    public void Only_the_nation_amends_it_and_what_has_ended_only_in_who_may_see_it()
    {
        var force = AForce.Accepted(Offer);
        Assert.All(
            Given.Everyone.Where(a => a != Given.Dutch),
            actor =>
                Assert.True(
                    Amend
                        .Decide(force, new("x", Strength: 1), AForce.Around(), actor, Given.Now, Given.Deadlines)
                        .IsForbidden()
                )
        );
        Assert.Equal(["/reason"], force.Amending(new("", Strength: 900)).Wrong());
        force.Amending(new("Nothing")).IsNothing();
        force.Withdrawn();
        Assert.Equal("already-ended", force.Amending(new("x", Strength: 900)).Conflict());
        force.Do(force.Amending(new("x", Disclosure: Disclosure.Restricted)));
        Assert.Equal((ForceStatus.Withdrawn, Disclosure.Restricted), (force.State.Status, force.State.Disclosure));
    }

    [Fact]
    public void A_serial_that_is_no_more_stays_named_until_serials_are_amended_or_more_may_see_it()
    {
        var force = AForce.Accepted(Offer);
        var without = new ForceContext { Statement = AForce.Put(AForce.Serial("L2")) };
        force.Do(force.Amending(new("More", Strength: 900), without));
        Assert.Equal(["L1"], force.State.Terms.Serials);
        Assert.Equal(["/serials/0"], force.Amending(new("x", Serials: ["L1"]), without).Wrong());
        Assert.Equal(["/serials/0"], force.Amending(new("x", Disclosure: Disclosure.Public), without).Wrong());
    }

    [Fact]
    public void The_mandate_reaches_its_first_day()
    {
        var force = AForce.Accepted(Offer with { Mandate = new(MandateStatus.Approved, AForce.From.AddDays(5)) });
        Assert.Equal(["/from"], force.Amending(new("x", From: AForce.From.AddDays(6))).Wrong());
    }
}
