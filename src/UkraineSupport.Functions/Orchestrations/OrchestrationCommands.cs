using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Orchestrations;

/// <summary>Why an administrator does it; kept in the audit.</summary>
internal sealed record ReasonBody(string? Reason)
{
    /// <summary>The reason that a request gives.</summary>
    /// <exception cref="ProblemException">422: none, or too long.</exception>
    public static async Task<string> ReadAsync(Call call)
    {
        var (body, _) = await RequestBody.ReadAsync<ReasonBody>(call);
        return body.Reason?.Trim() is { Length: > 0 and <= 500 } reason
            ? reason
            : throw new ProblemException(422, "reason-missing", "Say why, in 1 to 500 characters: reason.");
    }
}

/// <summary>
/// What administrators do to orchestrations, in both hosts the same. Each deed is in the audit first.
/// </summary>
/// <remarks>
/// Aggregates are the truth: an orchestration that should be alive and was ended here is started again by the sweep,
/// and one that is told too much only reads again.
/// </remarks>
internal sealed class OrchestrationCommands(Api api, AuditLog audit, WatchSweep sweep)
{
    private const string One = Administration.Route + "/orchestrations/{id}";

    /// <summary>Raises an event; the body, any JSON, goes with it.</summary>
    [Function("RaiseOrchestrationEvent")]
    public Task<IResult> RaiseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/events/{name}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string name
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                await RequireAliveAsync(call, client, id);
                if (!Administration.CanBeId(name))
                    throw new ProblemException(422, "unknown-value", "No event is called so.");
                var (payload, _) = await RequestBody.ReadAsync<JsonNode>(call);
                await audit.WriteAsync(call.Actor, "raise", id, name, call.Aborted);
                await client.RaiseEventAsync(id, name, payload, call.Aborted);
                return Accepted(id);
            }
        );

    /// <summary>Holds it until it is resumed.</summary>
    [Function("SuspendOrchestration")]
    public Task<IResult> SuspendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/suspension")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id
    ) => DoAsync(request, client, id, "suspend", client.SuspendInstanceAsync);

    /// <summary>Lets a suspended one go on.</summary>
    [Function("ResumeOrchestration")]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/resumption")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id
    ) => DoAsync(request, client, id, "resume", client.ResumeInstanceAsync);

    /// <summary>Ends it where it is. The sweep starts it again as long as its aggregate needs it.</summary>
    [Function("TerminateOrchestration")]
    public Task<IResult> TerminateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/termination")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id
    ) =>
        DoAsync(
            request,
            client,
            id,
            "terminate",
            (instance, reason, cancel) => client.TerminateInstanceAsync(instance, reason, cancel)
        );

    /// <summary>Starts one that has ended again, with the same id and input.</summary>
    [Function("RestartOrchestration")]
    public Task<IResult> RestartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/restart")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var found = await Administration.FindAsync(call, client, id);
                var reason = await ReasonBody.ReadAsync(call);
                if (Watch.IsAlive(found))
                    throw new ProblemException(409, "orchestration-alive", "It has not ended: terminate it first.");
                await audit.WriteAsync(call.Actor, "restart", id, reason, call.Aborted);
                await client.RestartAsync(id, false, call.Aborted);
                return Accepted(id);
            }
        );

    /// <summary>Removes what is kept of one that has ended.</summary>
    [Function("PurgeOrchestration")]
    public Task<IResult> PurgeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = One)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                if (Watch.IsAlive(await Administration.FindAsync(call, client, id)))
                    throw new ProblemException(409, "orchestration-alive", "It has not ended: terminate it first.");
                await audit.WriteAsync(call.Actor, "purge", id, null, call.Aborted);
                var purged = await client.PurgeInstanceAsync(id, call.Aborted);
                return Answer.Ok(new { purged = purged.PurgedInstanceCount });
            }
        );

    /// <summary>
    /// Looks at every aggregate and starts what should be alive and is not: after a task hub was lost.
    /// </summary>
    [Function("RebuildOrchestrations")]
    public Task<IResult> RebuildAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Administration.Route + "/orchestration-rebuild")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Administration.Require(call);
                var reason = await ReasonBody.ReadAsync(call);
                await audit.WriteAsync(call.Actor, "rebuild", null, reason, call.Aborted);
                return Answer.Ok(new { started = await sweep.RebuildAsync(client, call.Aborted) });
            }
        );

    private Task<IResult> DoAsync(
        HttpRequest request,
        DurableTaskClient client,
        string id,
        string action,
        Func<string, string?, CancellationToken, Task> deed
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                await RequireAliveAsync(call, client, id);
                var reason = await ReasonBody.ReadAsync(call);
                await audit.WriteAsync(call.Actor, action, id, reason, call.Aborted);
                await deed(id, reason, call.Aborted);
                return Accepted(id);
            }
        );

    private static async Task RequireAliveAsync(Call call, DurableTaskClient client, string id)
    {
        if (!Watch.IsAlive(await Administration.FindAsync(call, client, id)))
            throw new ProblemException(409, "orchestration-ended", "It has ended: there is nothing to tell it.");
    }

    private static Answer Accepted(string id) => new(202, Answer.Json(new { id }));
}
