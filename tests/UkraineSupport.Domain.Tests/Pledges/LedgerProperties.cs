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
        Effort.UntilSeen(
            [
                "pledge.amended",
                "pledge.allocationReduced",
                "pledge.deliveryReceipted",
                "pledge.completed",
                "pledge.deliverySettled",
                "pledge.reopened",
                "pledge.withdrawn",
                "pledge.withdrawnInPart",
                "pledge.allocationsReduced",
                "pledge.allocationMoveRequested",
                "pledge.allocationMoveRefused",
            ],
            seen =>
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
                            seen[name] = true;
                    },
                    iter: Effort.Runs,
                    print: run => string.Join('\n', run.Attempts.Select(a => a.ToString()))
                )
        );
    }
}
