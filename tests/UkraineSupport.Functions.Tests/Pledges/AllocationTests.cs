using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Pledges;

public sealed class AllocationTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Carriers_at_once_settle_an_allocation_once()
    {
        var parts = new Parts(azurite.ConnectionString);
        var (pledge, requirement) = (await parts.CommitAsync(), await parts.OpenRequirementAsync());
        var id = await ReserveAsync(parts, pledge.Id, requirement, 60);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => parts.Coverages.SettleAsync(pledge.Id, id, Cancel)));

        Assert.Equal(AllocationStatus.Confirmed, (await Pledge(parts, pledge.Id)).Allocation(id)!.Status);
        Assert.Equal(60, (await Requirement(parts, requirement.Id)).Coverage.Single().Credit);
    }

    [Fact]
    public async Task Of_two_reservations_that_do_not_both_fit_one_is_refused_for_good()
    {
        var parts = new Parts(azurite.ConnectionString);
        var (one, two, requirement) = (
            await parts.CommitAsync(),
            await parts.CommitAsync(),
            await parts.OpenRequirementAsync()
        );
        var first = await ReserveAsync(parts, one.Id, requirement, 70);
        var second = await ReserveAsync(parts, two.Id, requirement, 70);

        await Task.WhenAll(
            parts.Coverages.SettleAsync(one.Id, first, Cancel),
            parts.Coverages.SettleAsync(two.Id, second, Cancel)
        );

        var statuses = new[]
        {
            (await Pledge(parts, one.Id)).Allocation(first)!.Status,
            (await Pledge(parts, two.Id)).Allocation(second)!.Status,
        };
        Assert.Equal([AllocationStatus.Confirmed, AllocationStatus.Released], statuses.Order());
        Assert.Equal(70, (await Requirement(parts, requirement.Id)).Coverage.Sum(c => c.Credit));
    }

    [Fact]
    public async Task A_withdrawal_between_reservation_and_answer_leaves_nothing_covered()
    {
        var parts = new Parts(azurite.ConnectionString);
        var (pledge, requirement) = (await parts.CommitAsync(), await parts.OpenRequirementAsync());
        var id = await ReserveAsync(parts, pledge.Id, requirement, 60);
        await parts.ChangeAsync(
            pledge.Id,
            p => Release.Withdraw(p, new("budget"), Parts.Donor, parts.Time.GetUtcNow())
        );

        await parts.Coverages.SettleAsync(pledge.Id, id, Cancel);

        Assert.Equal(0, (await Requirement(parts, requirement.Id)).Coverage.Sum(c => c.Credit));
        Assert.Equal(AllocationStatus.Released, (await Pledge(parts, pledge.Id)).Allocation(id)!.Status);
    }

    private static async Task<string> ReserveAsync(
        Parts parts,
        string pledge,
        Requirement requirement,
        decimal quantity
    )
    {
        var id = Parts.NewId("allocation");
        await parts.ChangeAsync(
            pledge,
            p => Allocate.Decide(p, id, new(1, quantity, requirement.Id), requirement, Parts.Coordinator)
        );
        return id;
    }

    private static async Task<Pledge> Pledge(Parts parts, string id) =>
        (await parts.Store.LoadAsync<Pledge>(id, Cancel))!.State;

    private static async Task<Requirement> Requirement(Parts parts, string id) =>
        (await parts.Store.LoadAsync<Requirement>(id, Cancel))!.State;
}
