using System.Globalization;
using Microsoft.Extensions.Logging;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Http;

/// <summary>What one command asks and answers.</summary>
/// <param name="Decide">The domain's rule.</param>
/// <param name="View">The answer's body.</param>
internal sealed record Command<T, TEvent>(Func<T, Decision<TEvent>> Decide, Func<T, object> View)
{
    /// <summary>Why, in the caller's words.</summary>
    public string? Reason { get; init; }

    /// <summary>202 when the rest is done in the background.</summary>
    public int Status { get; init; } = 200;

    /// <summary>
    /// What must have come to others before it is answered, and may be repeated: that fewer may see it, above all.
    /// </summary>
    public Func<T, Task>? Tell { get; init; }

    /// <summary>
    /// Where what it created is to be found; makes the answer 201 and the idempotency key required.
    /// </summary>
    public Func<T, string>? Location { get; init; }
}

/// <summary>
/// Carries a request to an aggregate: load, may the caller see it, was it answered before, is it the version the
/// caller read, decide, write in one transaction, tell the dispatcher.
/// </summary>
internal sealed class Commands<T, TEvent>(
    AggregateStore store,
    Outbox outbox,
    Projector<T, TEvent> projector,
    WatchedBy<T> watched,
    ILogger<Commands<T, TEvent>> log
)
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    /// <summary>The aggregate, if it is there and the caller may see it.</summary>
    /// <exception cref="ProblemException">404 otherwise: the two look the same from outside.</exception>
    public async Task<Stored<T>> LoadAsync(Call call, string id)
    {
        // The id of another kind of aggregate is there, but not here.
        var stored = Ids.Is(id, T.IdKind) ? await store.LoadAsync<T>(id, call.Aborted) : null;
        if (stored is null || !stored.State.IsSeenBy(call.Actor))
            throw ProblemException.NotFound();
        return stored;
    }

    /// <summary>The aggregate as the caller is shown it: with the version that the caller counts.</summary>
    /// <exception cref="ProblemException">404, as above.</exception>
    public async Task<T> ReadAsync(Call call, string id) => Shown(await LoadAsync(call, id), call.Actor);

    /// <summary>An aggregate to be shown to <paramref name="viewer"/>.</summary>
    public static T Shown(Stored<T> stored, Actor viewer) => stored.State.Numbered(stored.VersionFor(viewer));

    /// <summary>Creates an aggregate; the same request under the same key finds the first one.</summary>
    public Task<Answer> CreateAsync<TBody>(
        Call call,
        Func<string, TBody, Decision<TEvent>> decide,
        Func<T, object> view,
        Func<T, string> location,
        int status = 201
    )
        where TBody : class =>
        CreateAsync<TBody>(
            call,
            body => Task.FromResult<Func<string, Decision<TEvent>>>(id => decide(id, body)),
            view,
            location,
            status
        );

    /// <summary>Creates an aggregate; what the rule needs may have to be read first.</summary>
    public async Task<Answer> CreateAsync<TBody>(
        Call call,
        Func<TBody, Task<Func<string, Decision<TEvent>>>> prepare,
        Func<T, object> view,
        Func<T, string> location,
        int status = 201
    )
        where TBody : class
    {
        RefuseAnonymous(call);
        var (body, request) = await RequestBody.ReadAsync<TBody>(call);
        var key = Preconditions.Key(call, required: true)!;
        var id = Ids.From(T.IdKind, key);
        // Whether it was made before is not asked first: the transaction tells, and so does a refusal.
        IReadOnlyList<TEvent> events;
        try
        {
            events = Accepted((await prepare(body))(id));
        }
        catch (ProblemException)
        {
            if (await store.FindAnswerAsync(id, key, call.Aborted) is { } kept)
                return Preconditions.Replay(kept, request);
            throw;
        }

        var made = await CommitAsync(
            id,
            null,
            events,
            new(call.Actor, null),
            s => Preconditions.Keep(key, request, Made(status, s, view, location))
        );
        if (made is not null)
            return Made(status, Shown(made, call.Actor), view, location);
        return Preconditions.Replay((await store.FindAnswerAsync(id, key, call.Aborted))!, request);
    }

    /// <summary>Changes an aggregate.</summary>
    public Task<Answer> ChangeAsync<TBody>(Call call, string id, Func<TBody, Command<T, TEvent>> command)
        where TBody : class => ChangeAsync<TBody>(call, id, (_, body) => Task.FromResult(command(body)));

    /// <summary>
    /// Changes an aggregate; what the command needs may have to be read first, for the aggregate as it is now.
    /// </summary>
    public async Task<Answer> ChangeAsync<TBody>(Call call, string id, Func<T, TBody, Task<Command<T, TEvent>>> prepare)
        where TBody : class
    {
        RefuseAnonymous(call);
        // Before the body: who may not see it learns nothing by sending a bad one.
        var stored = await LoadAsync(call, id);
        var (body, request) = await RequestBody.ReadAsync<TBody>(call);
        while (true)
        {
            var command = await prepare(stored.State, body);
            if (await ChangeAsync(call, id, stored, request, command) is { } answer)
                return answer;
            // If what came in between is nothing that the caller sees, the version it read still stands.
            stored = await LoadAsync(call, id);
        }
    }

    /// <summary>Null when somebody else wrote first.</summary>
    private async Task<Answer?> ChangeAsync(
        Call call,
        string id,
        Stored<T> stored,
        string request,
        Command<T, TEvent> command
    )
    {
        var key = Preconditions.Key(call, required: command.Location is not null);
        if (key is not null && await store.FindAnswerAsync(id, key, call.Aborted) is { } kept)
        {
            var again = Preconditions.Replay(kept, request);
            await TellAsync(command, stored.State);
            return again;
        }

        Preconditions.RequireMatch(call, stored.VersionFor(call.Actor));

        var events = Accepted(command.Decide(stored.State));
        var status = command.Location is null ? command.Status : 201;
        KeptAnswer? Kept(T state) =>
            key is null ? null : Preconditions.Keep(key, request, Made(status, state, command.View, command.Location));
        var now =
            events.Count == 0 ? stored : await CommitAsync(id, stored, events, new(call.Actor, command.Reason), Kept);
        if (now is not null)
        {
            await TellAsync(command, now.State);
            return Made(status, Shown(now, call.Actor), command.View, command.Location);
        }

        // Overtaken: by the same request sent twice, or by somebody else.
        return key is not null && await store.FindAnswerAsync(id, key, call.Aborted) is { } twin
            ? Preconditions.Replay(twin, request)
            : null;
    }

    /// <exception cref="ProblemException">503: it is stored and not told; the same request again tells it.</exception>
    private async Task TellAsync(Command<T, TEvent> command, T state)
    {
        if (command.Tell is null)
            return;
        try
        {
            await command.Tell(state);
        }
        catch (Exception fault)
        {
            log.LogWarning(
                "{Id} is stored; those it concerns could not be told: {Fault}",
                state.Id,
                fault.GetBaseException().Message
            );
            throw new ProblemException(
                503,
                "not-told-yet",
                "It is stored, and what rests on it does not follow yet. Send the same request again."
            );
        }
    }

    /// <summary>
    /// Brings lists and totals up to an aggregate as it is now; unlike after a commit, a fault is one.
    /// </summary>
    public async Task ShowAsync(string id, CancellationToken cancel)
    {
        if (await store.LoadAsync<T>(id, cancel) is { } stored)
            await projector.ProjectAsync(stored, isNew: false, cancel);
    }

    /// <summary>
    /// What the system does to an aggregate, on nobody's request or as a consequence of <paramref name="actor"/>'s:
    /// decided anew until nobody comes in between. Null when there is no such aggregate.
    /// </summary>
    public async Task<T?> UpdateAsync(
        string id,
        Func<T, Decision<TEvent>> decide,
        string reason,
        CancellationToken cancel,
        Actor? actor = null
    )
    {
        while (true)
        {
            var stored = await store.LoadAsync<T>(id, cancel);
            if (stored is null)
                return null;
            var events = Accepted(decide(stored.State));
            if (events.Count == 0)
                return stored.State;
            if (await CommitAsync(id, stored, events, new(actor ?? Actor.System, reason), null) is { } now)
                return now.State;
        }
    }

    /// <summary>
    /// Writes, then shows and tells: if that fails the sweep makes up for it. Null when somebody else wrote first.
    /// </summary>
    /// <exception cref="ProblemException">409: a request would make it larger than is kept of one.</exception>
    public async Task<Stored<T>?> CommitAsync(
        string id,
        Stored<T>? before,
        IReadOnlyList<TEvent> events,
        CommitInfo info,
        Func<T, KeptAnswer?>? answer
    )
    {
        // Before a narrower disclosure is committed nobody finds it any more; it shows again after that, to those who
        // may see it.
        var narrows =
            before is not null && events.Aggregate(before.State, T.Apply).Disclosure > before.State.Disclosure;
        var steps = new CommitSteps<T>(
            state => Watchman<T, TEvent>.Waits(watched.Alive(state)),
            narrows ? () => projector.HideAsync(before!, CancellationToken.None) : null
        );
        // Not cancelled with the caller: what is begun is finished.
        Stored<T>? now;
        try
        {
            now = await store.AppendAsync(id, before, events, info, answer, steps, CancellationToken.None);
        }
        catch (AggregateFullException)
        {
            throw new ProblemException(
                409,
                "too-much-kept",
                "All that is kept of it (tranches, allocations, texts) would be too much: shorter texts, fewer tranches, or one more of it beside this one."
            );
        }

        if (now is null)
        {
            if (narrows && await store.LoadAsync<T>(id, CancellationToken.None) is { } other)
                await projector.ProjectAsync(other, isNew: false, CancellationToken.None);
            return null;
        }

        await ShowAsync(now, isNew: before is null, narrows);
        return now;
    }

    /// <summary>
    /// Brings read models up to date and calls the dispatcher; the sweep makes up for what fails of it. That nobody
    /// reads any more what was narrowed must be certain before it is said.
    /// </summary>
    private async Task ShowAsync(Stored<T> now, bool isNew, bool narrows)
    {
        var message = now.State.Id;
        try
        {
            await projector.ProjectAsync(now, isNew, CancellationToken.None);
            message = string.Create(CultureInfo.InvariantCulture, $"{message} {now.State.Version}");
        }
        catch (Exception fault) when (!narrows)
        {
            log.LogWarning(
                "{Id} is stored; showing it in lists and totals failed and is left to the dispatch: {Fault}",
                now.State.Id,
                fault.GetBaseException().Message
            );
        }

        try
        {
            await outbox.CallAsync(message);
        }
        catch (Exception fault)
        {
            log.LogWarning(
                "{Id} is stored; telling the dispatcher failed and is left to the sweep: {Fault}",
                now.State.Id,
                fault.GetBaseException().Message
            );
        }
    }

    /// <exception cref="ProblemException">The domain refused.</exception>
    public static IReadOnlyList<TEvent> Accepted(Decision<TEvent> decision) =>
        decision.Error is { } error ? throw ProblemException.From(error) : decision.Events;

    /// <exception cref="ProblemException">401: writing needs a token.</exception>
    public static void RefuseAnonymous(Call call)
    {
        if (call.Actor.IsAnonymous)
            throw new ProblemException(401, "token-missing", "Writing needs a token.");
    }

    private static Answer Made(int status, T shown, Func<T, object> view, Func<T, string>? location) =>
        new(status, Answer.Json(view(shown)), Preconditions.ETag(shown.Version), location?.Invoke(shown));
}
