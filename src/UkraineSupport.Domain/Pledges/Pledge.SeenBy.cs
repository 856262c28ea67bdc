using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deliveries;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// What of a pledge who may see. An allocation tells of the need that it is for: who may not see that need reads of the
/// pledge exactly what it would read if the allocation, its tranches and what follows from them did not exist.
/// </summary>
public sealed partial record Pledge
{
    /// <summary>The pledge as <paramref name="viewer"/> may see it; its own donor sees all of it.</summary>
    public Pledge SeenBy(Actor viewer) =>
        viewer.IsDonor(Donor)
            ? this
            : Showing(
                a => viewer.MaySee(a.Disclosure, a.To),
                viewer.MaySee(GapDisclosure, null),
                p => viewer.MaySee(p.Disclosure, p.Provider),
                viewer.MaySee
            );

    /// <summary>The pledge as all see it who may see what is <paramref name="level"/>, and no more.</summary>
    public Pledge SeenAt(Disclosure level) =>
        Showing(
            a => a.Disclosure <= level,
            GapDisclosure <= level,
            p => p.Disclosure <= level,
            (disclosure, _) => disclosure <= level
        );

    /// <summary>Whether all who see the pledge see the allocation.</summary>
    internal bool IsOpen(Allocation allocation) => allocation.Disclosure <= Disclosure;

    /// <summary>The event, as confidential as the narrowest of the needs that it is about.</summary>
    internal static PledgeNeedEvent About(PledgeNeedEvent happened, IEnumerable<Allocation> allocations)
    {
        var about = allocations.ToList();
        var owners = about.Select(a => a.To).Distinct().ToList();
        return happened with
        {
            Disclosure = about.Select(a => a.Disclosure).Append(Access.Disclosure.Public).Max(),
            NeedOwner = owners.Count == 1 ? owners[0] : null,
        };
    }

    /// <summary>The allocations that a tranche fills.</summary>
    internal IEnumerable<Allocation> FilledBy(Delivery delivery) =>
        delivery.Parts.Select(p => Allocation(p.Allocation)).OfType<Allocation>();

    /// <summary>News of a tranche that tells no quantity: for all who see any part of it.</summary>
    internal PledgeNeedEvent OfTranche(PledgeNeedEvent happened, int delivery)
    {
        var filled = FilledBy(Delivery(delivery)!).ToList();
        var widest = filled.Select(a => a.Disclosure).DefaultIfEmpty().Min();
        return About(happened, filled.Where(a => a.Disclosure == widest));
    }

    private Pledge Showing(
        Func<Allocation, bool> isSeen,
        bool isGapSeen,
        Func<IntakePlaces, bool> arePlacesSeen,
        Func<Disclosure, string?, bool> isPledgeSeen
    )
    {
        var seen = Allocations.Where(isSeen).Select(a => a.Id).ToHashSet();
        var pledge = (isGapSeen ? this : this with { Gap = null }).Pooled(isPledgeSeen);
        var places = Intakes.Where(arePlacesSeen).ToList();
        if (seen.Count == Allocations.Count && places.Count == Intakes.Count)
            return pledge;
        var hidden = Deliveries.ToLookup(d => d.Line, d => d.Settled - (d.Seen(seen)?.Settled ?? 0));
        return (
            pledge with
            {
                Intakes = places,
                Allocations =
                [
                    .. Allocations
                        .Where(a => seen.Contains(a.Id))
                        .Select(a => a.MovedFrom is { } from && !seen.Contains(from) ? a with { MovedFrom = null } : a),
                ],
                Deliveries = [.. Deliveries.Select(d => d.Seen(seen)).OfType<Delivery>()],
                // What was settled of a tranche that is not there is still accepted and committed.
                Lines =
                [
                    .. Lines.Select(l =>
                        l with
                        {
                            Accepted = l.Accepted + hidden[l.Line].Sum(),
                            Committed = l.Committed + hidden[l.Line].Sum(),
                        }
                    ),
                ],
            }
        ).WithoutWhatIsLost().AsFarAsSeen();
    }

    /// <summary>
    /// Without the contributions that pay for it and may not be seen: what they pay, its own donor pays; and without
    /// the pledge that it contributes to, if that may not be seen: then it is money.
    /// </summary>
    private Pledge Pooled(Func<Disclosure, string?, bool> isSeen)
    {
        var pledge = Purchases.Any(p => p.Shares.Any(s => !isSeen(s.Disclosure, s.Donor)))
            ? this with
            {
                Purchases =
                [
                    .. Purchases.Select(p =>
                        p with
                        {
                            Shares = [.. p.Shares.Where(s => isSeen(s.Disclosure, s.Donor))],
                        }
                    ),
                ],
            }
            : this;
        return pledge.Parent is not { } parent || isSeen(parent.Disclosure, parent.Donor)
            ? pledge
            : (pledge with { Parent = null, Payments = [] }).WithoutWhatIsLost().AsFarAsSeen();
    }

    /// <summary>How far a commitment has come by the tranches that are left.</summary>
    private Pledge AsFarAsSeen()
    {
        if (Status is not (PledgeStatus.InDelivery or PledgeStatus.Completed))
            return this;
        var began =
            Deliveries.Any(d => d.History.Any(h => h.Status == DeliveryStatus.Dispatched))
            || Intakes.Any(p => p.IsGiven)
            || Payments.Any(p => p.Amount > 0);
        var seen = this with { Status = began ? PledgeStatus.InDelivery : PledgeStatus.Formalised };
        return Status == PledgeStatus.Completed && seen.Completion().Any() ? this : seen;
    }
}
