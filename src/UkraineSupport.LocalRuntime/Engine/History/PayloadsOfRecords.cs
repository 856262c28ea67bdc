using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.Payloads;

namespace UkraineSupport.LocalRuntime.Engine.History;

/// <summary>Where records hold payloads.</summary>
internal static class PayloadsOfRecords
{
    public static Payload? Data(this Arrival arrival) =>
        arrival switch
        {
            Started e => e.Input,
            StepCompleted e => e.Result,
            EventRaised e => e.Data,
            Terminated e => e.Output,
            _ => null,
        };

    public static Payload? Data(this TurnAction action) =>
        action switch
        {
            ActivityScheduled a => a.Input,
            ChildScheduled a => a.Input,
            EventSent a => a.Data,
            StatusSet a => a.Status,
            Finished a => a.Output,
            ContinuedAsNew a => a.Next.Input,
            _ => null,
        };

    /// <summary>The instance that reads what the action carries; null for the one whose action it is.</summary>
    public static string? Reader(this TurnAction action) =>
        action switch
        {
            ChildScheduled a => a.ChildId,
            EventSent a => a.Target,
            _ => null,
        };

    /// <summary>The parent that reads the output besides the instance itself.</summary>
    public static string? SecondReader(this TurnAction action) =>
        action is Finished { Status: OrchestrationRuntimeStatus.Completed, Parent: { } parent }
            ? parent.InstanceId
            : null;

    /// <summary>The blobs that a record names.</summary>
    public static IEnumerable<string> Blobs(this LogRecord record) =>
        record switch
        {
            Arrived r => Named([r.Arrival.Data()]),
            TurnTaken r => r.Turn.Actions.SelectMany(Blobs),
            Copied r => Named(r.Arrivals.Select(Data))
                .Concat(r.Turns.SelectMany(t => t.Actions).SelectMany(Blobs))
                .Concat(Named(r.Owed.Select(o => o.Call.Input).Append(r.CustomStatus))),
            _ => [],
        };

    private static IEnumerable<string> Blobs(TurnAction action)
    {
        var own = Named([action.Data()]);
        return action switch
        {
            ContinuedAsNew a => own.Concat(Named(a.Carried.Select(e => e.Data))),
            Finished a when a.SecondReader() is { } parent => own.Concat(
                own.Select(blob => PayloadName.In(parent, blob))
            ),
            _ => own,
        };
    }

    private static IEnumerable<string> Named(IEnumerable<Payload?> payloads) =>
        payloads.Where(p => p?.Blob is not null).Select(p => p!.Blob!);
}
