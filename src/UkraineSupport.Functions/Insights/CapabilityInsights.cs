using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Insights;

/// <summary>What is needed of each capability, what covers it, and who bears it.</summary>
internal sealed class CapabilityInsights(Api api, BurdenReader burdens, FutureSupplies supplies, TimeProvider time)
{
    /// <summary>
    /// Per capability what is needed, covered and open, what is expected of the United States, who bears it this year
    /// and by each year to the target against the path from 50 to 85–100 %, and the largest ally against the ceiling.
    /// </summary>
    [Function("ListCapabilityFigures")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "insights/capabilities")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, "capability", "by", "targetYear");
                var (asked, column) = (Filters.Capability(call), BurdenReader.Column(call));
                var target =
                    Filters.Year(call, "targetYear", BurdenPath.FirstYear + 1, BurdenPath.LastTarget)
                    ?? BurdenPath.UsualTarget;
                var burden = await burdens.ReadAsync(asked, column, call.Actor, call.Aborted);
                var expected = (await supplies.PartsAsync(asked, call.Actor, call.Aborted))
                    .SelectMany(p => p)
                    .ToLookup(p => p.Gap, p => p.Quantity);
                var years = burden.Years.ToLookup(y => y.Capability);
                var rows = Codes(asked, burden)
                    .Select(code =>
                    {
                        var needs = burden.Needs.Where(n => n.Capability == code).ToList();
                        var sums = NeedSums.Of(needs, call.Actor);
                        var parts = needs.SelectMany(n => expected[n.Id]).ToList();
                        return new CapabilityRow(
                            code,
                            CapabilityCatalog.Find(code)!.Unit,
                            sums.Plain(),
                            parts.Count == 0 ? null : (sums.Open - parts.Sum()).Plain(),
                            UnitedStates(burden, code),
                            Path(code, years[code], target),
                            LargestAlly.Of(burden.Shares.Where(s => s.Capability == code), Present.First.Year),
                            CapabilityLinks.Of(code, DomainJson.Word(column))
                        );
                    });
                return Answer.Ok(new CapabilityFigures(column, target, [.. rows]));
            }
        );

    private Month Present => Month.Of(time.GetUtcNow());

    /// <summary>The capability asked for, or all of which anything is known.</summary>
    private static IEnumerable<string> Codes(string? asked, Burden burden) =>
        asked is not null
            ? [asked]
            : burden
                .Needs.Where(n => n.Owner is null)
                .Select(n => n.Capability)
                .Union(burden.Flows.Select(f => f.Flow.Capability))
                .Order(StringComparer.Ordinal);

    private UsWindows? UnitedStates(Burden burden, string code) =>
        burden.Flows.Where(f => f.Flow.Capability == code).Select(f => f.Months).FirstOrDefault() is { } months
            ? UsWindows.Of(code, months, Present)
            : null;

    private List<PathYear> Path(string code, IEnumerable<BurdenYear> years, int target)
    {
        var known = years.ToDictionary(y => y.Year);
        var first = Present.First.Year;
        return
        [
            .. Enumerable
                .Range(first, Math.Max(1, target - first + 1))
                .Select(year => known.GetValueOrDefault(year) ?? new BurdenYear(code, year, 0, 0, GroupSums.None))
                .Select(year => PathYear.Of(year, target)),
        ];
    }
}
