using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Hosting;

namespace UkraineSupport.LocalRuntime.Settings;

/// <summary>
/// <c>host.json</c>. As in Azure, a setting <c>AzureFunctionsJobHost__extensions__queues__batchSize</c> overrides
/// what the file says.
/// </summary>
internal sealed class HostJson
{
    private const string FileName = "host.json";
    private const string OverrideSection = "AzureFunctionsJobHost";

    /// <summary>The longest that storage hides a message.</summary>
    public static readonly TimeSpan LongestHidden = TimeSpan.FromDays(7);

    private readonly IConfiguration values;

    internal HostJson(IConfiguration values) => this.values = values;

    public string RoutePrefix => (values["extensions:http:routePrefix"] ?? "api").Trim('/');

    public string HubName => values["extensions:durableTask:hubName"] ?? "TestHubName";

    public QueueOptions Queues => QueueOptions.From(this);

    public IEnumerable<(string Category, LogLevel Level)> LogLevels =>
        values.GetSection("logging:logLevel").GetChildren().Select(entry => (entry.Key, Level(entry)));

    public static HostJson Load(IConfiguration settings, params string[] folders)
    {
        var path = folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
        var builder = new ConfigurationBuilder();
        try
        {
            if (path is not null)
                builder.AddJsonFile(path, optional: false, reloadOnChange: false);
            return new HostJson(builder.AddConfiguration(settings.GetSection(OverrideSection)).Build());
        }
        catch (InvalidDataException e)
        {
            throw new FunctionsStartupException(
                $"{path} is not valid JSON: {e.InnerException?.Message ?? e.Message}",
                e
            );
        }
    }

    public IConfigurationSection Section(string path) => values.GetSection(path);

    public TimeSpan Span(string path, TimeSpan otherwise, TimeSpan least, TimeSpan most)
    {
        if (values[path] is not { } text)
            return otherwise;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= least && span <= most
            ? span
            : throw new FunctionsStartupException(
                $"host.json: {path} is '{text}', not a span such as \"00:00:05\", from {least} to {most}."
            );
    }

    public int Number(string path, int otherwise, int least, int most)
    {
        if (values[path] is not { } text)
            return otherwise;
        return
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : throw new FunctionsStartupException(
                $"host.json: {path} is '{text}', not a number from {least} to {most}."
            );
    }

    private static LogLevel Level(IConfigurationSection entry) =>
        Enum.TryParse<LogLevel>(entry.Value, ignoreCase: true, out var level)
            ? level
            : throw new FunctionsStartupException(
                $"host.json: logging.logLevel.{entry.Key} is '{entry.Value}', not a log level."
            );
}
