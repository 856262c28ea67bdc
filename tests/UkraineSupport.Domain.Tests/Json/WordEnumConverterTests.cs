using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using Xunit;

namespace UkraineSupport.Domain.Tests.Json;

public class WordEnumConverterTests
{
    [Theory]
    [InlineData("coProduction", PledgeKind.CoProduction)]
    [InlineData("co-production", PledgeKind.CoProduction)]
    [InlineData("Co Production", PledgeKind.CoProduction)]
    [InlineData("CO_PRODUCTION", PledgeKind.CoProduction)]
    [InlineData("drone", PledgeKind.Drones)]
    [InlineData("drones", PledgeKind.Drones)]
    [InlineData("Enabler", PledgeKind.Enablers)]
    public void Words_are_read_whatever_their_case_hyphens_and_plural(string word, PledgeKind kind)
    {
        Assert.Equal(kind, JsonSerializer.Deserialize<PledgeKind>(JsonSerializer.Serialize(word), DomainJson.Strict));
        Assert.True(DomainJson.TryWord<PledgeKind>(word, out var read));
        Assert.Equal(kind, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tanks")]
    [InlineData("0")]
    [InlineData("drones!")]
    [InlineData("dr0nes")]
    [InlineData("drones2")]
    [InlineData("d.rones")]
    [InlineData(null)]
    public void Anything_else_is_none_of_them(string? word) =>
        Assert.False(DomainJson.TryWord<PledgeKind>(word, out _));

    [Theory]
    [InlineData("0")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"tanks\"")]
    public void What_is_none_of_the_words_is_answered_with_those_that_are(string json)
    {
        var e = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Modality>(json, DomainJson.Strict));
        if (json != "null")
            Assert.Contains("stock, newProduction, funding, pooled", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statuses_are_written_as_the_vocabulary_has_them_and_other_words_in_camel_case()
    {
        Assert.Equal("PartiallyAccepted", DomainJson.Word(PledgeStatus.PartiallyAccepted));
        Assert.Equal("AtHub", DomainJson.Word(DeliveryStatus.AtHub));
        Assert.Equal("newProduction", DomainJson.Word(Modality.NewProduction));
        Assert.Equal("\"coalition\"", JsonSerializer.Serialize(Disclosure.Coalition, DomainJson.Options));
    }

    [Fact]
    public void Every_word_is_read_as_it_was_written()
    {
        Assert.All(Enum.GetValues<PledgeStatus>(), v => Assert.Equal(v, Again(v)));
        Assert.All(Enum.GetValues<PledgeKind>(), v => Assert.Equal(v, Again(v)));
        Assert.All(Enum.GetValues<ReviewDecision>(), v => Assert.Equal(v, Again(v)));
    }

    [Fact]
    public void Words_can_be_the_keys_of_an_object()
    {
        var counts = new Dictionary<PledgeKind, int> { [PledgeKind.CoProduction] = 2 };
        var json = JsonSerializer.Serialize(counts, DomainJson.Options);

        Assert.Equal("""{"coProduction":2}""", json);
        Assert.Equal(counts, JsonSerializer.Deserialize<Dictionary<PledgeKind, int>>(json, DomainJson.Options));
    }

    private static T Again<T>(T value)
        where T : struct, Enum =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, DomainJson.Options), DomainJson.Options);
}
