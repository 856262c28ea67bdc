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
        // With 5200 committed by DEU the total is 10400: DEU's fair share is 8400 and it is 3200 behind, NLD is 2000 behind.
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
    public void Shares_are_whole_units_that_add_up_to_what_is_open() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 500_000].List[0, 20]).Sample((open, committed) =>
        {
            var by = DonorCatalog.All.Zip(committed, (d, c) => (d.Party, c)).ToDictionary(d => d.Party, d => (decimal)d.c);
            var asked = FairShare.Of(AGap.Of(open), by, null);
            Assert.Equal(open, asked.Sum(d => d.Quantity));
            Assert.All(asked, d => Assert.True(d.Quantity > 0 && decimal.Truncate(d.Quantity) == d.Quantity));
        }, iter: Effort.Runs);
}
