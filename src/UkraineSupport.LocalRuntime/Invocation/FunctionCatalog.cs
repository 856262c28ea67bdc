using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using UkraineSupport.LocalRuntime.Hosting;

namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>
/// The functions of an assembly, in the order of their names (the order in which the real host knows them).
/// </summary>
internal sealed class FunctionCatalog
{
    private const BindingFlags Methods =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Static
        | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    internal FunctionCatalog(IEnumerable<FunctionDescriptor> functions) =>
        All = [.. functions.OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase)];

    public IReadOnlyList<FunctionDescriptor> All { get; }

    /// <exception cref="FunctionsStartupException">A function without a name of its own or without exactly one
    /// trigger that this host knows.</exception>
    public static FunctionCatalog From(IEnumerable<Type> types)
    {
        var functions = types
            .SelectMany(type => type.GetMethods(Methods))
            .Select(method => (Method: method, method.GetCustomAttribute<FunctionAttribute>()?.Name))
            .Where(found => found.Name is not null)
            .Select(found => Describe(found.Name!, found.Method))
            .ToList();

        var twice = functions
            .GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw new FunctionsStartupException(
                $"Function '{twice.Key}' is declared twice: by {string.Join(" and by ", twice.Select(f => f.EntryPoint))}."
            );
        return new FunctionCatalog(functions);
    }

    public IEnumerable<(FunctionDescriptor Function, T Trigger)> TriggeredBy<T>()
        where T : TriggerBindingAttribute => All.Where(f => f.Trigger is T).Select(f => (f, (T)f.Trigger));

    private static FunctionDescriptor Describe(string name, MethodInfo method)
    {
        // The class may be internal: the real worker then calls the method by reflection.
        if (!method.IsPublic)
            throw new FunctionsStartupException(
                $"Function '{name}': the method {method.DeclaringType!.FullName}.{method.Name} must be public, or the real worker doesn't see it."
            );

        var triggers = method
            .GetParameters()
            .Select(parameter =>
                (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>())
            )
            .Where(found => found.Trigger is not null)
            .ToList();
        if (triggers is not [var (parameter, trigger)])
            throw new FunctionsStartupException(
                $"Function '{name}' has {triggers.Count} triggers; it needs exactly one."
            );
        return
            trigger
                is HttpTriggerAttribute
                    or QueueTriggerAttribute
                    or TimerTriggerAttribute
                    or OrchestrationTriggerAttribute
                    or ActivityTriggerAttribute
            ? new FunctionDescriptor(name, method, parameter, trigger)
            : throw new FunctionsStartupException(
                $"Function '{name}': this host does not know its trigger, [{trigger!.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal)}]."
            );
    }
}
