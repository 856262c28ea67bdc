using Microsoft.AspNetCore.Http;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Orchestrations;

namespace UkraineSupport.Functions.ReadModels;

/// <summary>How it is with the read models.</summary>
/// <param name="Generation">The set that is read.</param>
/// <param name="Beside">One that is kept beside it, or null.</param>
/// <param name="Rebuild">The last rebuild, or null.</param>
/// <param name="Check">The last check, or null.</param>
internal sealed record ReadModelsView(int Generation, int? Beside, ReadModelRun? Rebuild, ReadModelCheckRun? Check);

/// <summary>A rebuild.</summary>
internal sealed record ReadModelRun(
    OrchestrationRuntimeStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset LastUpdatedAt
);

/// <summary>A check, with what it came to once it is done.</summary>
internal sealed record ReadModelCheckRun(
    OrchestrationRuntimeStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset LastUpdatedAt,
    ReadModelCheck? Result
);

/// <summary>Administrators have the read models made anew, or checked.</summary>
internal sealed class ReadModelEndpoints(Api api, Generations generations, AuditLog audit)
{
    private const string Route = Administration.Route + "/read-models";

    /// <summary>Which read models there are, and what became of the last rebuild and the last check.</summary>
    [Function("GetReadModels")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Administration.Require(call);
                var now = await generations.AskAsync(call.Aborted);
                var rebuild = await client.GetInstanceAsync(ReadModelRebuild.Id, call.Aborted);
                var check = await client.GetInstanceAsync(ReadModelCheckup.Id, getInputsAndOutputs: true, call.Aborted);
                return Answer.Ok(
                    new ReadModelsView(
                        now.Current,
                        now.Beside,
                        rebuild is null ? null : new(rebuild.RuntimeStatus, rebuild.CreatedAt, rebuild.LastUpdatedAt),
                        check is null
                            ? null
                            : new(
                                check.RuntimeStatus,
                                check.CreatedAt,
                                check.LastUpdatedAt,
                                check.RuntimeStatus == OrchestrationRuntimeStatus.Completed
                                    ? check.ReadOutputAs<ReadModelCheck>()
                                    : null
                            )
                    )
                );
            }
        );

    /// <summary>Makes all read models anew beside the present ones, and switches.</summary>
    [Function("RebuildReadModels")]
    public Task<IResult> RebuildAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/rebuild")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => StartAsync(request, client, "rebuild read models", nameof(ReadModelRebuild), ReadModelRebuild.Id);

    /// <summary>Compares the read models with what they are made from.</summary>
    [Function("CheckReadModelsNow")]
    public Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/check")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => StartAsync(request, client, "check read models", nameof(ReadModelCheckup), ReadModelCheckup.Id);

    private Task<IResult> StartAsync(
        HttpRequest request,
        DurableTaskClient client,
        string action,
        string orchestrator,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Administration.Require(call);
                var reason = await ReasonBody.ReadAsync(call);
                if (Watch.IsAlive(await client.GetInstanceAsync(id, call.Aborted)))
                    throw new ProblemException(409, "orchestration-alive", "It is under way already.");
                await audit.WriteAsync(call.Actor, action, id, reason, call.Aborted);
                await client.ScheduleNewOrchestrationInstanceAsync(
                    orchestrator,
                    null,
                    new StartOrchestrationOptions(InstanceId: id),
                    call.Aborted
                );
                return new Answer(202, Answer.Json(new { id }), Location: "/api/admin/read-models");
            }
        );
}
