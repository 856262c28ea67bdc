using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

/// <summary>Serials and units for tests, with as little as a test must say.</summary>
internal static class AForce
{
    public static readonly DateOnly D = new(2027, 3, 1);

    public static Serial Serial(string id, int strength = 100, bool critical = false, int months = 12) =>
        new(
            id,
            "reassurance",
            "battalion",
            ForceDomain.Land,
            strength,
            null,
            30,
            [Basing.InUkraine],
            0,
            months,
            critical
        );

    public static ForceUnit Unit(string id, int strength = 100, params string[] serials) =>
        new(
            id,
            "NLD",
            ForceStatus.Ready,
            new(
                "battalion",
                ForceDomain.Land,
                strength,
                null,
                serials,
                0,
                D,
                D.AddYears(10),
                [Basing.InUkraine],
                null,
                null,
                [],
                []
            ),
            new(MandateStatus.NotRequired)
        );

    public static ForceUnit With(this ForceUnit unit, Func<ForceTerms, ForceTerms> change) =>
        unit with
        {
            Terms = change(unit.Terms),
        };

    public static ForceUnit Between(this ForceUnit unit, DateOnly from, DateOnly to) =>
        unit.With(t => t with { From = from, To = to });

    public static BalanceInput Input(IReadOnlyList<Serial> serials, params ForceUnit[] units) => new(D, serials, units);

    public static ForceBalance Balanced(IReadOnlyList<Serial> serials, params ForceUnit[] units) =>
        ForceBalance.Of(Input(serials, units));

    public static ForceBalance Left(this ForceBalance balance, params string[] nations) => balance.Without(nations);

    public static IReadOnlyList<NationLoss> Ranking(this ForceBalance balance) => balance.Dependence(D);

    public static Placement Of(this ForceBalance balance, string unit) =>
        balance.Placements.Single(p => p.Unit == unit);

    public static SerialLine Line(this ForceBalance balance, string serial, DateOnly? day = null) =>
        balance.At(day ?? D).Serials.Single(s => s.Serial.Id == serial);
}
