using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>What the United States say of their deliveries: recorded, corrected, withdrawn, read.</summary>
internal sealed class SignalEndpoints(
    Api api,
    Commands<UsSignal, UsSignalEvent> signals,
    ListReader lists,
    History history,
    Narrowing narrowing,
    TimeProvider time
)
{
    /// <summary>
    /// A coordinator records a policy signal; every capability in its scope counts it within seconds.
    /// </summary>
    [Function("RecordUsSignal")]
    public Task<IResult> RecordAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "us-deliveries/signals")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            call =>
            {
                UsFlows.RefuseOthers(call);
                return signals.CreateAsync<SignalTerms>(
                    call,
                    (id, terms) => Signals.Decide(id, terms, call.Actor, time.GetUtcNow()),
                    SignalView.Of,
                    UsSignalProjection.PathOf
                );
            }
        );

    /// <summary>A coordinator says what a signal should have said, or withdraws it; its history is kept.</summary>
    [Function("CorrectUsSignal")]
    public Task<IResult> CorrectAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "us-deliveries/signals/{id}/correction")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
            {
                UsFlows.RefuseOthers(call);
                return signals.ChangeAsync<CorrectSignal>(
                    call,
                    id,
                    (signal, correction) =>
                        Task.FromResult<Command<UsSignal, UsSignalEvent>>(
                            new(s => Signals.Correct(s, correction, call.Actor), SignalView.Of)
                            {
                                Reason = correction.Reason,
                                Tell = Narrows(signal, correction)
                                    ? s => narrowing.FollowAsync(s, CancellationToken.None)
                                    : null,
                            }
                        )
                );
            }
        );

    /// <summary>Whether fewer may see it by the correction; of a restricted one that may have been so before.</summary>
    private static bool Narrows(UsSignal signal, CorrectSignal correction) =>
        correction.Signal is { } terms
        && (terms.Disclosure > signal.Disclosure || terms.Disclosure == Disclosure.Restricted);

    /// <summary>Signals, newest first, withdrawn ones too.</summary>
    [Function("ListUsSignals")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "us-deliveries/signals")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
                Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        UsSignal.IdKind,
                        [Tag.All],
                        row => SignalView.Of(Entries.Read<UsSignal>(row.Body!, call.Actor)),
                        []
                    )
                )
        );

    /// <summary>One signal.</summary>
    [Function("GetUsSignal")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "us-deliveries/signals/{id}")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var signal = await signals.ReadAsync(call, id);
                return Answer.Ok(SignalView.Of(signal), Preconditions.ETag(signal.Version));
            }
        );

    /// <summary>What happened to a signal, oldest first, with the check of its hash chain.</summary>
    [Function("GetUsSignalHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "us-deliveries/signals/{id}/history")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await signals.LoadAsync(call, id);
                return await history.AnswerAsync(call, stored);
            }
        );
}
