using System.Globalization;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

/// <summary>
/// Storage whose calls fail at random, some of them after they took effect, under the same checks as kills.
/// </summary>
public sealed class FailingStorageTests(AzuriteFixture azurite)
{
    private readonly int seed = Environment.GetEnvironmentVariable("CRASH_SEED") is { } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : Random.Shared.Next();

    [Fact]
    public async Task Whatever_fails_on_the_way_to_storage_nothing_is_lost_or_done_twice()
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"CRASH_SEED={seed}");
        using var folder = new TemporaryDirectory();
        var (hub, path, random) = (
            "f" + Guid.NewGuid().ToString("N")[..16],
            folder.Combine("ledger"),
            new Random(seed)
        );
        using var ledger = new Ledger(path);
        var (records, faults) = (new Records(azurite.ConnectionString, hub), 0);
        HashSet<string> outputs = [];
        for (var life = 0; life < 3; life++)
        {
            ledger.Write("life");
            var transport = new FaultyTransport(random, rate: 0.1);
            await using (var engine = ChildProgram.Engine(azurite.ConnectionString, hub, ledger, transport))
            {
                await engine.StartAsync(TestHub.Stop);
                for (var round = 0; round < 4; round++)
                    await new Driver(engine.Client, ledger, Ledger.Read(path)).RunAsync(more: 3);
                outputs = await Verdict.OutputsAsync(engine, Ledger.Read(path));
                await records.ReadOnAsync(life, TestHub.Stop);
                Assert.False(engine.Failure.IsCompleted);
            }
            faults += transport.Faults;
        }

        Assert.InRange(faults, 30, int.MaxValue);
        Verdict.Calls(Ledger.Read(path), outputs);
        Verdict.Recorded(Ledger.Read(path), records, outputs);
        // Nothing was killed: then no activity runs twice at all.
        var runs = Ledger.Read(path).Where(l => l[0] == "run").Select(l => l[1].Split('|')[0]).ToList();
        Assert.Equal(runs.Count, runs.Distinct().Count());
    }
}
