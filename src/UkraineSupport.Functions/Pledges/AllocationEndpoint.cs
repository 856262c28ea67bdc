using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// A coordinator allocates. Two aggregates have to agree (see <see cref="Allocate"/>): the pledge's reservation is
/// written with the idempotency key still unanswered; then the requirement or gap is asked; then the answer is kept. A
/// crash in between is made up for by the dispatcher, and the same request sent again gets the answer that was never
/// given.
/// </summary>
internal sealed class AllocationEndpoint(
    Api api,
    AggregateStore store,
    Commands<Pledge, PledgeEvent> pledges,
    Coverages coverages,
    PlanInputs inputs,
    TimeProvider time
)
{
    private const int Unanswered = 0;

    /// <summary>Reserves committed quantity of a line for a requirement or a gap.</summary>
    [Function("AllocatePledge")]
    public Task<IResult> AllocateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/allocations")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Commands<Pledge, PledgeEvent>.RefuseAnonymous(call);
                var stored = await pledges.LoadAsync(call, id);
                var wish = await RequestBody.ReadAsync<AllocateLine>(call);
                var key = Preconditions.Key(call, required: true)!;
                var allocation = Ids.From("allocation", id, key);
                var kept = await store.FindAnswerAsync(id, key, call.Aborted);
                while (kept is null && !await ReserveAsync(call, stored, wish, key, allocation))
                {
                    kept = await store.FindAnswerAsync(id, key, call.Aborted);
                    stored = await pledges.LoadAsync(call, id);
                }

                if (kept is { Status: not Unanswered } || (kept is not null && kept.Request != wish.Hash))
                    return Preconditions.Replay(kept, wish.Hash);
                var pledge = await coverages.SettleAsync(id, allocation, CancellationToken.None);
                var answer = Outcome(pledge, allocation, call.Actor);
                await store.KeepAnswerAsync(
                    id,
                    new(key, wish.Hash, answer.Status, answer.Body, answer.ETag, answer.Location),
                    CancellationToken.None
                );
                return answer;
            }
        );

    /// <summary>False when somebody else wrote first.</summary>
    private async Task<bool> ReserveAsync(
        Call call,
        Stored<Pledge> stored,
        RequestBody<AllocateLine> wish,
        string key,
        string allocation
    )
    {
        Preconditions.RequireMatch(call, stored.VersionFor(call.Actor));
        var need = await coverages.FindAsync(wish.Value.Need, call.Aborted);
        if (
            need is not null
            && (!call.Actor.MaySee(need.Disclosure, need.Owner) || need is Gap != (wish.Value.Gap is not null))
        )
            need = null;
        var concerns =
            need is not null && stored.State.Line(wish.Value.Line) is { } line
                ? Concerns.Of(
                    stored.State,
                    line,
                    wish.Value.Quantity,
                    need,
                    await inputs.ContextAsync(
                        stored.State,
                        need.Owner is null ? need.Capability : null,
                        DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
                        call.Aborted
                    ),
                    stored.State.Places(wish.Value.Intake, line.Line)
                )
                : [];
        var events = Commands<Pledge, PledgeEvent>.Accepted(
            Allocate.Decide(stored.State, allocation, wish.Value, need, call.Actor, concerns)
        );
        var info = new CommitInfo(call.Actor, null);
        return await pledges.CommitAsync(
            stored.State.Id,
            stored,
            events,
            info,
            _ => new(key, wish.Hash, Unanswered, "", null, null)
        )
            is not null;
    }

    private static Answer Outcome(Pledge pledge, string allocation, Actor viewer) =>
        pledge.Allocation(allocation)!.Status == AllocationStatus.Released
            ? Answer.Problem(
                new(
                    409,
                    "over-allocation",
                    "The requirement or gap was filled or closed, or the pledge withdrawn, in the same moment."
                )
            )
            : new(
                201,
                Answer.Json(PledgeView.From(pledge, viewer)),
                Preconditions.ETag(pledge.Version),
                $"/api/pledges/{pledge.Id}/allocations/{allocation}"
            );
}
