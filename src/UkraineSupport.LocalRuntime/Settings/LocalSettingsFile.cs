using System.Text.Json;
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
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

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
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return From(document.RootElement, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FunctionsStartupException($"{path} is not the JSON that it should be: {e.Message}", e);
        }
    }

    private static LocalSettingsFile From(JsonElement root, string path)
    {
        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            throw new FunctionsStartupException(
                $"{path} is encrypted: run 'func settings decrypt' or write the values plainly."
            );

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (root.TryGetProperty(nameof(Values), out var section))
        {
            foreach (var value in section.EnumerateObject())
                values[value.Name.Replace("__", ":", StringComparison.Ordinal)] = Text(value, path);
        }

        int? port =
            root.TryGetProperty("Host", out var host) && host.TryGetProperty("LocalHttpPort", out var number)
                ? number.GetInt32()
                : null;
        return new LocalSettingsFile(values, port);
    }

    private static string? Text(JsonProperty value, string path) =>
        value.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            ? value.Value.ToString()
            : throw new FunctionsStartupException(
                $"{path}: Values.{value.Name} must be one value, not an object or a list."
            );
}
