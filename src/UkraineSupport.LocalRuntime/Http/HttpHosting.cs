using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace UkraineSupport.LocalRuntime.Http;

/// <summary>Kestrel, with the real host's limits and routing.</summary>
internal static class HttpHosting
{
    private const long BodyLimit = 104_857_600;

    public static void Configure(WebApplicationBuilder web, HostAddress address)
    {
        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
            kestrel.Listen(address.EndPoint);
        });

        // Route constraints on regular expressions are not part of the slim builder; the real host has them.
        web.Services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));

        // What IActionResults of functions need to run.
        web.Services.AddMvcCore();
    }

    public static void Map(WebApplication app, IReadOnlyList<HttpFunction> functions)
    {
        app.Use(RefuseWhatNoFunctionAnswers);
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Host.Http");
        for (var order = 0; order < functions.Count; order++)
            Map(app, functions[order], order, logger);
    }

    private static void Map(WebApplication app, HttpFunction function, int order, ILogger logger)
    {
        var endpoint = app.Map(function.Pattern, new HttpDispatcher(function, logger).InvokeAsync)
            .WithDisplayName(function.Name)
            .WithOrder(order)
            .WithMetadata(function);
        if (function.Methods.Count > 0)
            endpoint.WithMetadata(new HttpMethodMetadata(function.Methods));
    }

    // ASP.NET Core answers a wrong method by 405. In the real host the method is part of the route: 404.
    private static Task RefuseWhatNoFunctionAnswers(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HttpFunction>() is not null)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
