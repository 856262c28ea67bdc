using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Events;

/// <summary>
/// CloudEvents on a queue of the app's own storage account, raw text: each event that a level may see, and nothing of
/// the others (docs/decisions/0018).
/// </summary>
/// <param name="account">Where the queue is.</param>
/// <param name="dashboard">Whose queue it is; empty for the first dashboard's, <c>support-events</c>.</param>
/// <param name="level">What the dashboard may see.</param>
internal sealed class QueueSink(StorageAccount account, string dashboard, Disclosure level) : ISink
{
    private readonly string _queue = NamedDashboard.QueueOf(dashboard);

    public string Name => dashboard.Length == 0 ? "Queue" : $"Queue_{dashboard.Replace('-', '_')}";

    public string? Outbox => null;

    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel)
    {
        var seen = events.Where(e => e.At(level) is not null).ToList();
        if (seen.Count == 0)
            return;
        using var span = Spans.Send("azure_storage_queue", _queue, seen.Count);
        foreach (var one in seen)
            await account.SendAsync(_queue, CloudEvents.Encode(one, level), cancel);
    }

    /// <summary>Adds <c>support-events</c>, which has everything, and a queue for each named dashboard.</summary>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var one in NamedDashboard.All(configuration).Prepend(new("", Disclosure.Restricted)))
            services.AddSingleton<ISink>(all => new QueueSink(
                all.GetRequiredService<StorageAccount>(),
                one.Name,
                one.Level
            ));
    }
}
