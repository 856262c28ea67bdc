using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Balance;
using Xunit;
using static UkraineSupport.Domain.Tests.Coalition.Balance.AForce;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

public class SuitabilityTests
{
    private static readonly Serial Held = Serial("s1");

    [Fact]
    public void A_unit_that_fits_is_usable_from_its_notice_to_move_until_the_serial_is_over()
    {
        var unit = Unit("u").With(t => t with { NtmDays = 10 });
        Assert.Empty(Suitability.WhyNot(Held, unit));
        Assert.Equal([new DayRange(D.AddDays(10), D.AddMonths(12).AddDays(-1))], Suitability.UsableDays(Held, unit, D));
        Assert.Equal([Obstacle.NotThereYet], On(Held, unit, D));
    }

    [Fact]
    public void Each_rule_that_keeps_a_unit_out_is_told()
    {
        Assert.Equal([Obstacle.Domain], Not(Held with { Domain = ForceDomain.Air }, Unit("u")));
        Assert.Equal([Obstacle.OtherSerials], Not(Held, Unit("u", 100, "s2")));
        Assert.Equal([Obstacle.Basing], Not(Held, Unit("u").With(t => t with { Basing = [Basing.Neighbour] })));
        Assert.Equal([Obstacle.NoticeToMove], Not(Held, Unit("u").With(t => t with { NtmDays = 31 })));
        Assert.Equal([Obstacle.NotCounted], Not(Held with { Count = 2 }, Unit("u")));
        Assert.Equal([Obstacle.BlockedByCaveat], Not(Held, Unit("u").With(t => t with { Caveats = [Caveat(true)] })));
        Assert.Empty(Not(Held, Unit("u").With(t => t with { Caveats = [Caveat(false)] })));
        Assert.Equal(
            [Obstacle.Domain, Obstacle.NoticeToMove],
            Not(Held with { Domain = ForceDomain.Air, NtmDays = 1 }, Unit("u").With(t => t with { NtmDays = 2 }))
        );
    }

    [Fact]
    public void Each_rule_that_holds_on_a_day_only_is_told()
    {
        Assert.Equal([Obstacle.Status], On(Held, Unit("u") with { Status = ForceStatus.Suspended }, D));
        Assert.Equal([Obstacle.Mandate], On(Held, Unit("u") with { Mandate = new(MandateStatus.Asked) }, D));
        Assert.Equal([Obstacle.OutsidePeriod], On(Held, Unit("u").Between(D.AddDays(1), D.AddDays(9)), D));
        Assert.Equal([Obstacle.OutsidePeriod], On(Held, Unit("u"), D.AddMonths(12)));
        Assert.Equal([Obstacle.NotItsTurn], On(Held with { Turns = [new("FRA", 6), new("NLD", 6)] }, Unit("u"), D));
        Assert.Equal(
            [Obstacle.RotationOver],
            On(Held, Unit("u").With(t => t with { RotationMonths = 6 }), D.AddMonths(6))
        );
    }

    [Fact]
    public void A_mandate_counts_to_its_last_day()
    {
        var unit = Unit("u") with { Mandate = new(MandateStatus.Approved, D.AddDays(9)) };
        Assert.Equal([new DayRange(D, D.AddDays(9))], Suitability.UsableDays(Held, unit, D));
    }

    [Fact]
    public void A_unit_that_is_there_counts_from_the_day_it_came_and_its_rotation_from_then()
    {
        var unit = Unit("u").With(t => t with { NtmDays = 30, RotationMonths = 6 }) with { DeployedOn = D.AddDays(3) };
        Assert.Equal(
            [new DayRange(D.AddDays(3), D.AddDays(3).AddMonths(6).AddDays(-1))],
            Suitability.UsableDays(Held, unit, D)
        );
    }

    [Fact]
    public void In_a_headquarters_that_rotates_a_nation_counts_on_its_turns_and_the_last_goes_on()
    {
        var serial = Held with { Turns = [new("NLD", 2), new("FRA", 2), new("NLD", 1)] };
        Assert.Equal(
            [new DayRange(D, D.AddMonths(2).AddDays(-1)), new DayRange(D.AddMonths(4), D.AddMonths(12).AddDays(-1))],
            Suitability.UsableDays(serial, Unit("u"), D)
        );
    }

    private static ForceCaveat Caveat(bool blocking) => new(CaveatType.Area, "Not there", blocking, [], []);

    private static IEnumerable<Obstacle> Not(Serial serial, ForceUnit unit) =>
        Suitability.WhyNot(serial, unit).Select(h => h.Obstacle);

    private static IEnumerable<Obstacle> On(Serial serial, ForceUnit unit, DateOnly day) =>
        Suitability.WhyNotOn(serial, unit, D, day).Select(h => h.Obstacle);
}
