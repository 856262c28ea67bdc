using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Training;

/// <summary>Finds who could use an intake's empty places.</summary>
internal sealed class EmptyPlaces(PlanInputs inputs, ListIndex lists)
{
    private const int MostWaiting = 5;

    /// <summary>
    /// The next need in line, by priority and day, that the intake's graduates would come in time for; then those who
    /// wait for other intakes of the course, the soonest first. As each level reads it: what somebody does not see does
    /// not come before what that one sees.
    /// </summary>
    public async Task<IReadOnlyList<InLine>> InLineAsync(Intake intake, CancellationToken cancel)
    {
        var needs = (await inputs.NeedsAsync(intake.Capability, ListIndex.Eyes, cancel))
            .Where(n => n.Owner is null && n.OpenQuantity > 0 && n.NeededBy >= intake.Dates.End)
            .Where(n => n is not Gap { Status: GapStatus.AcceptedRisk })
            .Where(n => n is not Requirement { CourseId: { } course } || course == intake.CourseId)
            .OrderBy(n => Need.Of(n).Priority)
            .ThenBy(n => n.NeededBy)
            .ThenBy(n => n.Id, StringComparer.Ordinal)
            .Select(n => new InLine(n.Id, null, n.Disclosure));
        var others = await lists.EntriesAsync<Intake>(
            Intake.IdKind,
            TrainingTags.OfWaiting(intake.CourseId),
            ListIndex.Eyes,
            cancel
        );
        var waiting = others
            .Where(i => i.Id != intake.Id)
            .OrderBy(i => i.Dates.Start)
            .ThenBy(i => i.Id, StringComparer.Ordinal)
            .Select(i => new InLine(null, new(i.Id, i.Waiting), i.Disclosure));
        return [.. AtEachLevel([.. needs], 1), .. AtEachLevel([.. waiting], MostWaiting)];
    }

    private static IEnumerable<InLine> AtEachLevel(IReadOnlyList<InLine> all, int most) =>
        Enum.GetValues<Disclosure>().SelectMany(d => all.Where(i => i.Disclosure <= d).Take(most)).Distinct();
}
