using System.Globalization;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>
/// How many random runs the long properties make: <c>CsCheck_Iter</c>, as for CsCheck itself, sets more, or fewer for
/// mutation testing.
/// </summary>
internal static class Effort
{
    private const int Usual = 600;

    public static int Runs { get; } =
        int.TryParse(
            Environment.GetEnvironmentVariable("CsCheck_Iter"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var runs
        )
            ? runs
            : Usual;

    /// <summary>Enough of them that everything that can happen must have happened.</summary>
    public static bool IsUsual => Runs >= Usual;
}
