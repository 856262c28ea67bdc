using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>
/// Asks nations to commit forces; when all have answered or lapsed, puts the critical serials for which nobody offered
/// anything before the escalation board.
/// </summary>
internal sealed class CallAsker(
    Commands<ForceCall, CallEvent> calls,
    AggregateStore store,
    Statements statements,
    ListIndex lists,
    BoardSettings board,
    TimeProvider time
) : IAsker
{
    /// <summary>A call asks once.</summary>
    public const int Once = 1;

    public string Kind => ForceCall.IdKind;

    /// <summary>The asking that should be alive for a call, until it is over.</summary>
    public static IEnumerable<Watching> Alive(ForceCall call) =>
        call.Ended
            ? []
            :
            [
                AskingOrchestrator.Alive(
                    new(call.Id, Once, [.. call.Nations.Select(n => n.Nation)], call.RemindAt, call.Deadline)
                ),
            ];

    public async Task<bool> HasAnsweredAsync(AskOne asking, CancellationToken cancel) =>
        (await store.StateAsync<ForceCall>(asking.About, cancel)).Of(asking.Party)?.Status != SolicitationStatus.Open;

    public Task RemindAsync(AskOne asking, CancellationToken cancel) =>
        calls.UpdateAsync(
            asking.About,
            c => CallForForces.Remind(c, asking.Party),
            "Half of the time to answer is gone",
            cancel
        );

    public Task LapseAsync(AskOne asking, CancellationToken cancel) =>
        calls.UpdateAsync(
            asking.About,
            c => CallForForces.Lapse(c, asking.Party),
            "The time to answer is over",
            cancel
        );

    public async Task EndAsync(AskAll asking, CancellationToken cancel)
    {
        var statement = (await statements.FindAsync(cancel))?.State;
        var standing = await lists.EntriesAsync<ForceCommitment>(
            ForceCommitment.IdKind,
            ForceProjection.Standing,
            ListIndex.Eyes,
            cancel
        );
        await calls.UpdateAsync(
            asking.About,
            c => CallForForces.End(c, statement, standing, board.At(time.GetUtcNow())),
            "All nations that were called have answered or let it pass",
            cancel
        );
    }
}

/// <summary>What a call's events mean for the orchestrations that wait for nations.</summary>
internal sealed class CallConsequences : IConsequences<ForceCall, CallEvent>
{
    public async Task FollowAsync(
        ForceCall state,
        IReadOnlyList<CallEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        foreach (
            var answer in events.OfType<CallNationEvent>().Where(e => e is CallNationAnswered or CallNationDeclined)
        )
            await AskingOrchestrator.AnsweredAsync(client, state.Id, CallAsker.Once, answer.Nation, cancel);
    }
}
