using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Gaps;

/// <summary>
/// What of a gap is a requirement too. An answer is final: one that was refused or has ended stays, with nothing in it.
/// </summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="N">Which it is of those ever said of that requirement.</param>
/// <param name="Quantity">In the gap's unit; it only ever falls, and 0 is the end.</param>
/// <param name="Disclosure">Who may see the requirement.</param>
public sealed record SameNeedOf(string Requirement, int N, decimal Quantity, Disclosure Disclosure)
{
    /// <summary>Why it is less than was said, or has ended; or null.</summary>
    public string? Why { get; init; }

    /// <summary>Whether it was refused.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether it stands.</summary>
    [JsonIgnore]
    public bool IsLive => Quantity > 0;
}

/// <summary>An event about a requirement that part of the gap is too: for those who may see that.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="N">Which it is of those ever said of that requirement.</param>
/// <param name="Disclosure">Who may see the requirement.</param>
public abstract record GapSameNeed(string Requirement, int N, Disclosure Disclosure) : GapEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure;

    string? IConfidentialEvent.About => null;
}

/// <summary>Part of a requirement is said to be the gap, and fits.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="N">Which it is of those ever said of that requirement.</param>
/// <param name="Quantity">In the gap's unit.</param>
/// <param name="Disclosure">Who may see the requirement.</param>
[EventName("gap.sameNeedSaid")]
public sealed record GapSameNeedSaid(string Requirement, int N, decimal Quantity, Disclosure Disclosure)
    : GapSameNeed(Requirement, N, Disclosure);

/// <summary>Part of a requirement was said to be the gap, and is refused, for good.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="N">Which it is of those ever said of that requirement.</param>
/// <param name="Disclosure">Who may see the requirement.</param>
/// <param name="Why">Why.</param>
[EventName("gap.sameNeedRefused")]
public sealed record GapSameNeedRefused(string Requirement, int N, Disclosure Disclosure, string Why)
    : GapSameNeed(Requirement, N, Disclosure);

/// <summary>Less of the requirement is the gap than was said, or nothing of it any more.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="N">Which it is of those ever said of that requirement.</param>
/// <param name="Was">What it was, in the gap's unit.</param>
/// <param name="Quantity">What it is now; 0 when it has ended.</param>
/// <param name="Disclosure">Who may see the requirement.</param>
/// <param name="Why">Why.</param>
[EventName("gap.sameNeedCut")]
public sealed record GapSameNeedCut(
    string Requirement,
    int N,
    decimal Was,
    decimal Quantity,
    Disclosure Disclosure,
    string Why
) : GapSameNeed(Requirement, N, Disclosure);

/// <summary>The gap's side of a requirement that is the same need; see <see cref="SayingSame"/>.</summary>
public static class SameNeeds
{
    /// <summary>Most requirements that one gap is at the same time: all may be cut in one transaction.</summary>
    public const int Most = 40;

    /// <summary>
    /// The gap takes over what a requirement says of it: takes a part or refuses it for good, and cuts one of which the
    /// requirement keeps less; nothing when it has.
    /// </summary>
    public static Decision<GapEvent> Hear(Gap gap, Requirement requirement)
    {
        var known = gap.SameNeeds.FirstOrDefault(s => s.Requirement == requirement.Id);
        if (requirement.SameNeed is not { } part || part.N < known?.N)
            return default;
        if (part.Gap == gap.Id && part.N == known?.N)
            return part.Quantity < known.Quantity
                ? Cut(known, part.Quantity, Words(part))
                : default(Decision<GapEvent>);
        if (part.Gap == gap.Id && part.IsLive)
            return WhyNot(gap, requirement, part.Quantity) is { } why
                ? new GapSameNeedRefused(requirement.Id, part.N, requirement.Disclosure, why.Detail)
                : new GapSameNeedSaid(requirement.Id, part.N, part.Quantity, requirement.Disclosure);
        // It has ended, and another one may have been said since.
        return known is { IsLive: true } ? Cut(known, 0, Words(part)) : default(Decision<GapEvent>);
    }

    /// <summary>What no other requirement has said of the gap, in its unit.</summary>
    public static decimal Room(Gap gap, string requirement) =>
        Math.Max(0, Holds(gap) - Live(gap).Where(s => s.Requirement != requirement).Sum(s => s.Quantity));

    /// <summary>What was said of the gap before a requirement said it, in its unit.</summary>
    public static decimal Before(Gap gap, string requirement) =>
        Live(gap).TakeWhile(s => s.Requirement != requirement).Sum(s => s.Quantity);

    /// <summary>Why so much of a requirement cannot be the gap; or null.</summary>
    internal static Conflict? WhyNot(Gap gap, Requirement requirement, decimal quantity)
    {
        // As all see it who see the gap: a refusal is told to them.
        var status = gap.SeenAt(gap.Disclosure).Status;
        if (status is GapStatus.Closed or GapStatus.AcceptedRisk)
            return new("gap-not-open", $"The gap is {status}.");
        if (gap.Disclosure != requirement.Disclosure)
            return new("other-disclosure", "The same people must be able to see the requirement and the gap.");
        if (Live(gap).Count(s => s.Requirement != requirement.Id) >= Most)
            return new("too-many", $"A gap is at most {Most} requirements.");
        return quantity > Room(gap, requirement.Id) ? Full(gap, requirement.Id) : null;
    }

    internal static Conflict Full(Gap gap, string requirement) =>
        new(
            "more-than-missing",
            $"{Room(gap, requirement)} {gap.Unit} of the gap are not said to be another requirement."
        );

    /// <summary>What is cut of the gap as it is now: from what was said last on, until the rest fits.</summary>
    internal static IEnumerable<GapEvent> Cuts(Gap gap)
    {
        var room = Holds(gap);
        foreach (var said in Live(gap))
        {
            var keeps = said.Disclosure == gap.Disclosure ? Math.Min(said.Quantity, room) : 0;
            room -= keeps;
            if (keeps < said.Quantity)
                yield return Cut(said, keeps, Why(gap, said));
        }
    }

    /// <summary>The parts with what happened to one of them; what is said anew comes last.</summary>
    internal static IReadOnlyList<SameNeedOf> After(IReadOnlyList<SameNeedOf> parts, GapSameNeed happened) =>
        happened switch
        {
            GapSameNeedCut e =>
            [
                .. parts.Select(s =>
                    s.Requirement == e.Requirement ? s with { Quantity = e.Quantity, Why = e.Why } : s
                ),
            ],
            GapSameNeedSaid e => Anew(parts, new(e.Requirement, e.N, e.Quantity, e.Disclosure)),
            GapSameNeedRefused e => Anew(
                parts,
                new(e.Requirement, e.N, 0, e.Disclosure) { Why = e.Why, IsRefused = true }
            ),
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };

    private static IReadOnlyList<SameNeedOf> Anew(IReadOnlyList<SameNeedOf> parts, SameNeedOf now) =>
        [.. parts.Where(s => s.Requirement != now.Requirement), now];

    private static IEnumerable<SameNeedOf> Live(Gap gap) => gap.SameNeeds.Where(s => s.IsLive);

    /// <summary>
    /// How much of it can be requirements: all that is missing; where a risk is accepted, what is covered, since
    /// nothing more is going to be. As all see it who see the gap, so that nothing else shows by what is cut.
    /// </summary>
    private static decimal Holds(Gap gap)
    {
        var seen = gap.SeenAt(gap.Disclosure);
        return seen.Status == GapStatus.AcceptedRisk ? Math.Min(seen.Covered, seen.Shortfall) : seen.Shortfall;
    }

    private static GapSameNeedCut Cut(SameNeedOf said, decimal quantity, string why) =>
        new(said.Requirement, said.N, said.Quantity, quantity, said.Disclosure, why);

    private static string Words(SameNeed part) => part.Why ?? "The requirement is not the gap any more.";

    private static string Why(Gap gap, SameNeedOf said) =>
        said.Disclosure != gap.Disclosure ? "Not the same people can see the gap any more."
        : gap.MergedInto is not null ? "Another gap took its months over."
        : gap.Gone ? "The shortfall is gone."
        : gap.SeenAt(gap.Disclosure).Status == GapStatus.AcceptedRisk ? "Its risk is accepted."
        : $"Only {gap.Shortfall} {gap.Unit} are missing.";
}
