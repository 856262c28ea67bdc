using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Durable.Management;

/// <summary>Reads instances.</summary>
internal static class InstanceQueries
{
    private const string Continuation = "x-ms-continuation-token";
    private const int MostAtOnce = 1000;

    public static async Task<IResult> ListAsync(HttpContext context, DurableTaskClient client)
    {
        var withInput = context.Flag("showInput", false);
        var size = context.Number("top", OrchestrationQuery.DefaultPageSize, MostAtOnce);
        var token = context.Request.Headers[Continuation].FirstOrDefault() is { Length: > 0 } given ? given : null;
        var query = new OrchestrationQuery(
            CreatedFrom: context.Time("createdTimeFrom"),
            CreatedTo: context.Time("createdTimeTo"),
            Statuses: context.Statuses("runtimeStatus"),
            InstanceIdPrefix: context.Text("instanceIdPrefix"),
            PageSize: size,
            FetchInputsAndOutputs: true,
            ContinuationToken: token
        );

        var page = await FirstPageAsync(client, query, context.RequestAborted);
        if (page?.ContinuationToken is { } next)
            context.Response.Headers[Continuation] = next;
        return Results.Json(
            page is null ? [] : page.Values.Select(instance => InstancePayload.From(instance, withInput)).ToList()
        );
    }

    public static async Task<IResult> GetAsync(HttpContext context, DurableTaskClient client)
    {
        var instance = await client.GetInstanceAsync(
            context.InstanceId(),
            getInputsAndOutputs: true,
            context.RequestAborted
        );
        if (instance is null)
            return Results.NotFound();

        var withInput = context.Flag("showInput", true);
        var payload = InstancePayload.From(instance, withInput);
        if (context.Flag("showHistory", false))
        {
            if (client is not IInstanceHistory history)
                return Results.Json(
                    new { Message = "This engine does not tell histories." },
                    statusCode: StatusCodes.Status501NotImplemented
                );
            payload = payload with
            {
                HistoryEvents = await history.ReadHistoryAsync(
                    instance.InstanceId,
                    withInput,
                    context.Flag("showHistoryOutput", false),
                    context.RequestAborted
                ),
            };
        }

        return Answer(context, instance, payload);
    }

    private static IResult Answer(HttpContext context, OrchestrationMetadata instance, InstancePayload payload)
    {
        if (!instance.IsCompleted)
        {
            context.Response.Headers.Location = context.Request.GetEncodedUrl();
            context.Response.Headers.RetryAfter = "5";
            return Results.Json(payload, statusCode: StatusCodes.Status202Accepted);
        }

        var asError =
            instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed
            && context.Flag("returnInternalServerErrorOnFailure", false);
        return Results.Json(
            payload,
            statusCode: asError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK
        );
    }

    private static async Task<Page<OrchestrationMetadata>?> FirstPageAsync(
        DurableTaskClient client,
        OrchestrationQuery query,
        CancellationToken cancellation
    )
    {
        await foreach (
            var page in client
                .GetAllInstancesAsync(query)
                .AsPages(query.ContinuationToken, query.PageSize)
                .WithCancellation(cancellation)
        )
            return page;
        return null;
    }
}
