using UkraineSupport.LocalRuntime.Engine.History;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>Compares what replayed code asks for with what is recorded.</summary>
internal static class ReplayCheck
{
    public static void Compare(
        string orchestrator,
        IReadOnlyList<TurnAction> recorded,
        IReadOnlyList<TurnAction> replayed
    )
    {
        var (before, now) = (Steps(recorded), Steps(replayed));
        for (var i = 0; i < Math.Max(before.Count, now.Count); i++)
        {
            var (was, asks) = (At(before, i), At(now, i));
            if (was is Step old && asks is Step other && old.Matches(other))
                continue;
            if (was is null or not Step && asks?.GetType() == was?.GetType())
                continue;
            throw new NonDeterministicOrchestrationException(
                $"Orchestrator '{orchestrator}' is not deterministic: where its history has {Describe(was)}, "
                    + $"the code now asks for {Describe(asks)}. Was the code changed while the instance was running?"
            );
        }
    }

    /// <summary>Steps and the end; statuses and cancelled timers don't steer anything.</summary>
    private static List<TurnAction> Steps(IReadOnlyList<TurnAction> actions) =>
        [.. actions.Where(a => a is Step or Finished or ContinuedAsNew)];

    private static TurnAction? At(List<TurnAction> actions, int index) => index < actions.Count ? actions[index] : null;

    private static string Describe(TurnAction? action) =>
        action switch
        {
            Step step => step.Describe(),
            Finished => "the orchestration's end",
            ContinuedAsNew => "continue-as-new",
            _ => "a wait without a new step",
        };
}
