using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Pledges;

namespace UkraineSupport.Functions.Insights;

/// <summary>
/// A row of the ledgers, in the capability's unit, and in EUR as far as the value is known: at the rate of each
/// pledge's signature, before that of its announcement. <c>unvalued</c> of the pledges have a line of which it is not.
/// <c>donor</c> is who paid, made or delivers, as asked; null where nobody said who made it.
/// </summary>
internal sealed record LedgerRow(
    string Capability,
    string? Donor,
    string Unit,
    int Pledges,
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received,
    EurSums? Eur,
    int Unvalued
);

/// <summary>What is needed of a capability in a year, and who covers it: no ally should give more than half.</summary>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Year">A requirement's is that of its last day, a gap's month by month.</param>
/// <param name="Unit">The capability's unit.</param>
/// <param name="Needed">All of it, covered or not.</param>
/// <param name="Covered">What allocations cover.</param>
/// <param name="Donors">The largest first.</param>
internal sealed record ShareRow(
    string Capability,
    int Year,
    string Unit,
    decimal Needed,
    decimal Covered,
    IReadOnlyList<DonorShare> Donors
);

/// <summary>What one donor covers.</summary>
/// <param name="Donor">Who pays, makes or delivers, as asked; null where nobody said who makes it.</param>
/// <param name="Covered">In the capability's unit.</param>
/// <param name="Share">That, as a part of all that is needed, four decimals.</param>
/// <param name="AboveCeiling">Whether it is more than half.</param>
internal sealed record DonorShare(string? Donor, decimal Covered, decimal Share, bool AboveCeiling);

/// <summary>Totals for dashboards.</summary>
internal sealed class InsightEndpoints(Api api, LedgerTotals totals, PlanInputs needs, PledgeOrigins origins)
{
    private const decimal Ceiling = 0.5m;

    /// <summary>
    /// What is needed by capability and year and who covers it, of what the caller may see: for the ceiling of half
    /// from one ally. By who pays, or by who makes or who delivers.
    /// </summary>
    [Function("ListShares")]
    public Task<IResult> ListSharesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "insights/shares")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Paging.Read(call, "capability", "by");
                var column = Filters.Word<SupportColumn>(call, "by") ?? SupportColumn.PaidBy;
                var all = await needs.NeedsAsync(Filters.Capability(call), call.Actor, call.Aborted);
                var whose = await origins.OfAsync(column, call.Actor, call.Aborted);
                var shares = YearShare.Of(all, c => call.Actor.MaySee(c.Disclosure, c.Donor), whose);
                return Answer.Ok(new ListPage<ShareRow>([.. shares.Select(Row)], null));
            }
        );

    private static ShareRow Row(YearShare share) =>
        new(
            share.Capability,
            share.Year,
            CapabilityCatalog.Find(share.Capability)!.Unit,
            share.Needed,
            share.ByDonor.Values.Sum(),
            [
                .. share
                    .ByDonor.OrderByDescending(d => d.Value)
                    .ThenBy(d => d.Key, StringComparer.Ordinal)
                    .Select(d => new DonorShare(
                        Named(d.Key),
                        d.Value,
                        decimal.Round(d.Value / share.Needed, 4),
                        d.Key.Length > 0 && d.Value > Ceiling * share.Needed
                    )),
            ]
        );

    private static string? Named(string party) => party.Length > 0 ? party : null;

    /// <summary>
    /// The ledgers by capability and donor, of what the caller may see: by who paid, or by who made or who delivers the
    /// same goods. Ledgers are a chain: never add one to another.
    /// </summary>
    [Function("ListLedgers")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "insights/ledgers")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Paging.Read(call, "capability", "donor", "by");
                var (capability, donor) = (Filters.Capability(call), Filters.Donor(call));
                var column = Filters.Word<SupportColumn>(call, "by") ?? SupportColumn.PaidBy;
                var sums = await totals.ReadAsync(call.Actor, capability, call.Aborted, column);
                var rows = sums.Where(s => s.Value != LedgerSums.None && (donor is null || s.Key.Donor == donor))
                    .OrderBy(s => s.Key.Capability, StringComparer.Ordinal)
                    .ThenBy(s => s.Key.Donor, StringComparer.Ordinal)
                    .Select(s => new LedgerRow(
                        s.Key.Capability,
                        Named(s.Key.Donor),
                        CapabilityCatalog.Find(s.Key.Capability)!.Unit,
                        s.Value.Pledges,
                        s.Value.Pledged,
                        s.Value.Accepted,
                        s.Value.Committed,
                        s.Value.Allocated,
                        s.Value.Dispatched,
                        s.Value.Delivered,
                        s.Value.Received,
                        s.Value.Eur,
                        s.Value.Unvalued
                    ))
                    .ToList();
                return Answer.Ok(new ListPage<LedgerRow>(rows, null));
            }
        );
}
