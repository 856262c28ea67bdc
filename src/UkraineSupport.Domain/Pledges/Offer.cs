using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Pledges;

/// <summary>What a donor posts: the body of a new pledge.</summary>
/// <param name="Donor">A donor of the catalogue (ISO 3166-1 alpha-3, or an institution); the caller's own
/// party.</param>
/// <param name="Kind">What is offered.</param>
/// <param name="Title">One line for people.</param>
/// <param name="ValidUntil">Until when the offer stands if it is not formalised.</param>
/// <param name="Lines">What, how much, by when.</param>
/// <param name="Modality">Where it comes from.</param>
/// <param name="Disclosure">Who may see it; the coalition unless said otherwise.</param>
/// <param name="Evidence">What supports it, or null when nothing does; that both sides confirm it is said afterwards,
/// by both.</param>
/// <param name="Conditions">What must hold before it becomes a commitment.</param>
/// <param name="Caveats">Restrictions on its use.</param>
/// <param name="Agreement">Reference of the co-production agreement; only for co-production.</param>
/// <param name="AnnouncedOn">Day on which it was announced in public, if that was not today.</param>
/// <param name="Pool">Whether it buys goods with what others contribute: its lines are what it means to buy.</param>
/// <param name="ParentPledge">Of money: the pledge of another donor that it is a share of.</param>
/// <param name="DeliveredBy">Who delivers it, if that is not its donor: a nation or institution.</param>
/// <param name="Authority">Under which authority the United States deliver what this donor pays for: PURL or
/// FMS.</param>
public sealed record Offer(
    string Donor,
    PledgeKind Kind,
    string Title,
    DateTimeOffset ValidUntil,
    IReadOnlyList<OfferLine> Lines,
    Modality Modality = Modality.Stock,
    Disclosure Disclosure = Disclosure.Coalition,
    Evidence? Evidence = null,
    IReadOnlyList<Condition>? Conditions = null,
    IReadOnlyList<Caveat>? Caveats = null,
    string? Agreement = null,
    DateOnly? AnnouncedOn = null,
    bool Pool = false,
    string? ParentPledge = null,
    string? DeliveredBy = null,
    UsAuthority? Authority = null
);

/// <summary>One line of an offer.</summary>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Quantity">In the capability's unit.</param>
/// <param name="DeliverBy">Last day of handover.</param>
/// <param name="Unit">If given, must be the catalogue's.</param>
/// <param name="AvailableFrom">First day of handover.</param>
/// <param name="UnitValue">Value of one unit in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ValuationBasis">What the value is based on.</param>
/// <param name="Training">Only for training.</param>
/// <param name="Drone">Only for drones.</param>
/// <param name="Lot">Indivisible lot: what is accepted and allocated of the line, and the quantity itself, are
/// multiples of it.</param>
/// <param name="MadeBy">Where it is made: a nation, ISO 3166-1 alpha-3.</param>
public sealed record OfferLine(
    string Capability,
    decimal Quantity,
    DateOnly DeliverBy,
    string? Unit = null,
    DateOnly? AvailableFrom = null,
    decimal? UnitValue = null,
    string? Currency = null,
    ValuationBasis? ValuationBasis = null,
    TrainingCourse? Training = null,
    DroneType? Drone = null,
    decimal? Lot = null,
    string? MadeBy = null
);

/// <summary>What supports a figure.</summary>
/// <param name="Level">How well.</param>
/// <param name="Url">Where; needed for documented and confirmed.</param>
public sealed record Evidence(EvidenceLevel Level, string? Url = null);

/// <summary>
/// A condition on an offer, such as "5 interceptors if the others reach 30 by 1 March". With capability and number it
/// is checked when the pledge is formalised; text alone is for the coordinators to weigh at review.
/// </summary>
/// <param name="Text">The condition in words.</param>
/// <param name="Capability">Whose commitments count.</param>
/// <param name="OthersReach">How much the other donors must have committed, in the capability's unit.</param>
/// <param name="By">Last day on which it can still come to hold.</param>
[JsonConverter(typeof(ConditionConverter))]
public sealed record Condition(string Text, string? Capability = null, decimal? OthersReach = null, DateOnly? By = null)
{
    /// <summary>Whether the system can check it.</summary>
    [JsonIgnore]
    public bool IsChecked => Capability is not null && OthersReach is not null;
}

/// <summary>A restriction on an offer.</summary>
/// <param name="Text">The restriction in words.</param>
/// <param name="Type">Sort of restriction, such as <c>end-use</c>.</param>
/// <param name="Blocking">Whether it rules a use out, rather than to be borne in mind.</param>
[JsonConverter(typeof(CaveatConverter))]
public sealed record Caveat(string Text, string? Type = null, bool Blocking = false);

/// <summary>A course that trains Ukrainian personnel. Places are the line's quantity.</summary>
/// <param name="Course">Name of the course.</param>
/// <param name="Places">If given, the line's quantity.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="Location">Country, alpha-3; never more precise.</param>
public sealed record TrainingCourse(
    string Course,
    decimal? Places = null,
    DateOnly? Start = null,
    DateOnly? End = null,
    string? Location = null
);

/// <summary>A drone in bands.</summary>
/// <param name="Class">What it is for.</param>
/// <param name="RangeBand">How far.</param>
/// <param name="PayloadBand">How much.</param>
public sealed record DroneType(DroneClass Class, RangeBand? RangeBand = null, PayloadBand? PayloadBand = null);
