using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>One run of a function: its services, and the trigger's value, already of the parameter's type.</summary>
internal sealed record FunctionRun(
    FunctionDescriptor Function,
    IServiceProvider InstanceServices,
    object? TriggerValue,
    CancellationToken CancellationToken
)
{
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = FrozenDictionary<string, object?>.Empty;

    public HttpContext? Http { get; init; }
}
