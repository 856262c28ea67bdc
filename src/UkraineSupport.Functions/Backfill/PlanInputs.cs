using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Backfill;

/// <summary>
/// Reads what a plan is made from, with a coordinator's eyes: all that is committed, all that is open.
/// </summary>
internal sealed class PlanInputs(ListIndex lists, AggregateStore store, LedgerTotals totals)
{
    private const int Page = 200;
    private const int AtOnce = 8;
    private static readonly Actor Eyes = new(Role.Coordinator, null, Actor.System.Subject);

    public async Task<PlanInput> ReadAsync(
        PlanScope scope,
        IReadOnlyList<KeptAllocation>? kept,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var needs = new List<Need>();
        var into = new Dictionary<string, string>();
        await foreach (var row in RowsAsync(GapProjection.All, cancel))
        {
            var gap = JsonSerializer.Deserialize<Gap>(row.Body, DomainJson.Options)!;
            needs.AddRange(Need(gap));
            if (gap.MergedInto is { } successor)
                into[gap.Id] = successor;
        }

        await foreach (var row in RowsAsync(RequirementProjection.All, cancel))
            needs.AddRange(Need(JsonSerializer.Deserialize<Requirement>(row.Body, DomainJson.Options)!));
        // What was offered for a gap is for that gap, or the one that took its months over, as long as it is open, in
        // the scope or not.
        var open = needs.Where(n => n.Kind == NeedKind.Gap).Select(n => n.Id).ToHashSet();
        var lines = (await LinesAsync(cancel)).ConvertAll(l =>
            Successor(l.For, into) is { } gap && open.Contains(gap) ? l with { For = gap } : l with { For = null }
        );
        var committed = (await totals.ReadAsync(Eyes, null, cancel))
            .Select(s => new CommittedQuantity(s.Key.Capability, s.Key.Donor, s.Value.Committed))
            .ToList();

        // Of the allocations to keep those whose line or need is still there; the planner says of the others why they
        // are dropped.
        return new(today, lines, needs.FindAll(n => scope.Holds(n.Id, n.Capability)), kept, committed);
    }

    private static string? Successor(string? gap, Dictionary<string, string> into)
    {
        while (gap is not null && into.TryGetValue(gap, out var successor))
            gap = successor;
        return gap;
    }

    private static IEnumerable<Need> Need(Gap gap)
    {
        if (gap.OpenQuantity <= 0 || gap.Status == GapStatus.AcceptedRisk)
            yield break;
        var filled = gap.Filled(gap.Coverage).ToLookup(f => f.Month.Month, f => f.Quantity);
        yield return new(
            gap.Id,
            NeedKind.Gap,
            gap.Capability,
            gap.OpenQuantity,
            gap.Shortfall,
            gap.NeededBy,
            gap.Priority,
            gap.Months[0].Month.First,
            gap.Substitutes,
            ByDonor(gap.Coverage),
            Months:
            [
                .. gap
                    .Months.Select(m => new NeedMonth(m.Month.First, m.Month.Last, m.Shortfall - filled[m.Month].Sum()))
                    .Where(m => m.Open > 0),
            ]
        );
    }

    private static IEnumerable<Need> Need(Requirement requirement)
    {
        if (requirement.OpenQuantity <= 0)
            yield break;
        yield return new(
            requirement.Id,
            requirement.Kind == RequirementKind.Replenishment ? NeedKind.Replenishment : NeedKind.Requirement,
            requirement.Capability,
            requirement.OpenQuantity,
            requirement.Quantity,
            requirement.RequiredBy,
            requirement.Priority,
            null,
            requirement.Substitutes,
            ByDonor(requirement.Coverage),
            requirement.Donor
        );
    }

    private static Dictionary<string, decimal> ByDonor(IEnumerable<Coverage> coverage) =>
        coverage.Where(c => c.Credit > 0).GroupBy(c => c.Donor).ToDictionary(d => d.Key, d => d.Sum(c => c.Credit));

    private async Task<List<SupplyLine>> LinesAsync(CancellationToken cancel)
    {
        var ids = new List<string>();
        foreach (var status in new[] { PledgeStatus.Formalised, PledgeStatus.InDelivery })
        {
            await foreach (var row in RowsAsync(PledgeProjection.OfStatus(status), cancel))
                ids.Add(row.Position.Split('|')[1]);
        }

        var lines = new List<SupplyLine>[ids.Count];
        await Parallel.ForAsync(
            0,
            ids.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (i, stop) => lines[i] = [.. Lines((await store.LoadAsync<Pledge>(ids[i], stop))!.State)]
        );
        // A pledge that moved from one list to the other in between is in both.
        return [.. lines.SelectMany(l => l).DistinctBy(l => (l.Pledge, l.Line))];
    }

    private static IEnumerable<SupplyLine> Lines(Pledge pledge)
    {
        if (!pledge.IsCommitted)
            yield break;
        foreach (var line in pledge.Lines)
        {
            var ledger = pledge.Ledger(line);
            if (ledger.Committed <= ledger.Allocated)
                continue;
            yield return new(
                pledge.Id,
                line.Line,
                pledge.Donor,
                line.Capability,
                ledger.Free,
                line.DeliverBy,
                line.AvailableFrom,
                line.Lot,
                line.Currency is null or "EUR" ? line.UnitValue : null,
                pledge.Caveats,
                pledge.Conditions,
                pledge.Gap
            );
        }
    }

    private async IAsyncEnumerable<ListRow> RowsAsync(
        Place place,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        string? after = null;
        while (true)
        {
            var (rows, more) = await lists.ReadAsync(place, Eyes, after, Page, cancel);
            foreach (var row in rows)
                yield return row;
            if (!more || rows.Count == 0)
                yield break;
            after = rows[^1].Position;
        }
    }
}
