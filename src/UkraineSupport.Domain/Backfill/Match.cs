using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.Backfill;

/// <summary>What a line can be for a need.</summary>
/// <param name="Obstacle">What stands between them.</param>
/// <param name="Factor">Units of the need that one unit of the line stands for.</param>
/// <param name="Percent">What its time is worth, in per cent.</param>
/// <param name="Useful">What of the need it does not come too late for, in the need's unit.</param>
internal readonly record struct Match(Obstacle Obstacle, decimal Factor = 0, int Percent = 0, decimal Useful = 0)
{
    public bool Fits => Obstacle == Obstacle.None;

    /// <summary>Whether the two go together, quantities and what the line itself suffers from aside.</summary>
    public static Match Of(SupplyLine line, Need need, PlanOptions options)
    {
        if (FactorOf(line, need) is not { } factor)
            return new(Obstacle.OtherCapability);
        // One course asked for is filled by its intakes alone, and a donor's stock by none.
        if (
            (need.CourseId is { } course && line.CourseId != course)
            || (need.Kind == NeedKind.Replenishment && line.Intake is not null)
        )
            return new(Obstacle.OtherCapability);
        if (need.Kind == NeedKind.Replenishment && need.Donor == line.Donor)
            return new(Obstacle.OwnStock, factor);
        if (
            need.Kind == NeedKind.Gap
            && (line.Donor == DonorCatalog.UnitedStates || line.DeliveredBy == DonorCatalog.UnitedStates)
        )
            return new(Obstacle.OwnGap, factor);
        if (need.Kind == NeedKind.Replenishment && line.Restricted)
            return new(Obstacle.Restricted, factor);
        if (line.For is not null && line.For != need.Id)
            return new(Obstacle.OfferedForAnother, factor);
        var (percent, useful) = TimeWeight.Of(line, need, options);
        return percent == 0 ? new(Obstacle.TooLate, factor) : new(Obstacle.None, factor, percent, useful);
    }

    private static decimal? FactorOf(SupplyLine line, Need need)
    {
        if (line.Capability == need.Capability)
            return 1;
        foreach (var substitute in need.Substitutes ?? [])
        {
            if (substitute.Capability == line.Capability)
                return substitute.Factor;
        }

        return null;
    }
}
