using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Insights;

/// <summary>
/// What the United States give themselves in a month: what was delivered, and what is forecast to come. What they sell,
/// or allies pay for (FMS, PURL), is not theirs here: it counts where a pledge says who pays and who delivers, so that
/// nothing counts twice (decision 0025).
/// </summary>
/// <param name="Delivered">Handed over, in the capability's unit.</param>
/// <param name="Forecast">Forecast to come beside that.</param>
/// <param name="DeliveredEur">Value of what was delivered, EUR; 0 where it is not known.</param>
/// <param name="ForecastEur">Value of what is forecast, EUR; 0 where it is not known.</param>
public sealed record OwnDeliveries(decimal Delivered, decimal Forecast, decimal DeliveredEur, decimal ForecastEur)
{
    /// <summary>What came and what is to come, in the capability's unit.</summary>
    public decimal Quantity => Delivered + Forecast;

    /// <summary>Of a month's figures.</summary>
    public static OwnDeliveries Of(UsFlow flow, MonthFigures month)
    {
        var expected = flow.Baseline is { } baseline
            ? baseline.Of(month.Baseline).Select(p => (p.Authority, p.Quantity)).ToList()
            : [];
        var told = (month.Report?.Under ?? []).Select(u => (u.Authority, Quantity: u.Delivered)).ToList();
        var ahead = month.Basis.Authorities.Select(a => (a.Authority, Quantity: a.Expected * a.Factor)).ToList();
        var (came, comes) = (told.Count > 0 ? told : expected, ahead.Count > 0 ? ahead : expected);
        return new(
            Shared(month.Report?.Delivered ?? 0, 1, came),
            Shared(month.Forecast ?? 0, 1, comes),
            Shared(month.DeliveredEur ?? 0, 0.01m, came),
            Shared(month.ForecastEur ?? 0, 0.01m, comes)
        );
    }

    /// <summary>The part that is under authorities by which they give.</summary>
    private static decimal Shared(
        decimal amount,
        decimal step,
        IReadOnlyList<(UsAuthority Authority, decimal Quantity)> under
    )
    {
        if (under.All(u => IsGiven(u.Authority)))
            return amount;
        if (under.All(u => !IsGiven(u.Authority)))
            return 0;
        var given = under.Where(u => IsGiven(u.Authority)).Sum(u => u.Quantity);
        var sold = under.Where(u => !IsGiven(u.Authority)).Sum(u => u.Quantity);
        return Apportion.Of(amount, step, [given, sold])[0];
    }

    private static bool IsGiven(UsAuthority authority) => authority is not (UsAuthority.FMS or UsAuthority.PURL);
}
