using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>Runs a function app in this process, on this machine, until it is told to stop.</summary>
public static class LocalHost
{
    /// <summary>
    /// Runs the app. A mistake that a developer or operator can make ends it with one sentence on standard error.
    /// </summary>
    /// <param name="args">The command line: <c>--port N</c>, <c>--host ADDRESS</c>, and settings.</param>
    /// <param name="app">The assembly of the functions.</param>
    /// <param name="configure">What the app's <c>Program.cs</c> adds: its services, by its settings.</param>
    /// <returns>The exit code: 0 after a stop, 1 when the start failed.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        Assembly app,
        Action<IServiceCollection, IConfiguration> configure
    )
    {
        try
        {
            var folder = Path.GetDirectoryName(app.Location)!;
            var builder = new FunctionsHostBuilder(args, Directory.GetCurrentDirectory(), folder);
            configure(builder.Web.Services, builder.Web.Configuration);
            await using var host = builder.Build(FunctionCatalog.From(app.GetTypes()));
            await host.StartAsync();
            await host.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (StartupFailure.Explain(e, app.GetName().Name) is { } mistake)
        {
            await Console.Error.WriteLineAsync("error: " + mistake);
            return 1;
        }
    }
}
