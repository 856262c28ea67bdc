using Microsoft.Extensions.Logging;

namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>
/// Passes log lines on only when the orchestrator isn't replaying, so that each line is written once.
/// </summary>
internal sealed class ReplaySafeLogger(TaskOrchestrationContext context, ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!context.IsReplaying)
            logger.Log(logLevel, eventId, state, exception, formatter);
    }
}

/// <summary>Makes <see cref="ReplaySafeLogger"/>s; doesn't own the factory it wraps.</summary>
internal sealed class ReplaySafeLoggerFactory(TaskOrchestrationContext context, Func<ILoggerFactory> inner)
    : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) =>
        new ReplaySafeLogger(context, Unwrapped.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("A replay-safe logger factory takes no providers; add them to the host's.");

    public void Dispose() { }

    /// <summary>A context that wraps another may hand the other's replay-safe factory on: don't filter twice.</summary>
    internal ILoggerFactory Unwrapped
    {
        get
        {
            var factory = inner();
            for (var depth = 0; factory is ReplaySafeLoggerFactory wrapped; factory = wrapped.Next())
            {
                if (++depth > 10)
                    throw new InvalidOperationException("LoggerFactory refers to its own replay-safe logger factory.");
            }
            return factory;
        }
    }

    private ILoggerFactory Next() => inner();
}
