using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Feed;

namespace UkraineSupport.Functions.Events;

/// <summary>
/// A dashboard that the settings <c>Dashboards__0__Name</c>, <c>Dashboards__0__Disclosure</c> … name.
/// </summary>
internal sealed partial record NamedDashboard(string Name, Disclosure Level)
{
    /// <summary>The queue that has everything.</summary>
    public const string FirstQueue = "support-events";

    /// <summary>The longest name that a storage queue may have.</summary>
    private const int LongestQueue = 63;

    /// <summary>The queue of the dashboard of that name; the first has none.</summary>
    public static string QueueOf(string name) => name.Length == 0 ? FirstQueue : $"{FirstQueue}-{name}";

    /// <summary>All that are named; nothing is wrong with them, or the start would have ended.</summary>
    public static IEnumerable<NamedDashboard> All(IConfiguration configuration) =>
        Read(configuration).Select(read => read.Found).OfType<NamedDashboard>();

    /// <summary>What is wrong with them, a sentence each.</summary>
    public static IEnumerable<string> Mistakes(IConfiguration configuration) =>
        Read(configuration).Select(read => read.Mistake).OfType<string>();

    private static IEnumerable<(NamedDashboard? Found, string? Mistake)> Read(IConfiguration configuration)
    {
        var keys = new Dictionary<string, string>();
        foreach (var setting in configuration.GetSection("Dashboards").GetChildren())
        {
            var (name, disclosure) = (setting["Name"] ?? "", setting["Disclosure"] ?? "");
            // Left empty, as in the sample of the settings.
            if (name.Length == 0 && disclosure.Length == 0 && string.IsNullOrEmpty(setting.Value))
                continue;
            var key = $"Dashboards__{setting.Key}";
            var level = Disclosure.Public;
            if (WhyNot(key, name) is { } mistake)
                yield return (null, mistake);
            else if (!keys.TryAdd(name, key))
                yield return (
                    null,
                    $"{key}__Name and {keys[name]}__Name are both '{name}': each dashboard has a queue of its own."
                );
            else if (disclosure.Length > 0 && !DomainJson.TryWord(disclosure, out level))
                yield return (null, $"{key}__Disclosure is '{disclosure}': it is public, coalition or restricted.");
            else
                yield return (new(name, level), null);
        }
    }

    private static string? WhyNot(string key, string name) =>
        name.Length == 0 ? $"{key}__Name is missing: it names the dashboard's queue."
        : !WordsWithHyphens().IsMatch(name) || QueueOf(name).Length > LongestQueue
            ? $"{key}__Name '{name}' gives no name of a queue, {FirstQueue}-NAME: small letters, digits and single "
                + $"hyphens between them, at most {LongestQueue - FirstQueue.Length - 1} characters."
        : QueueOf(name) == PageSink.Queue ? $"{key}__Name is '{name}': that is the app's own page."
        : null;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex WordsWithHyphens();
}
