using Microsoft.Extensions.Configuration;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Settings;

/// <summary>
/// Looks at all settings before anything is made of them: what is wrong ends the start, and all of it is said at once,
/// a sentence each.
/// </summary>
internal static class SettingsCheck
{
    private const string SigningKey = "Access:DevelopmentSigningKeyFile";

    private static readonly string[] Emulator = ["UseDevelopmentStorage=true", "devstoreaccount1", "127.0.0.1"];

    /// <exception cref="InvalidOperationException">The sentences, a line each.</exception>
    public static void Require(IConfiguration configuration)
    {
        var mistakes = Of(configuration).ToList();
        if (mistakes.Count > 0)
            throw new InvalidOperationException(string.Join('\n', mistakes));
    }

    /// <summary>What is wrong, a sentence each.</summary>
    public static IEnumerable<string> Of(IConfiguration configuration) =>
        [
            .. KnownSettings.Sections.SelectMany(section => InSection(configuration.GetSection(section))),
            .. OfAccess(configuration),
            .. OfSigningIn(configuration),
            .. OfStorage(configuration),
            .. OfBackup(configuration),
            .. NamedDashboard.Mistakes(configuration),
            .. ServiceBusSink.Mistakes(configuration),
            .. TelemetrySetup.Mistakes(configuration),
            .. Surroundings.IsAzure(configuration) ? InAzure(configuration) : [],
        ];

    private static IEnumerable<string> InSection(IConfigurationSection section)
    {
        // What is set to nothing is not set, as in the sample of the settings; its name must be one all the same.
        foreach (var (key, text) in section.AsEnumerable().Where(s => s.Value is not null && s.Key != section.Path))
        {
            var name = KnownSettings.Name(key);
            if (KnownSettings.At(key) is not { } rule)
                yield return $"{name} is no setting of the app: {Known(section.Path)}.";
            else if (text!.Length > 0 && !rule.Holds(text))
                yield return $"{name} is {text}: {rule.Wanted}.";
        }
    }

    private static string Known(string section)
    {
        var names = KnownSettings.Names.Where(n => n.StartsWith($"{section}__", StringComparison.OrdinalIgnoreCase));
        return $"there is {string.Join(", ", names)}";
    }

    private static IEnumerable<string> OfAccess(IConfiguration configuration) =>
        (IsSet(configuration, "Access:Authority"), IsSet(configuration, "Access:DevelopmentKeyFile")) switch
        {
            (false, false) =>
            [
                "Set Access__Authority (whose tokens are accepted) or, on one machine, Access__DevelopmentKeyFile.",
            ],
            (true, true) =>
            [
                "Set Access__Authority or Access__DevelopmentKeyFile, not both: whoever has the key could be anybody.",
            ],
            _ => [],
        };

    private static IEnumerable<string> OfSigningIn(IConfiguration configuration)
    {
        if (IsSet(configuration, SigningKey) && !IsSet(configuration, "Access:DevelopmentKeyFile"))
            yield return "Access__DevelopmentSigningKeyFile is set without Access__DevelopmentKeyFile.";
        if (IsSet(configuration, SigningKey) && IsSet(configuration, "Access:Authority"))
            yield return "Access__DevelopmentSigningKeyFile is set beside Access__Authority: take one of them away.";
        if (IsSet(configuration, "Access:PageClient") && !Begins("https:", configuration["Access:Authority"]))
            yield return "Access__PageClient is set: Access__Authority, where people sign in, begins with https.";
    }

    private static IEnumerable<string> OfStorage(IConfiguration configuration)
    {
        if (!IsSet(configuration, "AzureWebJobsStorage") && !IsSet(configuration, "AzureWebJobsStorage:accountName"))
            yield return "Set AzureWebJobsStorage (connection string) or AzureWebJobsStorage__accountName (managed identity).";
    }

    /// <summary>What it is to be had back after is the loss of the app's own account.</summary>
    private static IEnumerable<string> OfBackup(IConfiguration configuration)
    {
        if (IsSet(configuration, "Backup:AccountName") && IsSet(configuration, "Backup:ConnectionString"))
            yield return "Set Backup__AccountName or Backup__ConnectionString, not both.";
        if (
            IsSame(configuration, "Backup:AccountName", "AzureWebJobsStorage:accountName")
            || IsSame(configuration, "Backup:ConnectionString", "AzureWebJobsStorage")
        )
            yield return "Backup__… names the app's own storage account: a backup is to outlive it.";
    }

    private static bool IsSame(IConfiguration configuration, string key, string other) =>
        IsSet(configuration, key)
        && string.Equals(configuration[key], configuration[other], StringComparison.OrdinalIgnoreCase);

    /// <summary>What is for one machine: there everybody on the machine may be believed, here nobody is.</summary>
    private static IEnumerable<string> InAzure(IConfiguration configuration)
    {
        if (IsSet(configuration, "Access:DevelopmentKeyFile"))
            yield return "Access__DevelopmentKeyFile is set: in Azure no development key is taken.";
        if (IsSet(configuration, SigningKey))
            yield return "Access__DevelopmentSigningKeyFile is set: in Azure whoever asked would be who they like.";
        if (Begins("http:", configuration["Access:Authority"]))
            yield return "Access__Authority is http: in Azure it is https.";
        if (bool.TryParse(configuration["Limits:ExemptLoopback"], out var exempt) && exempt)
            yield return "Limits__ExemptLoopback is true: in Azure every caller comes from the host on the same machine.";
        if (IsSet(configuration, "Backup:ConnectionString"))
            yield return "Backup__ConnectionString is set: in Azure it is Backup__AccountName, and the app's identity.";
        if (
            configuration["AzureWebJobsStorage"] is { } storage
            && Emulator.Any(part => storage.Contains(part, StringComparison.OrdinalIgnoreCase))
        )
            yield return "AzureWebJobsStorage is the emulator: in Azure it is an account.";
        foreach (
            var origin in configuration.GetSection("Cors:Origins").GetChildren().Where(o => Begins("http:", o.Value))
        )
            yield return $"{KnownSettings.Name(origin.Path)} is {origin.Value}: in Azure an origin is https.";
    }

    private static bool Begins(string scheme, string? address) =>
        address?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsSet(IConfiguration configuration, string key) => !string.IsNullOrEmpty(configuration[key]);
}
