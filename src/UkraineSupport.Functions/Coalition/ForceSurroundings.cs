using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>Reads what a force commitment names, with the eyes of who names it.</summary>
internal sealed class ForceSurroundings(AggregateStore store, Statements statements, ListIndex lists)
{
    /// <summary>As many steps of a chain of successors as are followed: one with more is refused.</summary>
    private const int MostSteps = 50;

    /// <summary>What there is to <paramref name="actor"/> of what is named.</summary>
    public async Task<ForceContext> OfAsync(Actor actor, string? successor, string? call, CancellationToken cancel) =>
        new()
        {
            Statement = await statements.SeenByAsync(actor, cancel),
            Successors = await SuccessorsAsync(actor, successor, cancel),
            Predecessors =
                successor is not null && Ids.Is(successor, ForceCommitment.IdKind)
                    ? [.. (await PredecessorsAsync(successor, actor, cancel)).Select(f => f.Id)]
                    : [],
            Call = await FindAsync<ForceCall>(actor, call, ForceCall.IdKind, cancel),
        };

    /// <summary>The commitments that name a successor and have not ended, of those that somebody sees.</summary>
    public async Task<IReadOnlyList<ForceCommitment>> PredecessorsAsync(
        string successor,
        Actor actor,
        CancellationToken cancel
    ) =>
        await lists.EntriesAsync<ForceCommitment>(
            ForceCommitment.IdKind,
            ForceProjection.OfSuccessor(successor),
            actor,
            cancel
        );

    private async Task<IReadOnlyList<ForceCommitment>> SuccessorsAsync(
        Actor actor,
        string? first,
        CancellationToken cancel
    )
    {
        var chain = new List<ForceCommitment>();
        for (var next = first; chain.Count < MostSteps && chain.TrueForAll(f => f.Id != next); )
        {
            if (await FindAsync<ForceCommitment>(actor, next, ForceCommitment.IdKind, cancel) is not { } found)
                break;
            chain.Add(found);
            next = found.Terms.Successor;
        }

        return chain;
    }

    private async Task<T?> FindAsync<T>(Actor actor, string? id, string kind, CancellationToken cancel)
        where T : class, IAggregate =>
        id is not null
        && Ids.Is(id, kind)
        && await store.LoadAsync<T>(id, cancel) is { State: var state }
        && state.IsSeenBy(actor)
            ? state
            : null;
}
