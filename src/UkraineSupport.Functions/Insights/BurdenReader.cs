using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Pledges;

namespace UkraineSupport.Functions.Insights;

/// <summary>What is needed, who covers it and what the United States deliver, as one reader sees it.</summary>
/// <param name="Needs">Requirements and gaps.</param>
/// <param name="Shares">What is needed in each year, and who covers it.</param>
/// <param name="Flows">Deliveries of the United States, with the figures of each month.</param>
internal sealed record Burden(
    IReadOnlyList<INeed> Needs,
    IReadOnlyList<YearShare> Shares,
    IReadOnlyList<(UsFlow Flow, IReadOnlyList<MonthFigures> Months)> Flows
)
{
    /// <summary>What the United States give themselves, month by month.</summary>
    public IEnumerable<(string Capability, Month Month, OwnDeliveries Own)> Own =>
        Flows.SelectMany(f => f.Months.Select(m => (f.Flow.Capability, m.Month, OwnDeliveries.Of(f.Flow, m))));

    /// <summary>Who bears each capability in each year.</summary>
    public IReadOnlyList<BurdenYear> Years =>
        BurdenYear.Of(Shares, Own.Select(o => (o.Capability, o.Month.First.Year, o.Own.Quantity)));
}

/// <summary>Reads it.</summary>
internal sealed class BurdenReader(PlanInputs needs, PledgeOrigins origins, ListIndex lists, TimeProvider time)
{
    /// <summary>Of one capability, or of all.</summary>
    public async Task<Burden> ReadAsync(
        string? capability,
        SupportColumn column,
        Actor viewer,
        CancellationToken cancel
    )
    {
        var all = await needs.NeedsAsync(capability, viewer, cancel);
        var whose = await origins.OfAsync(column, viewer, cancel);
        var flows = await FlowsAsync(capability, viewer, cancel);
        return new(all, YearShare.Of(all, c => viewer.MaySee(c.Disclosure, c.Donor), whose), flows);
    }

    /// <summary>
    /// The deliveries of the United States of one capability, or of all of which something is expected.
    /// </summary>
    public async Task<List<(UsFlow Flow, IReadOnlyList<MonthFigures> Months)>> FlowsAsync(
        string? capability,
        Actor viewer,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow();
        return (await lists.EntriesAsync<UsFlow>(UsFlow.IdKind, Tag.All, viewer, cancel))
            .FindAll(f => capability is null || f.Capability == capability)
            .ConvertAll(f => f.SeenBy(viewer))
            .ConvertAll(f => (f, Forecast.Of(f, now)));
    }

    /// <summary>Whose a share is: who pays or who delivers.</summary>
    /// <exception cref="ProblemException">400: by is something else.</exception>
    public static SupportColumn Column(Call call) =>
        Filters.Word<SupportColumn>(call, "by") switch
        {
            null => SupportColumn.PaidBy,
            SupportColumn.MadeBy => throw Filters.Unknown("by", "madeBy"),
            { } column => column,
        };
}
