using System.Globalization;
using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.Gaps;

/// <summary>
/// Whom to ask to close a gap, and for how much. Asked are donors that make the capability or have committed some of
/// it; each for its part of what it is behind its fair share, and that share is by gross domestic product among those
/// asked, of all that they have committed and the gap has open (seed section 2: spread the burden).
/// </summary>
public static class FairShare
{
    /// <summary>Most donors chosen by default: those furthest behind.</summary>
    public const int MaxChosen = 10;

    /// <summary>Donors and shares that add up to what is open, the largest first.</summary>
    /// <param name="gap">The gap; some of it is open, so that somebody is behind.</param>
    /// <param name="committed">What each donor has committed of the capability, in its unit.</param>
    /// <param name="named">Whom to ask, if the coordinator says so.</param>
    public static IReadOnlyList<DonorAsked> Of(
        Gap gap,
        IReadOnlyDictionary<string, decimal> committed,
        IReadOnlyList<string>? named
    )
    {
        decimal Committed(string donor) => committed.GetValueOrDefault(donor);
        var able = DonorCatalog
            .All.Where(d => d.Makes.Contains(gap.Capability) || Committed(d.Party) > 0)
            .Select(d => d.Party)
            .ToList();
        var asked = named ?? (able.Count > 0 ? able : [.. DonorCatalog.All.Select(d => d.Party)]);
        var gdp = asked.Sum(DonorCatalog.GdpOf);
        var total = gap.OpenQuantity + asked.Sum(Committed);
        var behind = asked
            .Select(d => (Donor: d, Fair: total * DonorCatalog.GdpOf(d) / gdp))
            .Select(d => (d.Donor, d.Fair, Behind: Math.Max(0, d.Fair - Committed(d.Donor))))
            .OrderByDescending(d => d.Behind)
            .ThenBy(d => d.Donor, StringComparer.Ordinal)
            .Take(named?.Count ?? MaxChosen)
            .ToList();
        var shares = Apportion(
            gap.OpenQuantity,
            behind.ConvertAll(d => d.Behind),
            CapabilityCatalog.Find(gap.Capability)!.Step
        );
        return
        [
            .. behind
                .Zip(
                    shares,
                    (d, share) =>
                        new DonorAsked(d.Donor, share, Why(gap, d.Donor, d.Fair, Committed(d.Donor), named is not null))
                )
                .Where(d => d.Quantity > 0 || named is not null),
        ];
    }

    /// <summary>
    /// Splits by weight in steps; largest remainders get what rounding leaves (Hamilton's method), so that nothing is
    /// lost.
    /// </summary>
    private static List<decimal> Apportion(decimal total, List<decimal> weights, decimal step)
    {
        var sum = weights.Sum();
        var exact = weights.ConvertAll(w => total * w / sum);
        var shares = exact.ConvertAll(e => Math.Floor(e / step) * step);
        var left = total - shares.Sum();
        foreach (var i in Enumerable.Range(0, shares.Count).OrderByDescending(i => exact[i] - shares[i]).ThenBy(i => i))
        {
            var more = Math.Min(step, left);
            shares[i] += more;
            left -= more;
        }

        return shares;
    }

    private static string Why(Gap gap, string donor, decimal fair, decimal committed, bool named)
    {
        var able =
            DonorCatalog.Find(donor)?.Makes.Contains(gap.Capability) == true ? "makes it"
            : committed > 0 ? "has committed some"
            : "neither makes nor has committed it";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(named ? "Named by the coordinator; " : "")}{able}; committed {committed:#,0.##} {gap.Unit} of a fair share of {fair:#,0.##} by GDP (EUR {DonorCatalog.GdpOf(donor):#,0} bn, demo figure)."
        );
    }
}
