using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Training;

/// <summary>
/// Requests that reserve places on a pledge and then concern an intake. The reservation is written with the idempotency
/// key still unanswered; then it is carried out; then the answer is kept. A crash in between is made up for by the
/// dispatcher, and the same request sent again gets the answer that was never given.
/// </summary>
internal sealed class Reservations(AggregateStore store, Commands<Pledge, PledgeEvent> pledges)
{
    private const int Unanswered = 0;

    /// <summary>The pledge that a body names.</summary>
    /// <exception cref="ProblemException">422: the caller sees no such pledge.</exception>
    public async Task<Stored<Pledge>> FindAsync(Call call, string id)
    {
        var stored = Ids.Is(id, Pledge.IdKind) ? await store.LoadAsync<Pledge>(id, call.Aborted) : null;
        return stored is not null && call.Actor.MaySee(stored.State.Disclosure, stored.State.Donor)
            ? stored
            : throw ProblemException.From(new InvalidInput([new("/pledge", "There is no such pledge.")]));
    }

    /// <summary>Reserves once, and answers by what has come of it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="pledge">The pledge.</param>
    /// <param name="request">The body's hash.</param>
    /// <param name="reserve">What is reserved, by the pledge as it is.</param>
    /// <param name="carryOut">Carries out what was reserved, and answers.</param>
    public async Task<Answer> AnswerAsync(
        Call call,
        Stored<Pledge> pledge,
        string request,
        Func<Pledge, Task<Decision<PledgeEvent>>> reserve,
        Func<Task<Answer>> carryOut
    )
    {
        var key = Preconditions.Key(call, required: true)!;
        var id = pledge.State.Id;
        var kept = await store.FindAnswerAsync(id, key, call.Aborted);
        while (kept is null && !await ReserveAsync(call, pledge, key, request, reserve))
        {
            kept = await store.FindAnswerAsync(id, key, call.Aborted);
            pledge = await FindAsync(call, id);
        }

        if (kept is not null && (kept.Status != Unanswered || kept.Request != request))
            return Preconditions.Replay(kept, request);
        var answer = await carryOut();
        await store.KeepAnswerAsync(
            id,
            new(key, request, answer.Status, answer.Body, answer.ETag, answer.Location),
            CancellationToken.None
        );
        return answer;
    }

    /// <summary>False when somebody else wrote first.</summary>
    private async Task<bool> ReserveAsync(
        Call call,
        Stored<Pledge> pledge,
        string key,
        string request,
        Func<Pledge, Task<Decision<PledgeEvent>>> reserve
    )
    {
        var events = Commands<Pledge, PledgeEvent>.Accepted(await reserve(pledge.State));
        return await pledges.CommitAsync(
            pledge.State.Id,
            pledge,
            events,
            new(call.Actor, null),
            _ => new(key, request, Unanswered, "", null, null)
        )
            is not null;
    }
}
