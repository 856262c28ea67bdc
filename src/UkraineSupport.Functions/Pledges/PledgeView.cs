using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Rates;
using UkraineSupport.Domain.Training;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// A pledge as lists show it. <c>due</c>: by when its review is due, or after that its formalisation.
/// </summary>
internal record PledgeEntry(
    string Id,
    string Donor,
    PledgeKind Kind,
    string Title,
    Modality Modality,
    string? Agreement,
    string? Gap,
    PledgeStatus Status,
    long Version,
    DateTimeOffset AnnouncedAt,
    DateOnly AnnouncedOn,
    DateTimeOffset ValidUntil,
    Disclosure Disclosure,
    Evidence? Evidence,
    IReadOnlyList<LineView> Lines,
    bool Pool,
    string? ParentPledge,
    string DeliveredBy,
    UsAuthority? Authority,
    DateTimeOffset? Due
)
{
    /// <summary>Whether it is that party's support, wholly or in part, as this reader sees it.</summary>
    public bool IsPaidBy(string party) =>
        Donor == party || Lines.Any(l => l.Origins?.Any(o => o.PaidBy == party) == true);

    public static PledgeEntry From(Pledge p) =>
        new(
            p.Id,
            p.Donor,
            p.Kind,
            p.Title,
            p.Modality,
            p.Agreement,
            p.Gap,
            p.Status,
            p.Version,
            p.AnnouncedAt,
            p.AnnouncedOn ?? DateOnly.FromDateTime(p.AnnouncedAt.UtcDateTime),
            p.ValidUntil,
            p.Disclosure,
            p.Evidence,
            [.. p.Lines.Select(l => LineView.From(p, l))],
            p.Pool,
            p.Parent?.Pledge,
            p.Deliverer,
            p.Authority,
            p.StepDue
        );
}

/// <summary>
/// A pledge whole. <c>conditionsFailed</c>: what the commitment depends on does not hold any more, so that only what is
/// allocated of it counts. <c>signed</c>: the instrument that waits for others to sign theirs. <c>pool</c>: it buys
/// with what others contribute. <c>payments</c>: what of it went into the purchases of the pledge that it is a share
/// of.
/// </summary>
internal sealed record PledgeView(
    string Id,
    string Donor,
    PledgeKind Kind,
    string Title,
    Modality Modality,
    string? Agreement,
    string? Gap,
    PledgeStatus Status,
    long Version,
    DateTimeOffset AnnouncedAt,
    DateOnly AnnouncedOn,
    DateTimeOffset ValidUntil,
    Disclosure Disclosure,
    Evidence? Evidence,
    IReadOnlyList<Condition> Conditions,
    IReadOnlyList<Caveat> Caveats,
    Commitment? Commitment,
    DateTimeOffset ReviewDue,
    DateTimeOffset? FormalisationDue,
    IReadOnlyList<LineView> Lines,
    IReadOnlyList<AllocationView> Allocations,
    IReadOnlyList<DeliveryView> Deliveries,
    bool ConditionsFailed,
    Commitment? Signed,
    IReadOnlyList<IntakePlacesView> Intakes,
    bool Pool,
    string? ParentPledge,
    string DeliveredBy,
    UsAuthority? Authority,
    IReadOnlyList<PurchaseView> Purchases,
    IReadOnlyList<PaymentView> Payments
)
{
    /// <summary>The pledge as <paramref name="viewer"/> may see it.</summary>
    public static PledgeView From(Pledge pledge, Actor viewer) => From(pledge.SeenBy(viewer));

    private static PledgeView From(Pledge p) =>
        new(
            p.Id,
            p.Donor,
            p.Kind,
            p.Title,
            p.Modality,
            p.Agreement,
            p.Gap,
            p.Status,
            p.Version,
            p.AnnouncedAt,
            p.AnnouncedOn ?? DateOnly.FromDateTime(p.AnnouncedAt.UtcDateTime),
            p.ValidUntil,
            p.Disclosure,
            p.Evidence,
            p.Conditions,
            p.Caveats,
            p.Commitment,
            p.ReviewDue,
            p.FormalisationDue,
            [.. p.Lines.Select(l => LineView.From(p, l))],
            [.. p.Allocations.Select(a => AllocationView.From(p, a))],
            [.. p.Deliveries.Select(DeliveryView.From)],
            p.ConditionsFailed,
            p.Prepared,
            [.. p.Intakes.Where(i => i.IsLive).Select(IntakePlacesView.From)],
            p.Pool,
            p.Parent?.Pledge,
            p.Deliverer,
            p.Authority,
            [.. p.Purchases.Select(b => PurchaseView.From(b, p.Donor))],
            [.. p.Payments.Select(PaymentView.From)]
        );
}

/// <summary>
/// A line with its seven ledgers, and what a unit is worth in EUR: at the exchange rate of the day of signature, before
/// that of the day of announcement, which is there with its month, source and age. <c>noRate</c>: none was known of its
/// currency. <c>origins</c>: who pays, who makes and who delivers it, where that is not its donor alone.
/// </summary>
internal sealed record LineView(
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
    decimal? Lot,
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received,
    decimal? UnitValueEur,
    FrozenRate? Rate,
    bool NoRate,
    string? MadeBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OriginView>? Origins
)
{
    public static LineView From(Pledge p, PledgeLine l)
    {
        var ledger = p.Ledger(l);
        return new(
            l.Line,
            l.Capability,
            l.Quantity,
            l.Unit,
            l.DeliverBy,
            l.AvailableFrom,
            l.UnitValue,
            l.Currency,
            l.ValuationBasis,
            l.Training,
            l.Drone,
            l.Lot,
            ledger.Pledged,
            ledger.Accepted,
            ledger.Committed,
            ledger.Allocated,
            ledger.Dispatched,
            ledger.Delivered,
            ledger.Received,
            p.UnitEur(l),
            p.Rate(l),
            p.HasNoRate(l),
            l.MadeBy,
            p.IsOfOne ? null : [.. p.Origins(l).Where(o => o.Units.Pledged > 0).Select(OriginView.From)]
        );
    }
}

/// <summary>An allocation.</summary>
/// <param name="Requirement">The requirement that it covers, or null.</param>
/// <param name="Gap">The gap that it covers, or null.</param>
/// <param name="Credit">What it stands for, in the requirement's or gap's unit; that counts it up to what it had
/// open.</param>
/// <param name="To">The donor whose stock it replenishes, or null when it goes to Ukraine.</param>
/// <param name="MovedFrom">The allocation that it was part of, until another gap needed it; or null.</param>
/// <param name="Intake">The intake whose places they are, or null.</param>
internal sealed record AllocationView(
    string Id,
    int Line,
    string? Requirement,
    string? Gap,
    decimal Quantity,
    decimal Credit,
    AllocationStatus Status,
    string? To,
    string? MovedFrom,
    string? Intake
)
{
    public static AllocationView From(Pledge p, Allocation a)
    {
        var gap = Storage.Ids.Is(a.Need, Domain.Gaps.Gap.IdKind);
        return new(
            a.Id,
            a.Line,
            gap ? null : a.Need,
            gap ? a.Need : null,
            a.Quantity,
            p.Counted(a).Allocated,
            a.Status,
            a.To,
            a.MovedFrom,
            a.Intake
        );
    }
}

/// <summary>Places of a line that are in an intake.</summary>
/// <param name="Persons">Persons that they count for.</param>
internal sealed record IntakePlacesView(
    string Intake,
    int Line,
    int Places,
    int Persons,
    DateOnly End,
    PlacesStage Stage
)
{
    public static IntakePlacesView From(IntakePlaces p) => new(p.Intake, p.Line, p.Places, p.Persons, p.End, p.Stage);
}

/// <summary>A tranche.</summary>
internal sealed record DeliveryView(
    int N,
    int Line,
    decimal Quantity,
    DateTimeOffset Due,
    string? Waybill,
    DeliveryStatus Status,
    DateTimeOffset? Eta,
    decimal? Received,
    decimal Returned,
    decimal Settled,
    string? Discrepancy,
    bool Late,
    string? To,
    IReadOnlyList<StatusAt> History
)
{
    public static DeliveryView From(Delivery d) =>
        new(
            d.N,
            d.Line,
            d.Quantity,
            d.Due,
            d.Waybill,
            d.Status,
            d.Eta,
            d.Received,
            d.Returned,
            d.Settled,
            d.Discrepancy,
            d.IsLate,
            d.To,
            d.History
        );
}
