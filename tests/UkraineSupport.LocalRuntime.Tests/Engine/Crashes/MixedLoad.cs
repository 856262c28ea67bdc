using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>
/// What an activity is asked for: its key in the ledger, and the results that the orchestrator had seen by then.
/// </summary>
internal sealed record Job(string Key, string[] Seen);

/// <summary>
/// Orchestrations of every kind. Each run of an activity gives a value of its own, and outputs are made of these
/// values: two runs of one call can be told apart wherever their results went.
/// </summary>
internal static class MixedLoad
{
    public static readonly string[] Kinds = ["Chain", "Fan", "Timed", "Told", "Anew"];

    /// <summary>Events that an instance of the kind waits for.</summary>
    public static int Events(string kind) =>
        kind switch
        {
            "Told" => 3,
            "Anew" => 1,
            _ => 0,
        };

    /// <summary>The calls that an instance makes, in the order of its output.</summary>
    public static IEnumerable<string> Keys(string id) =>
        KindOf(id) switch
        {
            "Chain" => Numbered(id, 5),
            "Fan" => [.. Numbered(id, 10), $"{id}-child/0"],
            "Timed" => Numbered(id, 2),
            "Told" => Numbered(id, 1),
            _ => Numbered(id, 4),
        };

    public static string KindOf(string id) => id[..id.IndexOf('-', StringComparison.Ordinal)];

    public static void Register(DurableEngine engine, Ledger ledger)
    {
        engine.AddActivity(
            "Work",
            typeof(Job),
            call =>
            {
                var job = (Job)call.Input!;
                var result = $"{job.Key}|{Guid.NewGuid():N}";
                ledger.Write(["run", result, .. job.Seen]);
                return Task.FromResult<object?>(result);
            }
        );
        engine.AddOrchestrator("Chain", async context => await CallAsync(context, 5, []));
        engine.AddOrchestrator("Fan", FanAsync);
        engine.AddOrchestrator("Child", async context => (await CallAsync(context, 1, []))[0]);
        engine.AddOrchestrator("Timed", TimedAsync);
        engine.AddOrchestrator("Told", ToldAsync);
        engine.AddOrchestrator("Anew", AnewAsync);
    }

    private static async Task<object?> FanAsync(TaskOrchestrationContext context)
    {
        var calls = Enumerable
            .Range(0, 10)
            .Select(i => context.CallActivityAsync<string>("Work", new Job($"{context.InstanceId}/{i}", [])));
        var child = context.CallSubOrchestratorAsync<string>(
            "Child",
            new TaskOptions().WithInstanceId(context.InstanceId + "-child")
        );
        return await Task.WhenAll(calls.Append(child));
    }

    private static async Task<object?> TimedAsync(TaskOrchestrationContext context)
    {
        var first = await CallAsync(context, 1, []);
        await context.CreateTimer(TimeSpan.FromMilliseconds(30), CancellationToken.None);
        return await CallAsync(context, 2, first);
    }

    /// <summary>
    /// An event may come twice, when a life ended before it had been acknowledged; it may not be missing.
    /// </summary>
    private static async Task<object?> ToldAsync(TaskOrchestrationContext context)
    {
        for (var open = new HashSet<int> { 0, 1, 2 }; open.Count > 0; )
            open.Remove(await context.WaitForExternalEvent<int>("said"));
        return await CallAsync(context, 1, []);
    }

    private static async Task<object?> AnewAsync(TaskOrchestrationContext context)
    {
        var sofar = context.GetInput<string[]>() ?? [];
        var results = await CallAsync(context, sofar.Length + 1, sofar);
        if (results.Count < 4)
            context.ContinueAsNew(results);
        else
            await context.WaitForExternalEvent<int>("said");
        return results;
    }

    /// <summary>Calls on, one after the other, until there are so many results.</summary>
    private static async Task<List<string>> CallAsync(
        TaskOrchestrationContext context,
        int upTo,
        IReadOnlyList<string> seen
    )
    {
        var results = new List<string>(seen);
        while (results.Count < upTo)
            results.Add(
                await context.CallActivityAsync<string>(
                    "Work",
                    new Job($"{context.InstanceId}/{results.Count}", [.. results])
                )
            );
        return results;
    }

    private static string[] Numbered(string id, int count) => [.. Enumerable.Range(0, count).Select(i => $"{id}/{i}")];
}
