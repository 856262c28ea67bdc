using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>
/// The command line. Read apart from the app's configuration, in which an environment variable called HOST or PORT,
/// which many shells set, would count as well.
/// </summary>
internal sealed record HostArguments(string[] All, int? Port, string? Host, string? FunctionsAssembly)
{
    public const int DefaultPort = 7071;

    /// <summary>The app has this process for itself: a mistake may end it.</summary>
    public bool OwnsProcess => FunctionsAssembly is null;

    public static HostArguments Parse(string[] args)
    {
        var line = new ConfigurationBuilder().AddCommandLine(args).Build();
        return new HostArguments(args, ParsePort(line["port"]), line["host"], line["functions-assembly"]);
    }

    public Assembly LoadFunctionsAssembly()
    {
        if (FunctionsAssembly is null)
            return Assembly.GetEntryAssembly()
                ?? throw new FunctionsStartupException(
                    "This process has no entry assembly: say --functions-assembly NAME."
                );
        try
        {
            return Assembly.Load(FunctionsAssembly);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw new FunctionsStartupException(
                $"--functions-assembly {FunctionsAssembly}: there is no such assembly beside the program.",
                e
            );
        }
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
