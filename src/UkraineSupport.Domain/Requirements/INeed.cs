using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Requirements;

/// <summary>What committed quantity can be allocated to: a requirement, or a gap that US deliveries leave.</summary>
public interface INeed
{
    /// <summary>Identifier; its prefix tells what it is.</summary>
    string Id { get; }

    /// <summary>What it is called in a sentence: <c>requirement</c> or <c>gap</c>.</summary>
    string Noun { get; }

    /// <summary>Code from the catalogue.</summary>
    string Capability { get; }

    /// <summary>1 (highest) to 5.</summary>
    int Priority { get; }

    /// <summary>Last day on which it helps.</summary>
    DateOnly NeededBy { get; }

    /// <summary>Who may see it.</summary>
    Disclosure Disclosure { get; }

    /// <summary>The donor whose stock it replenishes; null when it is Ukraine's.</summary>
    string? Owner { get; }

    /// <summary>What is not allocated yet, in its unit.</summary>
    decimal OpenQuantity { get; }

    /// <summary>Every allocation it ever answered.</summary>
    IReadOnlyList<Coverage> Coverage { get; }

    /// <summary>Whether it is gone for good: allocations are to be given back.</summary>
    bool IsGone { get; }

    /// <summary>
    /// How many of its units one unit of <paramref name="capability"/> stands for; null when that does not help.
    /// </summary>
    decimal? FactorFor(string capability);

    /// <summary>
    /// Why it cannot take <paramref name="credit"/> more of its units now; null when it can. The last unit may cover
    /// more than is open: half a vehicle is not to be had.
    /// </summary>
    /// <param name="credit">What the allocation stands for, in the need's unit.</param>
    /// <param name="last">What of it the last unit of the line stands for.</param>
    Conflict? WhyNotTake(decimal credit, decimal last);

    /// <summary>The answer it gave to an allocation, or null.</summary>
    Coverage? Covered(string allocation) => Coverage.FirstOrDefault(c => c.Allocation == allocation);
}
