using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Deliveries;

/// <summary>A donor's plan of a tranche.</summary>
/// <param name="Line">The pledge's line, from 1.</param>
/// <param name="Quantity">In the line's unit.</param>
/// <param name="Due">When it should be handed over.</param>
/// <param name="Waybill">Reference of the transport document; never a route or a location.</param>
/// <param name="To">The donor whose stock it replenishes; Ukraine unless said otherwise.</param>
public sealed record PlanTranche(
    int Line,
    decimal Quantity,
    DateTimeOffset Due,
    string? Waybill = null,
    string? To = null
);

/// <summary>
/// Donors plan deliveries of allocated quantity; a tranche fills the line's allocations to one destination in the
/// order they were made. It is for needs of one disclosure: who may not see some of them would otherwise read their
/// quantities in the tranche's.
/// </summary>
public static class PlanDelivery
{
    /// <summary>Most tranches a pledge can have.</summary>
    public const int MaxDeliveries = 1000;

    /// <summary>Decides on <paramref name="plan"/>.</summary>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        PlanTranche plan,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines
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
        if (check.Error is { } invalid)
            return invalid;

        if (!pledge.IsCommitted)
            return new Conflict("not-committed", $"The pledge is {pledge.Status}; only a commitment can be delivered.");
        if (pledge.Deliveries.Count >= MaxDeliveries)
            return new Conflict("too-many-deliveries", $"A pledge has at most {MaxDeliveries} deliveries.");
        var parts = Fill(pledge, plan, out var left, out var others);
        if (left > 0)
            return new Conflict(
                "over-delivery",
                $"Line {plan.Line} has {plan.Quantity - left} {line!.Unit} allocated to {plan.To ?? Parties.Ukraine} for which no delivery is planned"
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

    private static List<DeliveryPart> Fill(Pledge pledge, PlanTranche plan, out decimal left, out bool others)
    {
        var parts = new List<DeliveryPart>();
        left = plan.Quantity;
        var unplanned = pledge
            .Allocations.Where(a => a.Line == plan.Line && a.To == plan.To && pledge.Unplanned(a) > 0)
            .ToLookup(a => a.Disclosure);
        others = unplanned.Count > 1;
        // Those of the disclosure of which there is enough; otherwise those that were allocated first.
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
