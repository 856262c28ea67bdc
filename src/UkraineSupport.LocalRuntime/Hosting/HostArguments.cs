using Microsoft.Extensions.Configuration;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>
/// The command line. Read apart from the app's configuration, in which an environment variable called HOST or PORT,
/// which many shells set, would count as well.
/// </summary>
internal sealed record HostArguments(string? Port, string? Host)
{
    public static HostArguments Parse(string[] args)
    {
        var line = new ConfigurationBuilder().AddCommandLine(args).Build();
        return new HostArguments(line["port"], line["host"]);
    }
}
