namespace UkraineSupport.LocalRuntime.Engine.History;

/// <summary>One entry of the log. The hub's state is what applying all entries in order gives.</summary>
internal abstract record LogRecord(string InstanceId)
{
    public void WriteTo(BinaryBuffer to)
    {
        switch (this)
        {
            case Arrived r:
                to.Byte(1);
                to.Text(InstanceId);
                to.Write(r.Arrival);
                break;
            case TurnTaken r:
                to.Byte(2);
                to.Text(InstanceId);
                to.Guid(r.Execution);
                to.Write(r.Turn);
                break;
            case Copied r:
                to.Byte(6);
                to.Text(InstanceId);
                Body(to, r);
                break;
            case Archived r:
                to.Byte(7);
                to.Text(InstanceId);
                to.Guid(r.Execution);
                break;
            case Purged:
                to.Byte(4);
                to.Text(InstanceId);
                break;
            case OwnerChanged:
                to.Byte(5);
                to.Text(InstanceId);
                break;
            default:
                throw new NotSupportedException(GetType().Name);
        }
    }

    public static LogRecord Read(ref BinaryCursor from)
    {
        var tag = from.Byte();
        return tag switch
        {
            1 => new Arrived(from.Text(), from.Arrival()),
            2 => new TurnTaken(from.Text(), from.Guid(), from.Turn()),
            3 => ReadCopy(ref from, withOwed: false),
            4 => new Purged(from.Text()),
            5 => new OwnerChanged(from.Text()),
            6 => ReadCopy(ref from, withOwed: true),
            7 => new Archived(from.Text(), from.Guid()),
            _ => throw new InvalidDataException($"Record tag {tag} in the log: written by a newer version?"),
        };
    }

    private static void Body(BinaryBuffer to, Copied copy)
    {
        to.Time(copy.CreatedAt);
        to.Write(copy.CustomStatus);
        to.Int(copy.Arrivals.Count);
        foreach (var arrival in copy.Arrivals)
            to.Write(arrival);
        to.Int(copy.Turns.Count);
        foreach (var turn in copy.Turns)
            to.Write(turn);
        to.Int(copy.Owed.Count);
        foreach (var (execution, call) in copy.Owed)
        {
            to.Guid(execution);
            to.Write(call);
        }
    }

    private static Copied ReadCopy(ref BinaryCursor from, bool withOwed)
    {
        var (id, created, status) = (from.Text(), from.Time(), from.Payload());
        var arrivals = new Arrival[from.Int()];
        for (var i = 0; i < arrivals.Length; i++)
            arrivals[i] = from.Arrival();
        var turns = new Turn[from.Int()];
        for (var i = 0; i < turns.Length; i++)
            turns[i] = from.Turn();
        var owed = new OwedCall[withOwed ? from.Int() : 0];
        for (var i = 0; i < owed.Length; i++)
            owed[i] = new(from.Guid(), (ActivityScheduled)from.Action());
        return new(id, created, status, arrivals, turns, owed);
    }
}

internal sealed record Arrived(string InstanceId, Arrival Arrival) : LogRecord(InstanceId);

internal sealed record TurnTaken(string InstanceId, Guid Execution, Turn Turn) : LogRecord(InstanceId);

/// <summary>A whole instance, copied to the log's head so that an old segment can go.</summary>
internal sealed record Copied(
    string InstanceId,
    DateTimeOffset CreatedAt,
    Payload? CustomStatus,
    IReadOnlyList<Arrival> Arrivals,
    IReadOnlyList<Turn> Turns,
    IReadOnlyList<OwedCall> Owed
) : LogRecord(InstanceId);

/// <summary>
/// A call of an activity that has to be made, although the execution that asked for it no longer waits.
/// </summary>
internal sealed record OwedCall(Guid Execution, ActivityScheduled Call);

/// <summary>The archive has the ended instance: neither memory nor a recovery need it any more.</summary>
internal sealed record Archived(string InstanceId, Guid Execution) : LogRecord(InstanceId);

internal sealed record Purged(string InstanceId) : LogRecord(InstanceId);

/// <summary>
/// The first entry of a new owner; after it the old one can't append any more. The id is the owner's.
/// </summary>
internal sealed record OwnerChanged(string Owner) : LogRecord(Owner);
