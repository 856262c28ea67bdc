using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Net.Http.Headers;
using UkraineSupport.Functions.Settings;

namespace UkraineSupport.Functions.Http;

/// <summary>
/// What surrounds every request in both hosts: whose address it is, the headers that every answer has, and whether it
/// goes compressed. It answers nothing itself: the Functions host has called a function for the request too, which
/// would wait for it in vain.
/// </summary>
internal sealed class WebPipeline(ICorsService cors, CorsPolicy policy, IConfiguration configuration) : IStartupFilter
{
    /// <summary>In Azure callers use HTTPS only; the app itself is asked over HTTP by the host.</summary>
    private readonly bool _isHttps = Surroundings.IsAzure(configuration);

    /// <inheritdoc />
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.UseForwardedHeaders();
            app.Use(AddHeaders);
            app.UseResponseCompression();
            next(app);
        };

    private Task AddHeaders(HttpContext context, RequestDelegate next)
    {
        // At the last moment: what fails clears what was set before.
        context.Response.OnStarting(() =>
        {
            AddSafety(context.Response.Headers);
            if (_isHttps || context.Request.IsHttps)
                context.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            AddCors(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void AddSafety(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // A page says of itself what it may load; that nobody frames it can be said in a header only.
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        // What one caller may see another may not: only what says so itself is kept.
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
    }

    private void AddCors(HttpContext context)
    {
        if (policy.Origins.Count == 0)
            return;
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (context.Request.Headers.Origin.Count == 0)
            return;
        var result = cors.EvaluatePolicy(context, policy);
        result.VaryByOrigin = false;
        cors.ApplyResult(result, context.Response);
    }
}
