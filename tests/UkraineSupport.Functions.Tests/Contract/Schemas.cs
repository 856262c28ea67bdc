using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.Tests.Contract;

/// <summary>JSON Schemas of our types, as they are really written: the documents are generated, never typed.</summary>
internal static class Schemas
{
    /// <summary>The schema of what we write.</summary>
    public static JsonNode OfWritten(Type type) => Of(type, strict: false);

    /// <summary>The schema of what we read from callers: no further members.</summary>
    public static JsonNode OfRead(Type type) => Of(type, strict: true);

    private static JsonNode Of(Type type, bool strict)
    {
        var options = strict ? DomainJson.Strict : DomainJson.Options;
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Describe(context, node, strict),
        };
        return options.GetJsonSchemaAsNode(type, exporter);
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node, bool strict)
    {
        var type = context.TypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        var nullable = value != type;
        if (value.IsEnum)
            return Words(value, nullable);
        if (value == typeof(DateTimeOffset))
            return Text("date-time", nullable);
        if (value == typeof(DateOnly))
            return Text("date", nullable);
        if (value == typeof(Month))
            return Text(nullable, "^(20[0-9]{2}|21[0-9]{2}|2200)-(0[1-9]|1[0-2])$");
        if (value == typeof(SignalScope))
            return Scope();
        if (value == typeof(JsonElement))
            return new JsonObject { ["description"] = "Whatever that event carries; see docs/events." };
        // The exporter leaves out the items of a list whose type has a converter.
        if (value == typeof(IReadOnlyList<Condition>))
            node.AsObject()["items"] = Condition(strict);
        if (value == typeof(IReadOnlyList<Caveat>))
            node.AsObject()["items"] = Caveat(strict);
        if (
            context.TypeInfo.Kind == JsonTypeInfoKind.Object
            && node is JsonObject
            && node["properties"] is JsonObject members
        )
            Complete(context.TypeInfo, members, strict);
        return node;
    }

    /// <summary>
    /// The exporter gives a member whose type has a converter nothing but its default, if it has one.
    /// </summary>
    private static void Complete(JsonTypeInfo type, JsonObject members, bool strict)
    {
        foreach (var member in type.Properties)
        {
            if (
                members[member.Name] is not JsonObject { Count: 1 } bare
                || !bare.TryGetPropertyValue("default", out var otherwise)
            )
                continue;
            if (Of(member.PropertyType, strict) is not JsonObject described)
                continue;
            described["default"] = otherwise?.DeepClone();
            members[member.Name] = described;
        }
    }

    private static JsonObject Condition(bool strict) =>
        Shorthand(
            strict,
            ("text", "string", true),
            ("capability", "string", false),
            ("othersReach", "number", false),
            ("by", "string", false)
        );

    private static JsonObject Caveat(bool strict) =>
        Shorthand(strict, ("text", "string", true), ("type", "string", false), ("blocking", "boolean", false));

    private static JsonObject Words(Type type, bool nullable)
    {
        var words = new JsonArray();
        foreach (var value in Enum.GetValues(type))
        {
            var name = value.ToString()!;
            words.Add(
                type.Name.EndsWith("Status", StringComparison.Ordinal) || name.All(char.IsAsciiLetterUpper)
                    ? name
                    : char.ToLowerInvariant(name[0]) + name[1..]
            );
        }

        if (nullable)
            words.Add((JsonNode?)null);
        return new JsonObject { ["enum"] = words };
    }

    private static JsonObject Text(string format, bool nullable) =>
        new() { ["type"] = nullable ? new JsonArray("string", "null") : "string", ["format"] = format };

    private static JsonObject Text(bool nullable, string pattern) =>
        new() { ["type"] = nullable ? new JsonArray("string", "null") : "string", ["pattern"] = pattern };

    private static JsonObject Scope() =>
        new()
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["const"] = "all" },
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "string" },
                }
            ),
        };

    private static JsonObject Shorthand(bool strict, params (string Name, string Type, bool Required)[] members)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, type, needed) in members)
        {
            properties[name] = new JsonObject
            {
                ["type"] = needed || type == "boolean" ? type : new JsonArray(type, "null"),
            };
            if (needed)
                required.Add(name);
        }

        var whole = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
        };
        if (!strict)
            return whole;
        whole["additionalProperties"] = false;
        return new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, whole) };
    }
}
