using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>
/// Owns the engine: registers the app's orchestrators and activities, recovers before anything can reach them, stops
/// last. An app without durable functions gets no engine, needs no storage and takes no lock.
/// </summary>
internal sealed class DurableHost(
    FunctionCatalog catalog,
    DurableFunctions functions,
    HostJson hostJson,
    SettingResolver settings,
    IOptions<JsonSerializerOptions> json,
    TimeProvider time,
    HostArguments arguments,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers
) : IDurableClientSource, IHostedService, IAsyncDisposable
{
    private DurableEngine? engine;

    public bool IsUsed => functions.AreUsed;

    public bool IsReady => engine?.IsReady ?? !IsUsed;

    /// <exception cref="InvalidOperationException">The engine hasn't been started.</exception>
    public DurableTaskClient Client =>
        engine?.Client
        ?? throw new InvalidOperationException("The durable engine runs only between the host's start and stop.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsUsed)
            return;
        engine = new DurableEngine(Options(), time, loggers);
        functions.Register(engine);
        try
        {
            await engine.StartAsync(cancellationToken);
        }
        catch (TaskHubInUseException e)
        {
            throw new FunctionsStartupException(e.Message, e);
        }
        _ = EndWithAsync(engine);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        engine?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Without its engine the app would answer and get nothing done: it ends, and says so.</summary>
    private async Task EndWithAsync(DurableEngine running)
    {
        var reason = await running.Failure;
        if (arguments.OwnsProcess)
        {
            await Console.Error.WriteLineAsync(
                "error: The durable engine can't go on, so this process ends: " + reason.Message
            );
            Environment.ExitCode = 1;
        }
        lifetime.StopApplication();
    }

    private DurableEngineOptions Options() =>
        new()
        {
            ConnectionString = settings.Connection(DurableFunctions.First(catalog).Name, null),
            TaskHub = settings.Resolve("durableTask.hubName", hostJson.HubName),
            JsonOptions = json.Value,
            MaxConcurrentActivities = hostJson.Number(
                "extensions:durableTask:maxConcurrentActivityFunctions",
                32,
                1,
                10_000
            ),
            DefaultVersion = hostJson.Section("extensions:durableTask:defaultVersion").Value ?? "",
        };
}
