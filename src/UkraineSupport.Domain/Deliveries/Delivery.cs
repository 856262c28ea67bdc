using System.Text.Json.Serialization;

namespace UkraineSupport.Domain.Deliveries;

/// <summary>
/// Life of a delivery (DOMAIN §3). "Delivered" means handed over; the receipt is the recipient's own word.
/// </summary>
public enum DeliveryStatus
{
    /// <summary>Announced to the recipient.</summary>
    Planned,

    /// <summary>Left the donor.</summary>
    Dispatched,

    /// <summary>At a logistic hub.</summary>
    AtHub,

    /// <summary>Handed over to the recipient: delivered.</summary>
    HandedOver,

    /// <summary>The recipient confirms all of it.</summary>
    Received,

    /// <summary>Both sides agree on what was received.</summary>
    Verified,

    /// <summary>The recipient confirms part of it.</summary>
    PartiallyReceived,

    /// <summary>All of it went back.</summary>
    Returned,

    /// <summary>It did not arrive and will not.</summary>
    Lost,

    /// <summary>It never left.</summary>
    Cancelled,
}

/// <summary>One tranche of a line on its way.</summary>
public sealed record Delivery
{
    /// <summary>Number within the pledge, from 1.</summary>
    public required int N { get; init; }

    /// <summary>The pledge's line it is of.</summary>
    public required int Line { get; init; }

    /// <summary>Quantity in the line's unit.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>When it should be handed over.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When the donor is reminded.</summary>
    public required DateTimeOffset RemindAt { get; init; }

    /// <summary>Reference of the transport document, or null.</summary>
    public string? Waybill { get; init; }

    /// <summary>Where it is in its life.</summary>
    public DeliveryStatus Status { get; init; } = DeliveryStatus.Planned;

    /// <summary>Expected handover as the donor last said, or null.</summary>
    public DateTimeOffset? Eta { get; init; }

    /// <summary>What the recipient confirmed, null without a receipt.</summary>
    public decimal? Received { get; init; }

    /// <summary>What went back to the donor.</summary>
    public decimal Returned { get; init; }

    /// <summary>What a coordinator settled of what is missing: it is neither owed nor waited for any more.</summary>
    public decimal Settled { get; init; }

    /// <summary>Why received differs from sent, in the recipient's words.</summary>
    public string? Discrepancy { get; init; }

    /// <summary>Every status it had, with its time.</summary>
    public IReadOnlyList<StatusAt> History { get; init; } = [];

    /// <summary>Which allocations it fills, oldest first.</summary>
    public IReadOnlyList<DeliveryPart> Parts { get; init; } = [];

    /// <summary>The donor whose stock it replenishes, or null when it goes to Ukraine.</summary>
    public string? To { get; init; }

    /// <summary>Whether the reminder went out.</summary>
    public bool Reminded { get; init; }

    /// <summary>Whether its due date passed without word of a handover, and that was told.</summary>
    public bool Slipped { get; init; }

    /// <summary>Whether it was told that its receipt is waited for.</summary>
    public bool ReceiptReminded { get; init; }

    /// <summary>Whether it was told that its receipt is overdue.</summary>
    public bool ReceiptOverdue { get; init; }

    /// <summary>
    /// Whether it is late: handed over after it was due, whenever that was told; or due, and no handover known.
    /// </summary>
    [JsonIgnore]
    public bool IsLate => HandedOverAt is { } handover ? handover > Due : Slipped;

    /// <summary>When it was handed over, or null.</summary>
    [JsonIgnore]
    public DateTimeOffset? HandedOverAt => When(DeliveryStatus.HandedOver);

    /// <summary>When its receipt was first confirmed, or null.</summary>
    [JsonIgnore]
    public DateTimeOffset? ReceiptedAt =>
        When(DeliveryStatus.Received, DeliveryStatus.PartiallyReceived, DeliveryStatus.Returned);

    /// <summary>Whether it still takes up allocated quantity.</summary>
    public bool IsLive => Status is not (DeliveryStatus.Cancelled or DeliveryStatus.Lost or DeliveryStatus.Returned);

    /// <summary>Whether it is under way or arrived.</summary>
    public bool IsDispatched => IsLive && Status != DeliveryStatus.Planned;

    /// <summary>Whether it was handed over.</summary>
    public bool IsHandedOver =>
        Status
            is DeliveryStatus.HandedOver
                or DeliveryStatus.Received
                or DeliveryStatus.PartiallyReceived
                or DeliveryStatus.Verified;

    /// <summary>What the recipient confirmed neither as received nor as sent back, and nobody settled.</summary>
    [JsonIgnore]
    public decimal Unaccounted => Received is { } received ? Quantity - Returned - received - Settled : 0;

    /// <summary>
    /// What was handed over and did not arrive, as far as that is known for good: verified, or settled. It is owed
    /// again, unless it is settled.
    /// </summary>
    [JsonIgnore]
    public decimal Missing => Settled + (Status == DeliveryStatus.Verified ? Unaccounted : 0);

    /// <summary>Whether nothing more is to come of it: all is accounted for, or verified as it is.</summary>
    [JsonIgnore]
    public bool IsDone => Status == DeliveryStatus.Verified || (Received is not null && Unaccounted == 0);

    /// <summary>What of it takes up allocated quantity: nothing once it is cancelled, lost or returned.</summary>
    public decimal Planned => IsLive ? Net : 0;

    /// <summary>What of it counts as dispatched.</summary>
    public decimal Dispatched => IsDispatched ? Net : 0;

    /// <summary>What of it counts as delivered.</summary>
    public decimal Delivered => IsHandedOver ? Net : 0;

    private DateTimeOffset? When(params DeliveryStatus[] statuses) =>
        History.FirstOrDefault(h => statuses.Contains(h.Status))?.At;

    private decimal Net => Quantity - Returned - Missing;

    /// <summary>What of it counts as received.</summary>
    public decimal Confirmed => IsHandedOver ? Received ?? 0 : 0;

    /// <summary>
    /// It with that much of one allocation's part in the hands of another one, which is filled before what stays: what
    /// did not arrive stays where it is.
    /// </summary>
    internal Delivery Moved(string allocation, string to, decimal quantity) =>
        this with
        {
            Parts =
            [
                .. Parts.SelectMany(p =>
                    p.Allocation != allocation ? (DeliveryPart[])[p]
                    : p.Quantity == quantity ? [new(to, quantity)]
                    : [new(to, quantity), p with { Quantity = p.Quantity - quantity }]
                ),
            ],
        };

    /// <summary>It with what another allocation held of it in the hands of <paramref name="to"/> again.</summary>
    internal Delivery PutBack(string from, string to)
    {
        var back = Parts.Where(p => p.Allocation == from).Sum(p => p.Quantity);
        if (back == 0)
            return this;
        var stays = Parts.Where(p => p.Allocation == to).Sum(p => p.Quantity);
        return this with
        {
            Parts =
            [
                .. Parts
                    .Where(p => p.Allocation != to)
                    .Select(p => p.Allocation == from ? new DeliveryPart(to, back + stays) : p),
            ],
        };
    }

    /// <summary>It without so much of one allocation's part, which does not leave; some of it is left.</summary>
    internal Delivery Without(string allocation, decimal quantity) =>
        this with
        {
            Quantity = Quantity - quantity,
            Parts =
            [
                .. Parts
                    .Select(p => p.Allocation == allocation ? p with { Quantity = p.Quantity - quantity } : p)
                    .Where(p => p.Quantity > 0),
            ],
        };

    /// <summary>
    /// It as those see it who see only <paramref name="allocations"/>: their part of it, or null when it fills none of
    /// them.
    /// </summary>
    internal Delivery? Seen(IReadOnlySet<string> allocations)
    {
        var parts = Parts.Where(p => allocations.Contains(p.Allocation)).ToList();
        if (parts.Count == Parts.Count)
            return this;
        if (parts.Count == 0)
            return null;
        decimal Part(decimal amount) => parts.Sum(p => ShareOf(amount, p.Allocation));
        var quantity = parts.Sum(p => p.Quantity);
        var gone = quantity - Part(Net);
        var returned = Math.Min(Returned, gone);
        return this with
        {
            Parts = parts,
            Quantity = quantity,
            Received = Received is { } received ? Part(received) : null,
            Returned = returned,
            Settled = Math.Min(Settled, gone - returned),
            // It may speak of the whole.
            Discrepancy = null,
        };
    }

    /// <summary>
    /// How much of <paramref name="amount"/> (of this delivery) falls to one allocation: its parts are filled in order.
    /// </summary>
    public decimal ShareOf(decimal amount, string allocation)
    {
        foreach (var part in Parts)
        {
            var share = Math.Min(part.Quantity, amount);
            if (part.Allocation == allocation)
                return share;
            amount -= share;
        }

        return 0;
    }
}

/// <summary>A status and when it began.</summary>
/// <param name="Status">The status.</param>
/// <param name="At">When, as the actor says.</param>
public sealed record StatusAt(DeliveryStatus Status, DateTimeOffset At);

/// <summary>The part of a delivery that fills one allocation.</summary>
/// <param name="Allocation">The allocation's id.</param>
/// <param name="Quantity">In the line's unit.</param>
public sealed record DeliveryPart(string Allocation, decimal Quantity);
