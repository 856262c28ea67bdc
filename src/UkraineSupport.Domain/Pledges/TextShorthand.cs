using System.Text.Json;
using System.Text.Json.Serialization;

namespace UkraineSupport.Domain.Pledges;

/// <summary>What the two below share.</summary>
internal static class TextShorthand
{
    /// <summary>
    /// Reads the long form. Its refusals lose the path, which begins at the inner value: the serializer puts the outer
    /// one in.
    /// </summary>
    public static T Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(ref reader, options)!;
        }
        catch (JsonException e) when (e.Path is not null)
        {
            var inner = e.Path.Length > 2 ? $"{e.Path[2..]}: " : "";
            throw new JsonException($"{inner}{e.Message.Split(" Path: ")[0]}", e);
        }
    }
}

/// <summary>A condition may be written as its text alone.</summary>
internal sealed class ConditionConverter : JsonConverter<Condition>
{
    private sealed record Fields(
        string Text,
        string? Capability = null,
        decimal? OthersReach = null,
        DateOnly? By = null
    );

    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new Condition(reader.GetString()!);
        var read = TextShorthand.Read<Fields>(ref reader, options);
        return new Condition(read.Text, read.Capability, read.OthersReach, read.By);
    }

    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(
            writer,
            new Fields(value.Text, value.Capability, value.OthersReach, value.By),
            options
        );
}

/// <summary>A caveat may be written as its text alone.</summary>
internal sealed class CaveatConverter : JsonConverter<Caveat>
{
    private sealed record Fields(string Text, string? Type = null, bool Blocking = false);

    public override Caveat Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new Caveat(reader.GetString()!);
        var read = TextShorthand.Read<Fields>(ref reader, options);
        return new Caveat(read.Text, read.Type, read.Blocking);
    }

    public override void Write(Utf8JsonWriter writer, Caveat value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Fields(value.Text, value.Type, value.Blocking), options);
}
