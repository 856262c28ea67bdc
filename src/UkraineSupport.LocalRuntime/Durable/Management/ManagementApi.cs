using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Http;
using UkraineSupport.LocalRuntime.Worker;

namespace UkraineSupport.LocalRuntime.Durable.Management;

/// <summary>Durable Functions' HTTP API over instances: the same paths, parameters, statuses and bodies.</summary>
internal static class ManagementApi
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";

    public static void Map(IEndpointRouteBuilder app)
    {
        Map(app, "GET", "", InstanceQueries.ListAsync);
        Map(app, "GET", "/{instanceId}", InstanceQueries.GetAsync);
        Map(app, "DELETE", "", InstanceCommands.PurgeManyAsync);
        Map(app, "DELETE", "/{instanceId}", InstanceCommands.PurgeAsync);
        Map(app, "POST", "/{instanceId}/raiseEvent/{eventName}", InstanceCommands.RaiseEventAsync);
        Map(app, "POST", "/{instanceId}/terminate", InstanceCommands.TerminateAsync);
        Map(app, "POST", "/{instanceId}/suspend", InstanceCommands.SuspendAsync);
        Map(app, "POST", "/{instanceId}/resume", InstanceCommands.ResumeAsync);
    }

    private static void Map(
        IEndpointRouteBuilder app,
        string method,
        string path,
        Func<HttpContext, DurableTaskClient, Task<IResult>> handle
    ) =>
        app.MapMethods(Instances + path, [method], context => AnswerAsync(context, handle))
            .WithDisplayName("Durable management: " + method + path)
            .WithMetadata(AnsweredHere.Instance);

    private static async Task AnswerAsync(
        HttpContext context,
        Func<HttpContext, DurableTaskClient, Task<IResult>> handle
    )
    {
        var source = context.RequestServices.GetRequiredService<IDurableClientSource>();
        var answer =
            !await IsAllowedAsync(context) ? Results.StatusCode(StatusCodes.Status401Unauthorized)
            : !source.IsUsed ? Results.NotFound()
            : await HandleAsync(context, source.Client, handle);
        await answer.ExecuteAsync(context);
    }

    private static async Task<IResult> HandleAsync(
        HttpContext context,
        DurableTaskClient client,
        Func<HttpContext, DurableTaskClient, Task<IResult>> handle
    )
    {
        try
        {
            return await handle(context, client);
        }
        catch (BadHttpRequestException e)
        {
            return Results.Json(new { e.Message }, statusCode: e.StatusCode);
        }
    }

    private static async ValueTask<bool> IsAllowedAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<IDurableManagementAuthorization>() is { } authorization)
            return await authorization.IsAllowedAsync(context);
        var rule = context.RequestServices.GetKeyedService<Func<HttpContext, ValueTask<bool>>>(
            IDurableManagementAuthorization.ServiceKey
        );
        return rule is not null && await rule(context);
    }
}
