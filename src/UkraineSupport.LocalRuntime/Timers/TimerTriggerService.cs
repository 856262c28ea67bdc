using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Queues;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Timers;

/// <summary>Keeps the schedules of all timer functions between the host's start and stop.</summary>
internal sealed class TimerTriggerService : IHostedService, IDisposable
{
    private readonly List<TimerFunction> functions;
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public TimerTriggerService(
        FunctionCatalog catalog,
        SettingResolver settings,
        QueueOutputs outputs,
        IServiceScopeFactory scopes,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        var logger = loggers.CreateLogger("Host.Timers");
        functions =
        [
            .. catalog
                .TriggeredBy<TimerTriggerAttribute>()
                .Select(found =>
                {
                    var schedule = TimerSchedule.Parse(
                        found.Function.Name,
                        settings.Resolve(found.Function.Name, found.Trigger.Schedule)
                    );
                    return new TimerFunction(found.Function, found.Trigger, schedule, outputs, scopes, time, logger);
                }),
        ];
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(functions.Select(function => function.RunAsync(stopping.Token)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();
}
