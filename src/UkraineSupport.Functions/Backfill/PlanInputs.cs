using System.Runtime.CompilerServices;
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
    private const int AtOnce = 8;

    public async Task<PlanInput> ReadAsync(
        PlanScope scope,
        IReadOnlyList<KeptAllocation>? kept,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var all = await NeedsAsync(null, ListIndex.Eyes, cancel);
        var into = all.OfType<Gap>()
            .Where(g => g.MergedInto is not null)
            .DistinctBy(g => g.Id)
            .ToDictionary(g => g.Id, g => g.MergedInto!);
        var needs = all.Where(n => n.OpenQuantity > 0 && n is not Gap { Status: GapStatus.AcceptedRisk })
            .Select(Domain.Backfill.Need.Of)
            .ToList();
        // What was offered for a gap is for that gap, or the one that took its months over, as long as it is open, in
        // the scope or not.
        var open = needs.Where(n => n.Kind == NeedKind.Gap).Select(n => n.Id).ToHashSet();
        var lines = (await LinesAsync(cancel)).ConvertAll(l =>
            Successor(l.For, into) is { } gap && open.Contains(gap) ? l with { For = gap } : l with { For = null }
        );

        // Of the allocations to keep those whose line or need is still there; the planner says of the others why they
        // are dropped.
        return new(
            today,
            lines,
            needs.FindAll(n => scope.Holds(n.Id, n.Capability)),
            kept,
            await totals.CommittedAsync(cancel),
            NeedShare.Of(all)
        );
    }

    /// <summary>What an allocation of that pledge is held against.</summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="capability">The capability whose ceiling is asked for; null when none is.</param>
    /// <param name="today">The present day.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ConcernContext> ContextAsync(
        Pledge pledge,
        string? capability,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var needs = capability is null ? [] : await NeedsAsync(capability, ListIndex.Eyes, cancel);
        var offeredFor = pledge.Gap is null ? null : (await store.LoadAsync<Gap>(pledge.Gap, cancel))?.State;
        return new(
            today,
            pledge.Conditions.Any(c => c.IsChecked) ? await totals.CommittedAsync(cancel) : [],
            NeedShare.Of(needs),
            offeredFor is { OpenQuantity: > 0 } ? new HashSet<string> { offeredFor.Id } : new HashSet<string>()
        );
    }

    /// <summary>All requirements and gaps of a capability, or of all, that <paramref name="viewer"/> may see.</summary>
    public async Task<List<INeed>> NeedsAsync(string? capability, Actor viewer, CancellationToken cancel)
    {
        var needs = new List<INeed>();
        var gaps = capability is null ? Tag.All : GapProjection.OfCapability(capability);
        await foreach (var gap in GapsAsync(gaps, cancel))
            needs.Add(gap);
        var requirements = capability is null ? Tag.All : RequirementProjection.OfCapability(capability);
        await foreach (var requirement in RequirementsAsync(requirements, cancel))
            needs.Add(requirement);
        return needs.FindAll(n => viewer.MaySee(n.Disclosure, n.Owner));
    }

    private async IAsyncEnumerable<Gap> GapsAsync(Tag tag, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in lists.AllAsync(Gap.IdKind, tag, cancel))
            yield return JsonSerializer.Deserialize<Gap>(row.Body!, DomainJson.Options)!;
    }

    private async IAsyncEnumerable<Requirement> RequirementsAsync(
        Tag tag,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var row in lists.AllAsync(Requirement.IdKind, tag, cancel))
            yield return JsonSerializer.Deserialize<Requirement>(row.Body!, DomainJson.Options)!;
    }

    private static string? Successor(string? gap, Dictionary<string, string> into)
    {
        while (gap is not null && into.TryGetValue(gap, out var successor))
            gap = successor;
        return gap;
    }

    private async Task<List<SupplyLine>> LinesAsync(CancellationToken cancel)
    {
        var ids = new List<string>();
        await foreach (var row in lists.AllAsync(Pledge.IdKind, PledgeProjection.Supply, cancel))
            ids.Add(row.Id);

        var lines = new List<SupplyLine>[ids.Count];
        await Parallel.ForAsync(
            0,
            ids.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (i, stop) => lines[i] = [.. SupplyLine.Of(await store.StateAsync<Pledge>(ids[i], stop))]
        );
        return [.. lines.SelectMany(l => l)];
    }
}
