using Microsoft.DurableTask.Client;
using Moq;
using UkraineSupport.Functions.Events;

namespace UkraineSupport.Functions.Tests.Storage;

/// <summary>What a process does that starts after another one has died.</summary>
internal static class Sweep
{
    private static readonly DurableTaskClient Client = new Mock<DurableTaskClient>("hub").Object;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the sweep finds is dispatched, until nothing is left of what was written.</summary>
    public static async Task RestartedAsync(string connection)
    {
        for (var round = 1; ; round++)
        {
            var parts = new Parts(connection);
            parts.Time.Advance(TimeSpan.FromSeconds(11));
            var overdue = await parts.Outbox.OverdueAsync(Cancel);
            foreach (var id in overdue.Select(p => p.Id).Distinct())
                await parts.Get<Dispatcher>().DispatchAsync(id, Client, Cancel);
            var open = 0;
            foreach (var promise in await parts.Outbox.OverdueAsync(Cancel))
            {
                if (promise.Version <= await parts.Store.VersionAsync(promise.Id, Cancel))
                    open++;
                else
                    await parts.Outbox.KeptAsync(promise, Cancel);
            }

            if (open == 0)
                return;
            Assert.InRange(round, 1, 10);
        }
    }
}
