using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Domain.Coalition.Reports;

/// <summary>The balance on one day.</summary>
/// <param name="DDay">Day of the ceasefire, declared or assumed.</param>
/// <param name="At">The day; a serial that must stand later is looked at on its own first day.</param>
/// <param name="Stands">Whether every critical serial is filled.</param>
/// <param name="Serials">Serials, in the order of their ids.</param>
/// <param name="Phases">Persons by phase.</param>
/// <param name="Domains">Persons by domain.</param>
/// <param name="Total">Persons of the whole force.</param>
/// <param name="DoubleHatted">Persons among the usable who are promised elsewhere too; never taken off.</param>
/// <param name="Dependence">Nations with more than half of a domain or of the whole.</param>
/// <param name="Headquarters">Roles in headquarters and who fills them.</param>
/// <param name="Unplaced">Commitments that can serve nowhere, and why.</param>
/// <param name="Optimum">How good the assignment is.</param>
public sealed record BalanceOnDay(
    DateOnly DDay,
    DateOnly At,
    bool Stands,
    IReadOnlyList<SerialBalance> Serials,
    IReadOnlyList<StrengthSum> Phases,
    IReadOnlyList<StrengthSum> Domains,
    StrengthSum Total,
    int DoubleHatted,
    IReadOnlyList<NationShare> Dependence,
    IReadOnlyList<RoleBalance> Headquarters,
    IReadOnlyList<UnplacedUnit> Unplaced,
    Optimum Optimum
);

/// <summary>How good an assignment is: no assignment fills more than the bound.</summary>
/// <param name="CriticalDays">Person-days filled of critical serials.</param>
/// <param name="CriticalBound">At most possible.</param>
/// <param name="AllDays">Person-days filled of all serials.</param>
/// <param name="AllBound">At most possible, among those that fill as much of the critical ones.</param>
/// <param name="Splits">Successor chains side by side in a serial, beyond the first of each.</param>
public sealed record Optimum(
    decimal CriticalDays,
    decimal CriticalBound,
    decimal AllDays,
    decimal AllBound,
    long Splits
);

/// <summary>A serial on a day, in what it is measured by: things where it counts them, else persons.</summary>
/// <param name="Id">The serial.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="ForceElement">What it is.</param>
/// <param name="Domain">Its domain.</param>
/// <param name="Critical">Whether the force does not stand without it.</param>
/// <param name="On">The day that it is looked at.</param>
/// <param name="CountsThings">Whether it is measured by things.</param>
/// <param name="Required">What is required; 0 when it need not be held any more.</param>
/// <param name="Offered">Of all commitments that are placed here and whose period has the day.</param>
/// <param name="Accepted">Of those, accepted or further.</param>
/// <param name="Ready">Of those, ready or further.</param>
/// <param name="Usable">Of those, usable on the day: by period, rotation, basing, notice, mandate, caveats, turn.</param>
/// <param name="Missing">Required and not usable.</param>
/// <param name="DoubleHatted">Persons among the usable who are promised elsewhere too.</param>
/// <param name="Turn">The nation whose turn it is, or null.</param>
/// <param name="Units">What each usable unit rests on.</param>
/// <param name="NotUsable">The others that are placed here, with each rule that fails.</param>
public sealed record SerialBalance(
    string Id,
    string Phase,
    string ForceElement,
    ForceDomain Domain,
    bool Critical,
    DateOnly On,
    bool CountsThings,
    long Required,
    long Offered,
    long Accepted,
    long Ready,
    long Usable,
    long Missing,
    int DoubleHatted,
    string? Turn,
    IReadOnlyList<UsableUnit> Units,
    IReadOnlyList<IdleUnit> NotUsable
);

/// <summary>A usable unit and what it rests on.</summary>
/// <param name="Commitment">The commitment.</param>
/// <param name="Nation">Whose it is.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Amount">What it brings, in what the serial is measured by.</param>
/// <param name="Persons">The same in persons.</param>
/// <param name="From">First day on which it is usable there, of the stretch that has the day.</param>
/// <param name="To">Last day.</param>
/// <param name="MandateUntil">Last day of its mandate, when that ends.</param>
/// <param name="Caveats">Its caveats that do not block.</param>
/// <param name="Successor">Who relieves it, if anyone.</param>
/// <param name="DoubleHatted">Persons of it that are promised elsewhere too.</param>
/// <param name="Why">Why it is in this serial.</param>
public sealed record UsableUnit(
    string Commitment,
    string Nation,
    ForceStatus Status,
    long Amount,
    int Persons,
    DateOnly From,
    DateOnly To,
    DateOnly? MandateUntil,
    IReadOnlyList<string> Caveats,
    string? Successor,
    int DoubleHatted,
    string Why
);

/// <summary>A unit that is placed in a serial and not usable on the day.</summary>
/// <param name="Commitment">The commitment.</param>
/// <param name="Nation">Whose it is.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Amount">What it would bring.</param>
/// <param name="Why">Each rule that fails.</param>
public sealed record IdleUnit(
    string Commitment,
    string Nation,
    ForceStatus Status,
    long Amount,
    IReadOnlyList<Hindrance> Why
);

/// <summary>A commitment that can serve in no serial.</summary>
/// <param name="Commitment">The commitment.</param>
/// <param name="Nation">Whose it is.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Persons">Its strength.</param>
/// <param name="Why">Each rule that fails, by serial that it is for; or that its domain has none.</param>
public sealed record UnplacedUnit(
    string Commitment,
    string Nation,
    ForceStatus Status,
    int Persons,
    IReadOnlyList<Hindrance> Why
);

/// <summary>Persons of a part of the force; a serial that counts things in its persons for each.</summary>
/// <param name="Name">The phase or domain; "force" for the whole.</param>
/// <param name="Required">Required.</param>
/// <param name="Filled">Usable, and no more than required in any serial.</param>
/// <param name="Missing">Required and not filled.</param>
public sealed record StrengthSum(string Name, decimal Required, decimal Filled, decimal Missing);

/// <summary>A nation's part in the usable strength of a domain or of the whole.</summary>
/// <param name="Name">The domain; "force" for the whole.</param>
/// <param name="Nation">The nation.</param>
/// <param name="Persons">Its usable persons.</param>
/// <param name="Percent">Of all usable ones there, with one decimal.</param>
public sealed record NationShare(string Name, string Nation, int Persons, decimal Percent);

/// <summary>A role in a headquarters on a day.</summary>
/// <param name="Headquarters">The headquarters.</param>
/// <param name="Role">The role.</param>
/// <param name="Serial">Its serial.</param>
/// <param name="On">The day.</param>
/// <param name="Turn">The nation whose turn it is, or null.</param>
/// <param name="Nations">The nations that fill it.</param>
/// <param name="IsFilled">Whether all of it is.</param>
public sealed record RoleBalance(
    string Headquarters,
    HeadquartersRole Role,
    string Serial,
    DateOnly On,
    string? Turn,
    IReadOnlyList<string> Nations,
    bool IsFilled
);

/// <summary>The balance over a period.</summary>
/// <param name="DDay">Day of the ceasefire, declared or assumed.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Stands">Whether every critical serial is filled on every day of it.</param>
/// <param name="Serials">Serials that must be held on some day of it.</param>
/// <param name="Optimum">How good the assignment is.</param>
public sealed record BalanceOverTime(
    DateOnly DDay,
    DateOnly From,
    DateOnly To,
    bool Stands,
    IReadOnlyList<SerialOverTime> Serials,
    Optimum Optimum
);

/// <summary>A serial over a period.</summary>
/// <param name="Id">The serial.</param>
/// <param name="Critical">Whether the force does not stand without it.</param>
/// <param name="Required">What is required on each day.</param>
/// <param name="HeldFrom">First day on which it must be held.</param>
/// <param name="HeldTo">Last day.</param>
/// <param name="Months">Month by month, the least of its days that must be held.</param>
/// <param name="Gaps">Each stretch of days on which something is missing.</param>
public sealed record SerialOverTime(
    string Id,
    bool Critical,
    long Required,
    DateOnly HeldFrom,
    DateOnly HeldTo,
    IReadOnlyList<MonthBalance> Months,
    IReadOnlyList<ForceGap> Gaps
);

/// <summary>A month of a serial.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Usable">Usable on its worst day.</param>
/// <param name="Missing">Missing on that day.</param>
public sealed record MonthBalance(DateOnly Month, long Usable, long Missing);

/// <summary>A stretch of days on which the same is missing of a serial.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Missing">What is missing on each day.</param>
/// <param name="IsRotation">Whether more was there the day before: somebody left and nobody relieved them.</param>
public sealed record ForceGap(DateOnly From, DateOnly To, long Missing, bool IsRotation);
