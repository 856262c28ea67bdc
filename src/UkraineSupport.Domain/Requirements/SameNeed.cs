using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Requirements;

/// <summary>
/// The part of a requirement that is a gap of US deliveries: only the gap takes allocations for it, and what covers the
/// gap counts for the requirement as far as the part goes. A part that has ended stays, with nothing in it, so that
/// what the gap says of it later is known to be old.
/// </summary>
/// <param name="Gap">The gap.</param>
/// <param name="N">Which it is of those ever said of the requirement, from 1.</param>
/// <param name="Quantity">In the requirement's unit; it only ever falls, and 0 is the end.</param>
/// <param name="Before">What other requirements had said before of the same gap: that is covered first.</param>
public sealed record SameNeed(string Gap, int N, decimal Quantity, decimal Before = 0)
{
    /// <summary>What covers the gap, also beyond the part: who sees less of it sees another part of the rest.</summary>
    public IReadOnlyList<Coverage> Coverage { get; init; } = [];

    /// <summary>Why it is less than was said, or has ended; or null.</summary>
    public string? Why { get; init; }

    /// <summary>Whether it has ended because the gap refused it.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether it stands.</summary>
    [JsonIgnore]
    public bool IsLive => Quantity > 0;

    /// <summary>
    /// What of the gap's coverage covers the part, as far as it is seen: in order of handover, after what was said
    /// before. Of an allocation what has come furthest goes first.
    /// </summary>
    /// <param name="sees">Which parts of the coverage count.</param>
    public IReadOnlyList<Coverage> Covered(Func<Coverage, bool> sees)
    {
        var (skip, left) = (Before, Quantity);
        var covered = new List<Coverage>();
        foreach (
            var part in Coverage
                .Where(sees)
                .OrderBy(c => c.DeliverBy ?? DateOnly.MaxValue)
                .ThenBy(c => c.Allocation, StringComparer.Ordinal)
        )
        {
            var from = Math.Min(skip, part.Credit);
            var to = Math.Min(part.Credit, from + left);
            (skip, left) = (skip - from, left - (to - from));
            if (to > from)
                covered.Add(Between(part, from, to));
        }

        return covered;
    }

    internal SameNeed CoveredBy(Coverage part) =>
        this with
        {
            Coverage =
            [
                .. Coverage.Where(c => c.Allocation != part.Allocation),
                .. part.Credit > 0 ? (Coverage[])[part] : [],
            ],
        };

    private static Coverage Between(Coverage part, decimal from, decimal to) =>
        part with
        {
            Credit = to - from,
            Dispatched = Math.Clamp(part.Dispatched, from, to) - from,
            Delivered = Math.Clamp(part.Delivered, from, to) - from,
            Received = Math.Clamp(part.Received, from, to) - from,
        };
}

/// <summary>Something that happened to the part of it that is a gap.</summary>
/// <param name="Gap">The gap.</param>
public abstract record RequirementSameNeed(string Gap) : RequirementEvent;

/// <summary>It was said how much of it is a gap of US deliveries: the gap is asked.</summary>
/// <param name="Gap">The gap.</param>
/// <param name="N">Which it is of those ever said of the requirement, from 1.</param>
/// <param name="Quantity">In the requirement's unit.</param>
[EventName("requirement.sameNeedSaid")]
public sealed record RequirementSameNeedSaid(string Gap, int N, decimal Quantity) : RequirementSameNeed(Gap);

/// <summary>
/// Less of it is the gap than was said, and open at the requirement again; or less was said of the gap before it.
/// </summary>
/// <param name="Gap">The gap.</param>
/// <param name="Was">What it was, in the requirement's unit.</param>
/// <param name="Quantity">What it is now.</param>
/// <param name="Before">What other requirements said before of the same gap.</param>
/// <param name="Why">Why it is less; null when it is not.</param>
[EventName("requirement.sameNeedChanged")]
public sealed record RequirementSameNeedChanged(
    string Gap,
    decimal Was,
    decimal Quantity,
    decimal Before,
    string? Why = null
) : RequirementSameNeed(Gap);

/// <summary>No part of it is the gap any more: that is open at the requirement again.</summary>
/// <param name="Gap">The gap.</param>
/// <param name="Was">What it was, in the requirement's unit.</param>
/// <param name="Why">Why.</param>
/// <param name="IsRefused">Whether the gap refused it.</param>
[EventName("requirement.sameNeedEnded")]
public sealed record RequirementSameNeedEnded(string Gap, decimal Was, string Why, bool IsRefused = false)
    : RequirementSameNeed(Gap);

/// <summary>
/// What covers the gap that part of it is, as the gap says, whether the part needs it or not. As confidential as the
/// pledge.
/// </summary>
/// <param name="Gap">The gap.</param>
/// <param name="Coverage">One allocation's part, in the gap's unit.</param>
[EventName("requirement.sameNeedCovered")]
public sealed record RequirementSameNeedCovered(string Gap, Coverage Coverage)
    : RequirementSameNeed(Gap),
        IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Coverage.Disclosure;

    string? IConfidentialEvent.About => Coverage.Donor;
}
