using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// The donor takes part of a commitment back: what is pledged, accepted and committed of a line falls by so much. What
/// is not allocated goes first. Then allocations are released in this order: what has come least far (no tranche is
/// planned for it, before it is planned), of that the least urgent need's, of that the newest. What has left stays.
/// Gaps and requirements open again by what they lose (DOMAIN §5 rule 5). Places in an intake stay: the intake is
/// cancelled.
/// </summary>
public static class WithdrawInPart
{
    /// <summary>Decides on <paramref name="withdrawal"/>, which names lines.</summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="withdrawal">What is taken back.</param>
    /// <param name="urgency">How urgent the needs are that it covers, by id.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="now">The present.</param>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        WithdrawPledge withdrawal,
        IReadOnlyDictionary<string, Urgency> urgency,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!actor.IsDonor(pledge.Donor))
            return new Forbidden("Only the pledge's donor withdraws it.");
        if (Validate(pledge, withdrawal).Error is { } invalid)
            return invalid;
        if (!pledge.IsCommitted)
            return new Conflict(
                "not-committed",
                $"The pledge is {pledge.Status}; a commitment is withdrawn in part, an offer is amended."
            );
        var lines = withdrawal.Lines!;
        if (pledge.Pool)
            return OfPool(pledge, lines, now);
        foreach (var (line, withdrawn) in lines.Select(l => (pledge.Line(l.Line)!, l.Quantity)))
        {
            if (pledge.Bought(line) is var bought && bought > line.Committed - withdrawn)
                return new Conflict(
                    "purchases",
                    $"Contributions may pay for {bought} {line.Unit} of line {line.Line}: cancel that purchase first."
                );
        }

        foreach (var wish in lines)
        {
            var most = NotLeft(pledge, wish.Line);
            if (wish.Quantity > most)
                return new Conflict("has-left", $"Of line {wish.Line}, {most} have not left.");
        }

        if (lines.Sum(l => l.Quantity) == pledge.Lines.Sum(l => l.Committed))
            return new Conflict("nothing-left", "Nothing of it would be left: withdraw it whole, without lines.");
        var events = new List<PledgeEvent>();
        events.AddRange(Released(pledge, lines, urgency, now));
        events.Add(new PledgeWithdrawnInPart(lines, now));
        // A commitment that shrinks to what was received has nothing left to wait for.
        return (PledgeEvent[])[.. events, .. events.Aggregate(pledge, Pledge.Apply).Completion()];
    }

    /// <summary>A pool takes back what it did not buy; what it bought is given up by cancelling the purchase.</summary>
    private static Decision<PledgeEvent> OfPool(Pledge pledge, IReadOnlyList<LineQuantity> lines, DateTimeOffset now)
    {
        foreach (var wish in lines)
        {
            var line = pledge.Line(wish.Line)!;
            if (wish.Quantity > line.Accepted - line.Committed)
                return new Conflict(
                    "purchases",
                    $"Of line {wish.Line}, {line.Accepted - line.Committed} {line.Unit} are not bought; cancel the purchase of the others first."
                );
        }

        if (lines.Sum(l => l.Quantity) == pledge.Lines.Sum(l => l.Accepted))
            return new Conflict("nothing-left", "Nothing of it would be left: withdraw it whole, without lines.");
        var withdrawn = new PledgeWithdrawnInPart(lines, now);
        return (PledgeEvent[])[withdrawn, .. Pledge.Apply(pledge, withdrawn).Completion()];
    }

    /// <summary>What of a line has not left, and nobody is moving.</summary>
    internal static decimal NotLeft(Pledge pledge, int line) =>
        Free(pledge, line) + pledge.Allocations.Where(a => a.Line == line && a.Intake is null).Sum(pledge.NotLeft);

    private static decimal Free(Pledge pledge, int line) =>
        pledge.Line(line)!.Committed - pledge.Ledger(pledge.Line(line)!).Allocated;

    /// <summary>Gives back what of those lines is allocated and not free.</summary>
    internal static IEnumerable<PledgeEvent> Released(
        Pledge pledge,
        IReadOnlyList<LineQuantity> lines,
        IReadOnlyDictionary<string, Urgency> urgency,
        DateTimeOffset now
    )
    {
        var gives = lines
            .SelectMany(l => Gives(pledge, l.Line, l.Quantity - Free(pledge, l.Line), urgency))
            .GroupBy(g => (g.Allocation.Disclosure, g.Allocation.To));
        var rest = pledge;
        // One event for all of a kind: a transaction takes no more than a hundred.
        foreach (var kind in gives)
        {
            var (cancelled, cut) = (new List<int>(), new List<DeliveryCut>());
            foreach (var (allocation, quantity) in kind)
            {
                var cuts = Reduce.Cuts(rest, rest.Allocation(allocation.Id)!, quantity);
                cancelled.AddRange(cuts.Cancelled);
                cut.AddRange(cuts.Cut);
                rest = Pledge.Apply(
                    rest,
                    new PledgeAllocationReduced(
                        allocation.Id,
                        allocation.Quantity - quantity,
                        cuts.Cancelled,
                        now,
                        cuts.Cut
                    )
                );
            }

            yield return Pledge.About(
                new PledgeAllocationsReduced(
                    [.. kind.Select(g => new AllocationQuantity(g.Allocation.Id, g.Allocation.Quantity - g.Quantity))],
                    now,
                    cancelled,
                    cut
                ),
                kind.Select(g => g.Allocation)
            );
        }
    }

    /// <summary>Which allocations of a line give how much of that quantity.</summary>
    private static IEnumerable<(Allocation Allocation, decimal Quantity)> Gives(
        Pledge pledge,
        int line,
        decimal quantity,
        IReadOnlyDictionary<string, Urgency> urgency
    )
    {
        var given = new Dictionary<string, decimal>();
        var order = pledge
            .Allocations.Where(a => a.Line == line && a.Intake is null && pledge.NotLeft(a) > 0)
            .Reverse()
            .OrderByDescending(a => urgency.GetValueOrDefault(a.Need, Urgency.Unknown).Order)
            .ToList();
        foreach (var planned in (bool[])[false, true])
        {
            foreach (var allocation in order)
            {
                var unplanned = Math.Max(0, pledge.Unplanned(allocation));
                var goes = Math.Min(quantity, planned ? pledge.NotLeft(allocation) - unplanned : unplanned);
                if (goes <= 0)
                    continue;
                given[allocation.Id] = given.GetValueOrDefault(allocation.Id) + goes;
                quantity -= goes;
            }
        }

        return order.Where(a => given.ContainsKey(a.Id)).Select(a => (a, given[a.Id]));
    }

    private static Check Validate(Pledge pledge, WithdrawPledge withdrawal)
    {
        var check = new Check();
        check.Text(withdrawal.Reason, "/reason", 2000);
        check.Count(withdrawal.Lines, "/lines", 1, Announce.MaxLines);
        var lines = (withdrawal.Lines ?? []).Take(Announce.MaxLines).ToList();
        foreach (var (wish, i) in lines.Select((l, i) => (l, i)))
        {
            var line = pledge.Line(wish.Line);
            check.That(
                line is not null,
                $"/lines/{i}/line",
                $"There is no line {wish.Line}; lines are numbered from 1 to {pledge.Lines.Count}."
            );
            check.Quantity(wish.Quantity, CapabilityCatalog.Find(line?.Capability), $"/lines/{i}/quantity");
            check.Lots(wish.Quantity, line?.Lot, $"/lines/{i}/quantity");
        }

        check.That(lines.DistinctBy(l => l.Line).Count() == lines.Count, "/lines", "Each line once.");
        return check;
    }
}
