using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using UkraineSupport.LocalRuntime.Hosting;

namespace UkraineSupport.LocalRuntime.Settings;

/// <summary>Replaces <c>%Setting%</c> in attributes and finds connection strings.</summary>
internal sealed partial class SettingResolver(IConfiguration configuration)
{
    public const string DefaultConnection = "AzureWebJobsStorage";

    /// <exception cref="FunctionsStartupException">The setting isn't there.</exception>
    public string Resolve(string function, string text) =>
        Reference()
            .Replace(
                text,
                match =>
                {
                    var name = match.Groups[1].Value;
                    return Read(name)
                        ?? throw new FunctionsStartupException(
                            $"Function '{function}': '{match.Value}' stands for the setting '{name}', which isn't set."
                        );
                }
            );

    /// <summary>
    /// The connection string behind <c>Connection = "X"</c>: setting <c>AzureWebJobsX</c>, else <c>X</c>.
    /// </summary>
    /// <exception cref="FunctionsStartupException">There is none.</exception>
    public string Connection(string function, string? name)
    {
        if (string.IsNullOrEmpty(name))
            return Read(DefaultConnection) ?? throw Missing(function, DefaultConnection);
        return Read("AzureWebJobs" + name)
            ?? Read(name)
            ?? configuration.GetConnectionString(name)
            ?? throw Missing(function, name);
    }

    private string? Read(string name) =>
        configuration[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value ? value : null;

    private static FunctionsStartupException Missing(string function, string setting) =>
        new(
            $"Function '{function}' needs the storage connection string of the setting '{setting}', which isn't set "
                + "(UseDevelopmentStorage=true stands for an Azurite on its usual ports)."
        );

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
