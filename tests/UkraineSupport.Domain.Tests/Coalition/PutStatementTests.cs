using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

public class PutStatementTests
{
    private static readonly Phase One = new("one", "Reassurance", 0, 12);
    private static readonly PutSerial Serial = AForce.Serial("S1");

    private static Decision<StatementEvent> Decide(
        PutRequirements put,
        StatementOfRequirements? statement = null,
        Actor? actor = null
    ) => PutStatement.Decide("statement-1", statement, put, actor ?? Given.Coordinator, Given.Now);

    private static PutRequirements Of(params PutSerial[] serials) => new([One], serials, "Because");

    private static StatementOfRequirements Taking(StatementOfRequirements? before, PutRequirements put) =>
        Decide(put, before).Events.Aggregate(before, StatementOfRequirements.Apply)!;

    [Fact]
    public void Only_coordinators_put_it() =>
        Assert.All(
            Given.Everyone,
            actor => Assert.Equal(actor != Given.Coordinator, Decide(Of(Serial), actor: actor).IsForbidden())
        );

    [Fact]
    public void It_is_split_by_level_and_a_phase_goes_with_the_first_of_its_serials_to_be_told()
    {
        var put = new PutRequirements(
            [One, new("two", "Monitoring", 365, 12), new("three", "Regeneration", 30, 60)],
            [
                Serial,
                AForce.Serial("S2") with
                {
                    Disclosure = Disclosure.Restricted,
                },
                AForce.Serial("S3") with
                {
                    Phase = "two",
                    FromDay = 400,
                    Disclosure = Disclosure.Restricted,
                },
                AForce.Serial("S4") with
                {
                    Disclosure = Disclosure.Public,
                },
            ]
        );

        var statement = Taking(null, put);

        Assert.Equal(
            ["public one S4", "coalition three S1", "restricted two S2 S3"],
            statement.Parts.Select(p =>
                $"{p.Level.ToString().ToLowerInvariant()} {string.Join(' ', p.Phases.Select(x => x.Id).Concat(p.Serials.Select(s => s.Id)))}"
            )
        );
        Assert.Equal(["S1", "S4"], statement.SeenBy(Given.Dutch).Serials.Select(s => s.Id));
        Assert.Equal(["one"], statement.SeenBy(Actor.Anonymous).Phases.Select(p => p.Id));
        Assert.Equal(["S1", "S2", "S4", "S3"], statement.SeenBy(Given.Ukraine).Serials.Select(s => s.Id));
    }

    [Fact]
    public void A_change_of_what_fewer_see_is_an_event_for_them_alone()
    {
        var secret = AForce.Serial("S2") with { Disclosure = Disclosure.Restricted };
        var statement = Taking(null, Of(Serial, secret));

        var put = Decide(Of(Serial, secret with { Strength = 5 }), statement).Only<RequirementsPut>();

        Assert.Equal(Disclosure.Restricted, put.Level);
        Decide(Of(Serial, secret), statement).IsNothing();
    }

    [Fact]
    public void Who_sees_no_part_of_it_has_none()
    {
        var statement = Taking(null, new([], []) { Phases = [One] });
        Assert.Equal(Disclosure.Coalition, statement.Disclosure);

        var secret = Taking(null, Of(Serial with { Disclosure = Disclosure.Restricted }));
        Assert.Equal(Disclosure.Restricted, secret.Disclosure);

        // Once it was there for somebody it stays there, without what is gone.
        var narrowed = Taking(Taking(null, Of(Serial)), Of(Serial with { Disclosure = Disclosure.Restricted }));
        Assert.Equal(Disclosure.Coalition, narrowed.Disclosure);
        Assert.Empty(narrowed.SeenBy(Given.Dutch).Serials);
    }

    [Fact]
    public void A_later_version_needs_a_reason() =>
        Assert.Equal(["/reason"], Decide(Of(Serial) with { Reason = null }, Taking(null, Of())).Wrong());

    [Theory]
    [InlineData("id", "a b", "/serials/0/id")]
    [InlineData("id", "", "/serials/0/id")]
    [InlineData("phase", "two", "/serials/0/phase")]
    [InlineData("element", "", "/serials/0/forceElement")]
    [InlineData("strength", "0", "/serials/0/strength")]
    [InlineData("count", "0", "/serials/0/count")]
    [InlineData("ntm", "366", "/serials/0/ntmDays")]
    [InlineData("basing", "", "/serials/0/basing")]
    [InlineData("from", "-1", "/serials/0/fromDay")]
    [InlineData("from", "365", "/serials/0/fromDay")]
    [InlineData("sustain", "0", "/serials/0/sustainMonths")]
    [InlineData("sustain", "121", "/serials/0/sustainMonths")]
    [InlineData("role", "", "/serials/0/headquarters,/serials/0/role")]
    [InlineData("turn", "EU", "/serials/0/turns/0/nation")]
    [InlineData("turn", "RUS", "/serials/0/turns/0/nation")]
    public void What_makes_no_sense_is_told_by_field(string what, string value, string wrong)
    {
        int Number() => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        var serial = what switch
        {
            "id" => Serial with { Id = value },
            "phase" => Serial with { Phase = value },
            "element" => Serial with { ForceElement = value },
            "strength" => Serial with { Strength = Number() },
            "count" => Serial with { Count = Number() },
            "ntm" => Serial with { NtmDays = Number() },
            "basing" => Serial with { Basing = [] },
            "from" => Serial with { FromDay = Number() },
            "sustain" => Serial with { SustainMonths = Number() },
            "role" => Serial with { Role = HeadquartersRole.Deputy },
            _ => Serial with { Turns = [new(value, 12)] },
        };

        Assert.Equal(wrong.Split(','), Decide(Of(serial)).Wrong());
    }

    [Fact]
    public void Its_own_last_day_is_within_a_phase_and_it_may_be_held_beyond() =>
        Decide(Of(Serial with { FromDay = 364, SustainMonths = 60 })).Only<RequirementsPut>();

    [Fact]
    public void Ids_are_there_once_and_there_is_at_least_one_phase()
    {
        Assert.Equal(["/serials/1/id"], Decide(Of(Serial, Serial)).Wrong());
        Assert.Equal(["/phases/1/id"], Decide(new([One, One], [])).Wrong());
        Assert.Equal(["/phases"], Decide(new([], [])).Wrong());
        Assert.Equal(
            ["/phases/0/title", "/phases/0/fromDay", "/phases/0/months"],
            Decide(new([new("a", "", -1, 0)], [])).Wrong()
        );
        Assert.Equal(
            ["/serials"],
            Decide(Of([.. Enumerable.Range(0, 201).Select(i => AForce.Serial($"S{i}"))])).Wrong()
        );
    }

    [Fact]
    public void A_headquarters_goes_from_nation_to_nation()
    {
        var serial = Serial with
        {
            Domain = ForceDomain.Headquarters,
            Headquarters = "Multinational Force Ukraine",
            Role = HeadquartersRole.Commander,
            Turns = [new("FRA", 12), new("GBR", 12)],
        };
        var put = Taking(null, Of(serial)).Serial("S1")!;
        var day = new DateOnly(2027, 1, 1);
        Assert.Equal("FRA", put.TurnOn(day, day.AddDays(10)));
        Assert.Equal("GBR", put.TurnOn(day, day.AddDays(10).AddMonths(12)));
    }
}
