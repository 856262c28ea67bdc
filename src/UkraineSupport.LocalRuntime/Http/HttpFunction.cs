using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Http;

/// <summary>An HTTP function with its route.</summary>
internal sealed record HttpFunction(FunctionInvoker Invoker, RoutePattern Pattern, IReadOnlyList<string> Methods)
{
    public string Name => Invoker.Function.Name;

    public static HttpFunction From(FunctionDescriptor function, HttpTriggerAttribute trigger, string prefix)
    {
        var type = function.TriggerParameter.ParameterType;
        if (type != typeof(HttpRequest))
            throw new FunctionsStartupException(
                $"Function '{function.Name}': [HttpTrigger] binds an ASP.NET Core HttpRequest here, not a {type.Name}."
            );

        var route = string.IsNullOrEmpty(trigger.Route) ? function.Name : trigger.Route;
        var pattern = Parse(function.Name, prefix.Length == 0 ? route : $"{prefix}/{route}");
        var named = pattern.Parameters.Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new HttpFunction(
            new FunctionInvoker(function, named),
            pattern,
            [.. (trigger.Methods ?? []).Select(m => m.ToUpperInvariant())]
        );
    }

    private static RoutePattern Parse(string function, string route)
    {
        try
        {
            return RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException e)
        {
            throw new FunctionsStartupException(
                $"Function '{function}': the route '{route}' is not valid: {e.Message}",
                e
            );
        }
    }
}
