namespace UkraineSupport.Domain.Coalition.Calls;

/// <summary>A coordinator's wish to call for forces.</summary>
/// <param name="Deadline">Until when nations may answer.</param>
/// <param name="Serials">What for; all serials when it is left out.</param>
/// <param name="Nations">Whom to call; every nation of the catalogue but the United States when it is left out.</param>
/// <param name="Text">Words to those called.</param>
public sealed record OpenCall(
    DateTimeOffset Deadline,
    IReadOnlyList<string>? Serials = null,
    IReadOnlyList<string>? Nations = null,
    string? Text = null
);

/// <summary>A nation's refusal.</summary>
/// <param name="Reason">Why.</param>
public sealed record DeclineCall(string Reason);
