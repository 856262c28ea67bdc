using CsCheck;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

public class FairShareTests
{
    private static readonly Dictionary<string, decimal> Nobody = [];

    [Fact]
    public void Who_makes_it_is_asked_those_furthest_behind_and_for_all_that_is_open()
    {
        var asked = FairShare.Of(AGap.Of(100_000), Nobody, null);
        Assert.Equal(FairShare.MaxChosen, asked.Count);
        Assert.Equal(100_000, asked.Sum(d => d.Quantity));
        Assert.Equal("DEU", asked[0].Donor);
        Assert.All(asked, d => Assert.Contains("AMMO-155", DonorCatalog.Find(d.Donor)!.Makes));
        Assert.Contains("makes it; committed 0 rounds of a fair share of", asked[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_committed_its_share_already_is_not_asked()
    {
        var asked = FairShare.Of(AGap.Of(1000), new Dictionary<string, decimal> { ["DEU"] = 1_000_000 }, null);
        Assert.DoesNotContain("DEU", asked.Select(d => d.Donor));
        Assert.Equal(1000, asked.Sum(d => d.Quantity));
    }

    [Fact]
    public void Who_committed_some_can_be_asked_though_it_does_not_make_it()
    {
        var asked = FairShare.Of(AGap.Of(1000), new Dictionary<string, decimal> { ["JPN"] = 1 }, null);
        Assert.Contains("has committed some", asked.Single(d => d.Donor == "JPN").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_follow_gross_domestic_product_less_what_is_committed()
    {
        // NLD 1000, DEU 4200: of 5200 open and none committed, 1000 and 4200.
        var even = FairShare.Of(AGap.Of(5200), Nobody, ["NLD", "DEU"]);
        Assert.Equal([("DEU", 4200m), ("NLD", 1000m)], even.Select(d => (d.Donor, d.Quantity)));
        // With 5200 committed by DEU the total is 10400: DEU's fair share is 8400 and it is 3200 behind, NLD is 2000
        // behind.
        var behind = FairShare.Of(AGap.Of(5200), new Dictionary<string, decimal> { ["DEU"] = 5200 }, ["NLD", "DEU"]);
        Assert.Equal([("DEU", 3200m), ("NLD", 2000m)], behind.Select(d => (d.Donor, d.Quantity)));
    }

    [Fact]
    public void Those_named_are_asked_all_the_same()
    {
        var asked = FairShare.Of(AGap.Of(10), new Dictionary<string, decimal> { ["NLD"] = 1_000_000 }, ["NLD", "ISL"]);
        Assert.Equal([("ISL", 10m), ("NLD", 0m)], asked.Select(d => (d.Donor, d.Quantity)));
        Assert.Contains("neither makes nor has committed it", asked[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_any_of_them_committed_counts_in_the_fair_share()
    {
        // 5200 open and 5200 committed: fair are 8400 for DEU, 4700 more than it has, and 2000 for NLD, 500 more.
        var asked = FairShare.Of(
            AGap.Of(5200),
            new Dictionary<string, decimal> { ["DEU"] = 3700, ["NLD"] = 1500 },
            ["NLD", "DEU"]
        );
        Assert.Equal([("DEU", 4700m), ("NLD", 500m)], asked.Select(d => (d.Donor, d.Quantity)));
    }

    [Fact]
    public void All_that_are_named_are_asked_however_many()
    {
        var named = DonorCatalog.All.Take(FairShare.MaxChosen + 2).Select(d => d.Party).ToList();
        Assert.Equal(
            named,
            FairShare.Of(AGap.Of(100_000), Nobody, named).Select(d => d.Donor).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void For_what_nobody_makes_the_ten_largest_are_asked()
    {
        // Their GDP adds up to 23300.
        var asked = FairShare.Of(GapIn("FUNDING", 233), Nobody, null);
        Assert.Equal(
            [
                ("DEU", 42m),
                ("JPN", 39m),
                ("GBR", 31m),
                ("FRA", 28m),
                ("ITA", 21m),
                ("CAN", 20m),
                ("AUS", 16m),
                ("ESP", 15m),
                ("TUR", 11m),
                ("NLD", 10m),
            ],
            asked.Select(d => (d.Donor, d.Quantity))
        );
    }

    [Fact]
    public void For_what_nobody_makes_who_has_committed_some_is_asked_alone() =>
        Assert.Equal(
            [("EST", 233m)],
            FairShare
                .Of(GapIn("FUNDING", 233), new Dictionary<string, decimal> { ["EST"] = 1 }, null)
                .Select(d => (d.Donor, d.Quantity))
        );

    [Fact]
    public void Of_three_that_make_it_the_one_that_is_not_behind_is_left_out()
    {
        // DNK, GBR 3100 and NOR 450 make it.
        var asked = FairShare.Of(GapIn("ASW", 3550), new Dictionary<string, decimal> { ["DNK"] = 1_000_000 }, null);
        Assert.Equal([("GBR", 3100m), ("NOR", 450m)], asked.Select(d => (d.Donor, d.Quantity)));
    }

    [Theory]
    // ESP 1500 and NLD 1000: three fifths and two.
    [InlineData("10", "6", "4")]
    [InlineData("11", "7", "4")] // 6.6 and 4.4
    [InlineData("12", "7", "5")] // 7.2 and 4.8
    [InlineData("1", "1", "0")]
    public void What_rounding_leaves_goes_to_the_largest_remainder(string open, string spain, string netherlands) =>
        Assert.Equal(
            [("ESP", decimal.Parse(spain)), ("NLD", decimal.Parse(netherlands))],
            FairShare.Of(AGap.Of(decimal.Parse(open)), Nobody, ["NLD", "ESP"]).Select(d => (d.Donor, d.Quantity))
        );

    [Fact]
    public void What_rounding_leaves_goes_one_by_one_to_as_many_as_it_takes()
    {
        // NLD 1000, POL 800, BEL 600: 7 are 2.92, 2.33 and 1.75.
        var asked = FairShare.Of(AGap.Of(7), Nobody, ["BEL", "NLD", "POL"]);
        Assert.Equal([("NLD", 3m), ("POL", 2m), ("BEL", 2m)], asked.Select(d => (d.Donor, d.Quantity)));
    }

    [Theory]
    [InlineData("10", "5", "5")]
    [InlineData("11", "6", "5")]
    [InlineData("10.5", "5.5", "5")] // substitutes leave parts of a unit open
    public void Of_equals_the_first_by_name_stands_first_and_takes_what_is_left(
        string open,
        string iceland,
        string malta
    ) =>
        Assert.Equal(
            [("ISL", decimal.Parse(iceland)), ("MLT", decimal.Parse(malta))],
            FairShare.Of(AGap.Of(decimal.Parse(open)), Nobody, ["MLT", "ISL"]).Select(d => (d.Donor, d.Quantity))
        );

    [Theory]
    // CAN 2000 and NLD 1000: two thirds and one.
    [InlineData("100", "66.67", "33.33")]
    [InlineData("0.10", "0.07", "0.03")]
    [InlineData("0.01", "0.01", "0")]
    public void Money_is_shared_to_the_cent(string open, string canada, string netherlands) =>
        Assert.Equal(
            [("CAN", decimal.Parse(canada)), ("NLD", decimal.Parse(netherlands))],
            FairShare
                .Of(GapIn("FUNDING", decimal.Parse(open)), Nobody, ["NLD", "CAN"])
                .Select(d => (d.Donor, d.Quantity))
        );

    [Fact]
    public void Why_is_said_in_words_and_numbers()
    {
        Assert.Equal(
            "makes it; committed 0 ships of a fair share of 3,100 by GDP (EUR 3,100 bn, demo figure).",
            FairShare.Of(GapIn("ASW", 3930), Nobody, null)[0].Why
        );
        Assert.Equal(
            "Named by the coordinator; makes it; committed 5,200 rounds of a fair share of 8,400 by GDP (EUR 4,200 bn, demo figure).",
            FairShare.Of(AGap.Of(5200), new Dictionary<string, decimal> { ["DEU"] = 5200 }, ["NLD", "DEU"])[0].Why
        );
    }

    [Fact]
    public void Shares_are_whole_units_that_add_up_to_what_is_open() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 500_000].List[0, 20])
            .Sample(
                (open, committed) =>
                {
                    var by = DonorCatalog
                        .All.Zip(committed, (d, c) => (d.Party, c))
                        .ToDictionary(d => d.Party, d => (decimal)d.c);
                    var asked = FairShare.Of(AGap.Of(open), by, null);
                    Assert.Equal(open, asked.Sum(d => d.Quantity));
                    Assert.All(asked, d => Assert.True(d.Quantity > 0 && decimal.Truncate(d.Quantity) == d.Quantity));
                },
                iter: Effort.Runs
            );

    private static Gap GapIn(string capability, decimal open) =>
        Gap.Apply(
            null,
            FollowDeliveries
                .Decide(null, AGap.Found(1, open) with { Capability = capability }, Given.Now)
                .Only<GapOpened>()
        );
}
