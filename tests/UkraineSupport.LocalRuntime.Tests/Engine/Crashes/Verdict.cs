using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>Compares what the ledger and the log say with what must hold.</summary>
internal static class Verdict
{
    /// <summary>Every accepted instance ends with an output made of one result for each of its calls.</summary>
    /// <returns>The results that the outputs are made of.</returns>
    public static async Task<HashSet<string>> OutputsAsync(DurableEngine engine, List<string[]> lines)
    {
        var all = new HashSet<string>();
        foreach (var id in Started(lines))
        {
            var end = await engine
                .Client.WaitForInstanceCompletionAsync(id, true, TestHub.Stop)
                .WaitAsync(TimeSpan.FromSeconds(60), TestHub.Stop);
            Assert.True(
                end.RuntimeStatus == OrchestrationRuntimeStatus.Completed,
                $"{id} {end.RuntimeStatus}: {end.FailureDetails}"
            );
            var output = end.ReadOutputAs<string[]>()!;
            Assert.Equal(MixedLoad.Keys(id), output.Select(Key));
            all.UnionWith(output);
        }
        return all;
    }

    /// <summary>
    /// The ledger, each key once, is the expected one; what any call had seen is what the outputs are made of.
    /// </summary>
    public static void Calls(List<string[]> lines, HashSet<string> outputs)
    {
        var runs = lines.Where(l => l[0] == "run").ToList();
        Assert.Equal(
            Started(lines).SelectMany(MixedLoad.Keys).Order(StringComparer.Ordinal),
            runs.Select(l => Key(l[1])).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Empty(outputs.Except(runs.Select(l => l[1])));
        Assert.Empty(runs.SelectMany(l => l.Skip(2)).Except(outputs));
    }

    /// <summary>
    /// No result was computed again once it was recorded, no call has two results, and no instance two outcomes.
    /// </summary>
    public static void Recorded(List<string[]> lines, Records records, HashSet<string> outputs)
    {
        Assert.All(records.Ends, end => Assert.Equal(1, end.Value));
        Assert.All(
            records.Results.Values,
            results => Assert.Contains(Assert.Single(results.Select(r => r.Result).Distinct()), outputs)
        );
        var life = -1;
        foreach (var line in lines)
        {
            if (line[0] == "life")
                life++;
            else if (line[0] == "run" && records.Results.TryGetValue(Key(line[1]), out var results))
                Assert.True(
                    results[0].Life >= life,
                    $"{line[1]} ran in life {life}, its result {results[0]} was recorded before"
                );
        }
    }

    private static IEnumerable<string> Started(List<string[]> lines) =>
        lines.Where(l => l[0] == "done" && !l[1].Contains('!', StringComparison.Ordinal)).Select(l => l[1]);

    private static string Key(string result) => result.Split('|')[0];
}
