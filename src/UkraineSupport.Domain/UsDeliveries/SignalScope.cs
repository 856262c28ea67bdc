using System.Text.Json;
using System.Text.Json.Serialization;
using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>Which capabilities a signal is about: <c>"all"</c> in JSON, or a list of codes.</summary>
/// <param name="Capabilities">The codes, or null for all.</param>
[JsonConverter(typeof(SignalScopeConverter))]
public sealed record SignalScope(IReadOnlyList<string>? Capabilities)
{
    /// <summary>Every capability of the catalogue.</summary>
    public static SignalScope All { get; } = new((IReadOnlyList<string>?)null);

    /// <summary>The codes it stands for.</summary>
    public IEnumerable<string> Codes() => Capabilities ?? CapabilityCatalog.All.Select(c => c.Code);
}

/// <summary>Reads and writes <see cref="SignalScope"/>.</summary>
internal sealed class SignalScopeConverter : JsonConverter<SignalScope>
{
    private const string All = "all";

    public override SignalScope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.GetString() == All)
            return SignalScope.All;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Wrong();
        var codes = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            codes.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Wrong());
        }

        return new(codes);
    }

    public override void Write(Utf8JsonWriter writer, SignalScope value, JsonSerializerOptions options)
    {
        if (value.Capabilities is null)
            writer.WriteStringValue(All);
        else
            JsonSerializer.Serialize(writer, value.Capabilities, options);
    }

    private static JsonException Wrong() => new("The word all, or a list of capability codes.");
}
