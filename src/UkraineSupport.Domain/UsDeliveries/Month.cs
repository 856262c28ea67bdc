using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using UkraineSupport.Domain.Deadlines;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>A calendar month, <c>2027-03</c> in JSON. Years 2000 to 2200.</summary>
[JsonConverter(typeof(MonthConverter))]
public readonly record struct Month : IComparable<Month>
{
    private readonly int _number;

    /// <param name="year">2000 to 2200.</param>
    /// <param name="month">1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another year or month.</exception>
    public Month(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 2200);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        _number = (year * 12) + month - 1;
    }

    private Month(int number) => _number = number;

    /// <summary>The first there is.</summary>
    public static Month Min { get; } = new(2000, 1);

    /// <summary>The last there is.</summary>
    public static Month Max { get; } = new(2200, 12);

    /// <summary>Its first day.</summary>
    public DateOnly First => new(_number / 12, (_number % 12) + 1, 1);

    /// <summary>Its last day.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>The moment, UTC, at which it is over.</summary>
    public DateTimeOffset End() => Moments.Begin(First.AddMonths(1));

    /// <summary>The month in which that day is.</summary>
    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The month, UTC, in which that moment is.</summary>
    public static Month Of(DateTimeOffset moment) => Of(DateOnly.FromDateTime(moment.UtcDateTime));

    /// <summary>So many months later, or earlier if negative.</summary>
    public Month Plus(int months) => new(_number + months);

    /// <summary>How many months this one comes after <paramref name="earlier"/>.</summary>
    public int Since(Month earlier) => _number - earlier._number;

    /// <inheritdoc/>
    public int CompareTo(Month other) => _number.CompareTo(other._number);

    /// <summary>Earlier.</summary>
    public static bool operator <(Month left, Month right) => left._number < right._number;

    /// <summary>Later.</summary>
    public static bool operator >(Month left, Month right) => left._number > right._number;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(Month left, Month right) => left._number <= right._number;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(Month left, Month right) => left._number >= right._number;

    /// <inheritdoc/>
    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>2027-03</c>.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (
            !DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day.Year is < 2000 or > 2200
        )
            return false;
        month = Of(day);
        return true;
    }
}

/// <summary>Reads and writes <see cref="Month"/> as <c>2027-03</c>.</summary>
internal sealed class MonthConverter : JsonConverter<Month>
{
    public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Month.TryParse(reader.GetString(), out var month)
            ? month
            : throw new JsonException("A month is needed, such as 2027-03, in the years 2000 to 2200.");

    public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
