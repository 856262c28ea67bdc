using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Rates;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// A donor's offer and what became of it. Changes only by <see cref="PledgeEvent"/>s; the rules are in the files beside
/// this one.
/// </summary>
public sealed partial record Pledge : IAggregate<Pledge, PledgeEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "pledge";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public Pledge Numbered(long version) => this with { Version = version };

    /// <summary>Party that offers.</summary>
    public required string Donor { get; init; }

    /// <summary>What is offered.</summary>
    public required PledgeKind Kind { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    /// <summary>Where it comes from.</summary>
    public required Modality Modality { get; init; }

    /// <summary>Co-production agreement, or null.</summary>
    public string? Agreement { get; init; }

    /// <summary>Whether it heard that its agreement has ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasAgreementEnded { get; init; }

    /// <summary>The gap that it was offered for, or null.</summary>
    public string? Gap { get; init; }

    /// <summary>Who may see that gap.</summary>
    public Disclosure GapDisclosure { get; init; }

    /// <summary>Where it is in its life.</summary>
    public PledgeStatus Status { get; init; }

    /// <summary>When it was announced here.</summary>
    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>Day on which it was announced in public, if that was another; or null.</summary>
    public DateOnly? AnnouncedOn { get; init; }

    /// <summary>Until when it stands if not formalised.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <inheritdoc/>
    public required Disclosure Disclosure { get; init; }

    /// <summary>What supports it, or null when nothing does.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>What must hold first.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Restrictions.</summary>
    public IReadOnlyList<Caveat> Caveats { get; init; } = [];

    /// <summary>The instrument that made it a commitment, or null.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>The instrument that is signed and waits for others to sign theirs, or null.</summary>
    public Commitment? Prepared { get; init; }

    /// <summary>Exchange rates of the day of that signature.</summary>
    public IReadOnlyList<FrozenRate> PreparedRates { get; init; } = [];

    /// <summary>Whether what it depends on did not hold any more after it became a commitment.</summary>
    public bool ConditionsFailed { get; init; }

    /// <summary>When the review time began: at announcement, or at the amendment that asked for a new review.</summary>
    public required DateTimeOffset ReviewFrom { get; init; }

    /// <summary>When the review should be decided.</summary>
    public required DateTimeOffset ReviewDue { get; init; }

    /// <summary>When it was accepted, or null.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When an accepted pledge should be formalised, or null.</summary>
    public DateTimeOffset? FormalisationDue { get; init; }

    /// <summary>The lines, numbered from 1.</summary>
    public required IReadOnlyList<PledgeLine> Lines { get; init; }

    /// <summary>Committed quantity reserved for requirements and gaps.</summary>
    public IReadOnlyList<Allocation> Allocations { get; init; } = [];

    /// <summary>Tranches, numbered from 1.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>Which reminders and escalations of review and formalisation are done.</summary>
    public Watched Watched { get; init; } = new();

    /// <summary>
    /// What its values in other currencies are reckoned with, one for each currency of which there is one.
    /// </summary>
    public IReadOnlyList<FrozenRate> Rates { get; init; } = [];

    /// <summary>What of it is counted as replenished to the donor, by replenishment.</summary>
    public IReadOnlyList<ReplenishmentClaim> Replenished { get; init; } = [];

    /// <inheritdoc/>
    public string? Owner => Donor;

    /// <summary>Whether nothing more can happen to it but late news of tranches that had left.</summary>
    public bool IsEnded =>
        Status is PledgeStatus.Declined or PledgeStatus.Completed or PledgeStatus.Withdrawn or PledgeStatus.Expired;

    /// <summary>Whether it is a commitment that can be allocated and delivered.</summary>
    public bool IsCommitted => Status is PledgeStatus.Formalised or PledgeStatus.InDelivery;

    /// <summary>Currencies of its lines that need a rate.</summary>
    public static IReadOnlyList<string> Currencies(IEnumerable<string?> ofLines) =>
        [.. ofLines.OfType<string>().Where(c => c != "EUR").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The rate that a line's value is reckoned with; null for EUR, and when there is none.</summary>
    public FrozenRate? Rate(PledgeLine line) => Rates.FirstOrDefault(r => r.Currency == line.Currency);

    /// <summary>Whether a line's value is in a currency of which no rate was known.</summary>
    public bool HasNoRate(PledgeLine line) =>
        line.UnitValue is not null && line.Currency is not (null or "EUR") && Rate(line) is null;

    /// <summary>
    /// EUR for one unit of a line: its value, or what was paid for it; of a pool what was paid, before that its value;
    /// null when neither is known. Money is its own value.
    /// </summary>
    public decimal? UnitEur(PledgeLine line) =>
        CapabilityCatalog.Find(line.Capability)?.IsMoney == true ? 1
        : IsWorthWhatWasPaid(line) && PaidForOne(line) is { } paid ? paid
        : line.UnitValue is not { } value ? null
        : line.Currency is null or "EUR" ? value
        : value * Rate(line)?.EurRate;

    /// <summary>EUR for so much of a line, to the cent, half a cent up; null when that is not known.</summary>
    public decimal? Eur(PledgeLine line, decimal quantity) =>
        UnitEur(line) is { } unit ? decimal.Round(quantity * unit, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>The line of that number, or null.</summary>
    public PledgeLine? Line(int number) => number >= 1 && number <= Lines.Count ? Lines[number - 1] : null;

    /// <summary>The tranche of that number, or null.</summary>
    public Delivery? Delivery(int number) => Deliveries.FirstOrDefault(d => d.N == number);

    /// <summary>The allocation of that id, or null.</summary>
    public Allocation? Allocation(string id) => Allocations.FirstOrDefault(a => a.Id == id);
}

/// <summary>One line: what was offered, and what of it was accepted and committed.</summary>
/// <param name="Line">Number from 1.</param>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Quantity">Pledged, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The capability's unit.</param>
/// <param name="DeliverBy">Last day of handover.</param>
/// <param name="AvailableFrom">First day of handover, or null.</param>
/// <param name="UnitValue">Value of one unit, or null.</param>
/// <param name="Currency">Its currency, or null.</param>
/// <param name="ValuationBasis">Its basis, or null.</param>
/// <param name="Training">The course, for training.</param>
/// <param name="Drone">The drone, for drones.</param>
/// <param name="Accepted">Accepted quantity.</param>
/// <param name="Committed">Committed quantity.</param>
/// <param name="Lot">Indivisible lot, in <paramref name="Unit"/>, or null: what is accepted and allocated are multiples
/// of it.</param>
/// <param name="MadeBy">Where it is made, or null when that is not said.</param>
public sealed record PledgeLine(
    int Line,
    string Capability,
    decimal Quantity,
    string Unit,
    DateOnly DeliverBy,
    DateOnly? AvailableFrom,
    decimal? UnitValue,
    string? Currency,
    ValuationBasis? ValuationBasis,
    TrainingCourse? Training,
    DroneType? Drone,
    decimal Accepted = 0,
    decimal Committed = 0,
    decimal? Lot = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MadeBy = null
)
{
    /// <summary>The smallest part of it that can be given: one, or a cent of money.</summary>
    [JsonIgnore]
    public decimal Step => CapabilityCatalog.Find(Capability)?.Step ?? 1;
}

/// <summary>A replenishment of what a pledge gave from stock.</summary>
/// <param name="Requirement">The replenishment's id.</param>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Quantity">In the capability's unit.</param>
public sealed record ReplenishmentClaim(string Requirement, string Capability, decimal Quantity);

/// <summary>What made the pledge a commitment.</summary>
/// <param name="Instrument">Sort of document, such as a memorandum or contract.</param>
/// <param name="LegalReference">Its reference.</param>
/// <param name="SignedOn">Day of signature.</param>
/// <param name="ParliamentApprovedOn">Day of parliament's approval, or null where none is needed.</param>
public sealed record Commitment(
    string Instrument,
    string LegalReference,
    DateOnly SignedOn,
    DateOnly? ParliamentApprovedOn = null
);

/// <summary>Life of an allocation.</summary>
public enum AllocationStatus
{
    /// <summary>Reserved on the pledge's line; the requirement or gap has not answered yet.</summary>
    Pending,

    /// <summary>The requirement or gap has taken it.</summary>
    Confirmed,

    /// <summary>Given back whole.</summary>
    Released,
}

/// <summary>Committed quantity of a line, reserved for one requirement or gap.</summary>
/// <param name="Id">Identifier, the same on the pledge and on what it covers.</param>
/// <param name="Line">The line's number.</param>
/// <param name="Need">Id of the requirement or gap.</param>
/// <param name="Quantity">In the line's unit.</param>
/// <param name="Factor">Units of the need that one unit of the line stands for; 1 unless it is a substitute.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="To">The donor whose stock it replenishes, or null when it goes to Ukraine.</param>
/// <param name="MovedFrom">The allocation that it was part of, when another gap did not need it; or null.</param>
/// <param name="Disclosure">Who may see the need, and so the allocation. (Of one from before this was kept: who may see
/// the pledge.)</param>
/// <param name="Swap">What it is swapped for, or null. Pending, it waits for the other pledge and both needs.</param>
/// <param name="Intake">The intake whose places they are, or null.</param>
public sealed record Allocation(
    string Id,
    int Line,
    string Need,
    decimal Quantity,
    decimal Factor,
    AllocationStatus Status,
    string? To = null,
    string? MovedFrom = null,
    Disclosure Disclosure = Disclosure.Public,
    AllocationSwap? Swap = null,
    string? Intake = null
);

/// <summary>The other side of a swap: what comes to the need that this side's part leaves.</summary>
/// <param name="Pledge">The other pledge.</param>
/// <param name="Allocation">Its allocation.</param>
/// <param name="Moved">Id of the part of that which moves.</param>
/// <param name="Quantity">How much of it, in the other line's unit.</param>
/// <param name="Factor">Units of the need that it comes to that one unit of the other line stands for.</param>
/// <param name="Disclosure">Who may see that need.</param>
/// <param name="Asked">Whether this side asked for the swap; the other one agrees or refuses.</param>
public sealed record AllocationSwap(
    string Pledge,
    string Allocation,
    string Moved,
    decimal Quantity,
    decimal Factor,
    Disclosure Disclosure,
    bool Asked
);

/// <summary>Which of the one-off reminders and escalations are done.</summary>
/// <param name="ReviewReminded">Half of the review time was told.</param>
/// <param name="ReviewOverdue">The end of the review time was told.</param>
/// <param name="FormalisationReminded">Half of the formalisation time was told.</param>
/// <param name="FormalisationOverdue">The end of the formalisation time was told.</param>
/// <param name="Compensated">After a withdrawal: all requirements were told.</param>
public sealed record Watched(
    bool ReviewReminded = false,
    bool ReviewOverdue = false,
    bool FormalisationReminded = false,
    bool FormalisationOverdue = false,
    bool Compensated = false
)
{
    /// <summary>Lines of which it was told that they are due soon and not planned.</summary>
    public IReadOnlyList<int> LinesReminded { get; init; } = [];

    /// <summary>Lines of which it was told that they were due and not planned.</summary>
    public IReadOnlyList<int> LinesOverdue { get; init; } = [];
}
