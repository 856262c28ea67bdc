using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Http;

/// <summary>A request's JSON body, read strictly, with the hash that tells the same request from another.</summary>
internal sealed record RequestBody<T>(T Value, string Hash);

/// <summary>
/// Reads bodies: at most 1 MiB of UTF-8 JSON, no unknown, missing, duplicate or null member, at most 32 deep.
/// </summary>
internal static class RequestBody
{
    /// <summary>Largest body, bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <exception cref="ProblemException">400, 413 or 415; nothing was done yet.</exception>
    public static async Task<RequestBody<T>> ReadAsync<T>(Call call)
        where T : class
    {
        if (call.Request.ContentType is { } type && !IsJson(type))
            throw new ProblemException(415, "not-json", "Send application/json, in UTF-8.");
        if (call.Request.Headers.ContentEncoding.Any(e => !"identity".Equals(e, StringComparison.OrdinalIgnoreCase)))
            throw new ProblemException(415, "encoded", "Send the body as it is, without a Content-Encoding.");
        var bytes = await ReadAsync(call.Request, call.Aborted);
        if (bytes.Length == 0)
            throw new ProblemException(400, "empty", "The body is empty; JSON is needed.");
        // RFC 8259 section 8.1: a parser may ignore a byte order mark.
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(bytes))
            throw new ProblemException(400, "not-utf8", "The body is not UTF-8.");
        return new(Parse<T>(bytes), Hash(call.Request, bytes));
    }

    /// <summary>Of method, path and body: the same body sent elsewhere is another request.</summary>
    private static string Hash(HttpRequest request, byte[] body)
    {
        var head = Encoding.UTF8.GetBytes($"{request.Method} {request.Path.Value?.ToUpperInvariant()}\n");
        return Convert.ToHexStringLower(SHA256.HashData([.. head, .. body]));
    }

    private static bool IsJson(string type) =>
        MediaTypeHeaderValue.TryParse(type, out var media)
        && (
            media.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
        )
        && (
            !media.Charset.HasValue
            || HeaderUtilities.RemoveQuotes(media.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        );

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var tooLarge = new ProblemException(413, "too-large", "The body is larger than 1 MiB.");
        if (request.ContentLength > MaxBytes)
            throw tooLarge;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
            {
                if (body.Length + read > MaxBytes)
                    throw tooLarge;
                body.Write(buffer, 0, read);
            }
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            // A connection that the caller reset, or chunks whose lengths are none: not to be taken for storage's.
            throw new ProblemException(400, "unreadable", "The body could not be read to its end.");
        }

        return body.ToArray();
    }

    private static T Parse<T>(byte[] bytes)
        where T : class
    {
        try
        {
            RefuseNullsInLists(bytes);
            return JsonSerializer.Deserialize<T>(bytes, DomainJson.Strict)
                ?? throw new ProblemException(400, "unreadable", "The body is null; an object is needed.");
        }
        catch (JsonException fault)
        {
            var (pointer, detail) = JsonFaults.Explain(fault);
            throw new ProblemException(400, "unreadable", detail, [new FieldError(pointer, detail)]);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in an escape: no text at all.
            throw new ProblemException(400, "unreadable", "A text in the body is not valid Unicode.");
        }
    }

    /// <summary>The serializer checks members against null, but not the items of a list.</summary>
    private static void RefuseNullsInLists(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = DomainJson.Strict.MaxDepth });
        var inList = new Stack<bool>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                inList.Push(reader.TokenType == JsonTokenType.StartArray);
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                inList.Pop();
            else if (reader.TokenType == JsonTokenType.Null && inList.TryPeek(out var list) && list)
                throw new JsonException("A list has no null items.");
        }
    }
}
