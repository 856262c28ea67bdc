using System.Reflection;
using DurableTask.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>The app's orchestrators and activities, checked once and handed to the framework.</summary>
internal sealed class DurableFunctions(
    FunctionCatalog catalog,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime
)
{
    private readonly List<OrchestratorFunction> orchestrators =
    [
        .. catalog
            .TriggeredBy<OrchestrationTriggerAttribute>()
            .Select(found => new OrchestratorFunction(found.Function, found.Trigger, scopes)),
    ];

    private readonly List<ActivityFunction> activities =
    [
        .. catalog
            .TriggeredBy<ActivityTriggerAttribute>()
            .Select(found => new ActivityFunction(found.Function, found.Trigger, scopes, lifetime.ApplicationStopping)),
    ];

    /// <summary>
    /// A function that needs the framework, which errors about its storage name; null when none does.
    /// </summary>
    public string? First { get; } =
        catalog
            .All.FirstOrDefault(f =>
                f.Trigger is OrchestrationTriggerAttribute or ActivityTriggerAttribute || HasClient(f)
            )
            ?.Name;

    public void Register(TaskHubWorker worker, DurableTaskShimFactory shims)
    {
        foreach (var one in orchestrators)
            worker.AddTaskOrchestrations(
                new Creator<TaskOrchestration>(one.Name, () => shims.CreateOrchestration(new TaskName(one.Name), one))
            );
        foreach (var one in activities)
            worker.AddTaskActivities(
                new Creator<TaskActivity>(one.Name, () => shims.CreateActivity(new TaskName(one.Name), one))
            );
    }

    private static bool HasClient(FunctionDescriptor function) =>
        function.Method.GetParameters().Any(p => p.GetCustomAttribute<DurableClientAttribute>() is not null);
}
