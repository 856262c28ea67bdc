using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Training;

namespace UkraineSupport.Functions.Insights;

/// <summary>Support month by month.</summary>
internal sealed class TimelineInsights(
    Api api,
    LedgerTotals totals,
    TrainingTotals training,
    BurdenReader burdens,
    TimeProvider time
)
{
    /// <summary>Most months in an answer.</summary>
    private const int MostMonths = 120;

    /// <summary>
    /// By month what was pledged, committed, delivered and received, what is planned, what the United States were
    /// expected to deliver and did, and who was trained; by capability, and in EUR. Of a year before and after the
    /// present unless said otherwise.
    /// </summary>
    [Function("GetTimeline")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "insights/timeline")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, "capability", "donor", "from", "to");
                var (capability, donor) = (Filters.Capability(call), Filters.Donor(call));
                var (from, to) = Range(call);
                var months = await totals.MonthsAsync(call.Actor, from, to, call.Aborted);
                var ledgers = months
                    .Where(m => (donor ?? m.Key.Donor) == m.Key.Donor)
                    .GroupBy(m => (m.Key.Month, m.Key.Capability), m => m.Value)
                    .ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a + b));
                var us = donor is null or DonorCatalog.UnitedStates
                    ? await UnitedStatesAsync(capability, call.Actor, call.Aborted)
                    : [];
                var trained = donor is null ? await TrainedAsync(call.Actor, call.Aborted) : [];
                var known = ledgers
                    .Where(l => l.Value != LedgerSums.None)
                    .Select(l => l.Key)
                    .Union(us.Keys)
                    .Union(trained.Keys)
                    .Where(k => (capability ?? k.Capability) == k.Capability)
                    .ToLookup(k => k.Month, k => k.Capability);
                var rows = Enumerable
                    .Range(0, to.Since(from) + 1)
                    .Select(from.Plus)
                    .Select(month =>
                        Row(
                            month,
                            known[month]
                                .Order(StringComparer.Ordinal)
                                .Select(code =>
                                    (
                                        Sums: ledgers.GetValueOrDefault((month, code), LedgerSums.None),
                                        View: MonthCapability.Of(
                                            code,
                                            donor,
                                            ledgers.GetValueOrDefault((month, code), LedgerSums.None),
                                            us.GetValueOrDefault((month, code)),
                                            trained.GetValueOrDefault((month, code))
                                        )
                                    )
                                )
                        )
                    );
                return Answer.Ok(new Timeline(from, to, [.. rows]));
            }
        );

    private static MonthRow Row(Month month, IEnumerable<(LedgerSums Sums, MonthCapability View)> capabilities)
    {
        var all = capabilities.ToList();
        return new(
            month,
            MonthFlows.EurOf(all.Aggregate(LedgerSums.None, (sum, c) => sum + c.Sums)),
            all.ConvertAll(c => c.View)
        );
    }

    private (Month From, Month To) Range(Call call)
    {
        var present = Month.Of(time.GetUtcNow());
        var (from, to) = (Filters.Month(call, "from"), Filters.Month(call, "to"));
        var first = from ?? (to is { } last && last < present ? last.Plus(-11) : present.Plus(-11));
        var end = to ?? (first > present ? first.Plus(11) : present.Plus(12));
        if (first > end)
            throw new ProblemException(400, "bad-month", "from is not after to.");
        return end.Since(first) < MostMonths
            ? (first, end)
            : throw new ProblemException(
                400,
                "too-many-months",
                $"{first} to {end} is {end.Since(first) + 1} months; at most {MostMonths} at once."
            );
    }

    private async Task<Dictionary<(Month Month, string Capability), UsMonth>> UnitedStatesAsync(
        string? capability,
        Actor actor,
        CancellationToken cancel
    ) =>
        (await burdens.FlowsAsync(capability, actor, cancel))
            .SelectMany(f => f.Months.Select(m => (m.Month, f.Flow.Capability, View: UsMonth.Of(m))))
            .ToDictionary(m => (m.Month, m.Capability), m => m.View);

    private async Task<Dictionary<(Month Month, string Capability), TrainedInMonth>> TrainedAsync(
        Actor actor,
        CancellationToken cancel
    ) =>
        (await training.ReadAsync(actor, cancel))
            .Where(t => t.Key.By == TrainingTotals.ByMonth && t.Value != TrainingSums.None)
            .Select(t => (Month: Month.TryParse(t.Key.Part, out var m) ? m : default, t.Key.Of, t.Value))
            .ToDictionary(
                t => (t.Month, t.Of),
                t => new TrainedInMonth(t.Value.Expected, t.Value.Completed, t.Value.Confirmed)
            );
}
