using System.Reflection;
using UkraineSupport.LocalRuntime.Worker;

namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>One function: its method and what starts it.</summary>
internal sealed class FunctionDescriptor(
    string name,
    MethodInfo method,
    ParameterInfo triggerParameter,
    TriggerBindingAttribute trigger
) : FunctionDefinition
{
    public override string Name => name;

    public override string Id => name;

    public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string PathToAssembly => method.DeclaringType!.Assembly.Location;

    public MethodInfo Method => method;

    public ParameterInfo TriggerParameter => triggerParameter;

    public TriggerBindingAttribute Trigger => trigger;
}
