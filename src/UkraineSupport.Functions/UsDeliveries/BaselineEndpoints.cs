using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>What is expected of the United States: set, replaced, read.</summary>
internal sealed class BaselineEndpoints(
    Api api,
    UsFlows flows,
    Commands<UsFlow, UsFlowEvent> commands,
    Narrowing narrowing,
    TimeProvider time
)
{
    /// <summary>
    /// A coordinator says what is expected of a capability. The first needs no If-Match; a later one replaces it, with
    /// If-Match and a reason.
    /// </summary>
    [Function("SetUsBaseline")]
    public Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "us-deliveries/baselines/{capability}")]
            HttpRequest request,
        string capability
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                UsFlows.RefuseOthers(call);
                UsFlows.Known(capability);
                var (put, _) = await RequestBody.ReadAsync<PutBaseline>(call);
                while (true)
                {
                    var stored = await flows.FindAsync(capability, call.Aborted);
                    var first = stored?.State.Baseline is null;
                    if (!first)
                        Preconditions.RequireMatch(call, stored!.VersionFor(call.Actor));
                    var events = Commands<UsFlow, UsFlowEvent>.Accepted(
                        SetBaseline.Decide(
                            UsFlows.IdOf(capability),
                            capability,
                            stored?.State,
                            put,
                            call.Actor,
                            time.GetUtcNow()
                        )
                    );
                    var now =
                        events.Count == 0
                            ? stored
                            : await commands.CommitAsync(
                                UsFlows.IdOf(capability),
                                stored,
                                events,
                                new(call.Actor, put.Reason),
                                null
                            );
                    // Overtaken by a signal, or by another coordinator, whose baseline then wants a precondition.
                    if (now is null)
                        continue;
                    // Also when nothing changes: it may have been stored before, and not have come to the gaps.
                    if (
                        put.Disclosure > Disclosure.Public
                        && (events.Count == 0 || stored?.State.Disclosure < put.Disclosure)
                    )
                        await narrowing.FollowAsync(capability, CancellationToken.None);
                    var view = Answer.Json(BaselineView.From(now.State));
                    return new Answer(
                        first ? 201 : 200,
                        view,
                        Preconditions.ETag(now.State.Version),
                        first ? $"/api/us-deliveries/baselines/{capability}" : null
                    );
                }
            }
        );

    /// <summary>What is expected of a capability.</summary>
    [Function("GetUsBaseline")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "us-deliveries/baselines/{capability}")]
            HttpRequest request,
        string capability
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var flow = await flows.ReadAsync(call, capability);
                return Answer.Ok(BaselineView.From(flow), Preconditions.ETag(flow.Version));
            }
        );
}
