using CsCheck;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

public class FairShareTests
{
    private static readonly Dictionary<string, decimal> Nobody = [];

    /// <summary>Round figures, so that shares can be worked out by hand.</summary>
    private static readonly DonorProfile[] Table =
    [
        Row("AUS", 1600, "AMMO-155 TANK IFV TRAIN-BASIC DRONE-INTERCEPTOR"),
        Row("BEL", 600, "FIGHTER AMMO-155 DEMINING TRAIN-PILOT MAINTENANCE"),
        Row("BGR", 95, "AMMO-122 AMMO-MORTAR ATGM"),
        Row("CAN", 2000, "AMMO-155 ARTILLERY SATCOM TRAIN-BASIC DRONE-ISR IAMD-MEDIUM"),
        Row("CZE", 300, "AMMO-155 AMMO-122 TANK ARTILLERY EARLY-WARNING ROCKET-ARTILLERY"),
        Row(
            "DEU",
            4200,
            "IAMD-HIGH IAMD-MEDIUM TANK IFV AMMO-155 ARTILLERY LRPS C-UAS SATCOM MAINTENANCE MEDICAL DRONE-ISR"
        ),
        Row("DNK", 380, "FIGHTER TRAIN-PILOT AMMO-155 MAR-SURV DRONE-FPV ASW"),
        Row("ESP", 1500, "IAMD-MEDIUM IAMD-HIGH AMMO-155 IFV DEMINING AIRLIFT"),
        Row("EST", 38, "C2 IT AMMO-155 ATGM C-UAS"),
        Row("FIN", 280, "AMMO-155 AMMO-MORTAR IFV ARTILLERY SATCOM SAT-OBS"),
        Row("FRA", 2800, "ISR SAT-OBS SIGINT IAMD-HIGH IAMD-MEDIUM LRPS ARTILLERY AMMO-155 FIGHTER AAR EW BRIGADE"),
        Row("GBR", 3100, "ISR SIGINT LRPS IAMD-MEDIUM TRAIN-BASIC AMMO-155 ATGM DRONE-STRIKE ASW MAR-SURV EW C2"),
        Row("GRC", 220, "AMMO-155 AMMO-122 MAR-SURV"),
        Row("ITA", 2100, "IAMD-HIGH IAMD-MEDIUM ARTILLERY AMMO-155 SATCOM MAR-SURV"),
        Row("JPN", 3900, "IAMD-HIGH DEMINING MEDICAL SAT-OBS"),
        Row("LTU", 75, "C-UAS DEMINING AMMO-155 IT"),
        Row("LVA", 41, "DRONE-FPV DRONE-INTERCEPTOR C-UAS"),
        Row(
            "NLD",
            1000,
            "FIGHTER TRAIN-PILOT IAMD-HIGH DRONE-INTERCEPTOR DRONE-FPV MAINTENANCE AMMO-155 C-UAS MAR-SURV"
        ),
        Row("NOR", 450, "IAMD-MEDIUM AMMO-155 ASW MAR-SURV FIGHTER"),
        Row("POL", 800, "AMMO-155 TANK ARTILLERY IFV ROCKET-ARTILLERY MAINTENANCE AMMO-122 DRONE-ISR"),
        Row("PRT", 270, "DRONE-ISR MAR-SURV TRAIN-PILOT"),
        Row("ROU", 330, "TRAIN-PILOT AMMO-122 IAMD-HIGH AMMO-155"),
        Row("SVK", 125, "ARTILLERY AMMO-155 DEMINING"),
        Row("SWE", 560, "EARLY-WARNING IFV ARTILLERY ATGM AMMO-155 AMMO-MORTAR ROCKET-ARTILLERY"),
        Row("TUR", 1100, "DRONE-STRIKE DRONE-ISR AMMO-155 IFV"),
        Row("ISL", 10, ""),
        Row("MLT", 10, ""),
        new("EU", null, new HashSet<string>()),
    ];

    [Fact]
    public void Who_makes_it_is_asked_those_furthest_behind_and_for_all_that_is_open()
    {
        var asked = Of(AGap.Of(100_000), Nobody, null);
        Assert.Equal(FairShare.MaxChosen, asked.Count);
        Assert.Equal(100_000, asked.Sum(d => d.Quantity));
        Assert.Equal("DEU", asked[0].Donor);
        Assert.All(asked, d => Assert.Contains("AMMO-155", Table.Single(t => t.Party == d.Donor).Makes));
        Assert.Contains("makes it; committed 0 rounds of a fair share of", asked[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_committed_its_share_already_is_not_asked()
    {
        var asked = Of(AGap.Of(1000), new Dictionary<string, decimal> { ["DEU"] = 1_000_000 }, null);
        Assert.DoesNotContain("DEU", asked.Select(d => d.Donor));
        Assert.Equal(1000, asked.Sum(d => d.Quantity));
    }

    [Fact]
    public void Who_committed_some_can_be_asked_though_it_does_not_make_it()
    {
        var asked = Of(AGap.Of(1000), new Dictionary<string, decimal> { ["JPN"] = 1 }, null);
        Assert.Contains("has committed some", asked.Single(d => d.Donor == "JPN").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_follow_gross_domestic_product_less_what_is_committed()
    {
        // NLD 1000, DEU 4200: of 5200 open and none committed, 1000 and 4200.
        var even = Of(AGap.Of(5200), Nobody, ["NLD", "DEU"]);
        Assert.Equal([("DEU", 4200m), ("NLD", 1000m)], even.Select(d => (d.Donor, d.Quantity)));
        // With 5200 committed by DEU the total is 10400: DEU's fair share is 8400 and it is 3200 behind, NLD is 2000
        // behind.
        var behind = Of(AGap.Of(5200), new Dictionary<string, decimal> { ["DEU"] = 5200 }, ["NLD", "DEU"]);
        Assert.Equal([("DEU", 3200m), ("NLD", 2000m)], behind.Select(d => (d.Donor, d.Quantity)));
    }

    [Fact]
    public void Those_named_are_asked_all_the_same_and_none_for_nothing()
    {
        // NLD is ahead of any share: then by gross domestic product alone, 1000 to 10.
        var asked = Of(AGap.Of(1010), new Dictionary<string, decimal> { ["NLD"] = 1_000_000 }, ["NLD", "ISL"]);
        Assert.Equal([("ISL", 10m), ("NLD", 1000m)], asked.Select(d => (d.Donor, d.Quantity)));
        Assert.Contains("neither makes nor has committed it", asked[0].Why, StringComparison.Ordinal);
        Assert.Equal(["NLD"], Of(AGap.Of(1), Nobody, ["NLD", "ISL"]).Select(d => d.Donor));
    }

    [Fact]
    public void An_institution_is_asked_when_it_is_named_for_the_mean_of_the_others()
    {
        // NLD 1000, BEL 600: 800 for the institution.
        var asked = Of(AGap.Of(2400), Nobody, ["NLD", "EU", "BEL"]);
        Assert.Equal([("NLD", 1000m), ("EU", 800m), ("BEL", 600m)], asked.Select(d => (d.Donor, d.Quantity)));
        Assert.Contains("without a GDP", asked[1].Why, StringComparison.Ordinal);
        Assert.Equal([("EU", 5m)], Of(AGap.Of(5), Nobody, ["EU"]).Select(d => (d.Donor, d.Quantity)));
        Assert.DoesNotContain("EU", Of(GapIn("FUNDING", 100_000), Nobody, null).Select(d => d.Donor));
    }

    [Fact]
    public void What_is_offered_or_being_asked_for_is_not_asked_for_again()
    {
        var gap = AGap.Of(2000).Asked(Given.Now.AddDays(20), "NLD").State;
        Assert.Equal(0, gap.Unasked);
        Assert.Equal(
            "all-asked",
            Solicit.Decide(gap, new(Given.Now.AddDays(20)), Nobody, Given.Coordinator, Given.Now).Error!.Code
        );
        gap = gap.Taking(Solicit.Offered(gap, APledge.Committed(500)));
        Assert.Equal(1500, gap.Unasked);
        Assert.Equal(1500, Of(gap, Nobody, ["DEU"]).Single().Quantity);
    }

    [Fact]
    public void What_any_of_them_committed_counts_in_the_fair_share()
    {
        // 5200 open and 5200 committed: fair are 8400 for DEU, 4700 more than it has, and 2000 for NLD, 500 more.
        var asked = Of(
            AGap.Of(5200),
            new Dictionary<string, decimal> { ["DEU"] = 3700, ["NLD"] = 1500 },
            ["NLD", "DEU"]
        );
        Assert.Equal([("DEU", 4700m), ("NLD", 500m)], asked.Select(d => (d.Donor, d.Quantity)));
    }

    [Fact]
    public void All_that_are_named_are_asked_however_many()
    {
        var named = Table.Take(FairShare.MaxChosen + 2).Select(d => d.Party).ToList();
        Assert.Equal(named, Of(AGap.Of(100_000), Nobody, named).Select(d => d.Donor).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void For_what_nobody_makes_the_ten_largest_are_asked()
    {
        // Their GDP adds up to 23300.
        var asked = Of(GapIn("FUNDING", 233), Nobody, null);
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
            Of(GapIn("FUNDING", 233), new Dictionary<string, decimal> { ["EST"] = 1 }, null)
                .Select(d => (d.Donor, d.Quantity))
        );

    [Fact]
    public void Of_three_that_make_it_the_one_that_is_not_behind_is_left_out()
    {
        // DNK, GBR 3100 and NOR 450 make it.
        var asked = Of(GapIn("ASW", 3550), new Dictionary<string, decimal> { ["DNK"] = 1_000_000 }, null);
        Assert.Equal([("GBR", 3100m), ("NOR", 450m)], asked.Select(d => (d.Donor, d.Quantity)));
    }

    [Theory]
    // ESP 1500 and NLD 1000: three fifths and two.
    [InlineData("10", "6", "4")]
    [InlineData("11", "7", "4")] // 6.6 and 4.4
    [InlineData("12", "7", "5")] // 7.2 and 4.8
    public void What_rounding_leaves_goes_to_the_largest_remainder(string open, string spain, string netherlands) =>
        Assert.Equal(
            [("ESP", decimal.Parse(spain)), ("NLD", decimal.Parse(netherlands))],
            Of(AGap.Of(decimal.Parse(open)), Nobody, ["NLD", "ESP"]).Select(d => (d.Donor, d.Quantity))
        );

    [Fact]
    public void What_rounding_leaves_goes_one_by_one_to_as_many_as_it_takes()
    {
        // NLD 1000, POL 800, BEL 600: 7 are 2.92, 2.33 and 1.75.
        var asked = Of(AGap.Of(7), Nobody, ["BEL", "NLD", "POL"]);
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
            Of(AGap.Of(decimal.Parse(open)), Nobody, ["MLT", "ISL"]).Select(d => (d.Donor, d.Quantity))
        );

    [Theory]
    // CAN 2000 and NLD 1000: two thirds and one.
    [InlineData("100", "66.67", "33.33")]
    [InlineData("0.10", "0.07", "0.03")]
    public void Money_is_shared_to_the_cent(string open, string canada, string netherlands) =>
        Assert.Equal(
            [("CAN", decimal.Parse(canada)), ("NLD", decimal.Parse(netherlands))],
            Of(GapIn("FUNDING", decimal.Parse(open)), Nobody, ["NLD", "CAN"]).Select(d => (d.Donor, d.Quantity))
        );

    [Fact]
    public void Why_is_said_in_words_and_numbers()
    {
        Assert.Equal(
            "makes it; committed 0 ships of a fair share of 3,100 by GDP (EUR 3,100 bn in 2023, World Bank).",
            Of(GapIn("ASW", 3930), Nobody, null)[0].Why
        );
        Assert.Equal(
            "Named by the coordinator; makes it; committed 5,200 rounds of a fair share of 8,400 by GDP (EUR 4,200 bn in 2023, World Bank).",
            Of(AGap.Of(5200), new Dictionary<string, decimal> { ["DEU"] = 5200 }, ["NLD", "DEU"])[0].Why
        );
    }

    [Fact]
    public void Shares_are_whole_units_that_add_up_to_what_is_open() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 500_000].List[0, 20])
            .Sample(
                (open, committed) =>
                {
                    var by = Table.Zip(committed, (d, c) => (d.Party, c)).ToDictionary(d => d.Party, d => (decimal)d.c);
                    var asked = Of(AGap.Of(open), by, null);
                    Assert.Equal(open, asked.Sum(d => d.Quantity));
                    Assert.All(asked, d => Assert.True(d.Quantity > 0 && decimal.Truncate(d.Quantity) == d.Quantity));
                },
                iter: Effort.Runs
            );

    private static IReadOnlyList<DonorAsked> Of(
        Gap gap,
        IReadOnlyDictionary<string, decimal> committed,
        IReadOnlyList<string>? named
    ) => FairShare.Of(gap, committed, named, Table);

    private static DonorProfile Row(string party, decimal gdp, string makes) =>
        new(party, new(gdp, 2023, "World Bank"), makes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet());

    private static Gap GapIn(string capability, decimal open) =>
        Gap.Apply(
            null,
            FollowDeliveries
                .Decide(null, AGap.Found(1, open) with { Capability = capability }, Given.Now)
                .Only<GapOpened>()
        );
}
