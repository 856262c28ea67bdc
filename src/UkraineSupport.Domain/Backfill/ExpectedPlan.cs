using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// Future supply in a plan: what may cover what committed lines leave open. It becomes no allocation.
/// </summary>
/// <param name="Agreement">The agreement it is expected of.</param>
/// <param name="Donor">The donor nation whose agreement it is.</param>
/// <param name="Need">The need's id.</param>
/// <param name="On">The day it is expected on.</param>
/// <param name="Quantity">In the agreement's unit.</param>
/// <param name="Credit">What it would cover, in the need's unit.</param>
public sealed record ExpectedAllocation(
    string Agreement,
    string Donor,
    string Need,
    DateOnly On,
    decimal Quantity,
    decimal Credit
);

/// <summary>What stays open of a need with the plan, and what if future supply comes.</summary>
/// <param name="Need">The need's id.</param>
/// <param name="Open">With the plan alone.</param>
/// <param name="OpenIfExpected">With future supply too.</param>
public sealed record ExpectedRest(string Need, decimal Open, decimal OpenIfExpected);

/// <summary>Adds future supply to a plan, for what the plan leaves open: the plan itself is as without it.</summary>
public static class ExpectedPlan
{
    /// <summary>The plan with what is expected beside it.</summary>
    /// <param name="plan">The plan of committed lines.</param>
    /// <param name="input">What it was made from.</param>
    /// <param name="lots">The future supply.</param>
    /// <param name="options">How to weigh.</param>
    /// <param name="cancel">Stops it.</param>
    public static BackfillPlan With(
        BackfillPlan plan,
        PlanInput input,
        IReadOnlyList<SupplyLot> lots,
        PlanOptions options,
        CancellationToken cancel
    )
    {
        var covered = plan.Allocations.ToLookup(a => a.Need);
        var rests = input
            .Needs.Where(n => n.Kind != NeedKind.Replenishment)
            .Select(n => Rest(n, [.. covered[n.Id]]))
            .Where(n => n.Open > 0)
            .ToList();
        List<SupplyLine> lines =
        [
            .. lots.Select(l => new SupplyLine(
                l.Agreement,
                l.Month.Since(UsDeliveries.Month.Min),
                l.Donor,
                l.Capability,
                l.Quantity,
                l.On,
                l.On
            )),
        ];
        var expected = BackfillPlanner.Plan(
            new(input.Today, lines, rests, null, input.Committed, input.Shares),
            options,
            cancel
        );
        var credit = expected.Allocations.GroupBy(a => a.Need).ToDictionary(n => n.Key, n => n.Sum(a => a.Credit));
        return plan with
        {
            Expected =
            [
                .. expected.Allocations.Select(a => new ExpectedAllocation(
                    a.Pledge,
                    a.Donor,
                    a.Need,
                    a.ArrivesBy,
                    a.Quantity,
                    a.Credit
                )),
            ],
            IfExpected =
            [
                .. rests.Select(n => new ExpectedRest(n.Id, n.Open, n.Open - credit.GetValueOrDefault(n.Id))),
            ],
        };
    }

    /// <summary>What allocations leave of a need, month by month of a gap.</summary>
    private static Need Rest(Need need, List<ProposedAllocation> given)
    {
        var open = need.Open - given.Sum(a => a.Credit);
        if (need.Months is not { } months)
            return need with { Open = open };
        var filled = DatedFill
            .Of(
                [.. months.Select(m => (m.Last, m.Open))],
                [.. given.OrderBy(a => a.ArrivesBy).Select(a => (a.ArrivesBy, a.Credit))]
            )
            .ToLookup(f => f.Month, f => f.Quantity);
        return need with
        {
            Open = open,
            Months = [.. months.Select((m, i) => m with { Open = m.Open - filled[i].Sum() }).Where(m => m.Open > 0)],
        };
    }
}
