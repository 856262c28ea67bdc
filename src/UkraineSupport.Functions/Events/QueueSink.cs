using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Feed;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>
/// CloudEvents on a queue of the app's own storage account, raw text: each event that a level may see, and nothing of
/// the others (docs/decisions/0018).
/// </summary>
/// <param name="account">Where the queue is.</param>
/// <param name="dashboard">Whose queue it is; empty for the first dashboard's, <c>support-events</c>.</param>
/// <param name="level">What the dashboard may see.</param>
internal sealed partial class QueueSink(StorageAccount account, string dashboard, Disclosure level) : ISink
{
    private const string FirstQueue = "support-events";

    /// <summary>The longest name that a storage queue may have.</summary>
    private const int LongestQueue = 63;

    private readonly string _queue = QueueOf(dashboard);

    public string Name => dashboard.Length == 0 ? "Queue" : $"Queue_{dashboard.Replace('-', '_')}";

    public string? Outbox => null;

    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel)
    {
        foreach (var one in events.Where(e => e.At(level) is not null))
            await account.SendAsync(_queue, CloudEvents.Encode(one, level), cancel);
    }

    /// <summary>
    /// Adds <c>support-events</c>, which has everything, and a queue for each dashboard that the settings
    /// <c>Dashboards__0__Name</c>, <c>Dashboards__0__Disclosure</c> … name.
    /// </summary>
    /// <exception cref="InvalidOperationException">A name or a level cannot be, or a name is there twice.</exception>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        Add("", Disclosure.Restricted);
        var keys = new Dictionary<string, string>();
        foreach (var setting in configuration.GetSection("Dashboards").GetChildren())
        {
            var (name, disclosure) = (setting["Name"] ?? "", setting["Disclosure"] ?? "");
            // Left empty, as in the sample of the settings.
            if (name.Length == 0 && disclosure.Length == 0 && string.IsNullOrEmpty(setting.Value))
                continue;
            var key = $"Dashboards__{setting.Key}";
            if (name.Length == 0)
                throw new InvalidOperationException($"{key}__Name is missing: it names the dashboard's queue.");
            if (!WordsWithHyphens().IsMatch(name) || QueueOf(name).Length > LongestQueue)
                throw new InvalidOperationException(
                    $"{key}__Name '{name}' gives no name of a queue, {FirstQueue}-NAME: small letters, digits and single "
                        + $"hyphens between them, at most {LongestQueue - QueueOf("").Length - 1} characters."
                );
            if (QueueOf(name) == PageSink.Queue)
                throw new InvalidOperationException($"{key}__Name is '{name}': that is the app's own page.");
            if (!keys.TryAdd(name, key))
                throw new InvalidOperationException(
                    $"{key}__Name and {keys[name]}__Name are both '{name}': each dashboard has a queue of its own."
                );
            var level = Disclosure.Public;
            if (disclosure.Length > 0 && !DomainJson.TryWord(disclosure, out level))
                throw new InvalidOperationException(
                    $"{key}__Disclosure is '{disclosure}': it is public, coalition or restricted."
                );
            Add(name, level);
        }

        void Add(string dashboard, Disclosure level) =>
            services.AddSingleton<ISink>(all => new QueueSink(
                all.GetRequiredService<StorageAccount>(),
                dashboard,
                level
            ));
    }

    private static string QueueOf(string dashboard) => dashboard.Length == 0 ? FirstQueue : $"{FirstQueue}-{dashboard}";

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex WordsWithHyphens();
}
