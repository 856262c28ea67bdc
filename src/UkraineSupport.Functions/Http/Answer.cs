using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Http;

/// <summary>A problem as RFC 9457 writes it; <c>errors</c> names the wrong fields, where there are any.</summary>
internal sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldError>? Errors
);

/// <summary>A JSON answer, whole, so that it can be kept and given again under its idempotency key.</summary>
internal sealed record Answer(
    int Status,
    string Body,
    string? ETag = null,
    string? Location = null,
    string ContentType = "application/json; charset=utf-8",
    TimeSpan? RetryAfter = null
) : IResult
{
    public static Answer Ok(object body, string? etag = null) => new(200, Json(body), etag);

    public static Answer Problem(ProblemException problem) =>
        new(
            problem.Status,
            Json(
                new ProblemDocument(
                    $"urn:ukraine-support:problem:{problem.Code}",
                    Title(problem.Status),
                    problem.Status,
                    problem.Message,
                    problem.Fields
                )
            ),
            ContentType: "application/problem+json; charset=utf-8",
            RetryAfter: problem.RetryAfter
        );

    public static string Json(object body) => JsonSerializer.Serialize(body, DomainJson.Options);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Location is not null)
            response.Headers.Location = Location;
        if (Status == 401)
            response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfter is { } pause)
            response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var bytes = Encoding.UTF8.GetBytes(Body);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private static string Title(int status) =>
        status switch
        {
            400 => "The request cannot be read",
            401 => "Who are you?",
            403 => "You have not the right",
            404 => "Not found",
            405 => "Not that method",
            409 => "The state does not allow it",
            410 => "Gone",
            412 => "It changed meanwhile",
            413 => "Too large",
            415 => "Not JSON",
            422 => "The request does not make sense",
            428 => "Say what you change",
            429 => "Too many requests",
            503 => "Try again soon",
            _ => "Something went wrong here",
        };
}
