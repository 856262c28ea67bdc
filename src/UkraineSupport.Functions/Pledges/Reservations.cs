using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// Carries a request that needs the word of another aggregate: what the pledge reserves is written with the idempotency
/// key still unanswered; then the others are asked; then the answer is kept. A crash in between is made up for by the
/// dispatcher, and the same request sent again gets the answer that was never given.
/// </summary>
internal sealed class Reservations(AggregateStore store, Commands<Pledge, PledgeEvent> pledges, Coverages coverages)
{
    private const int Unanswered = 0;

    /// <summary>
    /// Reserves on a pledge as <paramref name="reservation"/> says, under an id that follows from the key, and answers what
    /// became of it.
    /// </summary>
    public async Task<Answer> MakeAsync<TWish>(Call call, string id, Reservation<TWish> reservation)
        where TWish : class
    {
        Commands<Pledge, PledgeEvent>.RefuseAnonymous(call);
        var stored = await pledges.LoadAsync(call, id);
        var wish = await RequestBody.ReadAsync<TWish>(call);
        var key = Preconditions.Key(call, required: true)!;
        var allocation = Ids.From("allocation", id, key);
        var kept = await store.FindAnswerAsync(id, key, call.Aborted);
        while (kept is null && !await ReserveAsync(call, stored, wish, key, allocation, reservation))
        {
            kept = await store.FindAnswerAsync(id, key, call.Aborted);
            stored = await pledges.LoadAsync(call, id);
        }

        if (kept is { Status: not Unanswered } || (kept is not null && kept.Request != wish.Hash))
            return Preconditions.Replay(kept, wish.Hash);
        var pledge = await coverages.SettleAsync(id, allocation, CancellationToken.None);
        var answer = Outcome(pledge, allocation, call, reservation.Refused);
        await store.KeepAnswerAsync(
            id,
            new(key, wish.Hash, answer.Status, answer.Body, answer.ETag, answer.Location),
            CancellationToken.None
        );
        return answer;
    }

    /// <summary>False when somebody else wrote first.</summary>
    private async Task<bool> ReserveAsync<TWish>(
        Call call,
        Stored<Pledge> stored,
        RequestBody<TWish> wish,
        string key,
        string allocation,
        Reservation<TWish> reservation
    )
        where TWish : class
    {
        Preconditions.RequireMatch(call, stored.VersionFor(call.Actor));
        var events = Commands<Pledge, PledgeEvent>.Accepted(
            await reservation.Decide(stored.State, wish.Value, allocation)
        );
        return await pledges.CommitAsync(
            stored.State.Id,
            stored,
            events,
            new(call.Actor, reservation.Reason(wish.Value)),
            _ => new(key, wish.Hash, Unanswered, "", null, null)
        )
            is not null;
    }

    private static Answer Outcome(Pledge pledge, string allocation, Call call, string refused) =>
        pledge.Allocation(allocation)!.Status == AllocationStatus.Released
            ? Answer.Problem(new(409, "over-allocation", refused))
            : new(
                201,
                Answer.Json(PledgeView.From(pledge, call.Actor)),
                Preconditions.ETag(pledge.Version),
                $"/api/pledges/{pledge.Id}/allocations/{allocation}"
            );
}

/// <summary>What a request reserves.</summary>
/// <param name="Decide">The domain's rule, of the pledge as it is, for the allocation's id.</param>
/// <param name="Reason">Why, in the caller's words.</param>
/// <param name="Refused">What is answered when the others refuse it.</param>
internal sealed record Reservation<TWish>(
    Func<Pledge, TWish, string, Task<Decision<PledgeEvent>>> Decide,
    Func<TWish, string?> Reason,
    string Refused
);
