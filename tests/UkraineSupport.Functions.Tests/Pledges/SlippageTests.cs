using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Functions.Training;

namespace UkraineSupport.Functions.Tests.Pledges;

/// <summary>A tranche that is late, and the requirement (needed by 1 June 2027) that counted on it.</summary>
public sealed class SlippageTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tranche_that_slips_past_the_need_gives_its_allocation_back()
    {
        var parts = new Parts(azurite.ConnectionString);
        var pledge = await PlannedAsync(parts, new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero));
        parts.Time.SetUtcNow(new DateTimeOffset(2027, 6, 3, 0, 0, 0, TimeSpan.Zero));
        pledge = await SlipAsync(parts, pledge);
        Assert.Equal(
            (AllocationStatus.Released, DeliveryStatus.Cancelled),
            (pledge.Allocations[0].Status, pledge.Deliveries[0].Status)
        );
        await parts.Coverages.FollowAsync(pledge, pledge.Allocations[0].Id, Cancel);
        Assert.Equal(
            100,
            (await parts.Store.LoadAsync<Requirement>(pledge.Allocations[0].Need, Cancel))!.State.OpenQuantity
        );
    }

    [Fact]
    public async Task A_tranche_that_is_late_but_may_still_help_stays_until_the_needs_last_day_has_passed()
    {
        var parts = new Parts(azurite.ConnectionString);
        var pledge = await PlannedAsync(parts, new DateTimeOffset(2027, 5, 1, 0, 0, 0, TimeSpan.Zero));
        parts.Time.SetUtcNow(new DateTimeOffset(2027, 5, 10, 0, 0, 0, TimeSpan.Zero));
        pledge = await SlipAsync(parts, pledge);
        Assert.Equal((AllocationStatus.Confirmed, true), (pledge.Allocations[0].Status, pledge.Deliveries[0].Slipped));

        parts.Time.SetUtcNow(new DateTimeOffset(2027, 6, 2, 0, 0, 0, TimeSpan.Zero));
        var requirement = (
            await parts.Requirements.UpdateAsync(
                pledge.Allocations[0].Need,
                r => r.Reached(r.NextDeadline!, parts.Time.GetUtcNow()),
                "test",
                Cancel
            )
        )!;
        requirement = (
            await parts.Requirements.UpdateAsync(
                requirement.Id,
                r => r.NextDeadline is { } next ? r.Reached(next, parts.Time.GetUtcNow()) : default,
                "test",
                Cancel
            )
        )!;
        Assert.True(requirement.Watched.Missed);
        await new RequirementConsequences(
            parts.Coverages,
            parts.Get<Succession>(),
            parts.Get<SharedNeeds>(),
            parts.Pledges
        ).FollowAsync(requirement, [new RequirementMissed(requirement.RequiredBy)], null!, Cancel);
        Assert.Equal(
            AllocationStatus.Released,
            (await parts.Store.LoadAsync<Pledge>(pledge.Id, Cancel))!.State.Allocations[0].Status
        );
    }

    private static async Task<Pledge> PlannedAsync(Parts parts, DateTimeOffset due)
    {
        var (pledge, requirement) = (await parts.CommitAsync(), await parts.OpenRequirementAsync());
        var id = Parts.NewId("allocation");
        await parts.ChangeAsync(
            pledge.Id,
            p => Allocate.Decide(p, id, new(1, 60, requirement.Id), requirement, Parts.Coordinator)
        );
        await parts.Coverages.SettleAsync(pledge.Id, id, Cancel);
        return await parts.ChangeAsync(
            pledge.Id,
            p => PlanDelivery.Decide(p, new(1, 60, due), Parts.Donor, parts.Time.GetUtcNow(), Parts.Deadlines)
        );
    }

    private static async Task<Pledge> SlipAsync(Parts parts, Pledge pledge)
    {
        while (pledge.NextDeadline is { } next && next.At <= parts.Time.GetUtcNow())
            pledge = await parts.ChangeAsync(pledge.Id, p => p.Reached(next, parts.Time.GetUtcNow()));
        Assert.DoesNotContain(pledge.Deliveries, d => !d.Slipped);
        await new PledgeConsequences(
            parts.Coverages,
            parts.GapCoverage,
            parts.Conditional,
            parts.Get<IntakePledges>(),
            parts.Get<Contributions>()
        ).FollowAsync(pledge, [new PledgeDeliverySlipped(1, pledge.Deliveries[0].Due)], null!, Cancel);
        return (await parts.Store.LoadAsync<Pledge>(pledge.Id, Cancel))!.State;
    }
}
