using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Insights;

/// <summary>Who bears what, year by year, of what the caller may see.</summary>
/// <param name="By">Whose a share is: who pays or who delivers.</param>
/// <param name="Items">A row a year.</param>
internal sealed record BurdenFigures(SupportColumn By, IReadOnlyList<BurdenRow> Items);

/// <summary>One year.</summary>
/// <param name="Eur">By who pays; null where another column is asked for.</param>
/// <param name="Capabilities">In each capability's unit, by code.</param>
internal sealed record BurdenRow(int Year, BurdenEur? Eur, IReadOnlyList<BurdenCapability> Capabilities);

/// <summary>In EUR, as far as values are known. Two ledgers, never to be added to each other.</summary>
/// <param name="Committed">Signed in the year, by pledges alone: what the United States give themselves is reported when
/// it is delivered.</param>
/// <param name="Delivered">Handed over in the year; of the United States also what they delivered themselves.</param>
/// <param name="EuropeanShareOfDelivered">Part of that which Europe and Canada gave, four decimals; null when there is
/// nothing.</param>
/// <param name="Link">The same month by month.</param>
internal sealed record BurdenEur(
    GroupSums Committed,
    GroupSums Delivered,
    decimal? EuropeanShareOfDelivered,
    string Link
);

/// <summary>One capability in a year.</summary>
/// <param name="Needed">What requirements and gaps of the year ask for.</param>
/// <param name="Covered">What allocations cover of that.</param>
/// <param name="Borne">By group: what covers the year's needs, and what the United States deliver themselves or are
/// forecast to.</param>
/// <param name="EuropeanShare">Part of what is borne that Europe and Canada bear, four decimals; null when nothing
/// is.</param>
/// <param name="Links">Who covers what, and the deliveries of the United States.</param>
internal sealed record BurdenCapability(
    string Capability,
    string Unit,
    decimal Needed,
    decimal Covered,
    GroupSums Borne,
    decimal? EuropeanShare,
    BurdenLinks Links
)
{
    public static BurdenCapability Of(BurdenYear year, string by) =>
        new(
            year.Capability,
            CapabilityCatalog.Find(year.Capability)!.Unit,
            year.Needed.Plain(),
            year.Covered.Plain(),
            year.Borne.Plain(),
            year.Borne.EuropeanShare?.Plain(),
            new(
                Figures.Link("insights/shares", ("capability", year.Capability), ("by", by)),
                Figures.Link(
                    $"us-deliveries/{year.Capability}",
                    ("from", $"{new Month(year.Year, 1)}"),
                    ("to", $"{new Month(year.Year, 12)}")
                )
            )
        );
}

/// <summary>What is behind a capability's share of the burden.</summary>
internal sealed record BurdenLinks(string Shares, string UnitedStates);

/// <summary>Who bears what, year by year.</summary>
internal sealed class BurdenInsights(Api api, BurdenReader burdens, LedgerTotals totals, TimeProvider time)
{
    private const int MostYears = 20;

    /// <summary>
    /// By year and group (Europe and Canada, the United States, others) in EUR, and per capability in units by the rule
    /// of <c>shares</c>: needs in the year in which they are needed. Of the last and the next four years unless said
    /// otherwise.
    /// </summary>
    [Function("ListBurdenShares")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "insights/burden-share")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, "capability", "by", "from", "to");
                var (capability, column) = (Filters.Capability(call), BurdenReader.Column(call));
                var (from, to) = Range(call);
                var burden = await burdens.ReadAsync(capability, column, call.Actor, call.Aborted);
                var years = burden.Years.ToLookup(y => y.Year);
                var eur =
                    column == SupportColumn.PaidBy
                        ? await EurAsync(burden, capability, from, to, call)
                        : new Dictionary<int, BurdenEur>();
                return Answer.Ok(
                    new BurdenFigures(
                        column,
                        [
                            .. Enumerable
                                .Range(from, to - from + 1)
                                .Select(year => new BurdenRow(
                                    year,
                                    eur.GetValueOrDefault(year),
                                    [
                                        .. years[year]
                                            .Select(y => BurdenCapability.Of(y, DomainJson.Word(column)))
                                            .OrderBy(c => c.Capability, StringComparer.Ordinal),
                                    ]
                                )),
                        ]
                    )
                );
            }
        );

    private (int From, int To) Range(Call call)
    {
        var present = time.GetUtcNow().Year;
        var from = Filters.Year(call, "from", Month.Min.First.Year, Month.Max.First.Year);
        var to = Filters.Year(call, "to", Month.Min.First.Year, Month.Max.First.Year);
        var first = from ?? Math.Min(present, to ?? present) - 4;
        var last = to ?? Math.Max(present, first) + 4;
        return first <= last && last - first < MostYears
            ? (first, last)
            : throw new ProblemException(400, "bad-year", $"from is not after to, at most {MostYears} years at once.");
    }

    private async Task<Dictionary<int, BurdenEur>> EurAsync(
        Burden burden,
        string? capability,
        int from,
        int to,
        Call call
    )
    {
        var months = await totals.MonthsAsync(call.Actor, new Month(from, 1), new Month(to, 12), call.Aborted);
        var pledges = months
            .Where(m => (capability ?? m.Key.Capability) == m.Key.Capability)
            .ToLookup(m => m.Key.Month.First.Year, m => (m.Key.Donor, Eur: m.Value.Eur ?? EurSums.None));
        var own = burden.Own.ToLookup(o => o.Month.First.Year, o => o.Own.DeliveredEur);
        return Enumerable
            .Range(from, to - from + 1)
            .ToDictionary(
                year => year,
                year =>
                {
                    GroupSums Of(Func<EurSums, decimal> ledger) =>
                        pledges[year].Aggregate(GroupSums.None, (s, p) => s + GroupSums.Of(p.Donor, ledger(p.Eur)));
                    var delivered = Of(e => e.Delivered) + (GroupSums.None with { UnitedStates = own[year].Sum() });
                    return new BurdenEur(
                        Of(e => e.Committed).Plain(),
                        delivered.Plain(),
                        delivered.EuropeanShare?.Plain(),
                        Figures.Link(
                            "insights/timeline",
                            ("capability", capability),
                            ("from", $"{new Month(year, 1)}"),
                            ("to", $"{new Month(year, 12)}")
                        )
                    );
                }
            );
    }
}
