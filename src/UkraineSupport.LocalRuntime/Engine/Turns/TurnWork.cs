using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>
/// What a turn needs of an instance, copied under the hub's lock so that the code can run without it.
/// </summary>
internal sealed record TurnWork(
    DateTimeOffset Now,
    Started Start,
    OrchestrationRun? Run,
    string? Broken,
    List<Arrival> Past,
    List<Turn> PastTurns,
    List<Arrival> Fresh,
    IReadOnlyList<ChildScheduled> Children
)
{
    public Guid Execution => Start.Execution;

    public static TurnWork? Of(Instance instance, DateTimeOffset now)
    {
        if (!instance.IsRunnable(now))
            return null;
        var replays = instance.Run is null;
        // The orchestration's clock never runs backwards, even if the machine's does.
        var last = instance.Turns.Count > 0 ? instance.Turns[^1].Time : instance.Start.At;
        return new(
            now > last ? now : last,
            instance.Start,
            instance.Run,
            instance.Broken,
            replays ? instance.Arrivals.GetRange(0, instance.Consumed) : [],
            replays ? [.. instance.Turns] : [],
            instance.Arrivals.GetRange(instance.Consumed, instance.Arrivals.Count - instance.Consumed),
            instance.IsTerminating ? [.. instance.Outstanding.Values.OfType<ChildScheduled>()] : []
        );
    }
}
