using System.Diagnostics;
using System.Globalization;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Benchmarks.Consequences;

/// <summary>
/// How long what follows from a change takes, through the whole app on an Azurite: from word of a halt to the gap that
/// it opens, and from a withdrawal to the compensation of what had counted on it; as ratios to the answer to the
/// request itself in the same run.
/// </summary>
internal sealed class ConsequencesBenchmark : IBenchmark
{
    private static readonly string[] Capabilities =
    [
        "AMMO-155",
        "AMMO-MORTAR",
        "IAMD-HIGH",
        "ARTILLERY",
        "TANK",
        "IFV",
        "DRONE-FPV",
        "SAT-OBS",
        "LRPS",
        "ISR",
    ];

    public string Name => "consequences";

    public async Task RunAsync(Action<string> say)
    {
        await using var app = await TestApp.StartAsync();
        var (answers, gaps) = (new List<double>(), new List<double>());
        foreach (var capability in Capabilities)
        {
            await app.ExpectAsync(capability, 6, 1000);
            var clock = Stopwatch.StartNew();
            (await app.Coordinator.CreateAsync("us-deliveries/signals", GapSteps.Halt(capability))).Expect(201);
            answers.Add(clock.Elapsed.TotalMilliseconds);
            await app.UntilGapAsync(capability, $"the gap of {capability} is open", _ => true);
            gaps.Add(clock.Elapsed.TotalMilliseconds);
        }

        Say(say, "halt to gap", answers, gaps);
        var (withdrawn, compensated) = (new List<double>(), new List<double>());
        for (var i = 0; i < Capabilities.Length; i++)
        {
            var pledge = await app.CommitAsync("NLD");
            var requirement = await app.OpenRequirementAsync(pledge.Lines[0].Capability, 100);
            (
                await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 10))
            ).Expect(201);
            var clock = Stopwatch.StartNew();
            (await app.Donor("NLD").ChangeAsync(pledge.Path(), "withdrawal", Bodies.Reason())).Expect(200);
            withdrawn.Add(clock.Elapsed.TotalMilliseconds);
            await Poll.UntilAsync(
                "the withdrawal is compensated",
                async () =>
                    (await app.ReadHistoryAsync(pledge.Path())).Any(e => e.Type == "pledge.withdrawalCompensated")
            );
            compensated.Add(clock.Elapsed.TotalMilliseconds);
        }

        Say(say, "withdrawal to compensation", withdrawn, compensated);
    }

    private static void Say(Action<string> say, string what, List<double> answers, List<double> ends)
    {
        var (answer, end) = (Statistics.Median(answers), Statistics.Median(ends));
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: median {end:0} ms, longest {ends.Max():0} ms, of {ends.Count}; median / the answer's {end / answer:0.0}"
            )
        );
    }
}
