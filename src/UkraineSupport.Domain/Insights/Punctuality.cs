using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Insights;

/// <summary>How well tranches to Ukraine keep to the day that was promised first.</summary>
/// <param name="HandedOver">Tranches handed over: those that are counted.</param>
/// <param name="OnTime">Of these: handed over on the day first promised, or before.</param>
/// <param name="DaysLate">Days that the others came after it, all together.</param>
public sealed record Punctuality(int HandedOver, int OnTime, int DaysLate)
{
    /// <summary>The rule in words, for those who read the figures.</summary>
    public const string Method =
        "Of each tranche to Ukraine that was handed over: the day of the handover (UTC) against the day first promised, "
        + "which is the tranche's due day as it was planned, or the last day that its line had when the pledge was "
        + "signed, whichever is earlier. On time: not after it. Mean slippage: days after it, of all of them; one that "
        + "came early counts as 0 and makes up for no other. Not counted: tranches not handed over yet, cancelled, lost "
        + "or sent back whole, what replenishes a donor's stock, and places on courses.";

    /// <summary>Nothing.</summary>
    public static Punctuality None { get; } = new(0, 0, 0);

    /// <summary>Part of those handed over that were on time, four decimals; null when none was.</summary>
    public decimal? OnTimeRate => HandedOver == 0 ? null : decimal.Round((decimal)OnTime / HandedOver, 4);

    /// <summary>Mean of the days late, one decimal; null when none was handed over.</summary>
    public decimal? MeanDaysLate =>
        HandedOver == 0 ? null : decimal.Round((decimal)DaysLate / HandedOver, 1, MidpointRounding.AwayFromZero);

    /// <summary>Of a pledge.</summary>
    public static Punctuality Of(Pledge pledge)
    {
        var late = pledge
            .Deliveries.Where(d => d is { IsHandedOver: true, To: null, HandedOverAt: not null })
            .Select(d => Math.Max(0, Day(d.HandedOverAt!.Value).DayNumber - PromisedFor(pledge, d).DayNumber))
            .ToList();
        return new(late.Count, late.Count(days => days == 0), late.Sum());
    }

    /// <summary>Days on which tranches to Ukraine are due that were not handed over, one for each tranche.</summary>
    public static IEnumerable<DateOnly> DueOf(Pledge pledge) =>
        pledge.Deliveries.Where(d => d is { IsLive: true, IsHandedOver: false, To: null }).Select(d => Day(d.Due));

    /// <summary>The earliest day that was ever promised for a tranche.</summary>
    internal static DateOnly PromisedFor(Pledge pledge, Delivery tranche) =>
        pledge.FirstDay(tranche.Line) is { } first && first < Day(tranche.Due) ? first : Day(tranche.Due);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
