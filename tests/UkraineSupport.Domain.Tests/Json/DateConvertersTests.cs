using System.Text.Json;
using UkraineSupport.Domain.Json;
using Xunit;

namespace UkraineSupport.Domain.Tests.Json;

public class DateConvertersTests
{
    private static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(text), DomainJson.Strict)!;

    [Theory]
    [InlineData("2027-03-01", "2027-03-01T23:59:59Z")]
    [InlineData("2027-03-01T12:00:00Z", "2027-03-01T12:00:00Z")]
    [InlineData("2027-03-01T12:00:00", "2027-03-01T12:00:00Z")]
    [InlineData("2027-03-01T12:00Z", "2027-03-01T12:00:00Z")]
    [InlineData("2027-03-01T12:00:00+02:00", "2027-03-01T10:00:00Z")]
    [InlineData("2027-03-01T12:00:00.25Z", "2027-03-01T12:00:00.25Z")]
    [InlineData("2027-03-01T12:00:00.1234567Z", "2027-03-01T12:00:00.1234567Z")]
    [InlineData("2000-01-01", "2000-01-01T23:59:59Z")]
    [InlineData("2200-12-31", "2200-12-31T23:59:59Z")]
    public void An_instant_is_iso_8601_and_a_day_alone_means_its_end(string text, string written)
    {
        Assert.Equal(
            JsonSerializer.Serialize(written),
            JsonSerializer.Serialize(Read<DateTimeOffset>(text), DomainJson.Options)
        );
        Assert.Equal(TimeSpan.Zero, Read<DateTimeOffset>(text).Offset);
    }

    [Theory]
    [InlineData("2027-03-01", "2027-03-01")]
    [InlineData("2027-03-01T23:00:00Z", "2027-03-01")]
    [InlineData("2027-03-01T23:00:00-05:00", "2027-03-01")]
    [InlineData("2027-04-01T00:00:00+02:00", "2027-04-01")]
    public void A_day_may_be_told_as_an_instant_and_is_the_day_as_written(string text, string written) =>
        Assert.Equal(
            JsonSerializer.Serialize(written),
            JsonSerializer.Serialize(Read<DateOnly>(text), DomainJson.Options)
        );

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2027-02-30")]
    [InlineData("01-03-2027")]
    [InlineData("2027-3-1")]
    [InlineData("2027-03-01T25:00:00Z")]
    [InlineData("2027-03-01 12:00:00")]
    [InlineData("1999-12-31")]
    [InlineData("2201-01-01")]
    [InlineData("2200-12-31T23:00:00-05:00")]
    [InlineData("9999-12-31")]
    public void Anything_else_is_refused(string text)
    {
        Assert.Contains(
            "ISO 8601",
            Assert.Throws<JsonException>(() => Read<DateTimeOffset>(text)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ISO 8601",
            Assert.Throws<JsonException>(() => Read<DateOnly>(text)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("20270301")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("true")]
    public void A_date_is_a_string(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>(json, DomainJson.Strict));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateOnly>(json, DomainJson.Strict));
    }

    [Fact]
    public void Instants_are_written_in_utc() =>
        Assert.Equal(
            "\"2027-03-01T10:00:00Z\"",
            JsonSerializer.Serialize(
                new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)),
                DomainJson.Options
            )
        );
}
