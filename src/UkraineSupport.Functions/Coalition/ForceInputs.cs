using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Balance;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Coalition;

/// <summary>Reads what a balance is made of, with the eyes of who asks.</summary>
internal sealed class ForceInputs(ListIndex lists, Statements statements, Activations activations)
{
    /// <summary>
    /// The serials and commitments that <paramref name="viewer"/> may see, for a ceasefire on a day: the one that is in
    /// force, if the viewer may see that; else <paramref name="asked"/>, or <paramref name="otherwise"/>. Null when the
    /// viewer sees no statement of requirements.
    /// </summary>
    public async Task<BalanceInput?> SeenByAsync(
        Actor viewer,
        DateOnly? asked,
        DateOnly otherwise,
        CancellationToken cancel
    )
    {
        if (await statements.SeenByAsync(viewer, cancel) is not { } statement)
            return null;
        var activation = await activations.LastAsync(cancel);
        var inForce =
            activation?.State is { Status: ActivationStatus.InForce or ActivationStatus.Suspended } last
            && viewer.MaySee(last.Disclosure, null)
                ? last.DeclaredOn
                : (DateOnly?)null;
        var serials = statement.Serials.ToList();
        return new(asked ?? inForce ?? otherwise, serials, await UnitsAsync(viewer, serials, cancel));
    }

    /// <summary>What all there is gives, with the commitments beside it: for the system's own choices.</summary>
    public async Task<(BalanceInput Input, IReadOnlyList<ForceCommitment> Forces)?> AllAsync(
        DateOnly dDay,
        CancellationToken cancel
    )
    {
        if ((await statements.FindAsync(cancel))?.State is not { } statement)
            return null;
        var forces = await ForcesAsync(ListIndex.Eyes, cancel);
        return (new(dDay, [.. statement.Serials], [.. forces.Select(f => f.ToUnit())]), forces);
    }

    /// <summary>
    /// A unit that is called upon for a serial that the viewer does not see is not for those that are seen.
    /// </summary>
    private async Task<IReadOnlyList<ForceUnit>> UnitsAsync(
        Actor viewer,
        List<Serial> serials,
        CancellationToken cancel
    )
    {
        var known = serials.Select(s => s.Id).ToHashSet();
        var seen = await ForcesAsync(viewer, cancel);
        return
        [
            .. seen.Select(f => f.SeenBy(viewer).ToUnit())
                .Select(u => u.Serial is { } held && !known.Contains(held) ? u with { Serial = null } : u),
        ];
    }

    private Task<List<ForceCommitment>> ForcesAsync(Actor viewer, CancellationToken cancel) =>
        lists.EntriesAsync<ForceCommitment>(ForceCommitment.IdKind, ForceProjection.Standing, viewer, cancel);
}
