using Microsoft.AspNetCore.Http;

namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>One run of a function: its services, and the trigger's value, already of the parameter's type.</summary>
internal sealed record FunctionRun(
    FunctionDescriptor Function,
    IServiceProvider InstanceServices,
    object? TriggerValue,
    IReadOnlyDictionary<string, object?> BindingData,
    CancellationToken CancellationToken
)
{
    public HttpContext? Http { get; init; }
}
