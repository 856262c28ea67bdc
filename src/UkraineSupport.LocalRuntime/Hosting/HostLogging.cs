using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>One line an entry on the console, UTC, with the levels of <c>host.json</c>.</summary>
internal static class HostLogging
{
    public static void Configure(ILoggingBuilder logging, HostJson hostJson)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });

        // The web server tells of every request at Information; func doesn't.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // A start that fails is told by LocalHost, once.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        foreach (var (category, level) in hostJson.LogLevels)
        {
            if (string.Equals(category, "default", StringComparison.OrdinalIgnoreCase))
                logging.SetMinimumLevel(level);
            else
                logging.AddFilter(category, level);
        }
    }
}
