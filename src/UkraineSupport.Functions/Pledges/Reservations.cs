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
        var allocation = Ids.From("allocation", id, Preconditions.Key(call, required: true)!);
        return await AnswerAsync(
            call,
            stored,
            wish.Hash,
            () => pledges.LoadAsync(call, id),
            pledge =>
            {
                Preconditions.RequireMatch(call, pledge.VersionFor(call.Actor));
                return reservation.Decide(pledge.State, wish.Value, allocation);
            },
            async () =>
            {
                var pledge = await coverages.SettleAsync(id, allocation, CancellationToken.None);
                return Outcome(pledge, allocation, call, reservation.Refused);
            },
            reservation.Reason(wish.Value)
        );
    }

    /// <summary>The pledge that a body names.</summary>
    /// <exception cref="ProblemException">422: the caller sees no such pledge.</exception>
    public async Task<Stored<Pledge>> FindAsync(Call call, string id)
    {
        var stored = Ids.Is(id, Pledge.IdKind) ? await store.LoadAsync<Pledge>(id, call.Aborted) : null;
        return stored is not null && call.Actor.MaySee(stored.State.Disclosure, stored.State.Donor)
            ? stored
            : throw ProblemException.From(new InvalidInput([new("/pledge", "There is no such pledge.")]));
    }

    /// <summary>Reserves once on the pledge that a body names, and answers by what has come of it.</summary>
    public Task<Answer> AnswerAsync(
        Call call,
        Stored<Pledge> pledge,
        string request,
        Func<Pledge, Task<Decision<PledgeEvent>>> reserve,
        Func<Task<Answer>> carryOut
    ) =>
        AnswerAsync(
            call,
            pledge,
            request,
            () => FindAsync(call, pledge.State.Id),
            p => reserve(p.State),
            carryOut,
            reason: null
        );

    /// <summary>Reserves once, and answers by what has come of it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="pledge">The pledge.</param>
    /// <param name="request">The body's hash.</param>
    /// <param name="again">Reads it again when somebody else wrote first.</param>
    /// <param name="reserve">What is reserved, by the pledge as it is.</param>
    /// <param name="carryOut">Carries out what was reserved, and answers.</param>
    /// <param name="reason">Why, in the caller's words.</param>
    private async Task<Answer> AnswerAsync(
        Call call,
        Stored<Pledge> pledge,
        string request,
        Func<Task<Stored<Pledge>>> again,
        Func<Stored<Pledge>, Task<Decision<PledgeEvent>>> reserve,
        Func<Task<Answer>> carryOut,
        string? reason
    )
    {
        var key = Preconditions.Key(call, required: true)!;
        var id = pledge.State.Id;
        KeptAnswer? kept;
        while ((kept = await store.FindAnswerAsync(id, key, call.Aborted)) is null)
        {
            var events = Commands<Pledge, PledgeEvent>.Accepted(await reserve(pledge));
            var unanswered = new KeptAnswer(key, request, Unanswered, "", null, null);
            if (await pledges.CommitAsync(id, pledge, events, new(call.Actor, reason), _ => unanswered) is not null)
                break;
            pledge = await again();
        }

        if (kept is not null && (kept.Status != Unanswered || kept.Request != request))
            return Preconditions.Replay(kept, request);
        var answer = await carryOut();
        await store.KeepAnswerAsync(id, Preconditions.Keep(key, request, answer), CancellationToken.None);
        return answer;
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
