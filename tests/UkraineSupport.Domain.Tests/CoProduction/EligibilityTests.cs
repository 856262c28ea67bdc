using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>Components by origin against the instrument, and price against baseline and the others.</summary>
public class EligibilityTests
{
    [Theory]
    [InlineData(35, 65, EligibilityState.Eligible)]
    [InlineData(35.01, 64.99, EligibilityState.NotEligible)]
    [InlineData(15, 80, EligibilityState.Eligible)]
    [InlineData(15, 64.99, EligibilityState.Undeclared)]
    [InlineData(40, 0, EligibilityState.NotEligible)]
    public void SAFE_takes_at_most_35_percent_from_outside(decimal outside, decimal inside, EligibilityState state)
    {
        ComponentOrigin[] origins = [new("USA", outside), .. inside > 0 ? (ComponentOrigin[])[new("NOR", inside)] : []];
        var findings = Eligibility.Of(AnAgreement.Terms with { Origins = origins });
        Assert.Equal(EligibilityState.NoRule, findings[0].State);
        Assert.Equal((2, state, (decimal?)outside), (findings[1].Line, findings[1].State, findings[1].OutsidePercent));
        Assert.Contains("2025/1106", findings[1].Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_declaration_nothing_is_known()
    {
        var finding = Eligibility.Of(AnAgreement.Terms with { Origins = [] })[1];
        Assert.Equal((EligibilityState.Undeclared, (decimal?)0), (finding.State, finding.OutsidePercent));
    }

    [Fact]
    public void Every_country_of_the_rules_is_one() =>
        Assert.All(Eligibility.Rules.SelectMany(r => r.Inside), c => Assert.True(Parties.IsNation(c)));

    [Fact]
    public void Ten_percent_above_the_baseline_is_flagged_with_the_units_that_it_costs()
    {
        var settings = new CoProductionSettings();
        var at = PricePressure.Of(new(2_000, 2_200), 10_000, [], settings);
        Assert.Equal((0.1m, false, 0m), (at.OverBaseline, at.IsFlagged, at.NotBought));
        // 10,000 × 2,300 buys 11,500 at 2,000.
        var above = PricePressure.Of(new(2_000, 2_300), 10_000, [], settings);
        Assert.Equal((0.15m, true, 1_500m), (above.OverBaseline, above.IsFlagged, above.NotBought));
    }

    [Fact]
    public void Against_the_others_the_median_counts()
    {
        var settings = new CoProductionSettings();
        // Median of 1,500 and 2,500: 2,000.
        var found = PricePressure.Of(new(2_300, 2_300), 10_000, [2_500, 1_500], settings);
        Assert.Equal(
            (0m, 2_000m, 0.15m, true, 1_500m),
            (found.OverBaseline, found.Median, found.OverMedian, found.IsFlagged, found.NotBought)
        );
        var odd = PricePressure.Of(new(2_300, 2_300), 10_000, [9_000, 1_500, 2_300], settings);
        Assert.Equal((2_300m, false), (odd.Median, odd.IsFlagged));
    }
}
