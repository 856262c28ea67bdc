using System.Globalization;

namespace UkraineSupport.Domain.Backfill;

/// <summary>Why a line cannot be used for a need, or at all.</summary>
internal enum Obstacle
{
    /// <summary>None: it can be used.</summary>
    None,

    /// <summary>It gives something else.</summary>
    OtherCapability,

    /// <summary>Nothing of it is free, or less than a lot.</summary>
    NothingFree,

    /// <summary>A caveat rules it out.</summary>
    Blocked,

    /// <summary>A condition does not hold.</summary>
    Condition,

    /// <summary>It should have been handed over by now.</summary>
    Overdue,

    /// <summary>It comes too late for the need.</summary>
    TooLate,

    /// <summary>A donor does not fill its own stock through a plan.</summary>
    OwnStock,

    /// <summary>The USA does not close the gap that its own deliveries leave.</summary>
    OwnGap,

    /// <summary>Whose stock it would fill could not see it.</summary>
    Restricted,

    /// <summary>It was offered for another gap.</summary>
    OfferedForAnother,

    /// <summary>One lot is more than the need has open.</summary>
    LotTooLarge,
}

/// <summary>What stands between a line and any use of it, whatever the need.</summary>
/// <param name="Obstacle">What.</param>
/// <param name="Why">In words and numbers; empty when nothing does.</param>
internal sealed record LineUse(Obstacle Obstacle, string Why)
{
    private static readonly LineUse Usable = new(Obstacle.None, "");

    public static LineUse Of(SupplyLine line, DateOnly today, ILookup<string, CommittedQuantity> committed)
    {
        if (line.Free < Atom.Of(line))
            return new(Obstacle.NothingFree, "Nothing of it is free.");
        if (line.Caveats?.FirstOrDefault(c => c.Blocking) is { } caveat)
            return new(Obstacle.Blocked, caveat.Text);
        if (line.DeliverBy < today)
            return new(Obstacle.Overdue, Words.Say($"It should have been handed over by {line.DeliverBy:yyyy-MM-dd}."));
        foreach (var condition in (line.Conditions ?? []).Where(c => c.IsChecked))
        {
            var others = committed[condition.Capability!].Where(c => c.Donor != line.Donor).Sum(c => c.Quantity);
            if (others >= condition.OthersReach)
                continue;
            var until =
                condition.By is null ? ""
                : condition.By < today ? Words.Say($", and could come to hold until {condition.By:yyyy-MM-dd} only")
                : Words.Say($"; it can still come to hold until {condition.By:yyyy-MM-dd}");
            return new(
                Obstacle.Condition,
                Words.Say(
                    $"Others have committed {others:#,0.##} of the {condition.OthersReach:#,0.##} {condition.Capability} that it depends on{until}."
                )
            );
        }

        return Usable;
    }
}

/// <summary>Numbers and days in sentences look the same everywhere.</summary>
internal static class Words
{
    public static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
