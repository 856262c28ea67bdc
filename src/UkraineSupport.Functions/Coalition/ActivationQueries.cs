using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Coalition;

/// <summary>Reading activations.</summary>
internal sealed class ActivationQueries(
    Api api,
    Commands<Activation, ActivationEvent> activations,
    ListReader lists,
    History history,
    TimeProvider time
)
{
    /// <summary>Activations, newest first, by status.</summary>
    [Function("ListActivations")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/activations")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
                Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        Activation.IdKind,
                        [
                            Filters.Word<ActivationStatus>(call, "status") is { } status
                                ? ActivationProjection.OfStatus(status)
                                : Tag.All,
                        ],
                        row => Entries.Read<ActivationEntry>(row.Body!, call.Actor),
                        ["status"]
                    )
                )
        );

    /// <summary>One activation: units, force by day, who holds what up.</summary>
    [Function("GetActivation")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/activations/{id}")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var found = await activations.ReadAsync(call, id);
                var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
                return Answer.Ok(ActivationView.Of(found, today, call.Actor), Preconditions.ETag(found.Version));
            }
        );

    /// <summary>What happened in an activation, oldest first, with the check of its hash chain.</summary>
    [Function("GetActivationHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/activations/{id}/history")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await activations.LoadAsync(call, id);
                return await history.AnswerAsync(call, stored);
            }
        );
}
