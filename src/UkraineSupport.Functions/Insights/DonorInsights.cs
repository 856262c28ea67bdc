using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Insights;

/// <summary>What each donor gives, and how it keeps to it.</summary>
internal sealed class DonorInsights(Api api, LedgerTotals totals, TimeProvider time)
{
    private const string Order = "Committed EUR, the largest first, then the donor's code.";
    private const decimal Billion = 1_000_000_000m;

    /// <summary>
    /// Per donor the ledgers in EUR and units, what is committed as a share of gross domestic product, and how tranches
    /// keep to their day: of what the caller may see, by who pays.
    /// </summary>
    [Function("ListDonorFigures")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "insights/donors")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, "donor");
                var asked = Filters.Donor(call);
                var standing = await totals.StandingAsync(call.Actor, call.Aborted);
                var tranches = await totals.TranchesAsync(call.Actor, call.Aborted);
                var pledges = LedgerTotals.Donors(standing);
                var ledgers = LedgerTotals
                    .Ledgers(standing, null, SupportColumn.PaidBy)
                    .Where(l => l.Value != LedgerSums.None)
                    .ToLookup(l => l.Key.Donor, l => (l.Key.Capability, l.Value));
                var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
                // Who is asked for is there, also with nothing.
                IEnumerable<string> donors = asked is null
                    ? ledgers.Select(l => l.Key).Union(tranches.Select(t => t.Key))
                    : [asked];
                return Answer.Ok(
                    new DonorFigures(
                        Order,
                        Punctuality.Method,
                        [
                            .. donors
                                .Select(d =>
                                    Row(
                                        d,
                                        pledges.GetValueOrDefault(d, LedgerSums.None),
                                        ledgers[d],
                                        DonorTranches.Of(tranches[d], today)
                                    )
                                )
                                .OrderByDescending(r => r.Eur.Committed)
                                .ThenBy(r => r.Donor, StringComparer.Ordinal),
                        ]
                    )
                );
            }
        );

    private static DonorRow Row(
        string donor,
        LedgerSums pledges,
        IEnumerable<(string Capability, LedgerSums Sums)> ledgers,
        DonorTranches tranches
    )
    {
        var all = ledgers.OrderBy(l => l.Capability, StringComparer.Ordinal).ToList();
        var eur = all.Aggregate(EurSums.None, (sum, l) => sum.Plus(l.Sums.Eur ?? EurSums.None, 1)).Plain();
        var gdp = DonorCatalog.Find(donor)?.Gdp;
        return new(
            donor,
            gdp,
            gdp is null ? null : decimal.Round(eur.Committed / (gdp.EurBn * Billion), 8).Plain(),
            pledges.Pledges,
            pledges.Unvalued,
            eur,
            [.. all.Select(l => DonorCapability.Of(l.Capability, donor, l.Sums))],
            tranches,
            DonorLinks.Of(donor)
        );
    }
}
