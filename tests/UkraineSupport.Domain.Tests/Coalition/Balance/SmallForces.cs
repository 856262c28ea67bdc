using System.Text.Json;
using CsCheck;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Balance;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

/// <summary>
/// Random forces, small enough to try every assignment, with everything in them that a balance has to mind.
/// </summary>
internal static class SmallForces
{
    private static readonly string[] Nations = ["FRA", "GBR", "NLD"];

    private static readonly Gen<Serial> Serial = Gen.Select(
        Gen.Int[1, 8],
        Gen.Int[0, 5],
        Gen.Int[0, 3],
        Gen.Int[0, 20],
        Gen.Int[1, 3],
        Gen.Bool,
        Gen.Int[0, 5],
        (strength, count, basing, from, months, critical, oddity) =>
            AForce.Serial("s", strength * 10, critical, months) with
            {
                Count = count is > 1 and < 4 ? count : null,
                Domain = oddity == 5 ? ForceDomain.Maritime : ForceDomain.Land,
                Basing = [(Basing)basing, Basing.InUkraine],
                FromDay = from,
                NtmDays = 10 * (1 + (oddity % 3)),
                Turns = oddity == 0 ? [new("FRA", 1), new("NLD", 1)] : [],
            }
    );

    private static readonly Gen<Mandate> MandateGen = Gen.OneOf(
        Gen.Const(new Mandate(MandateStatus.NotRequired)),
        Gen.Const(new Mandate(MandateStatus.Asked)),
        Gen.Int[0, 100].Select(d => new Mandate(MandateStatus.Approved, AForce.D.AddDays(d))),
        Gen.Const(new Mandate(MandateStatus.NotRequired)),
        Gen.Const(new Mandate(MandateStatus.Refused))
    );

    private static readonly Gen<ForceTerms> Terms = Gen.Select(
        Gen.Int[1, 60],
        Gen.Int[-30, 60],
        Gen.Int[10, 100],
        Gen.Int[0, 15],
        Gen.Int[0, 4],
        Gen.Int[0, 9],
        (strength, from, days, choice, rotation, oddity) =>
            new ForceTerms(
                "battalion",
                oddity == 9 ? ForceDomain.Maritime : ForceDomain.Land,
                strength,
                1 + (strength % 2),
                [.. Enumerable.Range(0, 3).Where(s => choice < 8 && ((choice >> s) & 1) == 1).Select(s => $"s{s}")],
                oddity == 8 ? 25 : strength % 10,
                AForce.D.AddDays(from),
                AForce.D.AddDays(from + days),
                oddity == 7 ? [Basing.AtSea] : [Basing.InUkraine],
                rotation is 1 or 2 ? rotation : null,
                null,
                oddity == 6 ? [new(CaveatType.Area, "Not there", true, ["s0"], [])]
                    : oddity == 5 ? [new(CaveatType.Task, "Not that", false, [], [])]
                    : [],
                oddity == 4 ? [new("NATO Force Model", strength / 2)] : []
            )
    );

    private static readonly Gen<ForceUnit> Unit = Gen.Select(
        Gen.Int[0, 2].Select(n => Nations[n]),
        Gen.Int[0, 11],
        Terms,
        MandateGen,
        Gen.Int[0, 19],
        (nation, status, terms, mandate, held) =>
            new ForceUnit("u", nation, status > 10 ? ForceStatus.Ready : (ForceStatus)status, terms, mandate)
            {
                Serial = held < 2 ? $"s{held}" : null,
                DeployedOn = held == 0 ? AForce.D.AddDays(5) : null,
            }
    );

    /// <summary>Most units are ready, so that there is something to assign.</summary>
    private static readonly Gen<ForceUnit> MostlyReady = Gen.Select(
        Unit,
        Gen.Int[0, 3],
        (unit, odd) =>
            odd == 0 ? unit : unit with { Status = ForceStatus.Ready, Mandate = new(MandateStatus.NotRequired) }
    );

    public static readonly Gen<BalanceInput> All = Gen.Select(
        Serial.Array[1, 3],
        MostlyReady.Array[1, 5],
        Gen.Int[0, 4].Array[5],
        Join
    );

    /// <summary>Too large to try every assignment.</summary>
    public static readonly Gen<BalanceInput> Larger = Gen.Select(
        Serial.Array[3, 8],
        MostlyReady.Array[20, 60],
        Gen.Int[0, 4].Array[60],
        Join
    );

    public static string Print(BalanceInput input) => JsonSerializer.Serialize(input, DomainJson.Options);

    /// <summary>Names them, and has some relieved by the next.</summary>
    private static BalanceInput Join(Serial[] serials, ForceUnit[] units, int[] relieved) =>
        new(
            AForce.D,
            [.. serials.Select((s, i) => s with { Id = $"s{i}" })],
            [
                .. units.Select(
                    (u, i) =>
                        (u with { Id = $"u{i:00}" }).With(t =>
                            t with
                            {
                                Successor = relieved[i] < 2 && i + 1 < units.Length ? $"u{i + 1:00}" : null,
                            }
                        )
                ),
            ]
        );
}
