using UkraineSupport.Functions.Deadlines;

namespace UkraineSupport.Functions.Coalition;

/// <summary>
/// Watches an activation as a whole: the second coordinator's word, and the choice of units for what is open. Each unit
/// that is called upon has two orchestrations beside it: one that waits for its nation's answer
/// (<see cref="ActivationAsker"/>), and one that watches its deployment and its relief (<see cref="RunUnitAsync"/>).
/// </summary>
internal static class ActivationOrchestrator
{
    /// <summary>The orchestrator of one unit.</summary>
    public const string Unit = "ActivatedUnit";

    /// <summary>One round; completes when the activation has ended.</summary>
    [Function(nameof(ActivationOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id) =>
        Watch.RoundAsync(
            context,
            id,
            nameof(ActivationActivities.ReadActivation),
            nameof(ActivationActivities.ReachActivationDeadline)
        );

    /// <summary>One round for one unit that comes or is there; completes when it is neither.</summary>
    [Function(Unit)]
    public static Task RunUnitAsync([OrchestrationTrigger] TaskOrchestrationContext context, string unit) =>
        Watch.RoundAsync(
            context,
            unit,
            nameof(ActivationActivities.ReadUnit),
            nameof(ActivationActivities.ReachUnitDeadline)
        );
}
