using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.Durable;
using UkraineSupport.LocalRuntime.Hosting;

namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>Decides at start where each parameter comes from, so that a run looks nothing up.</summary>
internal static class ParameterBinding
{
    /// <param name="function">The function.</param>
    /// <param name="parameter">One of its parameters.</param>
    /// <param name="named">Names that the trigger's data will hold: route parameters, a message's properties.</param>
    /// <exception cref="FunctionsStartupException">Nothing binds the parameter.</exception>
    public static Func<FunctionRun, object?> For(
        FunctionDescriptor function,
        ParameterInfo parameter,
        IReadOnlySet<string> named
    )
    {
        if (parameter == function.TriggerParameter)
            return run => run.TriggerValue;
        if (parameter.ParameterType == typeof(CancellationToken))
            return run => run.CancellationToken;
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is { } client)
            return DurableClient(function, parameter, client);
        if (function.Trigger is HttpTriggerAttribute && parameter.ParameterType == typeof(HttpRequest))
            return run => run.Http!.Request;
        if (function.Trigger is HttpTriggerAttribute && parameter.ParameterType == typeof(HttpContext))
            return run => run.Http;
        if (named.Contains(parameter.Name!))
            return Named(function, parameter);
        throw new FunctionsStartupException(
            $"Function '{function.Name}': nothing binds the parameter '{parameter.Name}' of type {parameter.ParameterType.Name}"
                + (
                    named.Count == 0
                        ? "."
                        : $" (by name there are: {string.Join(", ", named.Order(StringComparer.Ordinal))})."
                )
        );
    }

    private static Func<FunctionRun, object?> DurableClient(
        FunctionDescriptor function,
        ParameterInfo parameter,
        DurableClientAttribute attribute
    )
    {
        if (parameter.ParameterType != typeof(DurableTaskClient))
            throw new FunctionsStartupException(
                $"Function '{function.Name}': [DurableClient] binds a DurableTaskClient, not a {parameter.ParameterType.Name}."
            );
        if (attribute.TaskHub is not null || attribute.ConnectionName is not null)
            throw new FunctionsStartupException(
                $"Function '{function.Name}': [DurableClient] for another hub or connection works in Azure only."
            );
        return run => run.InstanceServices.GetRequiredService<DurableHost>().Client;
    }

    private static Func<FunctionRun, object?> Named(FunctionDescriptor function, ParameterInfo parameter)
    {
        var name = parameter.Name!;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var converter = TypeDescriptor.GetConverter(type);
        var missing =
            parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
            : null;
        if (type != typeof(string) && !converter.CanConvertFrom(typeof(string)))
            throw new FunctionsStartupException(
                $"Function '{function.Name}': a {type.Name} can't be made of the text that '{name}' holds."
            );

        return run =>
            run.BindingData.TryGetValue(name, out var value) && value is not null
                ? type.IsInstanceOfType(value)
                    ? value
                    : converter.ConvertFromInvariantString(
                        Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!
                    )
                : missing;
    }
}
