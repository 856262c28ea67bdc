using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Queues;

namespace UkraineSupport.LocalRuntime.Timers;

/// <summary>Runs a timer function at its times, one run after the other.</summary>
internal sealed class TimerFunction
{
    // The longest wait that a timer of the platform takes is 49 days: longer ones are waited for in parts.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly FunctionInvoker invoker;
    private readonly TimerTriggerAttribute trigger;
    private readonly TimerSchedule schedule;
    private readonly QueueOutputs outputs;
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    public TimerFunction(
        FunctionDescriptor function,
        TimerTriggerAttribute trigger,
        TimerSchedule schedule,
        QueueOutputs outputs,
        IServiceScopeFactory scopes,
        TimeProvider time,
        ILogger logger
    )
    {
        var type = function.TriggerParameter.ParameterType;
        if (type != typeof(TimerInfo))
            throw new FunctionsStartupException(
                $"Function '{function.Name}': [TimerTrigger] binds a TimerInfo, not a {type.Name}."
            );
        invoker = new FunctionInvoker(function);
        this.trigger = trigger;
        this.schedule = schedule;
        this.outputs = outputs;
        this.scopes = scopes;
        this.time = time;
        this.logger = logger;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Keeps the schedule from this moment on until stopped.</summary>
    public Task RunAsync(CancellationToken stopping)
    {
        var first = schedule.Next(Now);
        return Task.Run(() => RunAsync(first, stopping), CancellationToken.None);
    }

    private async Task RunAsync(DateTime next, CancellationToken stopping)
    {
        var last = default(DateTime);
        if (trigger.RunOnStartup)
        {
            last = Now;
            await InvokeAsync(last, next, late: false, stopping);
        }

        while (await WaitUntilAsync(next, stopping))
        {
            // A run that took longer than the schedule's step makes the next one late, and skips those in between.
            var late = Now - next > TimeSpan.FromSeconds(1);
            last = Now;
            next = schedule.Next(last);
            await InvokeAsync(last, next, late, stopping);
        }
    }

    private async Task<bool> WaitUntilAsync(DateTime moment, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var wait = moment - Now;
            if (wait <= TimeSpan.Zero)
                return true;
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private async Task InvokeAsync(DateTime last, DateTime next, bool late, CancellationToken stopping)
    {
        var info = new TimerInfo
        {
            IsPastDue = late,
            ScheduleStatus = trigger.UseMonitor
                ? new ScheduleStatus
                {
                    Last = last,
                    Next = next,
                    LastUpdated = Now,
                }
                : null,
        };
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var run = new FunctionRun(invoker.Function, scope.ServiceProvider, info, stopping);
            await outputs.SendAsync(invoker.Function, await invoker.InvokeAsync(run), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            logger.LogDebug("{Function} was cut off by the host's stop", invoker.Function.Name);
        }
#pragma warning disable CA1031 // A function may throw anything; its schedule goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogError(e, "{Function} failed; next run at {Next:u}", invoker.Function.Name, next);
        }
    }
}
