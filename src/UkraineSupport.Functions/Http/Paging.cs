using System.Globalization;
using System.Text;

namespace UkraineSupport.Functions.Http;

/// <summary>A page as every list answers it.</summary>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, string? Cursor);

/// <summary>Query parameters of lists.</summary>
internal static class Paging
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <exception cref="ProblemException">400 when a parameter is unknown, repeated or has no such value.</exception>
    public static (int Limit, string? After) Read(Call call, params string[] others) =>
        (ReadLimit(call, others), call.Request.Query["cursor"].FirstOrDefault() is { } cursor ? Open(cursor) : null);

    /// <summary>Only how many: of a list whose cursor is read by <see cref="OpenText"/>.</summary>
    /// <exception cref="ProblemException">400 when a parameter is unknown, repeated or has no such value.</exception>
    public static int ReadLimit(Call call, params string[] others)
    {
        foreach (var (name, values) in call.Request.Query)
        {
            if (name is not ("limit" or "cursor") && !others.Contains(name))
                throw new ProblemException(
                    400,
                    "unknown-parameter",
                    $"There is no parameter '{name}' here; there is {string.Join(", ", others.Append("limit").Append("cursor"))}."
                );
            if (values.Count != 1)
                throw new ProblemException(400, "repeated-parameter", $"'{name}' is there more than once.");
        }

        var limit = DefaultLimit;
        if (
            call.Request.Query["limit"].FirstOrDefault() is { } text
            && (
                !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                || limit is < 1 or > MaxLimit
            )
        )
            throw new ProblemException(400, "bad-limit", $"limit is 1 to {MaxLimit}.");
        return limit;
    }

    /// <summary>A cursor that holds somebody else's text, such as a backend's continuation.</summary>
    /// <exception cref="ProblemException">400 when it is none of ours.</exception>
    public static string? OpenText(Call call)
    {
        if (call.Request.Query["cursor"].FirstOrDefault() is not { } cursor)
            return null;
        return Decode(cursor) is { Length: > 0 and <= 2000 } text ? text : throw BadCursor();
    }

    /// <summary>A position as callers carry it.</summary>
    public static string Seal(string position) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(position)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    private static string Open(string cursor) =>
        Decode(cursor) is { Length: <= 100 } position
        && position.All(c => char.IsAsciiLetterOrDigit(c) || c is '|' or '-')
            ? position
            : throw BadCursor();

    private static string? Decode(string cursor)
    {
        try
        {
            var padded = cursor.Replace('-', '+').Replace('_', '/');
            return new UTF8Encoding(false, true).GetString(
                Convert.FromBase64String(padded.PadRight((padded.Length + 3) / 4 * 4, '='))
            );
        }
        catch (Exception fault) when (fault is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static ProblemException BadCursor() =>
        new(400, "bad-cursor", "This cursor is none of ours; begin without one.");
}
