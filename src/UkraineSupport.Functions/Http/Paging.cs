using System.Buffers.Text;
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

    /// <summary>How many, and the cursor as it was sent.</summary>
    /// <exception cref="ProblemException">400 when a parameter is unknown, repeated or has no such value.</exception>
    public static (int Limit, string? Cursor) Read(Call call, params IReadOnlyList<string> others) =>
        (ReadLimit(call, others), call.Request.Query["cursor"].FirstOrDefault());

    /// <summary>Only how many.</summary>
    /// <exception cref="ProblemException">400 when a parameter is unknown, repeated or has no such value.</exception>
    public static int ReadLimit(Call call, params IReadOnlyList<string> others)
    {
        Filters.Only(call, [.. others, "limit", "cursor"]);
        return LimitOf(call);
    }

    /// <summary>How many.</summary>
    /// <exception cref="ProblemException">400 when it is no number of items of a page.</exception>
    public static int LimitOf(Call call)
    {
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

    /// <summary>
    /// What a cursor holds that tells its reader nothing new: a version, a backend's continuation.
    /// </summary>
    /// <exception cref="ProblemException">400 when it is none of ours.</exception>
    public static string? OpenText(string? cursor)
    {
        if (cursor is null)
            return null;
        try
        {
            return Decode(cursor) is { Length: > 0 and <= 2000 } bytes
                ? new UTF8Encoding(false, true).GetString(bytes)
                : throw BadCursor();
        }
        catch (DecoderFallbackException)
        {
            throw BadCursor();
        }
    }

    /// <summary>The cursor that <see cref="OpenText"/> opens.</summary>
    public static string Seal(string text) => Encode(Encoding.UTF8.GetBytes(text));

    /// <summary>Base64 that needs no escape in an address.</summary>
    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>The bytes, or null when it is no such text.</summary>
    public static byte[]? Decode(string cursor)
    {
        try
        {
            return Base64Url.DecodeFromChars(cursor);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>400.</summary>
    public static ProblemException BadCursor() =>
        new(400, "bad-cursor", "This cursor is none of ours; begin without one.");
}
