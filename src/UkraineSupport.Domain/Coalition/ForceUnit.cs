namespace UkraineSupport.Domain.Coalition;

/// <summary>A force commitment as the balance reads it.</summary>
/// <param name="Id">The commitment.</param>
/// <param name="Nation">Whose it is.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Terms">What is committed.</param>
/// <param name="Mandate">What its parliament said.</param>
public sealed record ForceUnit(string Id, string Nation, ForceStatus Status, ForceTerms Terms, Mandate Mandate)
{
    /// <summary>When it got there, or null as long as it has not: then its notice to move runs from the ceasefire.
    /// </summary>
    public DateOnly? DeployedOn { get; init; }

    /// <summary>The serial that it was activated for, or null: an activated unit stays where it is.</summary>
    public string? Serial { get; init; }
}
