using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.Tests.Contract;

/// <summary>JSON Schemas of our types, as they are really written: the documents are generated, never typed.</summary>
internal static class Schemas
{
    private enum Use
    {
        Stored,
        Answered,
        Read,
    }

    /// <summary>
    /// The schema of what we store and tell of later: members that were added since need not be there.
    /// </summary>
    public static JsonNode OfStored(Type type) => Of(type, Use.Stored);

    /// <summary>The schema of what we answer: every member is there, though it may be null.</summary>
    public static JsonNode OfAnswered(Type type) => Of(type, Use.Answered);

    /// <summary>The schema of what we read from callers: no further members, and some may be left out.</summary>
    public static JsonNode OfRead(Type type) => Of(type, Use.Read);

    private static JsonNode Of(Type type, Use use)
    {
        var options = use == Use.Read ? DomainJson.Strict : DomainJson.Options;
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Describe(context, node, use),
        };
        return options.GetJsonSchemaAsNode(type, exporter);
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node, Use use)
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
            node.AsObject()["items"] = Condition(use);
        if (value == typeof(IReadOnlyList<Caveat>))
            node.AsObject()["items"] = Caveat(use);
        if (
            context.TypeInfo.Kind == JsonTypeInfoKind.Object
            && node is JsonObject
            && node["properties"] is JsonObject members
        )
        {
            Complete(context.TypeInfo, members, use);
            if (use != Use.Stored)
                TakeDefaultsOut(members);
            if (use == Use.Answered)
                node["required"] = Names(context.TypeInfo.Properties.Where(IsAlwaysThere).Select(p => p.Name));
        }

        return node;
    }

    /// <summary>
    /// What a member is when it is left out is said in words: what makes types of a schema takes a member with a
    /// <c>default</c> for one that must be given.
    /// </summary>
    private static void TakeDefaultsOut(JsonObject members)
    {
        foreach (var (_, member) in members)
        {
            if (member is not JsonObject described || !described.Remove("default", out var otherwise))
                continue;
            if (otherwise is not null)
                described["description"] = $"{otherwise.ToJsonString()} when it is left out.";
        }
    }

    private static bool IsAlwaysThere(JsonPropertyInfo member) =>
        member
            .AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false)
            .Cast<JsonIgnoreAttribute>()
            .All(ignored => ignored.Condition == JsonIgnoreCondition.Never)
        ?? true;

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);

    /// <summary>
    /// The exporter gives a member whose type has a converter nothing but its default, if it has one.
    /// </summary>
    private static void Complete(JsonTypeInfo type, JsonObject members, Use use)
    {
        foreach (var member in type.Properties)
        {
            if (
                members[member.Name] is not JsonObject { Count: 1 } bare
                || !bare.TryGetPropertyValue("default", out var otherwise)
            )
                continue;
            if (Of(member.PropertyType, use) is not JsonObject described)
                continue;
            described["default"] = otherwise?.DeepClone();
            members[member.Name] = described;
        }
    }

    private static JsonObject Condition(Use use) =>
        Shorthand(
            use,
            ("text", "string", true),
            ("capability", "string", false),
            ("othersReach", "number", false),
            ("by", "string", false)
        );

    private static JsonObject Caveat(Use use) =>
        Shorthand(use, ("text", "string", true), ("type", "string", false), ("blocking", "boolean", false));

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

    private static JsonObject Shorthand(Use use, params (string Name, string Type, bool Required)[] members)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, type, needed) in members)
        {
            properties[name] = new JsonObject
            {
                ["type"] = needed || type == "boolean" ? type : new JsonArray(type, "null"),
            };
            if (needed || use == Use.Answered)
                required.Add(name);
        }

        var whole = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
        };
        if (use != Use.Read)
            return whole;
        whole["additionalProperties"] = false;
        return new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, whole) };
    }
}
