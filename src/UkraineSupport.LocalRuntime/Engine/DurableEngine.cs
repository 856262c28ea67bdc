using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>Runs durable orchestrations in this process and keeps their state in Azurite.</summary>
public sealed class DurableEngine : IAsyncDisposable
{
    /// <summary>An engine; nothing happens before <see cref="StartAsync"/>.</summary>
    public DurableEngine(DurableEngineOptions options, TimeProvider time, ILoggerFactory loggers) =>
        throw new NotSupportedException();

    /// <summary>The client that works on this engine's hub.</summary>
    public DurableTaskClient Client => throw new NotSupportedException();

    /// <summary>Whether the engine has recovered and takes work.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Registers an orchestrator; before <see cref="StartAsync"/>.</summary>
    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run) =>
        throw new NotSupportedException();

    /// <summary>Registers an activity; before <see cref="StartAsync"/>.</summary>
    public void AddActivity(string name, Type inputType, Func<ActivityInvocation, Task<object?>> run) =>
        throw new NotSupportedException();

    /// <summary>Takes the hub's lock, recovers and starts.</summary>
    /// <exception cref="TaskHubInUseException">Another live process owns the hub.</exception>
    public Task StartAsync(CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Stops taking work, writes what is pending and gives the lock back.</summary>
    public Task StopAsync(CancellationToken cancellation) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
