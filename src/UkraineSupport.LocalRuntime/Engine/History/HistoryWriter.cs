using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine.History;

/// <summary>Encodes arrivals and turns. The tags are stored: never renumber, only add.</summary>
internal static class HistoryWriter
{
    private const int LongestText = 30_000;

    public static void Write(this BinaryBuffer to, Arrival arrival)
    {
        to.Byte(TagOf(arrival));
        to.Time(arrival.At);
        switch (arrival)
        {
            case Started started:
                Body(to, started);
                break;
            case StepCompleted e:
                to.Guid(e.Execution);
                to.Int(e.StepId);
                to.Write(e.Result);
                break;
            case StepFailed e:
                to.Guid(e.Execution);
                to.Int(e.StepId);
                to.Write(e.Failure);
                break;
            case EventRaised e:
                to.Text(e.Name);
                to.Write(e.Data);
                break;
            case Suspended e:
                to.Text(e.Reason);
                break;
            case Resumed e:
                to.Text(e.Reason);
                break;
            case Terminated e:
                to.Write(e.Output);
                to.Bool(e.Recursive);
                break;
        }
    }

    public static void Write(this BinaryBuffer to, Turn turn)
    {
        to.Time(turn.Time);
        to.Int(turn.Consumed);
        to.Int(turn.Actions.Count);
        foreach (var action in turn.Actions)
            to.Write(action);
    }

    public static void Write(this BinaryBuffer to, Payload? payload)
    {
        to.Byte(
            payload is null ? (byte)0
            : payload.Blob is null ? (byte)1
            : (byte)2
        );
        if (payload is not null)
            to.Text(payload.Blob ?? payload.Text);
    }

    public static void Write(this BinaryBuffer to, TaskFailureDetails? failure)
    {
        to.Bool(failure is not null);
        if (failure is null)
            return;
        to.Text(failure.ErrorType);
        to.Text(Cut(failure.ErrorMessage));
        to.Text(Cut(failure.StackTrace));
        to.Write(failure.InnerFailure);
    }

    private static byte TagOf(Arrival arrival) =>
        arrival switch
        {
            Started => 1,
            StepCompleted => 2,
            StepFailed => 3,
            EventRaised => 4,
            Suspended => 5,
            Resumed => 6,
            Terminated => 7,
            _ => throw new NotSupportedException(arrival.GetType().Name),
        };

    public static void Write(this BinaryBuffer to, TurnAction action)
    {
        switch (action)
        {
            case ActivityScheduled a:
                to.Byte(1);
                to.Int(a.Id);
                to.Text(a.Name);
                to.Write(a.Input);
                break;
            case TimerCreated a:
                to.Byte(2);
                to.Int(a.Id);
                to.Time(a.FireAt);
                break;
            case ChildScheduled a:
                to.Byte(3);
                to.Int(a.Id);
                to.Text(a.ChildId);
                to.Guid(a.ChildExecution);
                to.Text(a.Name);
                to.Write(a.Input);
                to.Text(a.Version);
                Write(to, a.Parent);
                break;
            case EventSent a:
                to.Byte(4);
                to.Int(a.Id);
                to.Text(a.Target);
                to.Text(a.Name);
                to.Write(a.Data);
                break;
            case TimerCancelled a:
                to.Byte(5);
                to.Int(a.Id);
                break;
            case StatusSet a:
                to.Byte(6);
                to.Write(a.Status);
                break;
            case ChildTerminated a:
                to.Byte(7);
                to.Text(a.ChildId);
                to.Guid(a.ChildExecution);
                break;
            case Finished a:
                to.Byte(8);
                to.Byte((byte)a.Status);
                to.Write(a.Output);
                to.Write(a.Failure);
                Write(to, a.Parent);
                break;
            case ContinuedAsNew a:
                to.Byte(9);
                to.Write(a.Next);
                to.Int(a.Carried.Count);
                foreach (var carried in a.Carried)
                    to.Write(carried);
                break;
            default:
                throw new NotSupportedException(action.GetType().Name);
        }
    }

    private static void Body(BinaryBuffer to, Started e)
    {
        to.Guid(e.Execution);
        to.Text(e.Name);
        to.Write(e.Input);
        to.Text(e.Version);
        to.Time(e.StartAt);
        Write(to, e.Parent);
        to.Int(e.Tags?.Count ?? 0);
        foreach (var (key, value) in e.Tags ?? System.Collections.Immutable.ImmutableDictionary<string, string>.Empty)
        {
            to.Text(key);
            to.Text(value);
        }
        to.Text(e.TraceParent);
        to.Bool(e.Replace);
    }

    private static void Write(BinaryBuffer to, ParentLink? parent)
    {
        to.Bool(parent is not null);
        if (parent is null)
            return;
        to.Text(parent.Name);
        to.Text(parent.InstanceId);
        to.Guid(parent.Execution);
        to.Int(parent.StepId);
    }

    private static string? Cut(string? text) => text?.Length > LongestText ? text[..LongestText] : text;
}
