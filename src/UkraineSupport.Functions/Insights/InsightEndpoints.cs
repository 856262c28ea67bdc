using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Insights;

/// <summary>A row of the ledgers, in the capability's unit.</summary>
internal sealed record LedgerRow(
    string Capability,
    string Donor,
    string Unit,
    int Pledges,
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received
);

/// <summary>Totals for dashboards.</summary>
internal sealed class InsightEndpoints(Api api, LedgerTotals totals)
{
    /// <summary>
    /// The ledgers by capability and donor, of what the caller may see. Ledgers are a chain: never add one to another.
    /// </summary>
    [Function("ListLedgers")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "insights/ledgers")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Paging.Read(call, "capability", "donor");
                var (capability, donor) = (Filters.Capability(call), Filters.Donor(call));
                var sums = await totals.ReadAsync(call.Actor, capability, call.Aborted);
                var rows = sums.Where(s => s.Value != LedgerSums.None && (donor is null || s.Key.Donor == donor))
                    .OrderBy(s => s.Key.Capability, StringComparer.Ordinal)
                    .ThenBy(s => s.Key.Donor, StringComparer.Ordinal)
                    .Select(s => new LedgerRow(
                        s.Key.Capability,
                        s.Key.Donor,
                        CapabilityCatalog.Find(s.Key.Capability)!.Unit,
                        s.Value.Pledges,
                        s.Value.Pledged,
                        s.Value.Accepted,
                        s.Value.Committed,
                        s.Value.Allocated,
                        s.Value.Dispatched,
                        s.Value.Delivered,
                        s.Value.Received
                    ))
                    .ToList();
                return Answer.Ok(new ListPage<LedgerRow>(rows, null));
            }
        );
}
