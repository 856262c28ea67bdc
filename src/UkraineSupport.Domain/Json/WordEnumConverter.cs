using System.Text.Json;
using System.Text.Json.Serialization;

namespace UkraineSupport.Domain.Json;

/// <summary>
/// Writes statuses as the vocabulary does (<c>PartiallyAccepted</c>), abbreviations in capitals (<c>PDA</c>) and other
/// words in camelCase (<c>newProduction</c>). Reads them forgivingly: case, hyphens, underscores and spaces do not
/// matter, nor a plural's s (<c>co-production</c>, <c>drone</c>). Numbers are refused: they would tie callers to the
/// order of declaration.
/// </summary>
internal sealed class WordEnumConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert))!;

    /// <summary>The word for <paramref name="value"/> as it stands in JSON and in query strings.</summary>
    public static string Write<T>(T value)
        where T : struct, Enum => Words<T>.Name(value);

    /// <summary>Reads a word as the converter does.</summary>
    public static bool TryRead<T>(string? word, out T value)
        where T : struct, Enum => Words<T>.ByKey.TryGetValue(Key(word ?? ""), out value);

    private static string Key(string word)
    {
        var key = string.Concat(word.Where(c => c is not ('-' or '_' or ' '))).ToUpperInvariant();
        return key.EndsWith('S') ? key[..^1] : key;
    }

    private sealed class Words<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> ByKey = Enum.GetValues<T>().ToDictionary(v => Key(v.ToString()));

        public static string Name(T value) =>
            typeof(T).Name.EndsWith("Status", StringComparison.Ordinal) || value.ToString().All(char.IsAsciiLetterUpper)
                ? value.ToString()
                : JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (
                reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && TryRead<T>(reader.GetString(), out var value)
            )
                return value;
            throw new JsonException($"One of: {string.Join(", ", Enum.GetValues<T>().Select(Name))}.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Name(value));

        public override T ReadAsPropertyName(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Name(value));
    }
}
