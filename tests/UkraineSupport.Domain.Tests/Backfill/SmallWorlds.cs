using System.Text.Json;
using CsCheck;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>
/// Random inputs, small enough to try every plan there is, with everything in them that a plan has to mind.
/// </summary>
internal static class SmallWorlds
{
    private static readonly string[] Donors = ["DNK", "NLD", "POL"];
    private static readonly string[] Capabilities = ["AMMO-155", "AMMO-122"];

    private static readonly Gen<SupplyLine> Line = Gen.Select(
            Gen.Int[0, 2].Select(i => Donors[i]),
            Gen.Bool.Select(b => Capabilities[b ? 1 : 0]),
            Gen.Int[0, 6],
            Gen.Int[0, 11],
            Gen.Int[0, 5],
            Gen.Int[0, 3],
            Gen.Int[0, 11],
            (donor, capability, free, month, early, lot, oddity) =>
                new SupplyLine(
                    "p",
                    1,
                    donor,
                    capability,
                    free,
                    A.Today.AddDays(month * 29),
                    A.Today.AddDays((month - early) * 29),
                    lot < 2 ? null : lot,
                    lot == 1 ? null : free + month,
                    oddity == 0 ? [new Caveat("Not at sea", Blocking: true)]
                        : oddity == 1 ? [new Caveat("Spare parts apart")]
                        : null,
                    oddity == 2 ? [new Condition("If the others reach 3", "AMMO-155", 3)] : null
                )
        )
        .Select(Gen.Int[0, 5], (line, sort) => line.Free > 0 && sort < 2 ? Intake(line, $"course-{sort}") : line);

    private static readonly Gen<Substitute[]> Substitutes = Gen.OneOf<Substitute[]>(
        Gen.Const<Substitute[]>([]),
        Gen.Const<Substitute[]>([new("AMMO-122", 0.5m)]),
        Gen.Const<Substitute[]>([new("AMMO-122", 1.5m)])
    );

    private static readonly Gen<Need> Need = Gen.Select(
        Gen.Enum<NeedKind>(),
        Gen.Bool.Select(b => Capabilities[b ? 1 : 0]),
        Gen.Int[0, 7],
        Gen.Int[0, 4],
        Gen.Int[2, 9],
        Gen.Int[1, 5],
        Substitutes,
        Gen.Int[0, 2].Select(i => Donors[i]),
        (kind, capability, open, already, month, priority, substitutes, donor) =>
            new Need(
                "n",
                kind,
                capability,
                open,
                open + already,
                A.Today.AddDays(month * 29),
                priority,
                already == 1 ? null : A.Today.AddDays((month - 2) * 29),
                capability == "AMMO-155" ? substitutes : [],
                already == 0 ? null : new Dictionary<string, decimal> { [donor] = already },
                kind == NeedKind.Replenishment ? donor : null,
                CourseId: kind == NeedKind.Requirement && already == 3 ? "course-1" : null
            )
    );

    public static readonly Gen<PlanInput> All = Gen.Select(Line.Array[1, 4], Need.Array[1, 3], Gen.Int[0, 4], Join);

    /// <summary>Too large to try every plan.</summary>
    public static readonly Gen<PlanInput> Larger = Gen.Select(
        Line.Array[20, 60],
        Need.Array[5, 15],
        Gen.Int[0, 4],
        Join
    );

    /// <summary>With allocations from before, of which some fit and some do not.</summary>
    public static readonly Gen<PlanInput> Replanned = Gen.Select(
        All,
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[1, 5]).Array[0, 3],
        (input, kept) =>
            input with
            {
                Kept = [.. kept.Select(k => Keeps(input.Lines.ElementAtOrDefault(k.Item1), $"n{k.Item2}", k.Item3))],
            }
    );

    private static PlanInput Join(SupplyLine[] lines, Need[] needs, int committed) =>
        new(
            A.Today,
            [.. lines.Select(Named)],
            [.. needs.Select((n, i) => n with { Id = $"n{i}" })],
            Committed: [new("AMMO-155", "DNK", committed)]
        );

    /// <summary>An intake is of a line that has other places too.</summary>
    private static SupplyLine Named(SupplyLine line, int i) =>
        line.Intake is null
            ? line with
            {
                Pledge = $"p{i / 2}",
                Line = 1 + (i % 2),
            }
            : line with
            {
                Pledge = $"p{i / 2}",
                Line = 1,
                Intake = $"i{i}",
            };

    /// <summary>Persons who graduate on the last day, all of them or none.</summary>
    private static SupplyLine Intake(SupplyLine line, string course) =>
        line with
        {
            Lot = line.Free,
            AvailableFrom = line.DeliverBy,
            Intake = "i",
            CourseId = course,
        };

    private static KeptAllocation Keeps(SupplyLine? line, string need, decimal quantity) =>
        line is null
            ? new("p9", 1, need, quantity)
            : new(line.Pledge, line.Line, need, line.Intake is null ? quantity : line.Free, line.Intake);

    public static string Print(PlanInput input) => JsonSerializer.Serialize(input, DomainJson.Options);
}
