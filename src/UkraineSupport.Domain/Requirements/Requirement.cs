using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Requirements;

/// <summary>
/// Life of a requirement (DOMAIN §3). Validation opens it at once; between Open and Closed the status follows from what
/// covers it.
/// </summary>
public enum RequirementStatus
{
    /// <summary>Filed by the recipient.</summary>
    Submitted,

    /// <summary>Validated; nothing allocated.</summary>
    Open,

    /// <summary>Part of it is allocated.</summary>
    PartiallyFilled,

    /// <summary>All of it is allocated, to come in time.</summary>
    Filled,

    /// <summary>All of it is received.</summary>
    Closed,

    /// <summary>Not validated.</summary>
    Rejected,

    /// <summary>Taken back by the recipient.</summary>
    Cancelled,

    /// <summary>Another requirement took its place, and all that was allocated to it.</summary>
    Superseded,
}

/// <summary>Whose need it is.</summary>
public enum RequirementKind
{
    /// <summary>Ukraine's.</summary>
    Requirement,

    /// <summary>
    /// A donor's own stock, from which it gave to Ukraine. What fills it never counts as support to Ukraine.
    /// </summary>
    Replenishment,
}

/// <summary>
/// What Ukraine needs (or what a donor that gave from stock needs back), and the allocations that cover it.
/// </summary>
public sealed partial record Requirement : IAggregate<Requirement, RequirementEvent>, INeed
{
    /// <inheritdoc/>
    public static string IdKind => "requirement";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public Requirement Numbered(long version) => this with { Version = version };

    /// <summary>Whose need it is.</summary>
    public RequirementKind Kind { get; init; }

    /// <summary>Of a replenishment: the donor whose stock it is; null otherwise.</summary>
    public string? Donor { get; init; }

    /// <summary>Of a replenishment: the pledge that was given from stock; null otherwise.</summary>
    public string? GivenBy { get; init; }

    /// <summary>Of training: the course whose graduates alone fill it, in persons; null when any will do.</summary>
    public string? CourseId { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    /// <summary>Code from the catalogue.</summary>
    public required string Capability { get; init; }

    /// <summary>Needed, in <see cref="Unit"/>.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The capability's unit.</summary>
    public required string Unit { get; init; }

    /// <summary>1 (highest) to 5.</summary>
    public required int Priority { get; init; }

    /// <summary>Last day on which it helps.</summary>
    public required DateOnly RequiredBy { get; init; }

    /// <summary>What else would do.</summary>
    public IReadOnlyList<Substitute> Substitutes { get; init; } = [];

    /// <inheritdoc/>
    public required Disclosure Disclosure { get; init; }

    /// <summary>What supports it, or null when nothing does.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>When it was filed.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>When it should be validated.</summary>
    public required DateTimeOffset ValidationDue { get; init; }

    /// <summary>How long before the end of <see cref="RequiredBy"/> an uncovered rest is reported.</summary>
    public required DateTimeOffset RequiredByReminderAt { get; init; }

    /// <summary>The coordinator's party that validated it, or null.</summary>
    public string? ValidatedBy { get; init; }

    /// <summary>The requirement whose place it takes, or null.</summary>
    public string? Supersedes { get; init; }

    /// <summary>Whether it has taken over what was allocated to that one.</summary>
    public bool TookOver { get; init; }

    /// <summary>The requirement that took its place, or null.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Which of a series it is, or null.</summary>
    public RequirementSeries? Series { get; init; }

    /// <summary>Every allocation it ever answered, refused and released ones too: an answer is final.</summary>
    public IReadOnlyList<Coverage> Coverage { get; init; } = [];

    /// <summary>
    /// Submitted, Rejected or Cancelled; Open stands for all that is between, see <see cref="Status"/>.
    /// </summary>
    public RequirementStatus Stage { get; init; }

    /// <summary>Which reminders and escalations are done.</summary>
    public RequirementWatched Watched { get; init; } = new();

    /// <inheritdoc/>
    public string? Owner => Donor;

    /// <inheritdoc/>
    string INeed.Noun => IdKind;

    /// <inheritdoc/>
    DateOnly INeed.NeededBy => RequiredBy;

    /// <inheritdoc/>
    bool INeed.IsGone => Stage == RequirementStatus.Cancelled;

    /// <summary>The part of it that is a gap of US deliveries, also one that has ended; or null.</summary>
    public SameNeed? SameNeed { get; init; }

    /// <summary>What of it is a gap of US deliveries: it takes no allocations here, and is counted there.</summary>
    [JsonIgnore]
    public decimal Elsewhere => SameNeed?.Quantity ?? 0;

    /// <summary>Where it is in its life, by all that covers it.</summary>
    public RequirementStatus Status => StatusBy(Shown(_ => true));

    /// <summary>Whether it can be allocated to once it is validated: not before it took over what there was.</summary>
    public bool IsReady => Supersedes is null || TookOver;

    /// <summary>What covers it and counts here; of one that is superseded it counts for its successor.</summary>
    public IReadOnlyList<Coverage> Counted => Stage == RequirementStatus.Superseded ? [] : Coverage;

    /// <summary>What covers it, also as part of a gap, as far as it is seen.</summary>
    /// <param name="sees">Which parts of the coverage count.</param>
    public IReadOnlyList<Coverage> Shown(Func<Coverage, bool> sees) =>
        [.. Counted.Where(sees), .. SameNeed?.Covered(sees) ?? []];

    /// <summary>What is not allocated yet and no part of a gap, in the requirement's unit.</summary>
    public decimal OpenQuantity =>
        Stage == RequirementStatus.Open && IsReady ? Quantity - Elsewhere - Coverage.Sum(c => c.Credit) : 0;

    /// <summary>Why it takes nothing yet.</summary>
    internal static Conflict TakingOver =>
        new("taking-over", "It is taking over what its predecessor has; in a moment it has.");

    /// <summary>Whether <paramref name="actor"/> speaks for who filed it.</summary>
    internal bool IsFiledBy(Actor actor) =>
        Kind == RequirementKind.Replenishment ? actor.IsDonor(Donor) : actor.Role == Role.Recipient;

    /// <summary>
    /// What counts as needed: all of it once it is validated, and as long as nobody took it back; but for what is
    /// counted as a gap.
    /// </summary>
    public decimal Stands => Stage == RequirementStatus.Open ? Quantity - Elsewhere : 0;

    /// <summary>The status by a part of the coverage: what a caller may know who may see only that part.</summary>
    public RequirementStatus StatusBy(IEnumerable<Coverage> coverage)
    {
        if (Stage != RequirementStatus.Open)
            return Stage;
        var known = coverage.ToList();
        var allocated = known.Sum(c => c.Credit);
        // What comes too late does not fill it, whoever allocated it all the same.
        return known.Sum(c => c.Received) >= Quantity ? RequirementStatus.Closed
            : known.Where(IsInTime).Sum(c => c.Credit) >= Quantity ? RequirementStatus.Filled
            : allocated > 0 ? RequirementStatus.PartiallyFilled
            : RequirementStatus.Open;
    }

    /// <summary>Whether a part of the coverage is handed over while it still helps.</summary>
    public bool IsInTime(Coverage part) => part.DeliverBy is not { } day || day <= RequiredBy;

    /// <summary>
    /// How many of its units one unit of <paramref name="capability"/> stands for; null when that does not help.
    /// </summary>
    public decimal? FactorFor(string capability) =>
        capability == Capability ? 1 : Substitutes.FirstOrDefault(s => s.Capability == capability)?.Factor;

    /// <summary>Why it cannot take <paramref name="credit"/> more of its units now; null when it can.</summary>
    public Conflict? WhyNotTake(decimal credit, decimal last)
    {
        if (Stage != RequirementStatus.Open)
            return new("requirement-not-open", $"The requirement is {Stage}.");
        if (!IsReady)
            return TakingOver;
        return credit - last >= OpenQuantity
            ? new("over-allocation", $"The requirement has {OpenQuantity} {Unit} open.")
            : null;
    }
}

/// <summary>Another capability that would do.</summary>
/// <param name="Capability">Its code.</param>
/// <param name="Factor">Units of the requirement that one unit of it stands for; more than 0, at most 1000.</param>
public sealed record Substitute(string Capability, decimal Factor);

/// <summary>
/// What one allocation covers, in the requirement's unit. A refused or released one stays, with nothing covered.
/// </summary>
/// <param name="Allocation">The allocation's id.</param>
/// <param name="Pledge">The pledge it comes from.</param>
/// <param name="Line">The pledge's line.</param>
/// <param name="Donor">The pledge's donor.</param>
/// <param name="Disclosure">The pledge's disclosure: who may see this part.</param>
/// <param name="Credit">Allocated.</param>
/// <param name="Dispatched">Left the donor.</param>
/// <param name="Delivered">Handed over.</param>
/// <param name="Received">Confirmed.</param>
/// <param name="PledgeVersion">The pledge's version this was read at; older news is ignored.</param>
/// <param name="DeliverBy">Last day of handover by the pledge's line, or null if it has no such line any more.</param>
public sealed record Coverage(
    string Allocation,
    string Pledge,
    int Line,
    string Donor,
    Disclosure Disclosure,
    decimal Credit,
    decimal Dispatched,
    decimal Delivered,
    decimal Received,
    long PledgeVersion,
    DateOnly? DeliverBy
);

/// <summary>Which of the one-off reminders and escalations are done.</summary>
/// <param name="ValidationOverdue">The end of the validation time was told.</param>
/// <param name="RequiredByReminded">The approach of the day it is needed was told.</param>
/// <param name="Missed">The day it is needed passed uncovered, and that was told.</param>
public sealed record RequirementWatched(
    bool ValidationOverdue = false,
    bool RequiredByReminded = false,
    bool Missed = false
);
