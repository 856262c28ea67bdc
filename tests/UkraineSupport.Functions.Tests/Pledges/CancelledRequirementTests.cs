using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Pledges;

public sealed class CancelledRequirementTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_tranche_lost_after_the_requirement_was_cancelled_frees_the_pledge()
    {
        var cancel = TestContext.Current.CancellationToken;
        var parts = new Parts(azurite.ConnectionString);
        var (pledge, requirement) = (await parts.CommitAsync(), await parts.OpenRequirementAsync());
        var id = Parts.NewId("allocation");
        await parts.ChangeAsync(
            pledge.Id,
            p => Allocate.Decide(p, id, new(1, 60, requirement.Id), requirement, Parts.Coordinator)
        );
        await parts.Coverages.SettleAsync(pledge.Id, id, cancel);
        var now = parts.Time.GetUtcNow();
        await parts.ChangeAsync(
            pledge.Id,
            p => PlanDelivery.Decide(p, new(1, 60, now.AddDays(3)), Parts.Donor, now, Parts.Deadlines)
        );
        await parts.ChangeAsync(
            pledge.Id,
            p => ChangeDeliveryStatus.Decide(p, 1, new(DeliveryStatus.Dispatched), Parts.Donor, now)
        );
        await parts.Requirements.UpdateAsync(
            requirement.Id,
            r => Validate.Cancel(r, new("no longer needed"), Parts.Recipient),
            "test",
            cancel
        );
        pledge = await parts.ChangeAsync(pledge.Id, p => Release.One(p, id, now));
        Assert.Equal(60, pledge.Ledger(pledge.Lines[0]).Allocated);

        pledge = await parts.ChangeAsync(
            pledge.Id,
            p => ChangeDeliveryStatus.Decide(p, 1, new(DeliveryStatus.Lost), Parts.Donor, now)
        );
        await parts.Coverages.FollowAsync(pledge, id, cancel);

        pledge = (await parts.Store.LoadAsync<Pledge>(pledge.Id, cancel))!.State;
        Assert.Equal(0, pledge.Ledger(pledge.Lines[0]).Allocated);
    }
}
