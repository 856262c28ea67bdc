using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Worker;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>The app's orchestrators and activities, as the engine calls them.</summary>
internal sealed class DurableFunctions
{
    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    private readonly IServiceScopeFactory scopes;
    private readonly List<OrchestratorFunction> orchestrators;
    private readonly List<FunctionInvoker> activities;

    public DurableFunctions(FunctionCatalog catalog, IServiceScopeFactory scopes)
    {
        this.scopes = scopes;
        orchestrators =
        [
            .. catalog
                .TriggeredBy<OrchestrationTriggerAttribute>()
                .Select(found => new OrchestratorFunction(found.Function, found.Trigger, scopes)),
        ];
        activities =
        [
            .. catalog.TriggeredBy<ActivityTriggerAttribute>().Select(found => Activity(found.Function, found.Trigger)),
        ];
        AreUsed = orchestrators.Count + activities.Count > 0 || catalog.All.Any(HasClient);
    }

    public bool AreUsed { get; }

    /// <summary>A function that needs the engine: errors about the engine's storage name it.</summary>
    public static FunctionDescriptor First(FunctionCatalog catalog) =>
        catalog.All.First(f => f.Trigger is OrchestrationTriggerAttribute or ActivityTriggerAttribute || HasClient(f));

    public void Register(DurableEngine engine)
    {
        foreach (var orchestrator in orchestrators)
            engine.AddOrchestrator(orchestrator.Name, orchestrator.RunAsync);
        foreach (var activity in activities)
            engine.AddActivity(
                activity.Function.Name,
                activity.Function.TriggerParameter.ParameterType,
                call => RunAsync(activity, call)
            );
    }

    private async Task<object?> RunAsync(FunctionInvoker activity, ActivityInvocation call)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await activity.InvokeAsync(
            new FunctionInvocation(activity.Function, scope.ServiceProvider, call.Input, NoData, call.CancellationToken)
        );
    }

    private static FunctionInvoker Activity(FunctionDescriptor function, ActivityTriggerAttribute trigger)
    {
        if (trigger.Activity is not null && trigger.Activity != function.Name)
            throw new FunctionsStartupException(
                $"Function '{function.Name}': [ActivityTrigger] names another activity, '{trigger.Activity}'."
            );
        return new FunctionInvoker(function);
    }

    private static bool HasClient(FunctionDescriptor function) =>
        function.Method.GetParameters().Any(p => p.GetCustomAttribute<DurableClientAttribute>() is not null);
}
