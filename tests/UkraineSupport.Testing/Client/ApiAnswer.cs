using System.Net;
using System.Text.Json;

namespace UkraineSupport.Testing.Client;

/// <summary>An answer of the API, read to its end.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ETag">The version it answers with, quotes included, if any.</param>
/// <param name="Location">Where what was created can be read, if something was.</param>
/// <param name="MediaType">Of the body.</param>
/// <param name="Text">The body.</param>
public sealed record ApiAnswer(HttpStatusCode Status, string? ETag, Uri? Location, string? MediaType, string Text)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The status code as a number.</summary>
    public int Code => (int)Status;

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The body as the thing it is.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Text, Web)!;

    /// <summary>This, if the status is the one expected; otherwise an exception that shows the answer.</summary>
    public ApiAnswer Expect(int status) =>
        Code == status ? this : throw new UnexpectedAnswerException($"Expected {status}, got {Code}: {Text}");
}

/// <summary>The API answered otherwise than a test needs to go on.</summary>
public sealed class UnexpectedAnswerException(string message) : Exception(message);
