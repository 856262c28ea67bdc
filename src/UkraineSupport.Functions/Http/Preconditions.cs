using System.Globalization;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Http;

/// <summary>The headers that keep two writers apart and a retry from counting twice.</summary>
internal static class Preconditions
{
    /// <summary>The ETag of a version.</summary>
    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>
    /// The change must say which version it changes, or any (<c>If-Match: *</c>, RFC 9110 section 13.1.1).
    /// </summary>
    /// <param name="version">The version that the caller counts: what came since that the caller does not see is no
    /// reason to refuse.</param>
    /// <exception cref="ProblemException">428 when it does not, 412 when that version is gone.</exception>
    public static void RequireMatch(Call call, long version)
    {
        var given = call.Request.Headers.IfMatch;
        if (given.Count == 0)
            throw new ProblemException(428, "if-match-missing", "Send If-Match with the ETag that you read.");
        if (!Tags(call).Any(tag => tag == ETag(version) || tag == "*"))
            throw Stale(version);
    }

    private static IEnumerable<string> Tags(Call call) =>
        call.Request.Headers.IfMatch.SelectMany(given => (given ?? "").Split(',')).Select(tag => tag.Trim());

    /// <summary>412.</summary>
    private static ProblemException Stale(long version) =>
        new(
            412,
            "stale",
            $"It is at version {version} now. Read it again and decide whether your change still stands."
        );

    /// <summary>The idempotency key, hashed with who uses it; null when there is none.</summary>
    /// <exception cref="ProblemException">400 when it is malformed, or missing where it is
    /// <paramref name="required"/>.</exception>
    public static string? Key(Call call, bool required)
    {
        var given = call.Request.Headers["Idempotency-Key"];
        if (given.Count == 0)
            return required
                ? throw new ProblemException(
                    400,
                    "idempotency-key-missing",
                    "Send an Idempotency-Key: a text of your own, new for each thing you create."
                )
                : null;
        var key = given.Count == 1 ? given[0] ?? "" : "";
        if (key.Length is < 1 or > 200 || key.Any(c => c is < '!' or > '~'))
            throw new ProblemException(
                400,
                "idempotency-key-malformed",
                "An Idempotency-Key is 1 to 200 visible ASCII characters."
            );
        return Ids.From("key", $"{call.Actor.Role}", call.Actor.Party ?? "", call.Actor.Subject, key);
    }

    /// <summary>An answer to be kept for the same request under the same key.</summary>
    public static KeptAnswer Keep(string key, string request, Answer answer) =>
        new(key, request, answer.Status, answer.Body, answer.ETag, answer.Location);

    /// <summary>Gives the kept answer again.</summary>
    /// <exception cref="ProblemException">422 when the key was used for another request; 409 when it was answered so long
    /// ago that the answer is kept no more.</exception>
    public static Answer Replay(KeptAnswer kept, string request)
    {
        if (kept.Request != request)
            throw new ProblemException(
                422,
                "idempotency-key-reused",
                "This Idempotency-Key was used for another request."
            );
        if (kept.Status == KeptAnswer.Expired)
            throw new ProblemException(
                409,
                "answer-expired",
                "This was done under this Idempotency-Key, and is not done again; its answer is kept no more. Read what came of it."
            );
        return new Answer(
            kept.Status,
            kept.Body,
            kept.ETag,
            kept.Location,
            kept.Status < 400 ? "application/json; charset=utf-8" : "application/problem+json; charset=utf-8"
        );
    }
}
