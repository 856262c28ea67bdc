using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Insights;

/// <summary>Who bears what, and the path.</summary>
public class BurdenTests
{
    [Theory]
    [InlineData(2025, 2030, 0.5, 0.5)]
    [InlineData(2024, 2030, 0.5, 0.5)]
    [InlineData(2027, 2030, 0.64, 0.7)]
    [InlineData(2030, 2030, 0.85, 1)]
    [InlineData(2040, 2030, 0.85, 1)]
    [InlineData(2027, 2035, 0.57, 0.6)]
    public void The_path_is_a_straight_line_from_half_to_85_to_100_percent(
        int year,
        int target,
        double low,
        double high
    ) => Assert.Equal(((decimal)low, (decimal)high), BurdenPath.In(year, target));

    [Fact]
    public void Every_donor_of_the_catalogue_is_of_one_group()
    {
        string Of(BurdenGroup group) =>
            string.Join(' ', DonorCatalog.All.Select(d => d.Party).Where(p => BurdenGroups.Of(p) == group));
        Assert.Equal("USA", Of(BurdenGroup.UnitedStates));
        Assert.Equal("AUS JPN KOR NATO NZL", Of(BurdenGroup.Others));
        Assert.Equal(BurdenGroup.EuropeAndCanada, BurdenGroups.Of("CAN"));
        Assert.Equal(BurdenGroup.EuropeAndCanada, BurdenGroups.Of("EPF"));
    }

    [Fact]
    public void A_year_is_borne_by_who_covers_its_needs_and_by_what_the_United_States_give()
    {
        var shares = new YearShare(
            "AMMO-155",
            2027,
            100,
            new Dictionary<string, decimal>
            {
                ["NLD"] = 30,
                ["CAN"] = 10,
                ["USA"] = 5,
                ["JPN"] = 15,
            }
        );
        var years = BurdenYear.Of([shares], [("AMMO-155", 2027, 15), ("AMMO-155", 2027, 5), ("AMMO-155", 2028, 7)]);
        Assert.Equal(
            [
                new BurdenYear("AMMO-155", 2027, 100, 60, new(40, 25, 15)),
                new BurdenYear("AMMO-155", 2028, 0, 0, new(0, 7, 0)),
            ],
            years
        );
        Assert.Equal(
            (0.5m, 0m, null),
            (years[0].Borne.EuropeanShare, years[1].Borne.EuropeanShare, GroupSums.None.EuropeanShare)
        );
    }

    /// <summary>Of PURL and FMS others are the payers: it counts with their pledges.</summary>
    [Fact]
    public void What_the_United_States_sell_is_not_what_they_give()
    {
        var rows = new[]
        {
            new BaselineRow(new(2027, 1), 60),
            new BaselineRow(new(2027, 1), 40, Authority: UsAuthority.PURL),
        };
        var flow = AFlow.Expecting(AFlow.Shells, rows);
        var month = Assert.Single(Forecast.Of(flow, Given.Now));
        Assert.Equal((0m, 60m), (OwnDeliveries.Of(flow, month).Delivered, OwnDeliveries.Of(flow, month).Forecast));

        var only = AFlow.Expecting(100, value: 300);
        var first = Forecast.Of(only.Reporting(new(2026, 1), 80), Given.Now)[0];
        Assert.Equal(new OwnDeliveries(80, 0, 240, 0), OwnDeliveries.Of(only, first));
    }

    [Fact]
    public void A_need_counts_as_far_as_its_reader_sees_it_covered()
    {
        var secret = APledge.From(Given.Offer() with { Disclosure = Disclosure.Restricted }).Accepted().Formalised();
        var open = APledge.Committed(100);
        var gap = AGap.Of(30, 40).Covered(open, "a1", 20);
        var requirement = ARequirement.Open(50);
        secret.Allocated("a2", 15, requirement: requirement);
        requirement.Asked(secret, "a2");
        var rejected = ARequirement.Submitted(9).Rejected();
        Domain.Requirements.INeed[] needs = [gap.State, requirement.State, rejected.State];
        Assert.Equal(new NeedSums(1, 1, 120, 35, 85, 0), NeedSums.Of(needs, Given.Coordinator));
        Assert.Equal(new NeedSums(1, 1, 120, 20, 100, 0), NeedSums.Of(needs, Given.CoalitionObserver));
        gap.Accepted();
        Assert.Equal(new NeedSums(0, 1, 70, 20, 50, 50), NeedSums.Of([gap.State], Given.Coordinator));
    }
}
