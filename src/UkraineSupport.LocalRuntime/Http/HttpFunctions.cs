using Microsoft.Azure.Functions.Worker;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Http;

/// <summary>All HTTP functions, in the order in which their routes are tried.</summary>
internal sealed record HttpFunctions(IReadOnlyList<HttpFunction> All)
{
    public static HttpFunctions From(FunctionCatalog catalog, HostJson hostJson)
    {
        var functions = catalog
            .TriggeredBy<HttpTriggerAttribute>()
            .Select(found => HttpFunction.From(found.Function, found.Trigger, hostJson.RoutePrefix))
            .ToList();
        RouteConflicts.Check(functions);
        return new HttpFunctions(functions);
    }
}
