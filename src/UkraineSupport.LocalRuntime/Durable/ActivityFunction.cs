using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>An activity, as the framework calls it: in a scope of its own, cut off when the host stops.</summary>
internal sealed class ActivityFunction : ITaskActivity
{
    private readonly FunctionInvoker invoker;
    private readonly IServiceScopeFactory scopes;
    private readonly CancellationToken stopping;

    /// <exception cref="FunctionsStartupException">Its trigger names another activity.</exception>
    public ActivityFunction(
        FunctionDescriptor function,
        ActivityTriggerAttribute trigger,
        IServiceScopeFactory scopes,
        CancellationToken stopping
    )
    {
        if (trigger.Activity is not null && trigger.Activity != function.Name)
            throw new FunctionsStartupException(
                $"Function '{function.Name}': [ActivityTrigger] names another activity, '{trigger.Activity}'."
            );
        invoker = new FunctionInvoker(function);
        this.scopes = scopes;
        this.stopping = stopping;
    }

    public string Name => invoker.Function.Name;

    public Type InputType => invoker.Function.TriggerParameter.ParameterType;

    public Type OutputType => invoker.Returned;

    public async Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await invoker.InvokeAsync(new FunctionRun(invoker.Function, scope.ServiceProvider, input, stopping));
        }
        catch (OperationCanceledException e) when (stopping.IsCancellationRequested)
        {
            // So it has not failed, which its orchestrator would be told: it runs again at the next start.
            throw new SessionAbortedException($"{Name} was cut off by the host's stop.", e);
        }
    }
}
