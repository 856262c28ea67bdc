using System.Reflection;
using Azure;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Http;

/// <summary>What of a request and of a fault may stand in a log: nothing that a caller wrote.</summary>
internal static class Logged
{
    /// <summary>The words that our own routes are made of.</summary>
    private static readonly HashSet<string> Words =
    [
        "api",
        "admin",
        .. from type in typeof(Logged).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger?.Route is not null
        from part in trigger.Route!.Split('/')
        where !part.Contains('{', StringComparison.Ordinal)
        select part,
    ];

    /// <summary>The path, with our own words, ids and numbers, and <c>…</c> for all else.</summary>
    public static string Path(HttpRequest request) =>
        string.Join('/', (request.Path.Value ?? "").Split('/').Select(part => IsOurs(part) ? part : "…"));

    /// <summary>Kinds of faults and where they happened, without messages: those may repeat what was read.</summary>
    public static string Fault(Exception fault)
    {
        var kinds = new List<string>();
        for (var one = fault; one is not null; one = one.InnerException)
            kinds.Add(
                one is RequestFailedException failed
                    ? $"{one.GetType().Name} {failed.Status} {failed.ErrorCode}"
                    : one.GetType().Name
            );
        return $"{string.Join(" < ", kinds)}\n{fault.GetBaseException().StackTrace}";
    }

    private static bool IsOurs(string part) =>
        part.Length == 0
        || Words.Contains(part)
        || Ids.IsWellFormed(part)
        || (part.Length <= 4 && part.All(char.IsAsciiDigit));
}
