using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Gaps;

/// <summary>A gap and the pledges that cover it, on real storage.</summary>
public sealed class GapConsequencesTests(AzuriteFixture azurite)
{
    private static readonly IReadOnlyList<GapMonth> March = [new(new(2027, 3), 100, 90, null, false)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_allocation_covers_a_gap_and_is_given_back_some_days_after_the_shortfall_is_gone()
    {
        var parts = new Parts(azurite.ConnectionString);
        var (pledge, gap) = (await parts.CommitAsync(), await OpenAsync(parts));
        var settled = await AllocateAsync(parts, pledge, gap, 60);
        gap = await LoadAsync(parts, gap.Id);
        Assert.Equal(
            (AllocationStatus.Confirmed, GapStatus.PartiallyBackfilled, 30m),
            (settled.Allocations[0].Status, gap.Status, gap.OpenQuantity)
        );

        await FollowAsync(parts, await FoundAsync(parts, gap, []));
        var releaseAt = (await LoadAsync(parts, gap.Id)).ReleaseAt;
        Assert.Equal(parts.Time.GetUtcNow().AddDays(7), Assert.NotNull(releaseAt));
        await parts.GapCoverage.ReleaseAsync(gap.Id, releaseAt!.Value.AddSeconds(-1), Cancel);
        Assert.Equal(60, (await LoadAsync(parts, gap.Id)).Covered);

        await parts.GapCoverage.ReleaseAsync(gap.Id, releaseAt!.Value, Cancel);
        pledge = (await parts.Store.LoadAsync<Pledge>(pledge.Id, Cancel))!.State;
        Assert.Equal(
            (AllocationStatus.Released, 0m),
            (pledge.Allocations[0].Status, pledge.Ledger(pledge.Lines[0]).Allocated)
        );
        Assert.Equal(0, (await LoadAsync(parts, gap.Id)).Covered);
    }

    [Fact]
    public async Task A_gap_that_narrows_gives_back_what_it_has_no_use_for()
    {
        var parts = new Parts(azurite.ConnectionString);
        var (pledge, gap) = (await parts.CommitAsync(), await OpenAsync(parts));
        pledge = await AllocateAsync(parts, pledge, gap, 50);
        pledge = await AllocateAsync(parts, pledge, gap, 40);

        await FollowAsync(parts, await FoundAsync(parts, gap, [March[0] with { Shortfall = 50 }]));
        await parts.GapCoverage.ReleaseAsync(gap.Id, parts.Time.GetUtcNow().AddDays(7), Cancel);
        pledge = (await parts.Store.LoadAsync<Pledge>(pledge.Id, Cancel))!.State;
        Assert.Equal([50m, 0m], pledge.Allocations.Select(a => a.Quantity));
    }

    [Fact]
    public async Task Two_allocations_for_the_last_of_a_gap_do_not_both_stand()
    {
        var parts = new Parts(azurite.ConnectionString);
        var (one, other, gap) = (await parts.CommitAsync(), await parts.CommitAsync(), await OpenAsync(parts));
        var settled = await Task.WhenAll(AllocateAsync(parts, one, gap, 60), AllocateAsync(parts, other, gap, 60));
        Assert.Equal(
            [AllocationStatus.Confirmed, AllocationStatus.Released],
            settled.Select(p => p.Allocations[0].Status).Order()
        );
        Assert.Equal(60, (await LoadAsync(parts, gap.Id)).Covered);
    }

    private static async Task<Gap> OpenAsync(Parts parts)
    {
        var id = Parts.NewId("gap");
        var opened = FollowDeliveries.Decide(null, new(id, "AMMO-155", March, null, 1), parts.Time.GetUtcNow()).Events;
        return (await parts.Gaps.CommitAsync(id, null, opened, new(Actor.System, null), null))!.State;
    }

    private static async Task<Gap> FoundAsync(Parts parts, Gap gap, IReadOnlyList<GapMonth> months) =>
        (
            await parts.Gaps.UpdateAsync(
                gap.Id,
                g => FollowDeliveries.Decide(g, new(gap.Id, "AMMO-155", months, null, 2), parts.Time.GetUtcNow()),
                "test",
                Cancel
            )
        )!;

    private static async Task<Pledge> AllocateAsync(Parts parts, Pledge pledge, Gap gap, decimal quantity)
    {
        var id = Parts.NewId("allocation");
        await parts.ChangeAsync(
            pledge.Id,
            p => Allocate.Decide(p, id, new(1, quantity, Gap: gap.Id), gap, Parts.Coordinator)
        );
        return await parts.Coverages.SettleAsync(pledge.Id, id, Cancel);
    }

    private static async Task FollowAsync(Parts parts, Gap gap)
    {
        var events = await parts.Store.EventsAsync(gap.Id, gap.Version - 2, 2, Cancel);
        await new GapConsequences(
            parts.Coverages,
            parts.GapCoverage,
            parts.Get<SharedNeeds>(),
            parts.Gaps,
            new GapSettings(),
            new BoardSettings(),
            parts.Time
        ).FollowAsync(gap, events.ConvertAll(e => (GapEvent)e.Record.Happened()), null!, Cancel);
    }

    private static async Task<Gap> LoadAsync(Parts parts, string id) =>
        (await parts.Store.LoadAsync<Gap>(id, Cancel))!.State;
}
