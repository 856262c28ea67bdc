using System.Reflection;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Training;

namespace UkraineSupport.Functions.Settings;

/// <summary>
/// Every setting of the app's own and what it must be; <c>*</c> is any place of a list. What two of them must be
/// together is in <see cref="SettingsCheck"/>.
/// </summary>
internal static class KnownSettings
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    private static readonly SettingRule AnySpan = SettingRule.Span(TimeSpan.Zero, Longest);

    private static readonly Dictionary<string, SettingRule> Rules = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Access:Authority"] = SettingRule.Authority,
        ["Access:Audience"] = SettingRule.Text,
        ["Access:PartyClaim"] = SettingRule.Text,
        ["Access:Scope"] = SettingRule.Text,
        ["Access:PageClient"] = SettingRule.Text,
        ["Access:PageScopes"] = SettingRule.Text,
        ["Access:DevelopmentKeyFile"] = SettingRule.KeyFile,
        ["Access:DevelopmentSigningKeyFile"] = SettingRule.SigningKeyFile,
        ["Backup:AccountName"] = SettingRule.Text,
        ["Backup:ConnectionString"] = SettingRule.Text,
        ["Board:Members:*"] = SettingRule.Party,
        ["Board:Guests:*"] = SettingRule.Party,
        ["Board:RotatingSeats:*:Party"] = SettingRule.Party,
        ["Board:RotatingSeats:*:From"] = SettingRule.Day,
        ["Board:RotatingSeats:*:Until"] = SettingRule.Day,
        ["Cors:Origins:*"] = SettingRule.Origin,
        // Dashboards and the bus are looked at by who makes them: one part of theirs says what another may be.
        ["Dashboards:*"] = SettingRule.Text,
        ["Dashboards:*:Name"] = SettingRule.Text,
        ["Dashboards:*:Disclosure"] = SettingRule.Text,
        ["Events:Epoch"] = SettingRule.Word,
        ["Feed:Keep"] = SettingRule.Span(TimeSpan.FromHours(1), Longest),
        ["Feed:StreamLength"] = SettingRule.Span(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        ["Limits:CallerPerSecond"] = SettingRule.Count,
        ["Limits:CallerBurst"] = SettingRule.Count,
        ["Limits:AnonymousPerSecond"] = SettingRule.Count,
        ["Limits:AnonymousBurst"] = SettingRule.Count,
        ["Limits:CallerStreams"] = SettingRule.Count,
        ["Limits:AnonymousStreams"] = SettingRule.Count,
        ["Limits:ExemptLoopback"] = SettingRule.Flag,
        ["Proxies:*"] = SettingRule.Network,
        ["Retention:Answers"] = SettingRule.Span(TimeSpan.FromDays(1), Longest),
        ["Retention:Audit"] = SettingRule.Span(TimeSpan.FromDays(31), Longest),
        ["Retention:Persons"] = SettingRule.Span(TimeSpan.FromDays(1), Longest),
        ["ServiceBus:Namespace"] = SettingRule.Text,
        ["ServiceBus:ConnectionString"] = SettingRule.Text,
        ["ServiceBus:Topic"] = SettingRule.Text,
        ["ServiceBus:Levels:*"] = SettingRule.Text,
        ["Storage:Folder"] = SettingRule.Folder,
        ["Storage:LeastFreeMiB"] = SettingRule.Count,
    };

    static KnownSettings()
    {
        Add<DeadlineSettings>("Deadlines");
        Add<FourEyes>("FourEyes");
        Add<GapSettings>("Gaps");
        Add<CoalitionSettings>("Coalition");
        Add<TrainingSettings>("Training");
        Add<CoProductionSettings>("CoProduction");
        Rules["Gaps:MinPercent"] = SettingRule.Number(0, 100);
        Rules["CoProduction:Behind"] = SettingRule.Number(0, 1);
    }

    /// <summary>The sections that they are in, none of which anything else has settings in.</summary>
    public static IReadOnlyList<string> Sections => [.. Rules.Keys.Select(key => key.Split(':')[0]).Distinct()];

    /// <summary>Every name, as it is set in an environment.</summary>
    public static IReadOnlyList<string> Names => [.. Rules.Keys.Select(Name)];

    /// <summary>How a key of the configuration is set in an environment.</summary>
    public static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>What must be at that key; null when the app reads nothing there.</summary>
    public static SettingRule? At(string key)
    {
        if (Rules.TryGetValue(key, out var rule))
            return rule;
        var parts = key.Split(':');
        var pattern = Rules.Keys.FirstOrDefault(known => IsAt(known.Split(':'), parts));
        return pattern is null ? null : Rules[pattern];
    }

    private static bool IsAt(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length
        && pattern.Zip(parts).All(p => p.First == "*" || p.First.Equals(p.Second, StringComparison.OrdinalIgnoreCase));

    private static void Add<T>(string section)
    {
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            Rules.Add($"{section}:{property.Name}", For(property.PropertyType));
    }

    private static SettingRule For(Type type) =>
        type == typeof(TimeSpan) ? AnySpan
        : type == typeof(bool) ? SettingRule.Flag
        : type == typeof(decimal) ? SettingRule.Number(0, 1_000_000)
        : throw new InvalidOperationException($"No rule for settings that are a {type.Name}.");
}
