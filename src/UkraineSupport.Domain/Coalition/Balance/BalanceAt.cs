namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>How the force stands on a day.</summary>
/// <param name="Day">The day asked for.</param>
/// <param name="WouldStand">Whether all critical serials are filled.</param>
/// <param name="Serials">By id.</param>
/// <param name="Sums">Of each phase, each domain and the whole force, in persons.</param>
/// <param name="Dependence">Nations' shares in the usable strength of each domain and of the whole force.</param>
/// <param name="Headquarters">Roles and headquarters, and who fills them.</param>
/// <param name="Apart">Units that stand in no serial, and why.</param>
/// <param name="Score">How good the assignment is.</param>
public sealed record BalanceAt(
    DateOnly Day,
    bool WouldStand,
    IReadOnlyList<SerialLine> Serials,
    IReadOnlyList<SumLine> Sums,
    IReadOnlyList<NationShare> Dependence,
    IReadOnlyList<HeadquartersLine> Headquarters,
    IReadOnlyList<Placement> Apart,
    BalanceScore Score
);

/// <summary>How a serial stands: five ledgers, each within the one before. In what the serial is measured by.</summary>
/// <param name="Serial">The serial.</param>
/// <param name="Day">The day it is looked at.</param>
/// <param name="Required">0 when it need not be held any more.</param>
/// <param name="Offered">Offered for it by units of that day.</param>
/// <param name="Accepted">Of that, accepted.</param>
/// <param name="Ready">Of that, ready or there.</param>
/// <param name="Usable">Of that, usable and counted on.</param>
/// <param name="Missing">What usable strength leaves of what is required.</param>
/// <param name="DoubleHatted">Persons of the usable units that are promised elsewhere too; not taken off.</param>
/// <param name="Contributions">What usable strength rests on.</param>
/// <param name="NotUsable">Units that stand here and are not usable on the day, or not needed.</param>
public sealed record SerialLine(
    Serial Serial,
    DateOnly Day,
    long Required,
    long Offered,
    long Accepted,
    long Ready,
    long Usable,
    long Missing,
    long DoubleHatted,
    IReadOnlyList<Contribution> Contributions,
    IReadOnlyList<Unused> NotUsable
)
{
    /// <summary>Whether nothing is missing.</summary>
    public bool Filled => Missing == 0;
}

/// <summary>A usable unit in a serial, and what it rests on.</summary>
/// <param name="Unit">The commitment.</param>
/// <param name="Nation">Whose.</param>
/// <param name="Amount">What it brings, in what the serial is measured by.</param>
/// <param name="Strength">Persons.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Days">Its usable days that this day is one of.</param>
/// <param name="Mandate">What its parliament said, and until when.</param>
/// <param name="Caveats">Caveats, none of which keeps it out.</param>
/// <param name="Successor">Who relieves it, or null.</param>
/// <param name="SuccessorHere">Whether that one stands in the same serial.</param>
/// <param name="DoubleHatted">Persons of it that are promised elsewhere too.</param>
/// <param name="Reasons">Why it is here.</param>
public sealed record Contribution(
    string Unit,
    string Nation,
    long Amount,
    int Strength,
    ForceStatus Status,
    DayRange Days,
    Mandate Mandate,
    IReadOnlyList<ForceCaveat> Caveats,
    string? Successor,
    bool SuccessorHere,
    int DoubleHatted,
    IReadOnlyList<string> Reasons
);

/// <summary>A unit that stands in a serial and does not count there on a day.</summary>
/// <param name="Unit">The commitment.</param>
/// <param name="Nation">Whose.</param>
/// <param name="Amount">What it would bring.</param>
/// <param name="IsReserve">Whether it is usable, and only not needed.</param>
/// <param name="Why">What stands against it.</param>
public sealed record Unused(string Unit, string Nation, long Amount, bool IsReserve, IReadOnlyList<Hindrance> Why);

/// <summary>Several serials together, in persons: things are counted as the persons they stand for.</summary>
/// <param name="Phase">The phase, or null.</param>
/// <param name="Domain">The domain, or null; with neither it is the whole force.</param>
public sealed record SumLine(
    string? Phase,
    ForceDomain? Domain,
    long Required,
    long Offered,
    long Accepted,
    long Ready,
    long Usable,
    long Missing,
    long DoubleHatted,
    int Serials,
    int Filled
);

/// <summary>A nation's share in the usable strength.</summary>
/// <param name="Domain">The domain, or null for the whole force.</param>
/// <param name="Nation">The nation.</param>
/// <param name="Persons">Its usable persons.</param>
/// <param name="Of">All usable persons.</param>
/// <param name="AboveCeiling">Whether it is more than half.</param>
public sealed record NationShare(ForceDomain? Domain, string Nation, long Persons, long Of, bool AboveCeiling)
{
    /// <summary>The share, of 1, in thousandths.</summary>
    public decimal Share => Of == 0 ? 0 : decimal.Round((decimal)Persons / Of, 3, MidpointRounding.AwayFromZero);
}

/// <summary>A headquarters or a role in one.</summary>
/// <param name="Serial">Its serial.</param>
/// <param name="Headquarters">Its name, or null.</param>
/// <param name="Role">The role, or null when it is the headquarters itself.</param>
/// <param name="Turn">The nation whose turn it is, or null when it is anyone's.</param>
/// <param name="FilledBy">Nations that fill it.</param>
/// <param name="Filled">Whether nothing is missing.</param>
public sealed record HeadquartersLine(
    string Serial,
    string? Headquarters,
    HeadquartersRole? Role,
    string? Turn,
    IReadOnlyList<string> FilledBy,
    bool Filled
);
