using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>What is expected of the United States for one capability.</summary>
/// <param name="Method">How the expectation was come to, with its caveats.</param>
/// <param name="Authority">Under which authority it is delivered, but for what <see cref="Parts"/> says.</param>
/// <param name="Source">Where the figures are from.</param>
/// <param name="Months">Each month once, earliest first.</param>
/// <param name="Disclosure">Who may see it, and everything measured against it.</param>
/// <param name="SetBy">The coordinator's party.</param>
/// <param name="SetAt">When.</param>
public sealed record UsBaseline(
    string Method,
    UsAuthority Authority,
    string Source,
    IReadOnlyList<BaselineMonth> Months,
    Disclosure Disclosure,
    string? SetBy,
    DateTimeOffset SetAt
)
{
    /// <summary>
    /// Of the months of which something is expected under another authority: what under each, earliest month first.
    /// </summary>
    public IReadOnlyList<BaselinePart> Parts { get; init; } = [];

    /// <summary>What is expected of a month under each authority, one at least; they add up to the month's.</summary>
    public IReadOnlyList<BaselinePart> Of(BaselineMonth month)
    {
        var parts = Parts.Where(p => p.Month == month.Month).ToList();
        return parts.Count > 0 ? parts : [new(month.Month, Authority, month.Quantity, month.Value)];
    }

    /// <summary>Whether it says the same, whoever said it and when.</summary>
    internal bool SaysTheSameAs(UsBaseline? other) =>
        other is not null
        && (Method, Authority, Source, Disclosure) == (other.Method, other.Authority, other.Source, other.Disclosure)
        && Months.SequenceEqual(other.Months)
        && Parts.SequenceEqual(other.Parts);
}

/// <summary>What is expected in one month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Quantity">In the capability's unit; 0 when nothing is.</param>
/// <param name="Value">Its value, or null when it is not known.</param>
public sealed record BaselineMonth(Month Month, decimal Quantity, EurValue? Value);

/// <summary>What is expected in one month under one authority.</summary>
/// <param name="Month">The month.</param>
/// <param name="Authority">The authority.</param>
/// <param name="Quantity">In the capability's unit.</param>
/// <param name="Value">Its value, or null when it is not known.</param>
public sealed record BaselinePart(Month Month, UsAuthority Authority, decimal Quantity, EurValue? Value);
