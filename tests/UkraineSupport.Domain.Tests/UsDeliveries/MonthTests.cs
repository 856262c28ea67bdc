using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

public sealed class MonthTests
{
    [Theory]
    [InlineData(1999, 12)]
    [InlineData(2201, 1)]
    [InlineData(2027, 0)]
    [InlineData(2027, 13)]
    public void Outside_the_years_2000_to_2200_and_their_twelve_months_there_is_none(int year, int month) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(year, month));

    [Theory]
    [InlineData("2000-01", 2000, 1)]
    [InlineData("2027-03", 2027, 3)]
    [InlineData("2200-12", 2200, 12)]
    public void It_is_read_as_it_is_written(string text, int year, int month)
    {
        Assert.True(Month.TryParse(text, out var read));
        Assert.Equal((new Month(year, month), text), (read, read.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("March")]
    [InlineData("2027-3")]
    [InlineData("2027-13")]
    [InlineData("2027-03-01")]
    [InlineData("1999-12")]
    [InlineData("2201-01")]
    public void Anything_else_is_not_read(string? text) => Assert.False(Month.TryParse(text, out _));

    [Theory]
    [InlineData("2026-12", true, true, false, false)]
    [InlineData("2027-01", false, true, false, true)]
    [InlineData("2027-02", false, false, true, true)]
    public void Months_stand_in_the_order_of_the_calendar(
        string text,
        bool before,
        bool notAfter,
        bool after,
        bool notBefore
    )
    {
        var january = new Month(2027, 1);
        Assert.True(Month.TryParse(text, out var month));
        Assert.Equal(
            (before, notAfter, after, notBefore),
            (month < january, month <= january, month > january, month >= january)
        );
    }
}
