using System.IO.Compression;
using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Insights;

/// <summary>The figures that one reader read at a moment.</summary>
/// <param name="Reader">The role and party that they were reckoned for.</param>
/// <param name="At">When.</param>
/// <param name="Late">Tranches that were late.</param>
/// <param name="Standing">By capability.</param>
internal sealed record Mark(string Reader, DateTimeOffset At, int Late, IReadOnlyDictionary<string, decimal[]> Standing)
{
    /// <summary>Whom figures are reckoned for.</summary>
    public static string ReaderOf(Actor actor) => $"{DomainJson.Word(actor.Role)}|{actor.Party}";
}

/// <summary>
/// Seals a mark, so that its bearer brings back what it was given and nothing else, and is told of no other reader's
/// figures.
/// </summary>
internal static class Marks
{
    public static async Task<string> SealAsync(this CursorSeal seal, Mark mark, CancellationToken cancel)
    {
        using var packed = new MemoryStream();
        await using (var pack = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await pack.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(mark, DomainJson.Options), cancel);
        return await seal.SealAsync(packed.ToArray(), cancel);
    }

    /// <exception cref="ProblemException">400: it is no mark, or another reader's.</exception>
    public static async Task<Mark> OpenMarkAsync(
        this CursorSeal seal,
        string text,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (await seal.OpenBytesAsync(text, cancel) is { } packed && Read(packed) is { } mark)
            return mark.Reader == Mark.ReaderOf(actor)
                ? mark
                : throw new ProblemException(
                    400,
                    "bad-mark",
                    "This mark was given to another role or party, who may see other figures; begin without one."
                );
        throw new ProblemException(400, "bad-mark", "since is a mark that an earlier answer gave; begin without one.");
    }

    private static Mark? Read(byte[] packed)
    {
        try
        {
            using var text = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            return
                JsonSerializer.Deserialize<Mark>(text, DomainJson.Options)
                    is { Reader: not null, Standing: not null } mark
                ? mark
                : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or JsonException)
        {
            // Sealed by us, but something else: a cursor of a list.
            return null;
        }
    }
}
