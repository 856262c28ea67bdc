using System.Diagnostics;
using System.Globalization;
using UkraineSupport.Domain.Backfill;

namespace UkraineSupport.Benchmarks.Backfill;

/// <summary>How good a backfill plan is, how fast it comes and what it takes, beside a plain greedy matcher.</summary>
internal sealed class BackfillBenchmark : IBenchmark
{
    private const int Few = 5;

    private static readonly (int Needs, int Lines, int Seed, int Capabilities)[] Sizes =
    [
        (200, 2_000, 1, int.MaxValue),
        (200, 2_000, 2, int.MaxValue),
        (200, 2_000, 3, int.MaxValue),
        (1_000, 20_000, 1, int.MaxValue),
        (200, 2_000, 1, Few),
        (1_000, 20_000, 1, Few),
    ];

    public string Name => "backfill";

    public Task RunAsync(Action<string> say)
    {
        foreach (var (needs, lines, seed, capabilities) in Sizes)
        {
            var input = new GeneratedInstance(seed, capabilities).Make(needs, lines);
            var problem = new Problem(input, new());
            var started = TimeProvider.System.GetTimestamp();
            var greedy = PlanScore.Of(problem, PlainGreedy.Match(problem));
            var greedySeconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            var cpuBefore = Environment.CpuUsage.TotalTime;
            started = TimeProvider.System.GetTimestamp();
            var plan = BackfillPlanner.Plan(input);
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            // On a machine that others use too, processor time says more than the clock.
            var cpu = (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
            say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{needs} needs x {lines} lines{(capabilities == Few ? $" of {Few} capabilities" : "")}, seed {seed}: {seconds:0.0} s ({cpu:0.0} s of processor), {plan.Distance:0.000%} from the bound{(plan.ProvenOptimal ? " (optimal)" : "")}, {plan.Allocations.Count} allocations"
                )
            );
            say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  greedy {greedySeconds:0.0} s; plan / greedy {plan.Objective / greedy:0.0000} ({plan.Objective:0.00} / {greedy:0.00} points)"
                )
            );
        }

        using var process = Process.GetCurrentProcess();
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"peak working set {process.PeakWorkingSet64 / 1048576.0:0} MiB"
            )
        );
        return Task.CompletedTask;
    }
}
