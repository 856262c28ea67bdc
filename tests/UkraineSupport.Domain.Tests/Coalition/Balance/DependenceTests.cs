using UkraineSupport.Domain.Coalition.Balance;
using Xunit;
using static UkraineSupport.Domain.Tests.Coalition.Balance.AForce;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

public class DependenceTests
{
    private static readonly ForceBalance Three = Balanced(
        [Serial("s1", 100, critical: true, months: 1), Serial("s2", 500, months: 1), Serial("s3", 10, months: 1)],
        Unit("a", 100) with
        {
            Nation = "EST",
        },
        Unit("b", 500, "s2") with
        {
            Nation = "FRA",
        },
        Unit("c", 10, "s1", "s3") with
        {
            Nation = "GBR",
        }
    );

    [Fact]
    public void The_nation_without_which_a_critical_serial_falls_is_first_whatever_its_size()
    {
        var ranking = Three.Ranking();
        Assert.Equal(["EST", "FRA", "GBR"], ranking.Select(r => r.Nation));
        Assert.Equal(["s1"], ranking[0].FallenCritical);
        Assert.Equal((0, 500 * 31), (ranking[1].CriticalLost, ranking[1].Lost));
        Assert.Equal(["s2"], ranking[1].Fallen);
    }

    [Fact]
    public void Others_take_over_what_they_can_before_anything_is_called_lost()
    {
        // Ten of a hundred still go to what is critical.
        Assert.Equal((90 * 31, 100 * 31), (Three.Ranking()[0].CriticalLost, Three.Ranking()[0].Lost));
        Assert.Equal("s1", Three.Left("EST").Of("c").Serial);
    }

    [Fact]
    public void The_balance_without_a_nation_knows_nothing_of_it()
    {
        var without = Three.Left("EST", "GBR");
        Assert.Equal(["b"], without.Placements.Select(p => p.Unit));
        Assert.False(without.At(D).WouldStand);
        Assert.Equal(
            without.Score,
            Balanced(Three.Input.Serials, [.. Three.Input.Without(["EST", "GBR"]).Units]).Score
        );
    }
}
