using System.Collections.Immutable;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using CoreQuery = DurableTask.Core.Query.OrchestrationQuery;
using CoreStatus = DurableTask.Core.OrchestrationStatus;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>What the framework knows of an instance, in the client's types.</summary>
internal static class Instances
{
    public static OrchestrationMetadata Read(
        OrchestrationState state,
        DataConverter converter,
        bool inputsAndOutputs
    ) =>
        new(state.Name, state.OrchestrationInstance.InstanceId)
        {
            DataConverter = inputsAndOutputs ? converter : null,
            RuntimeStatus = (OrchestrationRuntimeStatus)state.OrchestrationStatus,
            CreatedAt = Utc(state.CreatedTime),
            LastUpdatedAt = Utc(state.LastUpdatedTime),
            SerializedInput = inputsAndOutputs ? state.Input : null,
            SerializedOutput = inputsAndOutputs ? state.Output : null,
            SerializedCustomStatus = inputsAndOutputs ? state.Status : null,
            FailureDetails = state.OrchestrationStatus == CoreStatus.Failed ? Failure(state.Output) : null,
            Tags = state.Tags?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty,
        };

    public static CoreQuery Query(
        Microsoft.DurableTask.Client.OrchestrationQuery wanted,
        string? continuation,
        int? size
    ) =>
        new()
        {
            RuntimeStatus = wanted.Statuses?.Select(status => (CoreStatus)status).ToList(),
            CreatedTimeFrom = wanted.CreatedFrom?.UtcDateTime,
            CreatedTimeTo = wanted.CreatedTo?.UtcDateTime,
            InstanceIdPrefix = wanted.InstanceIdPrefix,
            PageSize = size ?? wanted.PageSize,
            ContinuationToken = continuation,
            FetchInputsAndOutputs = wanted.FetchInputsAndOutputs,
        };

    /// <summary>The provider gives history as JSON, an object an event, with its kind as a number.</summary>
    public static IList<HistoryEvent> ReadHistory(string json) =>
        [.. JArray.Parse(json).Select(one => (HistoryEvent)one.ToObject(EventType(one), Reader)!)];

    private static readonly JsonSerializer Reader = JsonSerializer.Create(
        new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.None }
    );

    private static Type EventType(JToken one)
    {
        var kind = one.Value<string>("EventType")!;
        var name = int.TryParse(kind, out var number) ? ((EventType)number).ToString() : kind;
        return typeof(HistoryEvent).Assembly.GetType(
            $"{typeof(HistoryEvent).Namespace}.{name}Event",
            throwOnError: true
        )!;
    }

    /// <summary>The provider keeps a failure as text: type, colon, message.</summary>
    private static TaskFailureDetails Failure(string? output)
    {
        var parts = (output ?? "").Split(": ", 2);
        return parts is [var type, var message]
            ? new TaskFailureDetails(type, message, null, null, null)
            : new TaskFailureDetails("Failed", parts[0], null, null, null);
    }

    private static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}
