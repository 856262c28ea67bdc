namespace UkraineSupport.Domain.Gaps;

/// <summary>A seat that changes hands.</summary>
/// <param name="Party">Who has it.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
public sealed record RotatingSeat(string Party, DateOnly From, DateOnly Until);

/// <summary>
/// The escalation board, by party: the EU stands for the president of the Commission, NATO for the Secretary General
/// (seed, the European Security Council; DOMAIN §1 row 9). Settings <c>Board__Members__0</c>,
/// <c>Board__RotatingSeats__0__Party</c> … replace it.
/// </summary>
public sealed record BoardSettings
{
    /// <summary>Who is always on it; the seed's list when the settings name nobody.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Seats that rotate.</summary>
    public IReadOnlyList<RotatingSeat> RotatingSeats { get; init; } = [];

    /// <summary>Who is invited; the seed's list when the settings name nobody.</summary>
    public IReadOnlyList<string> Guests { get; init; } = [];

    /// <summary>Who is told at that moment.</summary>
    public IReadOnlyList<string> At(DateTimeOffset moment) => On(DateOnly.FromDateTime(moment.UtcDateTime));

    /// <summary>Who is told on that day: members, the seats in office, guests.</summary>
    public IReadOnlyList<string> On(DateOnly day) =>
        [
            .. (Members.Count > 0 ? Members : ["GBR", "FRA", "POL", "ITA", "DEU", "CAN", "EU", "NATO"])
                .Concat(RotatingSeats.Where(s => s.From <= day && day <= s.Until).Select(s => s.Party))
                .Concat(Guests.Count > 0 ? Guests : ["NOR", "TUR"])
                .Distinct(),
        ];
}
