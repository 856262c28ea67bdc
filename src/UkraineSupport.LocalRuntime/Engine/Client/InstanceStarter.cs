using System.Diagnostics;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.Archive;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Client;

/// <summary>Starts instances, unless one of the same id is there that the options protect.</summary>
internal sealed class InstanceStarter(
    Hub hub,
    InstanceReader reader,
    PayloadStore payloads,
    DataConverter converter,
    TimeProvider time,
    string defaultVersion
)
{
    private static readonly HashSet<string> NotEnded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Pending",
        "Running",
        "Suspended",
    };

    public async Task<string> StartAsync(
        TaskName orchestrator,
        object? input,
        StartOrchestrationOptions? options,
        CancellationToken cancellation
    )
    {
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceKey.Of(id);
        var protects = options?.DedupeStatuses is { } named
            ? new HashSet<string>(named, StringComparer.OrdinalIgnoreCase)
            : NotEnded;
        if (options?.InstanceId is not null)
            await RefuseIfThereAsync(id, protects, cancellation);
        var data = Payload.Of(converter.Serialize(input));
        await payloads.MoveIfLargeAsync(id, data, cancellation);
        var start = new Started(
            time.GetUtcNow(),
            Guid.NewGuid(),
            orchestrator,
            data,
            options?.Version?.Version ?? defaultVersion,
            options?.StartAt,
            null,
            options?.Tags,
            Activity.Current?.Id,
            Replace: true
        );
        if (hub.Under(h => TryAppend(h, id, start, protects)) is not { } durable)
        {
            await payloads.DiscardAsync(data, cancellation);
            throw Exists(id);
        }
        await durable.WaitAsync(cancellation);
        return id;
    }

    private static Task? TryAppend(Hub h, string id, Started start, HashSet<string> protects)
    {
        if (h.State.Find(id) is { } existing && protects.Contains(existing.Status.ToString()))
            return null;
        h.Append(new Arrived(id, start));
        return h.DurableAsync();
    }

    /// <summary>
    /// Before anything is written. Only a start that protects ended instances has to look into the archive.
    /// </summary>
    private async Task RefuseIfThereAsync(string id, HashSet<string> protects, CancellationToken cancellation)
    {
        var status = hub.Under(h => h.State.Find(id)?.Status);
        if (status is null && InstanceView.Ends.Any(e => protects.Contains(e.ToString())))
            status = (await reader.FindAsync(id, cancellation))?.Status;
        if (status is { } there && protects.Contains(there.ToString()))
            throw Exists(id);
    }

    private static OrchestrationAlreadyExistsException Exists(string id) =>
        new($"An orchestration instance with the ID {id} already exists.");
}
