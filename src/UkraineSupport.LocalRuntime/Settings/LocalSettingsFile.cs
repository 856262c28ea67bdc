using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using UkraineSupport.LocalRuntime.Hosting;

namespace UkraineSupport.LocalRuntime.Settings;

/// <summary>
/// <c>local.settings.json</c> as <c>func</c> reads it: <c>Values</c> stand for environment variables that aren't set,
/// <c>Host.LocalHttpPort</c> is the port when the command line names none.
/// </summary>
internal sealed record LocalSettingsFile(IReadOnlyDictionary<string, string?> Values, int? Port)
{
    private const string FileName = "local.settings.json";

    /// <summary>Reads the first of the folders that has the file; empty when none has.</summary>
    public static LocalSettingsFile Find(params string[] folders)
    {
        var path = folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
        return path is null ? new LocalSettingsFile(new Dictionary<string, string?>(), null) : Read(path);
    }

    /// <summary>Puts the values below the environment's and the command line's, above everything else.</summary>
    public void AddTo(IConfigurationBuilder configuration)
    {
        var source = new MemoryConfigurationSource { InitialData = Values };
        var environment = configuration
            .Sources.OfType<EnvironmentVariablesConfigurationSource>()
            .LastOrDefault(s => string.IsNullOrEmpty(s.Prefix));
        var at = environment is null ? configuration.Sources.Count : configuration.Sources.IndexOf(environment);
        configuration.Sources.Insert(at, source);
    }

    private static LocalSettingsFile Read(string path)
    {
        try
        {
            var root = new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).Build();
            if (root.GetValue("IsEncrypted", false))
                throw new FunctionsStartupException(
                    $"{path} is encrypted: run 'func settings decrypt' or write the values plainly."
                );
            var values = root.GetSection(nameof(Values)).GetChildren().ToList();
            if (values.Find(value => value.GetChildren().Any() || value.Value is null) is { } odd)
                throw new FunctionsStartupException(
                    $"{path}: Values.{odd.Key} must be one value, not an object or a list."
                );
            return new LocalSettingsFile(
                values.ToDictionary(v => v.Key.Replace("__", ":", StringComparison.Ordinal), v => v.Value),
                root.GetValue<int?>("Host:LocalHttpPort")
            );
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw new FunctionsStartupException(
                $"{path} is not the JSON that it should be: {e.GetBaseException().Message}",
                e
            );
        }
    }
}
