using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Pledges;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>
/// Future supply as one reader sees it: of the agreements, the pledges that have committed of it and the gaps that it
/// may cover, those that the reader sees. Reckoned when it is asked for.
/// </summary>
internal sealed class FutureSupplies(ListIndex lists, TimeProvider time)
{
    /// <summary>The lots of a capability, or of all.</summary>
    public async Task<IReadOnlyList<SupplyLot>> LotsAsync(string? capability, Actor viewer, CancellationToken cancel)
    {
        var tag = capability is null ? AgreementProjection.Supply : AgreementProjection.SupplyOf(capability);
        var agreements = await lists.EntriesAsync<Agreement>(Agreement.IdKind, tag, viewer, cancel);
        if (agreements.Count == 0)
            return [];
        var (now, pledged) = (time.GetUtcNow(), await PledgedAsync(viewer, cancel));
        return [.. agreements.SelectMany(a => FutureSupply.Of(a, now, pledged.GetValueOrDefault(a.Id)))];
    }

    /// <summary>What pledges have committed of an agreement.</summary>
    public async Task<decimal> PledgedAsync(string agreement, Actor viewer, CancellationToken cancel) =>
        (await PledgedAsync(viewer, cancel)).GetValueOrDefault(agreement);

    /// <summary>What future supply may cover of the gaps of a capability, by gap; of all capabilities where none is
    /// given.</summary>
    public async Task<ILookup<string, ExpectedPart>> PartsAsync(
        string? capability,
        Actor viewer,
        CancellationToken cancel
    )
    {
        var parts = new List<ExpectedPart>();
        foreach (var lots in (await LotsAsync(capability, viewer, cancel)).GroupBy(l => l.Capability))
        {
            var gaps = await lists.EntriesAsync<Gap>(Gap.IdKind, GapProjection.OfCapability(lots.Key), viewer, cancel);
            parts.AddRange(ExpectedCover.Of(gaps.ConvertAll(g => g.SeenBy(viewer)), [.. lots]));
        }

        return parts.ToLookup(p => p.Gap);
    }

    private async Task<Dictionary<string, decimal>> PledgedAsync(Actor viewer, CancellationToken cancel)
    {
        var tag = PledgeProjection.OfKind(PledgeKind.CoProduction);
        var pledges = await lists.EntriesAsync<PledgeListing>(Pledge.IdKind, tag, viewer, cancel);
        return pledges
            .Select(p => p.For(viewer))
            .Where(p => p.Agreement is not null)
            .GroupBy(p => p.Agreement!)
            .ToDictionary(a => a.Key, a => a.Sum(p => p.Lines.Sum(l => l.Committed)));
    }
}
