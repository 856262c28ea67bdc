using System.Collections.Concurrent;
using System.Globalization;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>
/// How many random runs the long properties make: <c>CsCheck_Iter</c>, as for CsCheck itself, sets more, or fewer for
/// mutation testing.
/// </summary>
internal static class Effort
{
    private const int Usual = 600;
    private const int Rounds = 20;

    public static int Runs { get; } =
        int.TryParse(
            Environment.GetEnvironmentVariable("CsCheck_Iter"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var runs
        )
            ? runs
            : Usual;

    /// <summary>Enough of them for what a mutant need not be tried on.</summary>
    public static bool IsUsual => Runs >= Usual;

    /// <summary>
    /// Samples until everything that can happen has happened, so that what is rare costs another round and not the
    /// test: a generator that no longer gets anywhere would make a property pass for nothing.
    /// </summary>
    public static void Until(Func<bool> hasHappened, Func<string> what, Action sample)
    {
        for (var round = 0; round < Rounds; round++)
        {
            sample();
            if (!IsUsual || hasHappened())
                return;
        }

        Assert.Fail($"In {Rounds * Runs} runs: {what()}");
    }

    /// <summary>As <see cref="Until"/>, of names that <paramref name="sample"/> enters.</summary>
    public static void UntilSeen(string[] names, Action<ConcurrentDictionary<string, bool>> sample)
    {
        var seen = new ConcurrentDictionary<string, bool>();
        Until(
            () => names.All(seen.ContainsKey),
            () => $"{string.Join(", ", names.Where(n => !seen.ContainsKey(n)))} never happened.",
            () => sample(seen)
        );
    }
}
