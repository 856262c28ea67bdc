using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine.History;

/// <summary>Decodes what <see cref="HistoryWriter"/> wrote.</summary>
internal static class HistoryReader
{
    public static Arrival Arrival(this ref BinaryCursor from)
    {
        var tag = from.Byte();
        var at = from.Time();
        return tag switch
        {
            1 => Started(ref from, at),
            2 => new StepCompleted(at, from.Guid(), from.Int(), from.Payload()),
            3 => new StepFailed(at, from.Guid(), from.Int(), from.Failure()!),
            4 => new EventRaised(at, from.Text(), from.Payload()),
            5 => new Suspended(at, from.TextOrNull()),
            6 => new Resumed(at, from.TextOrNull()),
            7 => new Terminated(at, from.Payload(), from.Bool()),
            _ => throw new InvalidDataException($"Arrival tag {tag} in the log: written by a newer version?"),
        };
    }

    public static Turn Turn(this ref BinaryCursor from)
    {
        var (time, consumed) = (from.Time(), from.Int());
        var actions = new TurnAction[from.Int()];
        for (var i = 0; i < actions.Length; i++)
            actions[i] = from.Action();
        return new(time, consumed, actions);
    }

    public static Payload? Payload(this ref BinaryCursor from) =>
        from.Byte() switch
        {
            0 => null,
            1 => History.Payload.Of(from.Text()),
            _ => History.Payload.InBlob(from.Text()),
        };

    public static TaskFailureDetails? Failure(this ref BinaryCursor from) =>
        from.Bool() ? new(from.Text(), from.Text(), from.TextOrNull(), from.Failure(), null) : null;

    public static TurnAction Action(this ref BinaryCursor from)
    {
        var tag = from.Byte();
        return tag switch
        {
            1 => new ActivityScheduled(from.Int(), from.Text(), from.Payload()),
            2 => new TimerCreated(from.Int(), from.Time()),
            3 => new ChildScheduled(
                from.Int(),
                from.Text(),
                from.Guid(),
                from.Text(),
                from.Payload(),
                from.Text(),
                Parent(ref from)!
            ),
            4 => new EventSent(from.Int(), from.Text(), from.Text(), from.Payload()),
            5 => new TimerCancelled(from.Int()),
            6 => new StatusSet(from.Payload()),
            7 => new ChildTerminated(from.Text(), from.Guid()),
            8 => new Finished(
                (OrchestrationRuntimeStatus)from.Byte(),
                from.Payload(),
                from.Failure(),
                Parent(ref from)
            ),
            9 => Continued(ref from),
            _ => throw new InvalidDataException($"Action tag {tag} in the log: written by a newer version?"),
        };
    }

    private static ContinuedAsNew Continued(ref BinaryCursor from)
    {
        var next = (Started)from.Arrival();
        var carried = new EventRaised[from.Int()];
        for (var i = 0; i < carried.Length; i++)
            carried[i] = (EventRaised)from.Arrival();
        return new(next, carried);
    }

    private static Started Started(ref BinaryCursor from, DateTimeOffset at) =>
        new(
            at,
            from.Guid(),
            from.Text(),
            from.Payload(),
            from.Text(),
            from.TimeOrNull(),
            Parent(ref from),
            Tags(ref from),
            from.TextOrNull(),
            from.Bool()
        );

    private static Dictionary<string, string>? Tags(ref BinaryCursor from)
    {
        var count = from.Int();
        if (count == 0)
            return null;
        var tags = new Dictionary<string, string>(count);
        while (count-- > 0)
            tags[from.Text()] = from.Text();
        return tags;
    }

    private static ParentLink? Parent(ref BinaryCursor from) =>
        from.Bool() ? new(from.Text(), from.Text(), from.Guid(), from.Int()) : null;
}
