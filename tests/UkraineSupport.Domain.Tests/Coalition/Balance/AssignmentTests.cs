using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Balance;
using Xunit;
using static UkraineSupport.Domain.Tests.Coalition.Balance.AForce;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

public class AssignmentTests
{
    [Fact]
    public void A_critical_serial_goes_before_a_larger_one_that_is_not()
    {
        var balance = Balanced([Serial("s1", 100, critical: true), Serial("s2", 500)], Unit("u", 400));
        Assert.Equal("s1", balance.Of("u").Serial);
        Assert.Contains("Critical serials go first; it could also serve s2.", balance.Of("u").Reasons);
    }

    [Fact]
    public void Between_serials_that_weigh_the_same_most_strength_counts()
    {
        var balance = Balanced([Serial("s1", 100), Serial("s2", 500)], Unit("u", 400));
        Assert.Equal("s2", balance.Of("u").Serial);
    }

    [Fact]
    public void One_that_is_named_leaves_room_for_it_and_one_for_any_goes_where_it_is_missed()
    {
        var balance = Balanced([Serial("s1"), Serial("s2")], Unit("any"), Unit("named", 100, "s1"));
        Assert.Equal(("s2", "s1"), (balance.Of("any").Serial, balance.Of("named").Serial));
        Assert.Contains("It is named for it.", balance.Of("named").Reasons);
        Assert.True(balance.At(D).WouldStand);
    }

    [Fact]
    public void What_is_not_needed_is_a_reserve_and_no_split()
    {
        var balance = Balanced([Serial("s1", 100)], Unit("a", 100), Unit("b", 60));
        Assert.Equal((PlacementKind.Assigned, PlacementKind.Reserve), (balance.Of("a").Kind, balance.Of("b").Kind));
        Assert.Equal(("s1", 0), (balance.Of("b").Serial, balance.Score.Splits.Found));
        var line = balance.Line("s1");
        Assert.Equal((160, 100), (line.Ready, line.Usable));
        Assert.True(Assert.Single(line.NotUsable).IsReserve);
    }

    [Fact]
    public void A_unit_that_was_activated_stays_even_where_another_would_fit_better()
    {
        var balance = Balanced(
            [Serial("s1", 10), Serial("s2", 100, critical: true)],
            Unit("u") with
            {
                Serial = "s1",
                Status = ForceStatus.Activated,
            }
        );
        Assert.Equal(("s1", PlacementKind.Held), (balance.Of("u").Serial, balance.Of("u").Kind));
        Assert.False(balance.At(D).WouldStand);
    }

    [Fact]
    public void One_that_was_activated_for_a_serial_that_the_reader_does_not_see_stands_nowhere()
    {
        var balance = Balanced([Serial("s1")], Unit("u") with { Serial = "hidden" });
        var placement = balance.Of("u");
        Assert.Equal(PlacementKind.Nowhere, placement.Kind);
        Assert.Equal("It was activated for another serial.", Assert.Single(placement.Hindrances).Why);
    }

    [Fact]
    public void Those_who_relieve_each_other_stay_together_where_strength_does_not_mind()
    {
        var first = Unit("a", 50).Between(D, D.AddMonths(6).AddDays(-1)).With(t => t with { Successor = "b" });
        var second = Unit("b", 50).Between(D.AddMonths(6), D.AddMonths(12));
        var others = new[] { "c", "d" }.Select(
            (id, i) => Unit(id, 50).Between(D.AddMonths(6 * i), D.AddMonths(6 * (i + 1)).AddDays(-1))
        );
        var balance = Balanced([Serial("s1", 50), Serial("s2", 50)], [first, second, .. others]);
        Assert.Equal(balance.Of("a").Serial, balance.Of("b").Serial);
        Assert.Contains("It relieves a.", balance.Of("b").Reasons);
        Assert.Equal(1, balance.Score.Splits.Found);
    }

    [Fact]
    public void Successors_that_go_round_in_a_circle_are_borne()
    {
        var balance = Balanced(
            [Serial("s1", 200)],
            Unit("a").With(t => t with { Successor = "b" }),
            Unit("b").With(t => t with { Successor = "a" })
        );
        Assert.Equal(200, balance.Line("s1").Usable);
    }

    [Fact]
    public void One_that_is_not_usable_stands_where_it_would_be_looked_for_and_says_why()
    {
        var balance = Balanced(
            [Serial("s1"), Serial("s2")],
            Unit("full", 100, "s1"),
            Unit("offered") with
            {
                Status = ForceStatus.Offered,
            },
            Unit("late", 100, "s1").With(t => t with { NtmDays = 60 }),
            Unit("nowhere").With(t => t with { Basing = [Basing.Remote] }),
            Unit("gone") with
            {
                Status = ForceStatus.Withdrawn,
            }
        );
        Assert.Equal(("s2", PlacementKind.NotUsable), (balance.Of("offered").Serial, balance.Of("offered").Kind));
        Assert.Equal("s1", balance.Of("late").Serial);
        Assert.Equal([Obstacle.NoticeToMove], balance.Of("late").Hindrances.Select(h => h.Obstacle));
        Assert.Equal(["gone", "nowhere"], balance.At(D).Apart.Select(p => p.Unit));
        Assert.Equal([Obstacle.Basing, Obstacle.Basing], balance.Of("nowhere").Hindrances.Select(h => h.Obstacle));
        Assert.Equal([Obstacle.Status], balance.Of("gone").Hindrances.Select(h => h.Obstacle));
    }

    [Fact]
    public void One_serial_or_unit_does_not_come_twice()
    {
        Assert.Throws<ArgumentException>(() => Balanced([Serial("s1"), Serial("s1")]));
        Assert.Throws<ArgumentException>(() => Balanced([Serial("s1")], Unit("u"), Unit("u")));
    }

    [Fact]
    public void Nothing_at_all_balances_to_nothing()
    {
        var balance = Balanced([]);
        Assert.True(balance.At(D).WouldStand);
        Assert.Empty(balance.Over(D, D.AddMonths(1)).Serials);
        Assert.Empty(balance.Ranking());
    }
}
