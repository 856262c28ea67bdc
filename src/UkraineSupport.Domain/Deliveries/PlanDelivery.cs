using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Deliveries;

/// <summary>A donor's plan of a tranche.</summary>
/// <param name="Line">The pledge's line, from 1.</param>
/// <param name="Quantity">In the line's unit.</param>
/// <param name="Due">When it should be handed over.</param>
/// <param name="Waybill">Reference of the transport document; never a route or a location.</param>
/// <param name="To">The donor whose stock it replenishes; Ukraine unless said otherwise.</param>
/// <param name="Requirement">Id of the requirement that it serves; the most urgent need unless one is named.</param>
/// <param name="Gap">Or of the gap.</param>
public sealed record PlanTranche(
    int Line,
    decimal Quantity,
    DateTimeOffset Due,
    string? Waybill = null,
    string? To = null,
    string? Requirement = null,
    string? Gap = null
)
{
    /// <summary>Id of the requirement or gap, or null.</summary>
    [JsonIgnore]
    public string? Need => Requirement ?? Gap;
}

/// <summary>
/// Donors plan deliveries of allocated quantity. A tranche serves the need that the donor names, or the line's needs in
/// one destination, the most urgent first (by priority, then by the day they are needed, then as allocated). It is for
/// needs of one disclosure: who may not see some of them would otherwise read their quantities in the tranche's.
/// </summary>
public static class PlanDelivery
{
    /// <summary>Most tranches a pledge can have.</summary>
    public const int MaxDeliveries = 1000;

    /// <summary>Decides on <paramref name="plan"/>.</summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="plan">The tranche.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="now">The present.</param>
    /// <param name="deadlines">When it is reminded of.</param>
    /// <param name="urgency">How urgent the needs are that the line covers, by id; of one that is not there it counts
    /// in which order they were allocated.</param>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        PlanTranche plan,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines,
        IReadOnlyDictionary<string, Urgency>? urgency = null
    )
    {
        if (!actor.IsDonor(pledge.Donor))
            return new Forbidden("Only the pledge's donor plans its deliveries.");
        var line = pledge.Line(plan.Line);
        var check = new Check();
        check.That(
            line is not null,
            "/line",
            $"There is no line {plan.Line}; lines are numbered from 1 to {pledge.Lines.Count}."
        );
        check.Quantity(plan.Quantity, CapabilityCatalog.Find(line?.Capability), "/quantity");
        check.That(
            line is null || DateOnly.FromDateTime(plan.Due.UtcDateTime) <= line.DeliverBy,
            "/due",
            $"Not after the line's last day, {line?.DeliverBy:yyyy-MM-dd}; an amendment moves that."
        );
        check.Text(plan.Waybill, "/waybill", 100, required: false);
        check.That(plan.Requirement is null || plan.Gap is null, "/gap", "A requirement or a gap, not both.");
        check.That(
            plan.Need is null || Open(pledge, plan).Any(),
            plan.Gap is null ? "/requirement" : "/gap",
            $"Nothing of line {plan.Line} is allocated to it."
        );
        if (check.Error is { } invalid)
            return invalid;

        if (!pledge.IsCommitted)
            return new Conflict("not-committed", $"The pledge is {pledge.Status}; only a commitment can be delivered.");
        if (pledge.Deliveries.Count >= MaxDeliveries)
            return new Conflict("too-many-deliveries", $"A pledge has at most {MaxDeliveries} deliveries.");
        if (plan.Need is not null)
            plan = plan with { To = plan.To ?? Open(pledge, plan).First().To };
        var parts = Fill(pledge, plan, urgency ?? new Dictionary<string, Urgency>(), out var left, out var others);
        if (left > 0)
            return new Conflict(
                "over-delivery",
                $"Line {plan.Line} has {plan.Quantity - left} {line!.Unit} allocated to {plan.Need ?? plan.To ?? Parties.Ukraine} for which no delivery is planned"
                    + (others ? ", and more for needs that others may see, which is a tranche of its own." : ".")
            );
        return Pledge.About(
            new PledgeDeliveryPlanned(
                pledge.Deliveries.Count + 1,
                plan.Line,
                plan.Quantity,
                plan.Due,
                RemindAt(plan.Due, now, deadlines.DeliveryReminder),
                plan.Waybill,
                parts,
                now,
                plan.To
            ),
            parts.Select(p => pledge.Allocation(p.Allocation)!)
        );
    }

    /// <summary>The needs of a line of which something is allocated and no tranche is planned for it.</summary>
    public static IReadOnlyList<string> Needs(Pledge pledge, int line) =>
        [.. pledge.Allocations.Where(a => a.Line == line && pledge.Unplanned(a) > 0).Select(a => a.Need).Distinct()];

    /// <summary>What is allocated of a line to the need that a plan names.</summary>
    private static IEnumerable<Allocation> Open(Pledge pledge, PlanTranche plan) =>
        pledge.Allocations.Where(a =>
            a.Line == plan.Line && a.Need == plan.Need && a.Status == AllocationStatus.Confirmed
        );

    private static List<DeliveryPart> Fill(
        Pledge pledge,
        PlanTranche plan,
        IReadOnlyDictionary<string, Urgency> urgency,
        out decimal left,
        out bool others
    )
    {
        var parts = new List<DeliveryPart>();
        left = plan.Quantity;
        var unplanned = pledge
            .Allocations.Where(a => a.Line == plan.Line && a.To == plan.To && pledge.Unplanned(a) > 0)
            .Where(a => plan.Need is null || a.Need == plan.Need)
            .OrderBy(a => urgency.GetValueOrDefault(a.Need, Urgency.Unknown).Order)
            .ToLookup(a => a.Disclosure);
        others = unplanned.Count > 1;
        // Those of the disclosure of which there is enough; otherwise the most urgent.
        var chosen =
            unplanned.FirstOrDefault(d => d.Sum(pledge.Unplanned) >= plan.Quantity) ?? unplanned.FirstOrDefault();
        foreach (var allocation in chosen ?? Enumerable.Empty<Allocation>())
        {
            var part = Math.Min(left, pledge.Unplanned(allocation));
            if (part <= 0)
                continue;
            parts.Add(new DeliveryPart(allocation.Id, part));
            left -= part;
        }

        return parts;
    }

    /// <summary>
    /// A tranche that is due sooner than the usual reminder is reminded of at half the time that is left.
    /// </summary>
    private static DateTimeOffset RemindAt(DateTimeOffset due, DateTimeOffset now, TimeSpan before) =>
        due - before > now ? due - before
        : due > now ? Moments.Half(now, due)
        : due;
}
