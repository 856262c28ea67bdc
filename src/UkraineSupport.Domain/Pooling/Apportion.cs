using System.Numerics;

namespace UkraineSupport.Domain.Pooling;

/// <summary>
/// Shares something that comes in whole steps, in proportion, so that the parts are whole and add up: the method of
/// Webster and Sainte-Laguë. It is house-monotone (Balinski and Young, <i>Fair Representation</i>, 1982): of more,
/// nobody gets less. So what each pays of a ledger is never more than of the one before it.
/// </summary>
public static class Apportion
{
    /// <summary>Weights count to the billionth: then they are compared without rounding.</summary>
    private const int Scale = 1_000_000_000;

    /// <summary>The parts, in the order of the weights.</summary>
    /// <param name="total">What is shared, not negative; what is no whole step goes to the first.</param>
    /// <param name="step">The smallest part.</param>
    /// <param name="weights">Not negative; without any weight the first gets all.</param>
    public static IReadOnlyList<decimal> Of(decimal total, decimal step, IReadOnlyList<decimal> weights)
    {
        if (weights.Count == 1)
            return [total];
        BigInteger[] whole = [.. weights.Select(Scaled)];
        var sum = whole.Aggregate(BigInteger.Zero, BigInteger.Add);
        var steps = (BigInteger)decimal.Floor(total / step);
        BigInteger[] parts = sum.IsZero
            ? new BigInteger[whole.Length]
            : [.. whole.Select(w => ((2 * w * steps) + sum) / (2 * sum))];
        if (!sum.IsZero)
            Correct(parts, steps - parts.Aggregate(BigInteger.Zero, BigInteger.Add), whole);
        // Without zeros at the end: what is the same is written the same.
        decimal[] shared = [.. parts.Select(p => (decimal)p * step / 1.0000000000000000000000000000m)];
        shared[0] += total - shared.Sum();
        return shared;
    }

    private static BigInteger Scaled(decimal weight)
    {
        var whole = decimal.Truncate(weight);
        return ((BigInteger)whole * Scale) + (BigInteger)decimal.Round((weight - whole) * Scale);
    }

    /// <summary>
    /// Rounding gave too little or too much: each step goes to whom it is due to most, of equals to the first, or comes
    /// from whom it was due to least, of equals from the last.
    /// </summary>
    private static void Correct(BigInteger[] parts, BigInteger missing, BigInteger[] weights)
    {
        for (; missing > 0; missing--)
        {
            var most = 0;
            for (var i = 1; i < parts.Length; i++)
            {
                if (weights[i] * Next(most) > weights[most] * Next(i))
                    most = i;
            }

            parts[most]++;
        }

        for (; missing < 0; missing++)
        {
            var least = -1;
            for (var i = 0; i < parts.Length; i++)
            {
                if (parts[i] > 0 && (least < 0 || weights[i] * Last(least) <= weights[least] * Last(i)))
                    least = i;
            }

            parts[least]--;
        }

        // Twice the divisors of Webster: a half, one and a half, ...
        BigInteger Next(int i) => (2 * parts[i]) + 1;
        BigInteger Last(int i) => (2 * parts[i]) - 1;
    }
}
