using System.Collections.Concurrent;
using CsCheck;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

public class LedgerProperties
{
    /// <summary>
    /// Pledged ≥ accepted ≥ … ≥ received per line, allocations add up to lines, and what is stored gives what was
    /// decided on.
    /// </summary>
    [Fact]
    public void The_ledgers_hold_after_whatever_anybody_tries()
    {
        var seen = new ConcurrentDictionary<string, int>();
        RandomCommands.Runs.Sample(
            run =>
            {
                var world = new RandomCommands(run.Lines);
                foreach (var attempt in run.Attempts)
                {
                    world.Try(attempt);
                    Ledgers.Check(world.Pledge.State);
                }

                world.Pledge.CheckStored();
                foreach (var name in world.Pledge.Names)
                    seen.AddOrUpdate(name, 1, (_, n) => n + 1);
            },
            iter: Effort.Runs,
            print: run => string.Join('\n', run.Attempts.Select(a => a.ToString()))
        );

        // A generator that no longer gets anywhere would make this test pass for nothing.
        if (!Effort.IsUsual)
            return;
        Assert.All(
            [
                "pledge.amended",
                "pledge.allocationReduced",
                "pledge.deliveryReceipted",
                "pledge.completed",
                "pledge.deliverySettled",
                "pledge.reopened",
                "pledge.withdrawn",
            ],
            name => Assert.Contains(name, seen.Keys)
        );
    }
}
