using System.Runtime.CompilerServices;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// What pledges that depend on others depend on: read with the system's eyes, since a condition counts what others
/// committed also where the donor may not see it one by one.
/// </summary>
internal sealed class ConditionalPledges(
    ListIndex lists,
    AggregateStore store,
    LedgerTotals totals,
    Commands<Pledge, PledgeEvent> pledges,
    TimeProvider time
)
{
    /// <summary>What others have committed of the capabilities that a pledge's conditions name.</summary>
    public async Task<Dictionary<string, decimal>> ByOthersAsync(Pledge pledge, CancellationToken cancel)
    {
        var named = pledge.Conditions.Where(c => c.IsChecked).Select(c => c.Capability!).Distinct().ToList();
        var committed = named.Count == 0 ? [] : await totals.CommittedAsync(cancel);
        return named.ToDictionary(
            c => c,
            c => committed.Where(q => q.Capability == c && q.Donor != pledge.Donor).Sum(q => q.Quantity)
        );
    }

    /// <summary>
    /// The same for conditions whose last day is past: what others had signed by then, as far as it still stands.
    /// </summary>
    public async Task<Dictionary<string, decimal>> ByOthersInTimeAsync(Pledge pledge, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var reached = new Dictionary<string, decimal>();
        foreach (var condition in pledge.Conditions.Where(c => c.IsChecked && c.By < today))
        {
            var sum = 0m;
            await foreach (var other in LoadAsync(PledgeProjection.OfCapability(condition.Capability!), cancel))
            {
                if (other.Commitment?.SignedOn <= condition.By)
                    sum += other
                        .Lines.Where(l => l.Capability == condition.Capability)
                        .SelectMany(other.Origins)
                        .Where(o => o.PaidBy != pledge.Donor)
                        .Sum(o => o.Units.Committed);
            }

            reached[condition.Capability!] = sum;
        }

        return reached;
    }

    /// <summary>
    /// What a pledge's events mean for those that depend on it: commitments whose conditions fell or hold again, and
    /// signed pledges that can become commitments together.
    /// </summary>
    public async Task FollowAsync(Pledge pledge, IReadOnlyList<PledgeEvent> events, CancellationToken cancel)
    {
        if (!events.Any(MayMatter))
            return;
        var signed = new List<Pledge>();
        await foreach (var other in LoadAsync(PledgeProjection.Signed, cancel))
            signed.Add(other);
        var dependent = new List<Pledge>();
        foreach (var capability in pledge.Lines.Select(l => l.Capability).Distinct())
        {
            await foreach (var other in LoadAsync(PledgeProjection.ConditionalOn(capability), cancel))
                dependent.Add(other);
        }

        if (pledge.Conditions.Any(c => c.IsChecked))
            dependent.Add(pledge);
        // As a rule nothing depends on it, and the totals need not be read.
        if (signed.Count == 0 && dependent.Count == 0)
            return;
        // Last, so that none of these is newer.
        var committed = await totals.CommittedAsync(cancel);
        foreach (var other in dependent)
            await WatchAsync(other, committed, signed, cancel);
        var ready = JointFormalisation.Ready(signed, committed, time.GetUtcNow());
        foreach (var one in ready)
            await pledges.UpdateAsync(one.Id, JointFormalisation.Formalise, "Signed by all on whom it depends", cancel);
    }

    private static bool MayMatter(PledgeEvent happened) =>
        happened
            is PledgeFormalised
                or PledgeFormalisationPrepared
                or PledgeWithdrawn
                or PledgeWithdrawnInPart
                or PledgeAmended
                or PledgeDeliverySettled
                or PledgeConditionsChanged
                or PledgeGoodsBought
                or PledgePurchaseCancelled
                or PledgeShareTaken
                or PledgePaymentReserved
                or PledgePaymentSettled;

    private Task<Pledge?> WatchAsync(
        Pledge pledge,
        List<CommittedQuantity> committed,
        List<Pledge> signed,
        CancellationToken cancel
    ) =>
        pledges.UpdateAsync(
            pledge.Id,
            p => JointFormalisation.Watch(p, committed, signed),
            "What others have committed has changed",
            cancel
        );

    private async IAsyncEnumerable<Pledge> LoadAsync(Tag tag, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in lists.AllAsync(Pledge.IdKind, tag, cancel))
        {
            if (await store.LoadAsync<Pledge>(row.Id, cancel) is { } stored)
                yield return stored.State;
        }
    }
}
