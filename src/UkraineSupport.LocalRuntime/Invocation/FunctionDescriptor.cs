using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>One function: its method and what starts it.</summary>
internal sealed record FunctionDescriptor(
    string Name,
    MethodInfo Method,
    ParameterInfo TriggerParameter,
    TriggerBindingAttribute Trigger
)
{
    public string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";
}
