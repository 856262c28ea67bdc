using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Telemetry;

/// <summary>
/// The app's own spans. Nobody listens unless an exporter is set (<see cref="TelemetrySetup"/>): then there are none,
/// and nothing here costs anything. What they carry is on the list of <see cref="CleanSpans"/> or does not leave.
/// </summary>
internal static class Spans
{
    /// <summary>Name of the source, and of the meter.</summary>
    public const string Name = "UkraineSupport";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>
    /// One request. Where the host has begun a span for it, this is inside that; else it is the server's, and a trace
    /// of its own: what a caller says of a trace is not taken over.
    /// </summary>
    public static Activity? Request(HttpRequest request)
    {
        if (!Source.HasListeners())
            return null;
        var route = (request.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
        var span = Source.StartActivity(
            route is null ? request.Method : $"{request.Method} /{route}",
            Activity.Current is null ? ActivityKind.Server : ActivityKind.Internal
        );
        span?.SetTag("http.request.method", request.Method).SetTag("url.scheme", request.Scheme);
        return route is null ? span : span?.SetTag("http.route", $"/{route}");
    }

    /// <summary>What a request was answered; a 5xx is an error of ours, what it says else is the caller's.</summary>
    public static void Answered(Activity? span, int? status)
    {
        if (span is null || status is not { } code)
            return;
        span.SetTag("http.response.status_code", code);
        if (code >= 500)
            span.SetTag("error.type", code.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>One transaction on an aggregate.</summary>
    public static Activity? Commit(string kind, string id) => Start($"commit {kind}", kind, id, default, []);

    /// <summary>
    /// Dispatch of what was promised: it goes on in the trace of the commit that promised it, however much later it
    /// comes, and whoever calls for it: message, sweep or another process. Further promises of the round, and the
    /// function that runs it, are links.
    /// </summary>
    /// <param name="kind">Of the aggregate.</param>
    /// <param name="promises">Of the round, in their order; those from before traces were kept have none.</param>
    public static Activity? Dispatch(string kind, IReadOnlyList<Promise> promises)
    {
        if (!Source.HasListeners())
            return null;
        var traces = promises.Select(p => Read(p.Trace)).Where(t => t != default).Distinct().ToList();
        if (traces.Count == 0)
            return Start($"dispatch {kind}", kind, promises[0].Id, default, []);
        var links = traces.Skip(1);
        if (Activity.Current is { } function)
            links = links.Append(function.Context);
        return Start($"dispatch {kind}", kind, promises[0].Id, traces[0], links.Select(l => new ActivityLink(l)));
    }

    /// <summary>Events sent to dashboards, as OpenTelemetry's conventions for messaging name it.</summary>
    /// <param name="system"><c>servicebus</c>, or <c>azure_storage_queue</c>, which the conventions have no word
    /// for.</param>
    /// <param name="destination">Queue or topic.</param>
    /// <param name="count">How many messages.</param>
    public static Activity? Send(string system, string destination, int count) =>
        Source
            .StartActivity($"send {destination}", ActivityKind.Producer)
            ?.SetTag("messaging.system", system)
            .SetTag("messaging.operation.name", "send")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", destination)
            .SetTag("messaging.batch.message_count", count);

    /// <summary>
    /// An orchestration is started or woken. It says where in the trace that was: the orchestration's own span comes
    /// when it has ended, which may be in months.
    /// </summary>
    public static Activity? Wake(string orchestrator, string instance) =>
        Source
            .StartActivity($"wake {orchestrator}", ActivityKind.Producer)
            ?.SetTag("durabletask.task.name", orchestrator)
            .SetTag("durabletask.task.instance_id", instance);

    /// <summary>Where the present is in its trace, as a promise keeps it; null when nobody traces.</summary>
    public static string? Here => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.Id : null;

    /// <summary>An error's kind, without its message: that may repeat what was read.</summary>
    public static void Failed(Activity? span, Exception fault) =>
        span?.SetTag("error.type", fault.GetBaseException().GetType().FullName).SetStatus(ActivityStatusCode.Error);

    private static Activity? Start(
        string name,
        string kind,
        string id,
        ActivityContext parent,
        IEnumerable<ActivityLink> links
    ) =>
        Source
            .StartActivity(name, ActivityKind.Internal, parent, links: links)
            ?.SetTag("ukraine_support.aggregate.kind", kind)
            .SetTag("ukraine_support.aggregate.id", id);

    private static ActivityContext Read(string? trace) =>
        ActivityContext.TryParse(trace, null, isRemote: true, out var context) ? context : default;
}
