using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Worker;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>
/// An orchestrator: its parameters are the context, at most one input, and what any function may have.
/// </summary>
internal sealed class OrchestratorFunction
{
    private static readonly MethodInfo GetInput = typeof(TaskOrchestrationContext)
        .GetMethods()
        .Single(m =>
            m.Name == nameof(TaskOrchestrationContext.GetInput)
            && m.IsGenericMethodDefinition
            && m.GetParameters().Length == 0
        );
    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    private readonly FunctionDescriptor function;
    private readonly FunctionInvoker invoker;
    private readonly IServiceScopeFactory scopes;

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
        this.function = function;
        this.scopes = scopes;
        var input = InputParameter(function);
        invoker = new FunctionInvoker(
            function,
            parameter => parameter == input ? ReadInput(parameter) : Bind(parameter)
        );
    }

    public string Name => function.Name;

    public async Task<object?> RunAsync(TaskOrchestrationContext context)
    {
        // The scope must outlive the turn that made it: the same method goes on where it awaited in later turns.
        await using var scope = scopes.CreateAsyncScope();
        return await invoker.InvokeAsync(
            new FunctionInvocation(function, scope.ServiceProvider, context, NoData, CancellationToken.None)
        );
    }

    private Func<FunctionInvocation, object?> Bind(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<DurableClientAttribute>() is null
            ? ParameterBinding.For(function, parameter, new HashSet<string>())
            : throw new FunctionsStartupException(
                $"Function '{function.Name}': an orchestrator must not use a DurableTaskClient: what it does must be repeatable."
            );

    private static ParameterInfo? InputParameter(FunctionDescriptor function) =>
        function
            .Method.GetParameters()
            .FirstOrDefault(p =>
                p != function.TriggerParameter
                && p.ParameterType != typeof(FunctionContext)
                && p.ParameterType != typeof(CancellationToken)
                && p.GetCustomAttribute<BindingAttribute>() is null
            );

    private static Func<FunctionInvocation, object?> ReadInput(ParameterInfo parameter)
    {
        var read = MethodInvoker.Create(GetInput.MakeGenericMethod(parameter.ParameterType));
        return run => read.Invoke(run.TriggerValue);
    }
}
