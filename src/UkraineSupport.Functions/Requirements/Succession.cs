using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Requirements;

/// <summary>
/// Carries on what a requirement's filing and validation began: it takes the place of another one (see
/// <see cref="Succeed"/>), or the rest of its series is filed. Each step may be repeated.
/// </summary>
internal sealed class Succession(
    AggregateStore store,
    Commands<Requirement, RequirementEvent> requirements,
    Commands<Pledge, PledgeEvent> pledges,
    Coverages coverages
)
{
    /// <summary>The requirement that a successor names, or null.</summary>
    public async Task<Requirement?> FindAsync(string? id, CancellationToken cancel) =>
        Ids.Is(id ?? "", Requirement.IdKind) ? (await store.LoadAsync<Requirement>(id!, cancel))?.State : null;

    /// <summary>Lets a validated requirement take the place of the one that it supersedes.</summary>
    public async Task TakeOverAsync(Requirement successor, CancellationToken cancel)
    {
        if (successor is not { Supersedes: { } id, Stage: RequirementStatus.Open })
            return;
        var superseded = (
            await requirements.UpdateAsync(
                id,
                r => Succeed.Supersede(r, successor.Id),
                "Another requirement takes its place",
                cancel
            )
        )!;
        for (var before = 0L; before != successor.Version; )
        {
            before = successor.Version;
            successor = (
                await requirements.UpdateAsync(
                    successor.Id,
                    r => Succeed.TakeOver(r, superseded),
                    "It takes the place of another one",
                    cancel
                )
            )!;
        }

        if (superseded.SupersededBy != successor.Id)
            return;
        foreach (var part in superseded.Coverage.Where(c => c.Credit > 0))
        {
            var pledge = await pledges.UpdateAsync(
                part.Pledge,
                p => Succeed.Redirect(p, superseded),
                "The requirement was superseded",
                cancel
            );
            await coverages.FollowAsync(pledge!, part.Allocation, cancel);
        }
    }

    /// <summary>Files the rest of a series.</summary>
    public async Task FileSeriesAsync(RequirementSubmitted first)
    {
        for (var n = 2; n <= (first.Recurrence is null ? 0 : first.Series!.Of); n++)
        {
            var id = Ids.From(Requirement.IdKind, first.Id, $"{n}");
            await requirements.CommitAsync(
                id,
                null,
                [Recurrence.Next(first, n, id)],
                new(Domain.Access.Actor.System, "Filed as one of a series"),
                null
            );
        }
    }
}
