using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace UkraineSupport.Domain.Json;

/// <summary>
/// An instant (ISO 8601 with offset, written in UTC). A plain date means the end of that day, UTC: deadlines are
/// inclusive.
/// </summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    /// <summary>What a plain date is read as, UTC.</summary>
    public static readonly TimeOnly EndOfDay = new(23, 59, 59);

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
    ];

    /// <summary>
    /// Years outside 2000 to 2200 are slips of the pen, and would overflow when a reminder is reckoned from them.
    /// </summary>
    public static bool TryRead(string? text, out DateTimeOffset instant) =>
        TryParse(text, out instant) && instant.Year is >= 2000 and <= 2200;

    private static bool TryParse(string? text, out DateTimeOffset instant)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            instant = new DateTimeOffset(day, EndOfDay, TimeSpan.Zero);
            return true;
        }

        return DateTimeOffset.TryParseExact(
            text,
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out instant
        );
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryRead(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException(
                "An ISO 8601 date or date and time is needed, such as 2027-03-01 or 2027-03-01T12:00:00Z, in the years 2000 to 2200."
            );

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        );
}

/// <summary>
/// A calendar day (<c>2027-03-01</c>); an instant is accepted and its day taken as it is written, whatever its offset.
/// </summary>
internal sealed class DayConverter : JsonConverter<DateOnly>
{
    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { } text
        && InstantConverter.TryRead(text, out _)
            ? DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : throw new JsonException("An ISO 8601 date is needed, such as 2027-03-01, in the years 2000 to 2200.");

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
