using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Pledges;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>What holds of every pledge at every moment (DOMAIN §3, §5 rule 1).</summary>
internal static class Ledgers
{
    public static void Check(Pledge pledge)
    {
        foreach (var line in pledge.Lines)
            Check(pledge, line);
        foreach (var allocation in pledge.Allocations)
            Check(pledge, allocation);
        foreach (var delivery in pledge.Deliveries)
            Assert.Equal(delivery.Quantity, delivery.Parts.Sum(p => p.Quantity));
    }

    private static void Check(Pledge pledge, PledgeLine line)
    {
        var l = pledge.Ledger(line);
        decimal[] chain = [l.Pledged, l.Accepted, l.Committed, l.Allocated, l.Dispatched, l.Delivered, l.Received, 0];
        if (chain.Zip(chain.Skip(1)).Any(p => p.First < p.Second))
            Assert.Fail($"Line {line.Line} of a pledge that is {pledge.Status}: {l}");

        CheckMonths(pledge, line);
        var parts = pledge.Allocations.Where(a => a.Line == line.Line).Select(pledge.Progress).ToList();
        var payments = pledge.Payments.Where(p => p.Line == line.Line).ToList();
        var (paid, settled) = (payments.Sum(p => p.Amount), payments.Where(p => p.Settled).Sum(p => p.Amount));
        Assert.Equal(
            (l.Allocated, l.Dispatched, l.Delivered, l.Received),
            (
                parts.Sum(p => p.Allocated) + paid,
                parts.Sum(p => p.Dispatched) + paid,
                parts.Sum(p => p.Delivered) + settled,
                parts.Sum(p => p.Received) + settled
            )
        );
        if (pledge.Status == PledgeStatus.Withdrawn)
            Assert.Equal(l.Dispatched, l.Allocated);
    }

    /// <summary>Months add up to ledgers, for each who pays, and nobody has less than nothing in one.</summary>
    public static void CheckMonths(Pledge pledge, PledgeLine line)
    {
        var (months, origins) = (pledge.Months(line), pledge.Origins(line));
        foreach (var payer in months.Select(m => m.PaidBy).Union(origins.Select(o => o.PaidBy)))
        {
            var own = months.Where(m => m.PaidBy == payer).ToList();
            var paid = origins.Where(o => o.PaidBy == payer).ToList();
            Assert.Equal(Chain(paid.Select(o => o.Units)), Chain(own.Select(m => m.Units)));
            Assert.Equal(Chain(paid.Select(o => o.Eur)), Chain(own.Select(m => m.Eur)));
        }

        Assert.All(
            months.SelectMany(m => new[] { m.Units, m.Eur }),
            m =>
                Assert.True(
                    Math.Min(m.Pledged, m.Committed) >= 0 && Math.Min(m.Delivered, m.Received) >= 0 && m.Planned >= 0,
                    $"{m}"
                )
        );
        var ledger = pledge.SupportLedger(line);
        Assert.True(months.Sum(m => m.Units.Planned) <= ledger.Allocated - ledger.Delivered);
    }

    private static (decimal, decimal, decimal, decimal) Chain(IEnumerable<LineLedger> ledgers) =>
        ledgers.Aggregate(
            (0m, 0m, 0m, 0m),
            (s, l) => (s.Item1 + l.Pledged, s.Item2 + l.Committed, s.Item3 + l.Delivered, s.Item4 + l.Received)
        );

    private static (decimal, decimal, decimal, decimal) Chain(IEnumerable<MonthLedger> months) =>
        months.Aggregate(
            (0m, 0m, 0m, 0m),
            (s, l) => (s.Item1 + l.Pledged, s.Item2 + l.Committed, s.Item3 + l.Delivered, s.Item4 + l.Received)
        );

    private static void Check(Pledge pledge, Allocation allocation)
    {
        var p = pledge.Progress(allocation);
        if (
            !(
                p.Allocated >= p.Dispatched
                && p.Dispatched >= p.Delivered
                && p.Delivered >= p.Received
                && p.Received >= 0
            )
        )
            Assert.Fail($"{allocation}: {p}");
        if (allocation.Quantity > 0 != (allocation.Status != AllocationStatus.Released))
            Assert.Fail($"{allocation}");
        // What was being moved when it left, or when the pledge ended, waits for the need's answer all the same.
        if (pledge.IsEnded && allocation.MovedFrom is null)
            Assert.NotEqual(AllocationStatus.Pending, allocation.Status);
        // Nothing is planned twice: what is under way or arrived, with what is still to leave, fits in what is
        // allocated.
        var planned = pledge
            .Deliveries.Where(d => d.Line == allocation.Line)
            .Sum(d => d.ShareOf(d.Planned, allocation.Id));
        if (planned > allocation.Quantity)
            Assert.Fail($"{allocation} has {planned} planned.");
    }
}
