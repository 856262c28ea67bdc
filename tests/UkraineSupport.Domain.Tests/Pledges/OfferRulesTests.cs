using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

public class OfferRulesTests
{
    private static string[] Wrong(Offer offer)
    {
        var decision = Announce.Decide("pledge-1", offer, Given.Dutch, Given.Now, Given.Deadlines);
        return decision.Error is null ? [] : decision.Wrong();
    }

    private static Offer Course(TrainingCourse course, PledgeKind kind = PledgeKind.Training) =>
        Given.Offer(new OfferLine("TRAIN-BASIC", 200, Given.Today, Training: course)) with
        {
            Kind = kind,
        };

    [Fact]
    public void A_course_has_a_name_its_places_are_the_quantity_and_it_ends_after_it_starts()
    {
        var course = new TrainingCourse("Interflex", 200, Given.Today, Given.Today, "GBR");
        Assert.Empty(Wrong(Course(course)));
        Assert.Empty(Wrong(Course(new("Interflex"))));
        Assert.Equal(["/lines/0/training/course"], Wrong(Course(course with { Course = "" })));
        Assert.Equal(["/lines/0/training/course"], Wrong(Course(course with { Course = new('x', 201) })));
        Assert.Equal(["/lines/0/training/places"], Wrong(Course(course with { Places = 199 })));
        Assert.Equal(["/lines/0/training/end"], Wrong(Course(course with { End = Given.Today.AddDays(-1) })));
        Assert.Empty(Wrong(Course(course with { Start = null })));
        Assert.Empty(Wrong(Course(course with { End = null })));
        Assert.Equal(["/lines/0/training"], Wrong(Course(course, PledgeKind.CoProduction)));
    }

    [Theory]
    [InlineData("GBR", true)]
    [InlineData("NATO", false)]
    [InlineData("Yavoriv", false)]
    public void A_course_is_in_a_country_and_nothing_more_precise(string location, bool accepted) =>
        Assert.Equal(
            accepted ? [] : ["/lines/0/training/location"],
            Wrong(Course(new("Interflex", Location: location)))
        );

    [Theory]
    [InlineData(EvidenceLevel.Reported, null, true)]
    [InlineData(EvidenceLevel.Reported, "", true)]
    [InlineData(EvidenceLevel.Demo, null, true)]
    [InlineData(EvidenceLevel.Documented, null, false)]
    [InlineData(EvidenceLevel.Documented, " ", false)]
    [InlineData(EvidenceLevel.Documented, "https://www.defensie.nl/1", true)]
    [InlineData(EvidenceLevel.Documented, "http://example.org", true)]
    [InlineData(EvidenceLevel.Reported, "javascript:alert(1)", false)]
    [InlineData(EvidenceLevel.Reported, "ftp://example.org/a", false)]
    [InlineData(EvidenceLevel.Reported, "/relative", false)]
    [InlineData(EvidenceLevel.Reported, "http:", false)]
    public void Evidence_beyond_a_report_is_at_a_web_address(EvidenceLevel level, string? url, bool accepted) =>
        Assert.Equal(accepted ? [] : ["/evidence/url"], Wrong(Given.Offer() with { Evidence = new(level, url) }));

    [Fact]
    public void An_address_has_at_most_1000_characters()
    {
        var url = "https://example.org/".PadRight(1000, 'a');
        Assert.Empty(Wrong(Given.Offer() with { Evidence = new(EvidenceLevel.Documented, url) }));
        Assert.Equal(
            ["/evidence/url"],
            Wrong(Given.Offer() with { Evidence = new(EvidenceLevel.Documented, url + "a") })
        );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(1.0, "EUR")]
    [InlineData(0.09, "SEK", "/lines/0/currency", "/lines/0/unitValue")]
    [InlineData(1.0, "USD", "/lines/0/currency")]
    [InlineData(2.0, "EUR", "/lines/0/unitValue")]
    public void Money_is_pledged_in_EUR(double? value, string? currency, params string[] wrong)
    {
        var line = new OfferLine("FUNDING", 1_000_000, Given.Today.AddDays(90))
        {
            UnitValue = (decimal?)value,
            Currency = currency,
        };
        Assert.Equal(wrong, Wrong(Given.Offer(line) with { Kind = PledgeKind.Funding }));
    }

    [Theory]
    [InlineData("If the others reach 30", "IAMD-HIGH", 30.0, null)]
    [InlineData("If parliament agrees", null, null, null)]
    [InlineData("", null, null, "/text")]
    [InlineData("If the others reach 30", "IAMD-HIGH", null, "")]
    [InlineData("If the others reach 30", null, 30.0, "")]
    [InlineData("If the others reach 30", "IAMD", 30.0, "/capability")]
    [InlineData("If the others reach 30", "IAMD-HIGH", 0.0, "/othersReach")]
    [InlineData("If the others reach 30", "IAMD-HIGH", 1.5, "/othersReach")]
    public void A_condition_is_text_or_text_with_a_capability_and_a_number(
        string text,
        string? capability,
        double? reach,
        string? wrong
    )
    {
        var offer = Given.Offer() with { Conditions = [new("First"), new(text, capability, (decimal?)reach)] };
        Assert.Equal(wrong is null ? [] : [$"/conditions/1{wrong}"], Wrong(offer));
    }

    [Fact]
    public void Caveats_have_a_text_and_perhaps_a_sort()
    {
        Assert.Empty(
            Wrong(
                Given.Offer() with
                {
                    Caveats = [new("Not outside Ukraine", "end-use", true), new("Spare parts apart")],
                }
            )
        );
        Assert.Equal(["/caveats/0/text"], Wrong(Given.Offer() with { Caveats = [new(" ")] }));
        Assert.Equal(["/caveats/0/type"], Wrong(Given.Offer() with { Caveats = [new("Text", new('x', 61))] }));
        Assert.Empty(Wrong(Given.Offer() with { Caveats = [new("Text", new('x', 60))] }));
    }

    [Fact]
    public void There_are_at_most_20_conditions_and_20_caveats()
    {
        Assert.Empty(
            Wrong(Given.Offer() with { Conditions = Twenty(new Condition("c")), Caveats = Twenty(new Caveat("c")) })
        );
        Assert.Equal(
            ["/conditions", "/caveats"],
            Wrong(
                Given.Offer() with
                {
                    Conditions = [.. Twenty(new Condition("c")), new("c")],
                    Caveats = [.. Twenty(new Caveat("c")), new("c")],
                }
            )
        );
    }

    [Theory]
    [InlineData("Two\nlines and a\ttab\r\n", true)]
    [InlineData("Снаряди", true)]
    [InlineData("Bell\u0007", false)]
    [InlineData("Null\0", false)]
    [InlineData("\u200B\u200D\uFEFF", false)] // Nothing to see.
    [InlineData("\u3164\u2800 \u00AD", false)]
    [InlineData("\u0301", false)]
    [InlineData("e\u0301", true)]
    [InlineData("\u2764\uFE0F", true)]
    [InlineData("Shells \u202Esllehs", false)] // Written the other way round from here on.
    [InlineData("Shells \u202Dsllehs", false)]
    [InlineData("\u05D0\u200F\u2067a\u2069", true)]
    public void A_title_has_something_to_see_and_no_control_characters_but_line_ends_and_tabs(
        string title,
        bool accepted
    ) => Assert.Equal(accepted ? [] : ["/title"], Wrong(Given.Offer() with { Title = title }));

    [Fact]
    public void A_title_has_1_to_300_characters()
    {
        Assert.Empty(Wrong(Given.Offer() with { Title = new('x', 300) }));
        Assert.Equal(["/title"], Wrong(Given.Offer() with { Title = new('x', 301) }));
        Assert.Equal(["/title"], Wrong(Given.Offer() with { Title = "" }));
        // Code points: an emoji or a letter of an old script is one, though two of UTF-16.
        Assert.Empty(Wrong(Given.Offer() with { Title = string.Concat(Enumerable.Repeat("😀", 300)) }));
        Assert.Equal(["/title"], Wrong(Given.Offer() with { Title = string.Concat(Enumerable.Repeat("😀", 301)) }));
    }

    private static List<T> Twenty<T>(T one) => [.. Enumerable.Repeat(one, 20)];
}
