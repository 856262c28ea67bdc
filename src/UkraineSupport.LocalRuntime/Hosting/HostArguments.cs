using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>
/// The command line. Read apart from the app's configuration, in which an environment variable called HOST or PORT,
/// which many shells set, would count as well.
/// </summary>
internal sealed record HostArguments(string[] All, int? Port, string? Host)
{
    public const int DefaultPort = 7071;

    public static HostArguments Parse(string[] args)
    {
        var line = new ConfigurationBuilder().AddCommandLine(args).Build();
        return new HostArguments(args, ParsePort(line["port"]), line["host"]);
    }

    // A port that is no number is reported where the others are: at start, as a sentence.
    private static int? ParsePort(string? text)
    {
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : -1;
    }
}
