using CsCheck;
using UkraineSupport.Domain.Pooling;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pooling;

public class ApportionTests
{
    [Theory]
    [InlineData(10, "3 3 3", "4 3 3")] // Of equals the first.
    [InlineData(7, "60 40", "4 3")]
    [InlineData(1, "1 2", "0 1")]
    [InlineData(0, "1 2", "0 0")]
    [InlineData(5, "0 0", "5 0")] // Without any weight the first gets all.
    // 100 of 53, 24 and 23 per cent by hand: 21.2, 9.6 and 9.2 of 40 are 21, 10 and 9.
    [InlineData(40, "53 24 23", "21 10 9")]
    // By Webster's divisors: 25 / 0.5, 15 / 0.5, 25 / 1.5 are the three largest priorities.
    [InlineData(3, "25 15 5", "2 1 0")]
    public void By_hand(decimal total, string weights, string parts) =>
        Assert.Equal(Numbers(parts), Apportion.Of(total, 1, Numbers(weights)));

    [Fact]
    public void What_is_no_whole_step_goes_to_the_first() => Assert.Equal([1.5m, 1], Apportion.Of(2.5m, 1, [1, 1]));

    /// <summary>
    /// Whole, together all of it, and of more nobody gets less: so ledgers stay a chain for each payer.
    /// </summary>
    [Fact]
    public void Parts_are_whole_and_add_up_and_of_more_nobody_gets_less() =>
        Gen.Select(Gen.Int[0, 50].Array[1, 6], Gen.Int[0, 400], Gen.Bool)
            .Sample(
                (weights, total, cents) =>
                {
                    var step = cents ? 0.01m : 1;
                    decimal[] weighted = [.. weights.Select(w => w / 7m)];
                    var parts = Apportion.Of(total * step, step, weighted);
                    var more = Apportion.Of((total + 1) * step, step, weighted);
                    Assert.Equal(total * step, parts.Sum());
                    Assert.All(parts, p => Assert.True(p >= 0 && p % step == 0));
                    Assert.All(parts.Zip(more), p => Assert.True(p.First <= p.Second));
                },
                iter: 5_000
            );

    private static decimal[] Numbers(string text) =>
        [.. text.Split(' ').Select(n => decimal.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
}
