using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>Calls a function's method: makes its class with the run's services, binds, calls, awaits.</summary>
internal sealed class FunctionInvoker
{
    private static readonly IReadOnlySet<string> NoNames = new HashSet<string>();

    private readonly MethodInvoker method;
    private readonly ObjectFactory? instance;
    private readonly Func<FunctionRun, object?>[] parameters;

    public FunctionInvoker(FunctionDescriptor function, IReadOnlySet<string>? named = null)
        : this(function, parameter => ParameterBinding.For(function, parameter, named ?? NoNames)) { }

    public FunctionInvoker(FunctionDescriptor function, Func<ParameterInfo, Func<FunctionRun, object?>> bind)
    {
        Function = function;
        method = MethodInvoker.Create(function.Method);
        instance = function.Method.IsStatic
            ? null
            : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, []);
        parameters = [.. function.Method.GetParameters().Select(bind)];
        Returned = ReturnValue.TypeOf(function.Method.ReturnType);
    }

    public FunctionDescriptor Function { get; }

    /// <summary>The type of what comes out; <c>void</c> for nothing.</summary>
    public Type Returned { get; }

    /// <summary>Runs the function. What it throws comes out as it was thrown.</summary>
    public Task<object?> InvokeAsync(FunctionRun run)
    {
        var target = instance?.Invoke(run.InstanceServices, null);
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = parameters[i](run);
        return ReturnValue.AwaitAsync(method.Invoke(target, arguments.AsSpan()), Returned);
    }
}
