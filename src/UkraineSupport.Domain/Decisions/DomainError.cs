namespace UkraineSupport.Domain.Decisions;

/// <summary>Why the domain refused. Nothing was changed when a command answers one of these.</summary>
/// <param name="Code">Stable word for the rule, the last part of the problem's <c>type</c>.</param>
/// <param name="Detail">A sentence for the caller, with the numbers that matter.</param>
public abstract record DomainError(string Code, string Detail);

/// <summary>The input means something impossible (422): one entry a field.</summary>
public sealed record InvalidInput(IReadOnlyList<FieldError> Fields)
    : DomainError("invalid-input", Fields.Count == 1 ? Fields[0].Detail : $"{Fields.Count} fields are not right.");

/// <summary>The state does not allow it now (409).</summary>
public sealed record Conflict(string Code, string Detail) : DomainError(Code, Detail);

/// <summary>The caller has not the right (403).</summary>
public sealed record Forbidden(string Detail, string Code = "forbidden") : DomainError(Code, Detail);

/// <summary>There is no such part of the aggregate (404).</summary>
public sealed record NotFound(string Detail) : DomainError("not-found", Detail);

/// <summary>One wrong field.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the request body.</param>
/// <param name="Detail">What is wrong with it.</param>
public sealed record FieldError(string Pointer, string Detail);
