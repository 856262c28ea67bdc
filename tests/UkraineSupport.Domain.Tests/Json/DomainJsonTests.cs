using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using Xunit;

namespace UkraineSupport.Domain.Tests.Json;

public class DomainJsonTests
{
    private const string Smallest =
        """{"donor":"NLD","kind":"munitions","title":"Shells","validUntil":"2027-03-01","lines":[{"capability":"AMMO-155","quantity":100,"deliverBy":"2027-06-01"}]}""";

    private static string? WhereRefused<T>(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<T>(json, DomainJson.Strict)).Path;

    private static string With(string member) => Smallest[..^1] + "," + member + "}";

    [Fact]
    public void The_smallest_offer_has_the_usual_terms()
    {
        var offer = JsonSerializer.Deserialize<Offer>(Smallest, DomainJson.Strict)!;

        Assert.Equal((Modality.Stock, Disclosure.Coalition), (offer.Modality, offer.Disclosure));
        Assert.Equal(new OfferLine("AMMO-155", 100, new DateOnly(2027, 6, 1)), Assert.Single(offer.Lines));
        Assert.Null(offer.Evidence);
    }

    [Theory]
    [InlineData("\"colour\":\"green\"", "$.colour")]
    [InlineData("\"donor\":\"NLD\"", "$")]
    [InlineData("\"Title\":\"Shells\"", "$.Title")]
    [InlineData("\"disclosure\":null", "$.disclosure")]
    [InlineData("\"evidence\":{\"level\":\"reported\",\"colour\":1}", "$.evidence.colour")]
    [InlineData("\"conditions\":[\"a\",5]", "$.conditions[1]")]
    [InlineData("\"conditions\":[{\"text\":\"a\",\"colour\":1}]", "$.conditions[0]")]
    [InlineData("\"conditions\":[{\"text\":\"a\",\"othersReach\":\"5\"}]", "$.conditions[0]")]
    [InlineData("\"conditions\":[{}]", "$.conditions[0]")]
    [InlineData("\"caveats\":[{\"type\":\"end-use\"}]", "$.caveats[0]")]
    [InlineData("\"caveats\":[{\"text\":\"a\",\"text\":\"b\"}]", "$.caveats[0]")]
    public void A_member_that_is_unknown_doubled_or_of_the_wrong_sort_is_refused(string member, string where) =>
        Assert.StartsWith(where, WhereRefused<Offer>(With(member)), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"donor\":\"NLD\",", "")]
    [InlineData("\"NLD\"", "null")]
    [InlineData("\"title\":\"Shells\",", "")]
    [InlineData("\"quantity\":100,", "")]
    [InlineData("100", "\"100\"")]
    [InlineData("100", "1e99")]
    [InlineData("\"munitions\"", "1")]
    [InlineData("[{", "{\"a\":[{")]
    public void A_member_that_is_missing_or_of_the_wrong_sort_is_refused(string written, string instead) =>
        WhereRefused<Offer>(Smallest.Replace(written, instead, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"lines\":[null]")]
    [InlineData("\"lines\":[{\"capability\":\"AMMO-155\",\"quantity\":1,\"deliverBy\":\"2027-06-01\"},null]")]
    public void Nothing_in_the_place_of_a_line_is_refused(string lines)
    {
        var json = Smallest[..Smallest.IndexOf("\"lines\"", StringComparison.Ordinal)] + lines + "}";
        Assert.StartsWith("$.lines", WhereRefused<Offer>(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"conditions\":[null]", "$.conditions")]
    [InlineData("\"caveats\":[\"a\",null]", "$.caveats")]
    public void Nothing_in_the_place_of_a_condition_or_caveat_is_refused(string member, string where) =>
        Assert.StartsWith(where, WhereRefused<Offer>(With(member)), StringComparison.Ordinal);

    [Fact]
    public void Nothing_in_the_place_of_a_line_or_substitute_is_refused_in_every_command()
    {
        WhereRefused<ReviewPledge>("""{"decision":"partial","reason":"r","lines":[null]}""");
        WhereRefused<AmendPledge>("""{"reason":"r","lines":[null]}""");
        WhereRefused<FileRequirement>(
            """{"title":"t","capability":"AMMO-155","quantity":1,"priority":1,"requiredBy":"2027-06-01","substitutes":[null]}"""
        );
    }

    [Fact]
    public void A_refusal_inside_a_condition_says_where_in_it()
    {
        var e = Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<Offer>(
                With("\"conditions\":[{\"text\":\"a\",\"by\":\"soon\"}]"),
                DomainJson.Strict
            )
        );
        Assert.StartsWith("by: An ISO 8601", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Path:", e.Message, StringComparison.Ordinal);
        var whole = Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<Offer>(With("\"conditions\":[5]"), DomainJson.Strict)
        );
        Assert.StartsWith("The JSON value", whole.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40));
        WhereRefused<JsonElement>(deep);
    }

    [Fact]
    public void Conditions_and_caveats_may_be_their_text_alone()
    {
        var offer = JsonSerializer.Deserialize<Offer>(
            With(
                """
                "conditions":["If parliament agrees",{"text":"If the others reach 30","capability":"IAMD-HIGH","othersReach":30,"by":"2027-03-01"}],
                "caveats":["Spare parts apart",{"text":"Not outside Ukraine","type":"end-use","blocking":true}]
                """
            ),
            DomainJson.Strict
        )!;

        Assert.Equal(
            [
                new Condition("If parliament agrees"),
                new("If the others reach 30", "IAMD-HIGH", 30, new DateOnly(2027, 3, 1)),
            ],
            offer.Conditions
        );
        Assert.Equal([new Caveat("Spare parts apart"), new("Not outside Ukraine", "end-use", true)], offer.Caveats);
        Assert.Equal([false, true], offer.Conditions!.Select(c => c.IsChecked));
    }

    [Fact]
    public void Conditions_and_caveats_come_back_as_they_were()
    {
        Condition[] conditions = [new("a"), new("b", "IAMD-HIGH", 30, new DateOnly(2027, 3, 1))];
        Caveat[] caveats = [new("a"), new("b", "end-use", true)];

        Assert.Equal(
            conditions,
            JsonSerializer.Deserialize<Condition[]>(
                JsonSerializer.Serialize(conditions, DomainJson.Options),
                DomainJson.Options
            )
        );
        Assert.Equal(
            caveats,
            JsonSerializer.Deserialize<Caveat[]>(
                JsonSerializer.Serialize(caveats, DomainJson.Options),
                DomainJson.Options
            )
        );
        Assert.DoesNotContain(
            "isChecked",
            JsonSerializer.Serialize(conditions, DomainJson.Options),
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Fact]
    public void What_a_later_version_added_is_passed_over_when_reading_what_is_stored() =>
        Assert.Equal(
            new LineQuantity(1, 5),
            JsonSerializer.Deserialize<LineQuantity>("""{"line":1,"quantity":5,"colour":"green"}""", DomainJson.Options)
        );
}
