namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>How the serials are held over a time.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Serials">By id.</param>
/// <param name="Score">How good the assignment is.</param>
public sealed record BalancePeriod(DateOnly From, DateOnly To, IReadOnlyList<SerialPeriod> Serials, BalanceScore Score);

/// <summary>How a serial is held over a time.</summary>
/// <param name="Serial">The serial.</param>
/// <param name="Months">Month by month, those in which it must be held.</param>
/// <param name="Gaps">Days on which something is missing, in order.</param>
public sealed record SerialPeriod(Serial Serial, IReadOnlyList<MonthLine> Months, IReadOnlyList<HoldGap> Gaps);

/// <summary>A serial in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Required">What is required.</param>
/// <param name="LeastUsable">The least that is usable on a day of it on which the serial must be held.</param>
/// <param name="Missing">What that leaves missing.</param>
public sealed record MonthLine(DateOnly Month, long Required, long LeastUsable, long Missing);

/// <summary>Days that follow each other on which as much is missing of a serial.</summary>
/// <param name="Days">The days.</param>
/// <param name="Missing">How much.</param>
/// <param name="After">Units that held it before and are gone without enough relief; none when nobody has: then it is a
/// rotation gap.</param>
public sealed record HoldGap(DayRange Days, long Missing, IReadOnlyList<string> After)
{
    /// <summary>Whether somebody held it before.</summary>
    public bool IsRotationGap => After.Count > 0;
}
