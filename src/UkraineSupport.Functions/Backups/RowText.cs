using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace UkraineSupport.Functions.Backups;

/// <summary>
/// A table row as one line of JSON, as the Table service itself writes rows: a member a column, and beside those whose
/// type JSON does not tell one <c>NAME@odata.type</c>. Without ETag and timestamp, which a service gives.
/// </summary>
/// <seealso href="https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations"/>
internal static class RowText
{
    private const string TypeOf = "@odata.type";

    private static readonly HashSet<string> Given = ["odata.etag", "Timestamp"];

    /// <summary>The line, without its end.</summary>
    public static string Write(TableEntity row)
    {
        var line = new JsonObject();
        foreach (var (name, value) in row.Where(c => c.Value is not null && !Given.Contains(c.Key)))
        {
            var (type, text) = Typed(value);
            line[name] = text;
            if (type is not null)
                line[name + TypeOf] = type;
        }

        return line.ToJsonString();
    }

    /// <summary>The row.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TableEntity Read(string text)
    {
        if (JsonNode.Parse(text) is not JsonObject line)
            throw new FormatException("A row is an object.");
        var row = new TableEntity();
        foreach (var (name, value) in line.Where(m => !m.Key.EndsWith(TypeOf, StringComparison.Ordinal)))
            row[name] = Value(value!.AsValue(), (string?)line[name + TypeOf]);
        return row is { PartitionKey: not null, RowKey: not null } ? row : throw new FormatException("A row has keys.");
    }

    private static (string? Type, JsonNode Text) Typed(object value) =>
        value switch
        {
            string text => (null, text),
            int number => (null, number),
            bool flag => (null, flag),
            long number => ("Edm.Int64", number.ToString(CultureInfo.InvariantCulture)),
            DateTimeOffset moment => ("Edm.DateTime", moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            byte[] bytes => ("Edm.Binary", Convert.ToBase64String(bytes)),
            BinaryData bytes => ("Edm.Binary", Convert.ToBase64String(bytes.ToMemory().Span)),
            _ => throw new FormatException($"No column of ours is a {value.GetType().Name}."),
        };

    private static object Value(JsonValue value, string? type) =>
        type switch
        {
            null when value.TryGetValue(out string? text) => text,
            null when value.TryGetValue(out bool flag) => flag,
            null => (int)value,
            "Edm.Int64" => long.Parse((string)value!, CultureInfo.InvariantCulture),
            "Edm.DateTime" => DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture),
            "Edm.Binary" => Convert.FromBase64String((string)value!),
            _ => throw new FormatException($"No column of ours is a {type}."),
        };
}
