using System.Text.Json.Nodes;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Fuzzing;

/// <summary>Something that the contract lets callers do with a body.</summary>
/// <param name="Method">POST or PUT.</param>
/// <param name="Path">Its path below <c>/api/</c>, with names in braces.</param>
/// <param name="Body">The schema of its body.</param>
internal sealed record Operation(string Method, string Path, JsonObject Body)
{
    /// <summary>
    /// All of the contract, but those of orchestrations, whose engine is not there, and the keys of a development
    /// machine.
    /// </summary>
    public static IReadOnlyList<Operation> All { get; } = [.. Read()];

    private static IEnumerable<Operation> Read()
    {
        var contract = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("docs", "openapi.json")))!;
        var schemas = contract["components"]!["schemas"]!.AsObject();
        foreach (var (path, methods) in contract["paths"]!.AsObject())
        {
            if (path.StartsWith("/admin/", StringComparison.Ordinal) || path == "/development/token")
                continue;
            foreach (var (method, operation) in methods!.AsObject())
            {
                var schema = (operation as JsonObject)?["requestBody"]?["content"]?["application/json"]?["schema"];
                if (schema?["$ref"] is not { } name)
                    continue;
                var body = schemas[((string)name!).Split('/')[^1]]!.AsObject();
                yield return new(method.ToUpperInvariant(), path[1..], body);
            }
        }
    }
}
