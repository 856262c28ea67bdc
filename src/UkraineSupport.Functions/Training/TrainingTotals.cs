using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Training;

/// <summary>
/// Totals of intakes by donor, by course and by the month in which they end. Intakes are the coalition's unless said
/// otherwise, and their sums are public (decision 0017, <c>training-sums</c>); what is by course is for who may see the
/// intakes, since it tells of courses.
/// </summary>
internal sealed class TrainingTotals(StorageAccount account, Generations generations) : IDisposable
{
    public const string ByDonor = "donor";
    public const string ByCourse = "course";
    public const string ByMonth = "month";

    private readonly ShardedTotals<TrainingSums> _totals = new(account, generations, "trainingtotals");

    /// <summary>Brings an intake's contribution up to date.</summary>
    public Task CountAsync(int generation, Intake intake, bool isNew, CancellationToken cancel) =>
        _totals.ChangeAsync(
            generation,
            new(intake.Id, intake.Provider, intake.Version, [.. Parts(intake)], isNew),
            cancel
        );

    /// <summary>Takes an intake's contribution away until it is counted again.</summary>
    public Task UncountAsync(int generation, string intake, CancellationToken cancel) =>
        _totals.UncountAsync(generation, intake, cancel);

    /// <summary>Whether an intake contributes what it should.</summary>
    public Task<bool> IsCountedAsync(int generation, Intake intake, CancellationToken cancel) =>
        _totals.IsCountedAsync(generation, intake.Id, Parts(intake), cancel);

    /// <summary>The shards whose totals are not the sum of what was contributed.</summary>
    public Task<IReadOnlyList<string>> WrongShardsAsync(int generation, CancellationToken cancel) =>
        _totals.WrongShardsAsync(generation, cancel);

    /// <summary>Totals that <paramref name="actor"/> may see: what they are by, of what, and of whom or when.</summary>
    public async Task<Dictionary<(string By, string Of, string Part), TrainingSums>> ReadAsync(
        Actor actor,
        CancellationToken cancel
    ) =>
        (await _totals.ReadAsync(cancel))
            .Select(t => (t.Disclosure, t.Total, Key: t.Total.Key.Split('|')))
            .Where(t =>
                (t.Key[0] != ByCourse && t.Disclosure <= Disclosure.Coalition)
                || actor.MaySee(t.Disclosure, t.Total.Donor)
            )
            .GroupBy(t => (t.Key[0], t.Key[1], t.Key[2]), t => t.Total.Sums)
            .ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a + b));

    public void Dispose() => _totals.Dispose();

    private static IEnumerable<TotalsPart<TrainingSums>> Parts(Intake intake)
    {
        if (intake.Status == IntakeStatus.Cancelled)
            yield break;
        TotalsPart<TrainingSums> Part(string by, string of, string part, TrainingSums sums) =>
            new(intake.Disclosure, $"{by}|{of}|{part}", sums);
        foreach (var donor in TrainingSums.ByDonor(intake).GroupBy(d => d.Donor, d => d.Sums))
        {
            // Two lines of one donor are one intake of its.
            var sums = donor.Aggregate((a, b) => a + b) with
            {
                Intakes = 1,
            };
            yield return Part(ByDonor, intake.Capability, donor.Key, sums);
            yield return Part(ByCourse, intake.CourseId, donor.Key, sums);
        }

        var month = TrainingTags.MonthOf(intake.Dates.End);
        yield return Part(ByMonth, intake.Capability, month, TrainingSums.Of(intake));
    }
}
