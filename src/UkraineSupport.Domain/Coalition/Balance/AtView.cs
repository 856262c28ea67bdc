namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Makes the view of a balance on a day.</summary>
internal sealed class AtView(ForceBalance balance, DateOnly day)
{
    private readonly BalanceInput _input = balance.Input;

    public BalanceAt Make()
    {
        var lines = Lines();
        return new(
            day,
            lines.All(l => l.Filled || !l.Serial.Critical),
            lines,
            Sums.Of(lines),
            Shares.Of(lines),
            [.. lines.Where(IsHeadquarters).Select(Headquarters)],
            [.. balance.Placements.Where(p => p.Serial is null)],
            balance.Score
        );
    }

    /// <summary>By id.</summary>
    public IReadOnlyList<SerialLine> Lines()
    {
        var units = _input.Units.ToDictionary(u => u.Id, StringComparer.Ordinal);
        var bySerial = balance.Placements.Where(p => p.Serial is not null).ToLookup(p => p.Serial!);
        return
        [
            .. _input
                .Serials.OrderBy(s => s.Id, StringComparer.Ordinal)
                .Select(s =>
                    new SerialView(_input, s, DayOf(s), [.. bySerial[s.Id].Select(p => (units[p.Unit], p))]).Make()
                ),
        ];
    }

    private DateOnly DayOf(Serial serial) => serial.Start(_input.DDay) is var start && start > day ? start : day;

    private static bool IsHeadquarters(SerialLine line) =>
        line.Serial.Role is not null || line.Serial.Headquarters is not null;

    private HeadquartersLine Headquarters(SerialLine line) =>
        new(
            line.Serial.Id,
            line.Serial.Headquarters,
            line.Serial.Role,
            line.Required == 0 ? null : line.Serial.TurnOn(_input.DDay, line.Day),
            [.. line.Contributions.Select(c => c.Nation).Distinct().Order(StringComparer.Ordinal)],
            line.Filled
        );
}
