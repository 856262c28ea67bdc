using System.Reflection;
using DurableTask.Core;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>
/// The provider, but after a failure it goes on within seconds. Of its own accord it takes one work item every ten
/// seconds until five have succeeded: by then a message hidden for less than that has come again, its first copy fails
/// in turn, and after a storage that was away for some seconds nothing goes on any more.
/// </summary>
internal class BriefBackoff : DispatchProxy
{
    private IOrchestrationService service = null!;

    public static IOrchestrationService Of(IOrchestrationService service)
    {
        var proxy = Create<IOrchestrationService, BriefBackoff>();
        ((BriefBackoff)proxy).service = service;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name
            is nameof(IOrchestrationService.GetDelayInSecondsAfterOnProcessException)
                or nameof(IOrchestrationService.GetDelayInSecondsAfterOnFetchException)
            ? 1
            : targetMethod.Invoke(service, BindingFlags.DoNotWrapExceptions, null, args, null);
}
