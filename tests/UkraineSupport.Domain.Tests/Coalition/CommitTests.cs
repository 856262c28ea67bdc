using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

public class CommitTests
{
    private static readonly CommitForce Offer = AForce.Offer;

    [Fact]
    public void Only_a_nation_commits_and_only_itself()
    {
        Assert.All(
            Given.Everyone,
            actor => Assert.Equal(actor != Given.Dutch, AForce.Decide(Offer, actor: actor).IsForbidden())
        );
        var union = new Actor(Role.Donor, "EU", "eu-mission");
        Assert.True(AForce.Decide(Offer with { Nation = "EU" }, actor: union).IsForbidden());
    }

    [Fact]
    public void An_offer_is_to_be_reviewed_and_an_indication_counts_nowhere_until_it_is_offered()
    {
        var offered = AForce.Offered();
        Assert.Equal(
            (ForceStatus.Offered, Given.Now + Given.Deadlines.Review, true),
            (offered.State.Status, offered.State.ReviewDue, offered.State.Stands)
        );

        var indicated = AForce.Offered(Offer with { Indicated = true });
        Assert.Equal(
            (ForceStatus.Indicated, (DateTimeOffset?)null, false),
            (indicated.State.Status, indicated.State.ReviewDue, indicated.State.Stands)
        );
        Assert.True(Commit.Offer(indicated, new("Yes"), Given.Danish, Given.Now, Given.Deadlines).IsForbidden());
        indicated.Do(Commit.Offer(indicated, new("Yes"), Given.Dutch, Given.Now.AddDays(3), Given.Deadlines));
        Assert.Equal((ForceStatus.Offered, Given.Now.AddDays(3)), (indicated.State.Status, indicated.State.StatedAt));
        Assert.Equal(
            "not-indicated",
            Commit.Offer(indicated, new("Yes"), Given.Dutch, Given.Now, Given.Deadlines).Conflict()
        );
    }

    [Theory]
    [InlineData("strength", "/strength")]
    [InlineData("too strong", "/strength")]
    [InlineData("count", "/count")]
    [InlineData("ntm", "/ntmDays")]
    [InlineData("basing", "/basing")]
    [InlineData("past", "/to")]
    [InlineData("period", "/to")]
    [InlineData("rotation", "/rotationMonths")]
    [InlineData("no rotation", "/rotationMonths")]
    [InlineData("caveat", "/caveats/0/text")]
    [InlineData("caveat serial", "/caveats/0/serials/0")]
    [InlineData("caveat phase", "/caveats/0/phases/0")]
    [InlineData("promise", "/alsoPromised/0/strength")]
    [InlineData("unknown serial", "/serials/0")]
    [InlineData("restricted serial", "/serials/0")]
    [InlineData("twice", "/serials")]
    [InlineData("other domain", "/serials/0")]
    [InlineData("until", "/mandate/until")]
    [InlineData("early until", "/mandate/until")]
    [InlineData("more open", "/serials/0")]
    [InlineData("call", "/call")]
    public void What_makes_no_sense_is_told_by_field(string what, string wrong)
    {
        StatedCaveat Caveat(string text = "No night") => new(CaveatType.Task, text, true);
        var offer = what switch
        {
            "strength" => Offer with { Strength = 0 },
            "too strong" => Offer with { Strength = 1_000_001 },
            "count" => Offer with { Count = 0 },
            "ntm" => Offer with { NtmDays = 366 },
            "basing" => Offer with { Basing = [] },
            "past" => Offer with { From = Given.Today.AddDays(-9), To = Given.Today.AddDays(-1) },
            "period" => Offer with { To = AForce.From.AddDays(-1) },
            "rotation" => Offer with { RotationMonths = 13 },
            "no rotation" => Offer with { RotationMonths = 0 },
            "caveat" => Offer with { Caveats = [Caveat("")] },
            "caveat serial" => Offer with { Caveats = [Caveat() with { Serials = ["X"] }] },
            "caveat phase" => Offer with { Caveats = [Caveat() with { Phases = ["X"] }] },
            "promise" => Offer with { AlsoPromised = [new("A reserve", 801)] },
            "unknown serial" => Offer with { Serials = ["X"] },
            // It is there, but not to a nation: the refusal is that of an unknown one.
            "restricted serial" => Offer with { Serials = ["R1"] },
            "twice" => Offer with { Serials = ["L1", "L1"] },
            "other domain" => Offer with { Serials = ["M1"] },
            "until" => Offer with { Mandate = new(MandateStatus.Asked, AForce.To) },
            "early until" => Offer with { Mandate = new(MandateStatus.Approved, AForce.From.AddDays(-1)) },
            "more open" => Offer with { Serials = ["L1"], Disclosure = Disclosure.Public },
            _ => Offer with { Call = "call-1" },
        };

        Assert.Equal([wrong], AForce.Decide(offer).Wrong());
    }

    [Fact]
    public void What_a_nation_releases_names_only_what_is_public() =>
        Assert.Equal(
            ["P1"],
            AForce
                .Decide(Offer with { Serials = ["P1"], Disclosure = Disclosure.Public })
                .Only<ForceOffered>()
                .Terms.Serials
        );

    [Fact]
    public void Which_call_it_answers_is_told_to_the_nation_and_those_who_see_all()
    {
        var around = AForce.Around() with { Call = ACall.Opened("NLD", "DNK") };
        var events = AForce.Decide(Offer with { Call = around.Call.Id }, around).Events;
        Assert.Equal(["ForceOffered", "ForceCallNamed"], events.Select(e => e.GetType().Name));
        var force = events.Aggregate((ForceCommitment?)null, ForceCommitment.Apply)!;
        Assert.Equal(
            [Given.Dutch, Given.Coordinator, Given.Ukraine],
            Given.Everyone.Where(viewer => force.SeenBy(viewer).Call is not null)
        );
    }

    [Fact]
    public void The_balance_reads_it_as_a_unit()
    {
        var unit = AForce.Accepted().State.ToUnit();
        Assert.Equal(
            ("force-1", "NLD", ForceStatus.Accepted, 800, (DateOnly?)null),
            (unit.Id, unit.Nation, unit.Status, unit.Terms.Strength, unit.DeployedOn)
        );
    }
}
