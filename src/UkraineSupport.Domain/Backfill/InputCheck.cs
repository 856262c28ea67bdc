namespace UkraineSupport.Domain.Backfill;

/// <summary>Refuses what no caller that reads aggregates can have: a programming error, not a user's.</summary>
internal static class InputCheck
{
    private const decimal Most = Decisions.Check.MaxQuantity;

    /// <summary>A gap is the sum of its months.</summary>
    private const decimal MostNeeded = 1000 * Most;

    public static void Check(PlanInput input, PlanOptions options)
    {
        Once(input.Lines.Select(l => (l.Pledge, l.Line, l.Intake)), "line");
        Once(input.Needs.Select(n => n.Id), "need");
        foreach (var line in input.Lines)
        {
            That(
                line.Free is >= 0 and <= Most
                    && line.Lot is null or > 0 and <= Most
                    && line.UnitValueEur is null or (>= 0 and <= Most),
                $"line {line.Pledge}/{line.Line}"
            );
        }

        foreach (var need in input.Needs)
        {
            That(
                need.Open is >= 0 and <= MostNeeded
                    && need.Total is >= 0 and <= MostNeeded
                    && need.Priority is >= 1 and <= 5,
                $"need {need.Id}"
            );
            That(
                (need.Substitutes ?? []).All(s => s.Factor > 0 && s.Capability != need.Capability),
                $"substitutes of need {need.Id}"
            );
        }

        That((input.Kept ?? []).All(k => k.Quantity > 0), "quantity kept");
        That(
            options.PriorityWeights is { Count: 5 }
                && options.PriorityWeights.All(w => w > 0)
                && options.ReplenishmentWeight > 0,
            "weight"
        );
        That(
            options.CeilingPenalty * options.PriorityWeights[4] * 100
                < options.PriorityWeights.Min() * TimeWeight.Least,
            "penalty, which would leave needs open for the ceiling"
        );
        That(
            options
                is {
                    Ceiling: >= 0,
                    CeilingPenalty: >= 0,
                    MonthlyDiscount: >= 0 and <= 1,
                    LateMonths: >= 0,
                    Effort: >= 0
                },
            "option"
        );
    }

    private static void Once<T>(IEnumerable<T> ids, string what)
    {
        var seen = new HashSet<T>();
        foreach (var id in ids)
            That(seen.Add(id), $"{what} {id}, twice");
    }

    private static void That(bool holds, string what)
    {
        if (!holds)
            throw new ArgumentException($"No plan can be made with such a {what}.");
    }
}
