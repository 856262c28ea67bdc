using System.Globalization;
using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.Gaps;

/// <summary>
/// Whom to ask to close a gap, and for how much. Asked are donors that make the capability or have committed some of
/// it; each for its part of what it is behind its fair share, and that share is by gross domestic product among those
/// asked, of all that they have committed and the gap has open and nobody is asked for (seed section 2: spread the
/// burden). Donors whom a coordinator names are asked whatever they have committed, by their share alone if one of them
/// is ahead of it.
/// </summary>
public static class FairShare
{
    /// <summary>Most donors chosen by default: those furthest behind.</summary>
    public const int MaxChosen = 10;

    /// <summary>Donors and shares that add up to what nobody is asked for yet, the largest first.</summary>
    /// <param name="gap">The gap; some of it is open, so that somebody is behind.</param>
    /// <param name="committed">What each donor has committed of the capability, in its unit.</param>
    /// <param name="named">Whom to ask, if the coordinator says so.</param>
    /// <param name="donors">Who there is: those that close gaps. One without a gross domestic product is asked when it
    /// is named, for as much as the others are on average.</param>
    public static IReadOnlyList<DonorAsked> Of(
        Gap gap,
        IReadOnlyDictionary<string, decimal> committed,
        IReadOnlyList<string>? named,
        IReadOnlyList<DonorProfile> donors
    )
    {
        decimal Committed(string donor) => committed.GetValueOrDefault(donor);
        var profiles = donors.ToDictionary(d => d.Party);
        var withGdp = donors.Where(d => d.Gdp is not null).ToList();
        var able = withGdp
            .Where(d => d.Makes.Contains(gap.Capability) || Committed(d.Party) > 0)
            .Select(d => d.Party)
            .ToList();
        var asked = named ?? (able.Count > 0 ? able : [.. withGdp.Select(d => d.Party)]);
        var known = asked.Select(d => profiles.GetValueOrDefault(d)?.Gdp?.EurBn).OfType<decimal>().ToList();
        var usual = known.Count > 0 ? known.Average() : 1;
        decimal GdpOf(string donor) => profiles.GetValueOrDefault(donor)?.Gdp?.EurBn ?? usual;
        var gdp = asked.Sum(GdpOf);
        var total = gap.Unasked + asked.Sum(Committed);
        var behind = asked
            .Select(d => (Donor: d, Fair: total * GdpOf(d) / gdp))
            .Select(d => (d.Donor, d.Fair, Behind: Math.Max(0, d.Fair - Committed(d.Donor))))
            .OrderByDescending(d => d.Behind)
            .ThenBy(d => d.Donor, StringComparer.Ordinal)
            .Take(named?.Count ?? MaxChosen)
            .ToList();
        var byShareAlone = named is not null && behind.Any(d => d.Behind == 0);
        var shares = Apportion(
            gap.Unasked,
            behind.ConvertAll(d => byShareAlone ? d.Fair : d.Behind),
            CapabilityCatalog.Find(gap.Capability)!.Step
        );
        return
        [
            .. behind
                .Zip(
                    shares,
                    (d, share) =>
                        new DonorAsked(
                            d.Donor,
                            share,
                            Why(
                                gap,
                                profiles.GetValueOrDefault(d.Donor),
                                d.Fair,
                                Committed(d.Donor),
                                named is not null
                            ),
                            Why(gap, profiles.GetValueOrDefault(d.Donor), null, Committed(d.Donor), named is not null)
                        )
                )
                .Where(d => d.Quantity > 0),
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

    /// <summary>Of its fair share only where that is to be told: by arithmetic all that others committed follows.</summary>
    private static string Why(Gap gap, DonorProfile? donor, decimal? fair, decimal committed, bool named)
    {
        var able =
            donor?.Makes.Contains(gap.Capability) == true ? "makes it"
            : committed > 0 ? "has committed some"
            : "neither makes nor has committed it";
        var by = donor?.Gdp is { } gdp
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"by GDP (EUR {gdp.EurBn:#,0.#} bn in {gdp.Year}, {gdp.Source})"
            )
            : "as an institution, without a GDP: the mean of those asked";
        var of = fair is null
            ? "; asked for its share"
            : string.Create(CultureInfo.InvariantCulture, $" of a fair share of {fair:#,0.##}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(named ? "Named by the coordinator; " : "")}{able}; committed {committed:#,0.##} {gap.Unit}{of} {by}."
        );
    }
}
