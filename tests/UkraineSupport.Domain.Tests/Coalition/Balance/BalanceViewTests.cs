using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Balance;
using Xunit;
using static UkraineSupport.Domain.Tests.Coalition.Balance.AForce;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

public class BalanceViewTests
{
    [Fact]
    public void Each_ledger_is_within_the_one_before()
    {
        ForceStatus[] all = [ForceStatus.Offered, ForceStatus.Accepted, ForceStatus.Suspended, ForceStatus.Ready];
        var line = Balanced([Serial("s1", 500)], [.. all.Select(s => Unit($"{s}") with { Status = s })]).Line("s1");
        Assert.Equal((500, 400, 300, 100, 100), (line.Required, line.Offered, line.Accepted, line.Ready, line.Usable));
        Assert.Equal(400, line.Missing);
    }

    [Fact]
    public void A_serial_is_looked_at_on_its_own_first_day_and_needs_nothing_when_it_is_over()
    {
        var balance = Balanced([Serial("s1", months: 1) with { FromDay = 30 }], Unit("u"));
        Assert.Equal((D.AddDays(30), 100), (balance.Line("s1", D).Day, balance.Line("s1", D).Usable));
        Assert.Equal(0, balance.Line("s1", D.AddYears(1)).Required);
        Assert.Equal(0, balance.At(D.AddYears(1)).Sums[^1].Serials);
    }

    [Fact]
    public void Strength_that_is_promised_elsewhere_is_told_and_not_taken_off()
    {
        var unit = Unit("u").With(t => t with { AlsoPromised = [new("NATO Force Model", 70), new("Reserve", 70)] });
        var line = Balanced([Serial("s1")], unit).Line("s1");
        Assert.Equal((100, 100, 0), (line.DoubleHatted, line.Usable, line.Missing));
    }

    [Fact]
    public void Things_are_counted_as_things_and_summed_as_persons()
    {
        var ships = Serial("s1", 300) with { Count = 3 };
        var balance = Balanced([ships], Unit("u", 90).With(t => t with { Count = 2 }));
        Assert.Equal((3, 2, 1), Of(balance.Line("s1")));
        var sum = balance.At(D).Sums[^1];
        Assert.Equal((300, 200, 100), (sum.Required, sum.Usable, sum.Missing));

        static (long, long, long) Of(SerialLine line) => (line.Required, line.Usable, line.Missing);
    }

    [Fact]
    public void A_nation_with_more_than_half_of_a_domain_is_told()
    {
        var shares = Balanced(
                [Serial("s1", 100), Serial("s2", 99)],
                Unit("a", 100, "s1"),
                Unit("b", 99, "s2") with
                {
                    Nation = "FRA",
                }
            )
            .At(D)
            .Dependence;
        Assert.Equal(
            [
                (ForceDomain.Land, "NLD", true),
                (ForceDomain.Land, "FRA", false),
                (null, "NLD", true),
                (null, "FRA", false),
            ],
            shares.Select(s => (s.Domain, s.Nation, s.AboveCeiling))
        );
        Assert.Equal(0.503m, shares[0].Share);
    }

    [Fact]
    public void A_headquarters_tells_whose_turn_it_is_and_who_fills_it()
    {
        var commander = Serial("s1", 1) with
        {
            Headquarters = "Multinational Force Ukraine",
            Role = HeadquartersRole.Commander,
            Turns = [new("FRA", 6), new("GBR", 6)],
        };
        var balance = Balanced([commander], Unit("a", 1) with { Nation = "FRA" }, Unit("b", 1) with { Nation = "NLD" });
        var now = Assert.Single(balance.At(D).Headquarters);
        Assert.Equal(("FRA", true), (now.Turn, now.Filled));
        Assert.Equal(["FRA"], now.FilledBy);
        var later = Assert.Single(balance.At(D.AddMonths(7)).Headquarters);
        Assert.Equal(("GBR", false), (later.Turn, later.Filled));
    }

    [Fact]
    public void A_contribution_tells_what_it_rests_on()
    {
        var caveat = new ForceCaveat(CaveatType.Task, "No patrols at night", false, [], []);
        var unit = Unit("u", 80).With(t => t with { Caveats = [caveat], Successor = "v", RotationMonths = 6 }) with
        {
            Mandate = new(MandateStatus.Approved, D.AddMonths(9)),
        };
        var line = Balanced([Serial("s1")], unit, Unit("v", 80).Between(D.AddMonths(6), D.AddMonths(12))).Line("s1");
        var contribution = Assert.Single(line.Contributions);
        Assert.Equal(
            ("NLD", 80, "v", true),
            (contribution.Nation, contribution.Strength, contribution.Successor, contribution.SuccessorHere)
        );
        Assert.Equal([caveat], contribution.Caveats);
        Assert.Equal((D, D.AddMonths(6).AddDays(-1)), (contribution.Days.From, contribution.Days.To));
        Assert.Equal(D.AddMonths(9), contribution.Mandate.Until);
    }

    [Fact]
    public void A_rotation_gap_is_told_to_the_day_and_after_whom()
    {
        var balance = Balanced(
            [Serial("s1")],
            Unit("a").With(t => t with { RotationMonths = 6, Successor = "b" }),
            Unit("b", 60).Between(D.AddMonths(6).AddDays(5), D.AddMonths(12))
        );
        var period = Assert.Single(balance.Over(D, D.AddMonths(12)).Serials);
        Assert.Equal(
            [
                (D.AddMonths(6), D.AddMonths(6).AddDays(4), 100L),
                (D.AddMonths(6).AddDays(5), D.AddMonths(12).AddDays(-1), 40L),
            ],
            period.Gaps.Select(g => (g.Days.From, g.Days.To, g.Missing))
        );
        Assert.All(period.Gaps, g => Assert.Equal(["a"], g.After));
        Assert.Equal([0L, 0, 0, 0, 0, 0, 100, 40, 40, 40, 40, 40], period.Months.Select(m => m.Missing));
    }

    [Fact]
    public void What_nobody_ever_held_is_no_rotation_gap()
    {
        var gap = Assert.Single(Assert.Single(Balanced([Serial("s1")]).Over(D, D.AddMonths(2)).Serials).Gaps);
        Assert.Equal((D, D.AddMonths(2), 100, false), (gap.Days.From, gap.Days.To, gap.Missing, gap.IsRotationGap));
    }
}
