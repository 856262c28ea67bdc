using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Http;

/// <summary>Runs an HTTP function for a request and writes what it returned.</summary>
internal sealed class HttpDispatcher(HttpFunction function, ILogger logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await RunAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.LogDebug("{Function}: the caller went away", function.Name);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = e.StatusCode;
        }
#pragma warning disable CA1031 // A function may throw anything; the host must answer 500 and go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogError(
                e,
                "{Function} failed on {Method} /{Route}",
                function.Name,
                context.Request.Method,
                function.Pattern.RawText
            );
            if (context.Response.HasStarted)
                context.Abort();
            else
                Fail(context);
        }
    }

    private async Task RunAsync(HttpContext context)
    {
        var run = new FunctionRun(
            function.Invoker.Function,
            context.RequestServices,
            context.Request,
            context.RequestAborted
        )
        {
            BindingData = context.Request.RouteValues,
            Http = context,
        };
        await WriteAsync(context, await function.Invoker.InvokeAsync(run));
    }

    private Task WriteAsync(HttpContext context, object? result) =>
        result switch
        {
            IActionResult action => action.ExecuteResultAsync(
                new ActionContext(context, context.GetRouteData(), new ActionDescriptor())
            ),
            IResult answer => answer.ExecuteAsync(context),
            // A function may write its answer itself and return nothing.
            null => Task.CompletedTask,
            _ => throw new InvalidOperationException(
                $"{function.Name} returned a {result.GetType().Name}; an HTTP function returns an IActionResult or an IResult."
            ),
        };

    private static void Fail(HttpContext context)
    {
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
