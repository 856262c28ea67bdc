using System.Diagnostics;
using OpenTelemetry;

namespace UkraineSupport.Functions.Telemetry;

/// <summary>
/// Lets nothing out that a caller may have written: of every span, whoever made it, attributes that are not listed here
/// go, and the description of an error, which is an exception's message.
/// </summary>
internal sealed class CleanSpans : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Listed =
    [
        "error.type",
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "url.scheme",
        "messaging.batch.message_count",
        "messaging.destination.name",
        "messaging.operation.name",
        "messaging.operation.type",
        "messaging.system",
        "ukraine_support.aggregate.id",
        "ukraine_support.aggregate.kind",
        "ukraine_support.commit.outcome",
        // The framework's.
        "durabletask.event.target_instance_id",
        "durabletask.fire_at",
        "durabletask.task.execution_id",
        "durabletask.task.instance_id",
        "durabletask.task.name",
        "durabletask.task.status",
        "durabletask.task.task_id",
        "durabletask.type",
        // The worker's.
        "faas.invocation_id",
        "faas.name",
        "faas.instance",
        "schema.url",
    ];

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        foreach (var name in data.TagObjects.Select(tag => tag.Key).Where(name => !Listed.Contains(name)).ToList())
            data.SetTag(name, null);
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
