using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Durable.Management;

/// <summary>Changes instances: 202 when accepted, 404 when there is none, 410 when it has ended.</summary>
internal static class InstanceCommands
{
    public static async Task<IResult> RaiseEventAsync(HttpContext context, DurableTaskClient client)
    {
        if (!context.Request.HasJsonContentType())
            return BadRequest("Only application/json request content is supported");
        JsonNode? payload;
        try
        {
            payload = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException)
        {
            return BadRequest("Invalid JSON content");
        }

        return await ChangeAsync(
            context,
            client,
            id =>
                client.RaiseEventAsync(
                    id,
                    (string)context.Request.RouteValues["eventName"]!,
                    payload,
                    context.RequestAborted
                )
        );
    }

    public static Task<IResult> TerminateAsync(HttpContext context, DurableTaskClient client) =>
        ChangeAsync(
            context,
            client,
            id => client.TerminateInstanceAsync(id, (object?)context.Text("reason"), context.RequestAborted)
        );

    public static Task<IResult> SuspendAsync(HttpContext context, DurableTaskClient client) =>
        ChangeAsync(
            context,
            client,
            id => client.SuspendInstanceAsync(id, context.Text("reason"), context.RequestAborted)
        );

    public static Task<IResult> ResumeAsync(HttpContext context, DurableTaskClient client) =>
        ChangeAsync(
            context,
            client,
            id => client.ResumeInstanceAsync(id, context.Text("reason"), context.RequestAborted)
        );

    public static async Task<IResult> PurgeAsync(HttpContext context, DurableTaskClient client)
    {
        if (await client.GetInstanceAsync(context.InstanceId(), context.RequestAborted) is null)
            return Results.NotFound();
        return Purged(await client.PurgeInstanceAsync(context.InstanceId(), context.RequestAborted));
    }

    public static async Task<IResult> PurgeManyAsync(HttpContext context, DurableTaskClient client)
    {
        // The real API insists on a beginning, so that a bare DELETE doesn't sweep everything away.
        if (context.Time("createdTimeFrom") is not { } from)
            return BadRequest("Please provide value for 'createdTimeFrom' parameter.");
        var filter = new PurgeInstancesFilter(from, context.Time("createdTimeTo"), context.Statuses("runtimeStatus"));
        return Purged(await client.PurgeAllInstancesAsync(filter, context.RequestAborted));
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext context,
        DurableTaskClient client,
        Func<string, Task> change
    )
    {
        var instance = await client.GetInstanceAsync(context.InstanceId(), context.RequestAborted);
        if (instance is null)
            return Results.NotFound();
        if (instance.IsCompleted)
            return Results.StatusCode(StatusCodes.Status410Gone);
        await change(instance.InstanceId);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static IResult Purged(PurgeResult result) =>
        result.PurgedInstanceCount == 0
            ? Results.NotFound()
            : Results.Json(new { InstancesDeleted = result.PurgedInstanceCount });

    private static IResult BadRequest(string message) =>
        Results.Json(new { Message = message }, statusCode: StatusCodes.Status400BadRequest);
}
