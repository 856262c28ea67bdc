using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Settings;
using UkraineSupport.LocalRuntime.Worker;

namespace UkraineSupport.LocalRuntime.Http;

/// <summary>All HTTP functions, in the order in which their routes are tried.</summary>
internal sealed record HttpFunctions(IReadOnlyList<HttpFunction> All)
{
    public static HttpFunctions From(FunctionCatalog catalog, HostJson hostJson, bool usesAspNetCore)
    {
        var functions = catalog
            .TriggeredBy<HttpTriggerAttribute>()
            .Select(found => HttpFunction.From(found.Function, found.Trigger, hostJson.RoutePrefix))
            .ToList();
        if (functions.Count > 0 && !usesAspNetCore)
            throw new FunctionsStartupException(
                $"Function '{functions[0].Name}' takes an HttpRequest: call builder.ConfigureFunctionsWebApplication() in Program.cs."
            );
        RouteConflicts.Check(functions);
        return new HttpFunctions(functions);
    }
}
