using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>How one sort of aggregate shows in lists and totals.</summary>
internal interface IProjection<T>
{
    /// <summary>Where it is to be found: <c>/api/pledges/…</c>; its history is one step below.</summary>
    string Path(T state);

    /// <summary>The lists it stands in.</summary>
    IReadOnlyList<Place> Places(T state);

    /// <summary>Its entry, as <see cref="Entries"/> writes it.</summary>
    object Entry(T state);

    /// <summary>Brings totals up to date; <paramref name="was"/> is where it was counted before.</summary>
    Task CountAsync(T state, Disclosure was, CancellationToken cancel);
}

/// <summary>
/// Brings the read models up to an aggregate's state. Each row keeps the version it shows and never goes back, so it
/// may run twice, at once, or late: in the request (so that a caller finds what was just written) and again in the
/// dispatch.
/// </summary>
internal sealed class Projector<T, TEvent>(
    AggregateStore store,
    ListIndex lists,
    ListedStore listed,
    Ordinals ordinals,
    IProjection<T> projection
)
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    public async Task ProjectAsync(Stored<T> stored, CancellationToken cancel)
    {
        var state = stored.State;
        var overtaken = false;
        while (true)
        {
            var (was, etag) = await listed.ReadAsync(state.Id, cancel);
            if (was.Version >= state.Version && !overtaken)
                return;
            if (was.Ordinal == 0)
            {
                // Kept before the first entry is put: whoever carries on after a crash must put it in the same place.
                was = was with
                {
                    Ordinal = await ordinals.NextAsync(T.IdKind, cancel),
                };
                if (await listed.WriteAsync(state.Id, was, etag, cancel) is not { } kept)
                    continue;
                etag = kept;
            }

            await MoveAsync(stored, was, cancel);
            if (
                await listed.WriteAsync(
                    state.Id,
                    new(state.Version, state.Disclosure, projection.Places(state), was.Ordinal),
                    etag,
                    cancel
                )
                is not null
            )
                return;

            // Somebody else was at it too: their removals may have come before our puts. Do it again from the newest
            // state.
            overtaken = true;
            stored = (await store.LoadAsync<T>(state.Id, cancel))!;
            state = stored.State;
        }
    }

    private async Task MoveAsync(Stored<T> stored, Listed was, CancellationToken cancel)
    {
        var state = stored.State;
        var (places, position, entry) = (
            projection.Places(state),
            new Position(was.Ordinal, state.Id),
            Entries.Json(projection.Entry(state), stored.Levels)
        );
        bool Seen(Place place) => was.Disclosure == state.Disclosure && was.Places.Contains(place);
        var puts = places.Select(p =>
            lists.PutAsync(p, state.Disclosure, position, state.Version, entry, Seen(p), cancel)
        );
        var removals = was
            .Places.Where(p => was.Disclosure != state.Disclosure || !places.Contains(p))
            .Select(p => lists.RemoveAsync(p, was.Disclosure, position, cancel));
        await Task.WhenAll([
            .. puts,
            .. removals,
            projection.CountAsync(state, was.Version == 0 ? state.Disclosure : was.Disclosure, cancel),
        ]);
    }
}
