using System.Globalization;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>The engine in a process of its own, killed again and again at moments nobody chose.</summary>
public sealed class KilledProcessTests(AzuriteFixture azurite)
{
    private const int Hubs = 4;
    private const int Killed = 128 + 9;
    private static readonly int Seed = Setting("CRASH_SEED", Random.Shared.Next());
    private static readonly int Kills = Setting("CRASH_KILLS", 200);

    [Fact]
    public async Task Nothing_that_was_accepted_is_lost_and_nothing_that_was_recorded_is_done_again()
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"CRASH_SEED={Seed}");
        var hubs = Enumerable.Range(0, Hubs).Select(n => Task.Run(() => KillAsync(new Random(Seed + n), Kills / Hubs)));
        await Task.WhenAll(hubs);
    }

    private async Task KillAsync(Random random, int kills)
    {
        using var folder = new TemporaryDirectory();
        var (hub, path) = ("k" + Guid.NewGuid().ToString("N")[..16], folder.Combine("ledger"));
        var records = new Records(azurite.ConnectionString, hub);
        for (var life = 0; life < kills; life++)
        {
            await File.AppendAllTextAsync(path, "life\n", TestHub.Stop);
            await using (
                var child = new ChildEngine(
                    ChildProgram.Argument,
                    azurite.ConnectionString,
                    hub,
                    path,
                    $"{Death.Draw(random)}"
                )
            )
                Assert.Equal(Killed, (await child.EndAsync(TestHub.Stop)).Code);
            await records.ReadOnAsync(life, TestHub.Stop);
        }
        await File.AppendAllTextAsync(path, "life\n", TestHub.Stop);
        using var ledger = new Ledger(path);
        await using var engine = ChildProgram.Engine(azurite.ConnectionString, hub, ledger);
        await engine.StartAsync(TestHub.Stop);
        await new Driver(engine.Client, ledger, Ledger.Read(path)).RunAsync(more: 1);

        var outputs = await Verdict.OutputsAsync(engine, Ledger.Read(path));
        await records.ReadOnAsync(kills, TestHub.Stop);
        Verdict.Calls(Ledger.Read(path), outputs);
        Verdict.Recorded(Ledger.Read(path), records, outputs);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : otherwise;
}
