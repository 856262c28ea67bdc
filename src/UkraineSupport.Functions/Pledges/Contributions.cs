using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// Keeps contributions and the purchases that they pay for in step (see <see cref="PayShare"/>). Every step may be
/// repeated, so the request that began it and the dispatcher may both carry it on.
/// </summary>
internal sealed class Contributions(AggregateStore store, Commands<Pledge, PledgeEvent> pledges, ListIndex lists)
{
    /// <summary>The pledge that a donor's offer names as its parent, or null when the donor sees none.</summary>
    public async Task<Pledge?> ParentAsync(string? id, Actor viewer, CancellationToken cancel) =>
        Ids.Is(id ?? "", Pledge.IdKind)
        && (await store.LoadAsync<Pledge>(id!, cancel))?.State is { } parent
        && viewer.MaySee(parent.Disclosure, parent.Donor)
            ? parent
            : null;

    /// <summary>Gets the final answer of the parent's purchases to what a contribution reserved.</summary>
    public async Task<Pledge> SettleAsync(string id, CancellationToken cancel)
    {
        var contribution = await store.StateAsync<Pledge>(id, cancel);
        foreach (var payment in contribution.Payments.Where(p => !p.Settled))
        {
            var parent = await pledges.UpdateAsync(
                contribution.Parent!.Pledge,
                p => PayShare.Take(p, contribution, payment),
                "A contribution pays for it",
                cancel
            );
            contribution = await FollowAsync(id, parent!, cancel);
        }

        // Who may see it may have changed before the purchase took it.
        await DiscloseAsync(contribution, cancel);
        return contribution;
    }

    /// <summary>Tells the contributions that pay for a pledge's purchases what these have of them now.</summary>
    public async Task FollowAsync(Pledge parent, CancellationToken cancel)
    {
        foreach (var id in parent.Purchases.SelectMany(p => p.Shares).Select(s => s.Pledge).Distinct())
            await FollowAsync(id, parent, cancel);
    }

    /// <summary>Tells who contributes to a pledge, and what it contributes to, who may see it now.</summary>
    public async Task DiscloseAsync(Pledge pledge, CancellationToken cancel)
    {
        if (pledge is { Parent: { } parent, Payments.Count: > 0 })
            await pledges.UpdateAsync(
                parent.Pledge,
                p => PayShare.Disclose(p, pledge),
                "Others may see the contribution now",
                cancel
            );
        if (pledge.Parent is not null)
            return;
        await foreach (var row in lists.AllAsync(Pledge.IdKind, PledgeProjection.OfParent(pledge.Id), cancel))
            await pledges.UpdateAsync(
                row.Id,
                p => PayShare.DiscloseParent(p, pledge),
                "Others may see its parent pledge now",
                cancel
            );
    }

    /// <summary>
    /// Lets a new contribution hear what became of its parent since its donor read it.
    /// </summary>
    public async Task<Pledge> BeginAsync(Pledge contribution, CancellationToken cancel)
    {
        var parent = await store.StateAsync<Pledge>(contribution.Parent!.Pledge, cancel);
        const string why = "What became of its parent pledge";
        await pledges.UpdateAsync(contribution.Id, c => PayShare.DiscloseParent(c, parent), why, cancel);
        return (await pledges.UpdateAsync(contribution.Id, c => PayShare.ParentEnded(c, parent), why, cancel))!;
    }

    /// <summary>Tells who contributes to a pledge that has ended.</summary>
    public async Task EndAsync(Pledge parent, CancellationToken cancel)
    {
        await foreach (var row in lists.AllAsync(Pledge.IdKind, PledgeProjection.OfParent(parent.Id), cancel))
            await pledges.UpdateAsync(
                row.Id,
                c => PayShare.ParentEnded(c, parent),
                "The pledge that it is a share of has ended",
                cancel
            );
    }

    /// <summary>Whether anybody contributes to a pledge.</summary>
    public async Task<bool> HasAnyAsync(string parent, CancellationToken cancel)
    {
        await foreach (var _ in lists.AllAsync(Pledge.IdKind, PledgeProjection.OfParent(parent), cancel))
            return true;
        return false;
    }

    private async Task<Pledge> FollowAsync(string contribution, Pledge parent, CancellationToken cancel) =>
        (
            await pledges.UpdateAsync(
                contribution,
                c => PayShare.Settle(c, parent),
                "The purchase that it pays for moved on",
                cancel
            )
        )!;
}
