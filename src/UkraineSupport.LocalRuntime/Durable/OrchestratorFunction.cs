using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>
/// An orchestrator: its parameters are the context, at most one input, and what any function may have.
/// </summary>
internal sealed class OrchestratorFunction : ITaskOrchestrator
{
    private readonly FunctionDescriptor function;
    private readonly FunctionInvoker invoker;
    private readonly IServiceScopeFactory scopes;

    /// <exception cref="FunctionsStartupException">A signature that no orchestrator can have.</exception>
    public OrchestratorFunction(
        FunctionDescriptor function,
        OrchestrationTriggerAttribute trigger,
        IServiceScopeFactory scopes
    )
    {
        if (function.TriggerParameter.ParameterType != typeof(TaskOrchestrationContext))
            throw new FunctionsStartupException(
                $"Function '{function.Name}': [OrchestrationTrigger] binds a TaskOrchestrationContext."
            );
        if (trigger.Orchestration is not null && trigger.Orchestration != function.Name)
            throw new FunctionsStartupException(
                $"Function '{function.Name}': [OrchestrationTrigger] names another orchestration, '{trigger.Orchestration}'."
            );
        if (!typeof(Task).IsAssignableFrom(function.Method.ReturnType))
            throw new FunctionsStartupException($"Function '{function.Name}': an orchestrator returns a Task.");
        this.function = function;
        this.scopes = scopes;
        var input = InputParameter(function);
        InputType = input?.ParameterType ?? typeof(object);
        invoker = new FunctionInvoker(
            function,
            parameter => parameter == input ? run => ((Round)run.TriggerValue!).Input : Bind(parameter)
        );
    }

    public string Name => function.Name;

    public Type InputType { get; }

    public Type OutputType => invoker.Returned;

    public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        // The scope must outlive the turn that made it: the same method goes on where it awaited in later turns.
        await using var scope = scopes.CreateAsyncScope();
        return await invoker.InvokeAsync(
            new FunctionRun(function, scope.ServiceProvider, new Round(context, input), CancellationToken.None)
        );
    }

    private Func<FunctionRun, object?> Bind(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
            throw new FunctionsStartupException(
                $"Function '{function.Name}': an orchestrator must not use a DurableTaskClient: what it does must be repeatable."
            );
        return parameter == function.TriggerParameter
            ? run => ((Round)run.TriggerValue!).Context
            : ParameterBinding.For(function, parameter, new HashSet<string>());
    }

    private static ParameterInfo? InputParameter(FunctionDescriptor function) =>
        function
            .Method.GetParameters()
            .FirstOrDefault(p =>
                p != function.TriggerParameter
                && p.ParameterType != typeof(CancellationToken)
                && p.GetCustomAttribute<DurableClientAttribute>() is null
            );

    private sealed record Round(TaskOrchestrationContext Context, object? Input);
}
