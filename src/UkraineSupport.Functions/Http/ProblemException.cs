using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Functions.Http;

/// <summary>A refusal on its way to the caller as a problem (RFC 9457).</summary>
internal sealed class ProblemException(int status, string code, string detail, IReadOnlyList<FieldError>? fields = null)
    : Exception(detail)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public IReadOnlyList<FieldError>? Fields { get; } = fields;

    /// <summary>When it is worth another try.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>More of the reason, for the log; the caller is not told.</summary>
    public string? Why { get; init; }

    public static ProblemException NotFound() => new(404, "not-found", "There is nothing here, or you may not see it.");

    /// <summary>The one place where the domain's errors become HTTP.</summary>
    public static ProblemException From(DomainError error) =>
        error switch
        {
            InvalidInput invalid => new(422, invalid.Code, invalid.Detail, invalid.Fields),
            Conflict conflict => new(409, conflict.Code, conflict.Detail),
            Forbidden forbidden => new(403, forbidden.Code, forbidden.Detail),
            NotFound missing => new(404, missing.Code, missing.Detail),
            _ => throw new InvalidOperationException($"No status for {error.GetType().Name}."),
        };
}
