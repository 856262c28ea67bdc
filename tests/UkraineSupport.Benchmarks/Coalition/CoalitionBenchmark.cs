using System.Globalization;
using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Benchmarks.Coalition;

/// <summary>How good the balance of a force is, how fast it comes, and how fast nations are ranked.</summary>
internal sealed class CoalitionBenchmark : IBenchmark
{
    private const int Serials = 100;
    private const int Units = 2_000;

    /// <summary>The last ones are harder: two units of five, not one of five, can go to several serials.</summary>
    private static readonly (int Seed, int ForSeveral)[] Forces =
    [
        (1, 20),
        (2, 20),
        (3, 20),
        (4, 20),
        (5, 20),
        (1, 40),
        (2, 40),
    ];

    public string Name => "coalition";

    public Task RunAsync(Action<string> say)
    {
        ForceBalance.Of(new GeneratedForce(0, 20).Make(5, 50)).At(default);
        foreach (var (seed, forSeveral) in Forces)
            Measure(new GeneratedForce(seed, forSeveral).Make(Serials, Units), $"seed {seed}, {forSeveral} %", say);
        return Task.CompletedTask;
    }

    private static void Measure(BalanceInput input, string name, Action<string> say)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var (balance, seconds) = Timed(() => ForceBalance.Of(input));
        var processor = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var (_, views) = Timed(() => (balance.At(input.DDay), balance.Over(input.DDay, input.DDay.AddMonths(60))));
        var (ranking, ranked) = Timed(() => balance.Dependence(input.DDay));
        var score = balance.Score;
        var (critical, all) = PlainFill.Of(input);
        Say(say, $"{name} for several: {seconds:0.00} s ({processor:0.0} s of processor), views {views:0.00} s");
        Say(
            say,
            $"  from the bound: critical {score.Critical.Gap:0.000%}, all {score.All.Gap:0.000%}; {score.Splits.Found} splits, at least {score.Splits.Bound}"
        );
        Say(
            say,
            $"  balance / greedy: critical {score.Critical.Found / critical:0.0000}, all {score.All.Found / all:0.0000}"
        );
        Say(say, $"  ranking of {ranking.Count} nations {ranked:0.0} s");
    }

    private static (T Made, double Seconds) Timed<T>(Func<T> make)
    {
        var started = TimeProvider.System.GetTimestamp();
        var made = make();
        return (made, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
    }

    private static void Say(Action<string> say, FormattableString text) =>
        say(text.ToString(CultureInfo.InvariantCulture));
}
