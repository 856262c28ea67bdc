using System.Text.Json;
using System.Text.Json.Serialization;

namespace UkraineSupport.Domain.Pledges;

/// <summary>A condition may be written as its text alone.</summary>
internal sealed class ConditionConverter : JsonConverter<Condition>
{
    private sealed record Fields(string Text, string? Capability = null, decimal? OthersReach = null, DateOnly? By = null);

    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new Condition(reader.GetString()!);
        var read = JsonSerializer.Deserialize<Fields>(ref reader, options)!;
        return new Condition(read.Text, read.Capability, read.OthersReach, read.By);
    }

    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Fields(value.Text, value.Capability, value.OthersReach, value.By), options);
}

/// <summary>A caveat may be written as its text alone.</summary>
internal sealed class CaveatConverter : JsonConverter<Caveat>
{
    private sealed record Fields(string Text, string? Type = null, bool Blocking = false);

    public override Caveat Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new Caveat(reader.GetString()!);
        var read = JsonSerializer.Deserialize<Fields>(ref reader, options)!;
        return new Caveat(read.Text, read.Type, read.Blocking);
    }

    public override void Write(Utf8JsonWriter writer, Caveat value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Fields(value.Text, value.Type, value.Blocking), options);
}
