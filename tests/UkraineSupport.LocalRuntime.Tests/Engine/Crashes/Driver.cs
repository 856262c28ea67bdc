using System.Globalization;
using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>
/// Starts instances and raises events, and writes down what it was told is done. What an earlier life tried without
/// hearing the answer is tried again; what was acknowledged is not, and has to be there.
/// </summary>
internal sealed class Driver(DurableTaskClient client, Ledger ledger, List<string[]> before)
{
    private static readonly StartOrchestrationOptions Once = new StartOrchestrationOptions().WithDedupeStatuses([
        .. StartOrchestrationOptionsExtensions.ValidDedupeStatuses,
    ]);

    private readonly HashSet<string> _tended = [];
    private readonly HashSet<string> _acknowledged = [.. before.Where(l => l[0] == "done").Select(l => l[1])];

    private readonly HashSet<string> _tried = [.. before.Where(l => l[0] == "try").Select(l => l[1])];

    /// <summary>Goes on with what was tried and starts so many more of each kind.</summary>
    public async Task RunAsync(int more)
    {
        var first = _tried.Count / MixedLoad.Kinds.Length;
        var added = Enumerable
            .Range(first, more)
            .SelectMany(n => MixedLoad.Kinds.Select(kind => $"{kind}-{n}"))
            .Where(_tried.Add)
            .ToList();
        added.ForEach(id => ledger.Write("try", id));
        await Task.WhenAll(_tried.Where(_tended.Add).Select(TendAsync));
    }

    /// <summary>
    /// The same, again and again, each time when one instance more has ended: there is always something under way.
    /// </summary>
    public async Task RunForeverAsync()
    {
        for (var n = _tried.Count / MixedLoad.Kinds.Length; ; n++)
        {
            await RunAsync(more: 1);
            await client.WaitForInstanceCompletionAsync($"{MixedLoad.Kinds[n % MixedLoad.Kinds.Length]}-{n}");
        }
    }

    private async Task TendAsync(string id)
    {
        if (!_acknowledged.Contains(id))
        {
            try
            {
                await client.ScheduleNewOrchestrationInstanceAsync(MixedLoad.KindOf(id), Once with { InstanceId = id });
            }
            catch (OrchestrationAlreadyExistsException)
            {
                // An earlier life's start, whose answer nobody heard.
            }
            ledger.Write("done", id);
        }
        await Task.WhenAll(Enumerable.Range(0, MixedLoad.Events(MixedLoad.KindOf(id))).Select(n => RaiseAsync(id, n)));
    }

    private async Task RaiseAsync(string id, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{id}!{number}");
        if (_acknowledged.Contains(name))
            return;
        await client.RaiseEventAsync(id, "said", number);
        ledger.Write("done", name);
    }
}
