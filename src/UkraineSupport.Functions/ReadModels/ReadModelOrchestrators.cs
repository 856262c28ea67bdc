using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.ReadModels;

/// <summary>A rebuild's beginning.</summary>
/// <param name="Generation">The generation that is made.</param>
/// <param name="Wait">How long it takes until every process knows of a change of generations.</param>
internal sealed record ReadModelBeginning(int Generation, TimeSpan Wait);

/// <summary>
/// Makes the read models anew beside the old ones and switches, while the app runs. Each step may run again: a kill in
/// between is made up for, and one that was ended by hand is begun anew.
/// </summary>
internal static class ReadModelRebuild
{
    /// <summary>The one instance there is.</summary>
    public const string Id = "read-models-rebuild";

    /// <summary>From beginning to end.</summary>
    [Function(nameof(ReadModelRebuild))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var (generation, wait) = await context.CallActivityAsync<ReadModelBeginning>(
            nameof(ReadModelActivities.BeginReadModels),
            Id,
            Watch.Persistently
        );
        // Until every process writes to it too.
        await WaitAsync(context, wait);
        await MakeAsync(context, generation);
        await context.CallActivityAsync(nameof(ReadModelActivities.SwitchReadModels), generation, Watch.Persistently);
        await WaitAsync(context, wait);
        // Once more, of what a process wrote to the old one alone that was slower than it may be.
        await MakeAsync(context, generation);
        await context.CallActivityAsync(nameof(ReadModelActivities.FinishReadModels), generation, Watch.Persistently);
        await WaitAsync(context, wait);
        await context.CallActivityAsync(nameof(ReadModelActivities.CleanReadModels), Id, Watch.Persistently);
    }

    private static async Task MakeAsync(TaskOrchestrationContext context, int generation)
    {
        string? next = null;
        do
        {
            next = await context.CallActivityAsync<string?>(
                nameof(ReadModelActivities.MakeReadModels),
                new ReadModelPart(generation, next),
                Watch.Persistently
            );
        } while (next is not null);
    }

    private static Task WaitAsync(TaskOrchestrationContext context, TimeSpan wait) =>
        context.CreateTimer(context.CurrentUtcDateTime + wait, CancellationToken.None);
}

/// <summary>Compares the read models with the aggregates; its output is a <see cref="ReadModelCheck"/>.</summary>
internal static class ReadModelCheckup
{
    /// <summary>The one instance there is.</summary>
    public const string Id = "read-models-check";

    /// <summary>From beginning to end.</summary>
    [Function(nameof(ReadModelCheckup))]
    public static Task<ReadModelCheck> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<ReadModelCheck>(nameof(ReadModelActivities.CheckReadModels), Id, Watch.Persistently);
}

/// <summary>The steps.</summary>
internal sealed class ReadModelActivities(ReadModelKeeper keeper)
{
    /// <summary>Begins a generation.</summary>
    [Function(nameof(BeginReadModels))]
    public async Task<ReadModelBeginning> BeginReadModels([ActivityTrigger] string by, CancellationToken cancel) =>
        new(await keeper.BeginAsync(cancel), KnownRow.Known);

    /// <summary>Makes a part of it.</summary>
    [Function(nameof(MakeReadModels))]
    public Task<string?> MakeReadModels([ActivityTrigger] ReadModelPart part, CancellationToken cancel) =>
        keeper.MakeAsync(part, cancel);

    /// <summary>Has it read from now on.</summary>
    [Function(nameof(SwitchReadModels))]
    public Task SwitchReadModels([ActivityTrigger] int generation, CancellationToken cancel) =>
        keeper.SwitchAsync(generation, cancel);

    /// <summary>Has the one before written to no more.</summary>
    [Function(nameof(FinishReadModels))]
    public Task FinishReadModels([ActivityTrigger] int generation, CancellationToken cancel) =>
        keeper.FinishAsync(generation, cancel);

    /// <summary>Removes what nobody needs.</summary>
    [Function(nameof(CleanReadModels))]
    public Task CleanReadModels([ActivityTrigger] string by, CancellationToken cancel) => keeper.CleanAsync(cancel);

    /// <summary>Compares.</summary>
    [Function(nameof(CheckReadModels))]
    public Task<ReadModelCheck> CheckReadModels([ActivityTrigger] string by, CancellationToken cancel) =>
        keeper.CheckAsync(cancel);
}
