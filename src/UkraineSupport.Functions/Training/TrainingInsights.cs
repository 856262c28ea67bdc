using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Training;

/// <summary>Outcome of training, as one caller may see it.</summary>
/// <param name="Donors">By capability and donor.</param>
/// <param name="Courses">By course and donor, of intakes that the caller may see.</param>
/// <param name="Months">By capability and month.</param>
internal sealed record TrainingOutcome(
    IReadOnlyList<TrainingRow> Donors,
    IReadOnlyList<TrainingRow> Courses,
    IReadOnlyList<TrainingMonth> Months
);

/// <summary>One donor's part in a capability or a course.</summary>
/// <param name="Of">The capability or the course.</param>
/// <param name="Donor">The donor.</param>
/// <param name="Sums">Places and persons: two ledgers, never to be added to each other.</param>
/// <param name="CompletionRate">Part of those who began in intakes that are over, and graduated; four decimals.</param>
/// <param name="EmptyPart">Part of the places of intakes that have begun, which nobody used; four decimals.</param>
internal sealed record TrainingRow(
    string Of,
    string Donor,
    TrainingSums Sums,
    decimal? CompletionRate,
    decimal? EmptyPart
);

/// <summary>Persons trained in a month against what is needed by then.</summary>
/// <param name="Month">The month in which intakes end, and by which they are needed.</param>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Expected">Persons that count as trained, by what is known.</param>
/// <param name="Completed">Graduates, by the provider's word.</param>
/// <param name="Confirmed">Graduates, by Ukraine's word.</param>
/// <param name="Needed">What requirements and gaps that the caller may see ask for in it.</param>
internal sealed record TrainingMonth(
    string Month,
    string Capability,
    int Expected,
    int Completed,
    int Confirmed,
    decimal Needed
);

/// <summary>What comes of training.</summary>
internal sealed class TrainingInsights(Api api, TrainingTotals totals, PlanInputs inputs)
{
    private static readonly IReadOnlyList<string> Capabilities =
    [
        .. CapabilityCatalog.All.Where(c => c.Area == "training").Select(c => c.Code),
    ];

    /// <summary>
    /// Completion rates and empty places by donor and course, and persons trained by month against what is needed.
    /// </summary>
    [Function("GetTrainingOutcome")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "insights/training")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call);
                var sums = await totals.ReadAsync(call.Actor, call.Aborted);
                var needed = await NeededAsync(call.Actor, call.Aborted);
                return Answer.Ok(
                    new TrainingOutcome(
                        Rows(sums, TrainingTotals.ByDonor),
                        Rows(sums, TrainingTotals.ByCourse),
                        Months(sums, needed)
                    )
                );
            }
        );

    private static List<TrainingRow> Rows(
        Dictionary<(string By, string Of, string Part), TrainingSums> sums,
        string by
    ) =>
        [
            .. sums.Where(s => s.Key.By == by && s.Value != TrainingSums.None)
                .OrderBy(s => s.Key.Of, StringComparer.Ordinal)
                .ThenBy(s => s.Key.Part, StringComparer.Ordinal)
                .Select(s => new TrainingRow(
                    s.Key.Of,
                    s.Key.Part,
                    s.Value,
                    Part(s.Value.Completed, s.Value.Finished),
                    Part(s.Value.Empty, s.Value.Given)
                )),
        ];

    private static List<TrainingMonth> Months(
        Dictionary<(string By, string Of, string Part), TrainingSums> sums,
        Dictionary<(string Month, string Capability), decimal> needed
    )
    {
        var trained = sums.Where(s => s.Key.By == TrainingTotals.ByMonth && s.Value != TrainingSums.None)
            .ToDictionary(s => (Month: s.Key.Part, Capability: s.Key.Of), s => s.Value);
        return
        [
            .. trained
                .Keys.Union(needed.Keys)
                .OrderBy(k => k.Month, StringComparer.Ordinal)
                .ThenBy(k => k.Capability, StringComparer.Ordinal)
                .Select(k => (Key: k, Sums: trained.GetValueOrDefault(k, TrainingSums.None)))
                .Select(m => new TrainingMonth(
                    m.Key.Month,
                    m.Key.Capability,
                    m.Sums.Expected,
                    m.Sums.Completed,
                    m.Sums.Confirmed,
                    needed.GetValueOrDefault(m.Key)
                )),
        ];
    }

    private async Task<Dictionary<(string Month, string Capability), decimal>> NeededAsync(
        Actor actor,
        CancellationToken cancel
    )
    {
        var all = new List<(string Month, string Capability, decimal Quantity)>();
        foreach (var capability in Capabilities)
        {
            foreach (var need in await inputs.NeedsAsync(capability, actor, cancel))
            {
                if (need is Gap gap)
                    all.AddRange(
                        gap.Months.Select(m => (TrainingTags.MonthOf(m.Month.First), capability, m.Shortfall))
                    );
                else if (need is Requirement { Owner: null } requirement)
                    all.Add((TrainingTags.MonthOf(requirement.RequiredBy), capability, requirement.Stands));
            }
        }

        return all.Where(n => n.Quantity > 0)
            .GroupBy(n => (n.Month, n.Capability), n => n.Quantity)
            .ToDictionary(g => g.Key, g => g.Sum());
    }

    private static decimal? Part(int of, int all) => all == 0 ? null : decimal.Round((decimal)of / all, 4);
}
