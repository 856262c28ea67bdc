namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// What a handover is worth by its day, in whole per cent. In time it is worth all of it, less a little for each
/// calendar month between the need's beginning and the handover. Past the last useful day a requirement has no use for
/// it; a gap or replenishment has, by equal steps less for each month begun, if the first handovers can still be in
/// time. Of a gap that holds for each of its months by itself: a handover is worth the mean over the months that it is
/// of use for, and never more than they miss.
/// </summary>
internal static class TimeWeight
{
    /// <summary>The least that a usable handover is worth.</summary>
    public const int Least = 10;

    /// <summary>What it is worth, in per cent, and what of the need it is of use for.</summary>
    public static (int Percent, decimal Useful) Of(SupplyLine line, Need need, PlanOptions options)
    {
        if (need.Months is not { } months)
            return Percent(line, need, options) is > 0 and var worthIt ? (worthIt, need.Open) : (0, 0);
        var (useful, worth) = (0m, 0m);
        foreach (var month in months)
        {
            var percent = Percent(line, need with { From = month.First, NeededBy = month.Last }, options);
            if (percent == 0)
                continue;
            useful += month.Open;
            worth += percent * month.Open;
        }

        return useful == 0 ? (0, 0) : (Math.Max(Least, (int)(worth / useful)), useful);
    }

    /// <summary>In per cent of 1; 0 when it comes too late to count.</summary>
    public static int Percent(SupplyLine line, Need need, PlanOptions options)
    {
        var inTime = 1 - (options.MonthlyDiscount * Math.Max(0, Months(need.From ?? line.DeliverBy, line.DeliverBy)));
        var late = MonthsLate(line, need);
        if (late == 0)
            return Whole(inTime);
        if (need.Kind == NeedKind.Requirement || late > options.LateMonths || line.AvailableFrom > need.NeededBy)
            return 0;
        return Whole(inTime * (options.LateMonths + 1 - late) / (options.LateMonths + 1));
    }

    /// <summary>Months begun after the last useful day; 0 when in time.</summary>
    public static int MonthsLate(SupplyLine line, Need need)
    {
        if (line.DeliverBy <= need.NeededBy)
            return 0;
        var months = Months(need.NeededBy, line.DeliverBy);
        return need.NeededBy.AddMonths(months) < line.DeliverBy ? months + 1 : months;
    }

    private static int Months(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;

    private static int Whole(decimal weight) => Math.Max(Least, (int)(weight * 100));
}
