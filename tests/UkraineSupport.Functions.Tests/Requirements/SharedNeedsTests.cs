using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Requirements;

/// <summary>A gap of 90, 40 of which a pledge covers, and a requirement of 60; 50 of that is the gap.</summary>
public sealed class SharedNeedsTests
{
    private static readonly Actor Observer = new(Role.Observer, "POL", "observer-1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_dies_both_sides_say_the_same_in_the_end(bool takesEffect)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        for (var (call, step) = Soak.Deaths(takesEffect, every: 6); ; call += step)
        {
            var (requirement, gap) = await CoveredAsync(new Parts(azurite.ConnectionString));
            var dies = new DiesAt(call, takesEffect);
            await DyingAsync(dies, () => SayAsync(new Parts(azurite.ConnectionString, dies), requirement, gap));
            await Sweep.RestartedAsync(azurite.ConnectionString);
            var parts = new Parts(azurite.ConnectionString);
            var said = (await RequirementAsync(parts, requirement)).Elsewhere;
            Assert.True(said == 50 || (dies.IsDead && said == 0));
            await CheckAsync(parts, requirement, gap, said, Math.Min(said, 40));
            if (!dies.IsDead)
            {
                Assert.InRange(call, 6, 100);
                return;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_dies_what_a_narrower_gap_is_not_any_more_is_open_at_the_requirement(bool takesEffect)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        for (var (call, step) = Soak.Deaths(takesEffect, every: 6); ; call += step)
        {
            var parts = new Parts(azurite.ConnectionString);
            var (requirement, gap) = await CoveredAsync(parts);
            await SayAsync(parts, requirement, gap);
            await Sweep.RestartedAsync(azurite.ConnectionString);
            await CheckAsync(parts, requirement, gap, 50, 40);
            await NarrowAsync(parts, gap, 30);
            var dies = new DiesAt(call, takesEffect);
            await DyingAsync(
                dies,
                () => new Parts(azurite.ConnectionString, dies).Get<SharedNeeds>().SettleAsync(requirement, gap, Cancel)
            );
            await Sweep.RestartedAsync(azurite.ConnectionString);
            await CheckAsync(new Parts(azurite.ConnectionString), requirement, gap, 30, 30);
            if (!dies.IsDead)
            {
                Assert.InRange(call, 3, 100);
                return;
            }
        }
    }

    [Fact]
    public async Task What_covers_the_gap_later_reaches_the_requirement_and_what_ends_it_the_gap()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var parts = new Parts(azurite.ConnectionString);
        var (requirement, gap) = await CoveredAsync(parts);
        await SayAsync(parts, requirement, gap);
        await AllocateAsync(parts, gap, 20);
        await Sweep.RestartedAsync(azurite.ConnectionString);
        await CheckAsync(parts, requirement, gap, 50, 50);

        var view = RequirementView.From(await RequirementAsync(parts, requirement), Parts.Coordinator);
        Assert.Equal((50, 10, 2), (view.Allocated, view.Open, view.Allocations.Count));
        Assert.Equal(new SameNeedView(gap, 50, 50), view.SameNeed);
        Assert.All(view.Allocations, a => Assert.Equal(gap, a.Via));
        var named = GapView.Of(await GapAsync(parts, gap), Parts.Coordinator).SameNeeds;
        Assert.Equal([new NamedBy(requirement, 50)], named);

        await ChangeAsync(parts, requirement, r => Validate.Cancel(r, new("Not needed"), Parts.Recipient));
        await Sweep.RestartedAsync(azurite.ConnectionString);
        await CheckAsync(parts, requirement, gap, 0, 0);
        // Nothing of the gap's is given back for the requirement's sake.
        Assert.Equal(60, (await GapAsync(parts, gap)).Covered);
    }

    [Fact]
    public async Task A_pledge_that_fewer_may_see_is_gone_from_the_requirement_when_that_is_answered()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var parts = new Parts(azurite.ConnectionString);
        var (requirement, gap) = await CoveredAsync(parts);
        await SayAsync(parts, requirement, gap);
        var seen = RequirementView.From(await RequirementAsync(parts, requirement), Observer);
        Assert.Equal((40, 40, 10), (seen.Allocated, seen.SameNeed!.Covered, seen.Open));

        var pledge = (await GapAsync(parts, gap)).Coverage.Single().Pledge;
        await parts.Coverages.TellAsync(
            await parts.ChangeAsync(
                pledge,
                p =>
                    Amend.Decide(
                        p,
                        new("Asked for", Disclosure: Disclosure.Restricted),
                        Parts.Donor,
                        parts.Time.GetUtcNow(),
                        Parts.Deadlines
                    )
            ),
            Cancel
        );

        seen = RequirementView.From(await RequirementAsync(parts, requirement), Observer);
        Assert.Equal((0, 0, 10), (seen.Allocated, seen.SameNeed!.Covered, seen.Open));
        Assert.Empty(seen.Allocations);
        Assert.Equal(40, RequirementView.From(await RequirementAsync(parts, requirement), Parts.Coordinator).Allocated);
    }

    private static async Task DyingAsync(DiesAt dies, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception fault) when (dies.IsDead && fault.GetBaseException() is DeadException)
        {
            // What was begun is found by the sweep.
        }
    }

    private static async Task<(string Requirement, string Gap)> CoveredAsync(Parts parts)
    {
        var gap = Parts.NewId("gap");
        var found = new FoundGap(gap, "AMMO-155", [new(new(2027, 3), 100, 90, null, false)], null, 1);
        var opened = FollowDeliveries.Decide(null, found, parts.Time.GetUtcNow()).Events;
        await parts.Gaps.CommitAsync(gap, null, opened, new(Actor.System, null), null);
        await AllocateAsync(parts, gap, 40);
        return ((await parts.OpenRequirementAsync(60)).Id, gap);
    }

    private static async Task AllocateAsync(Parts parts, string gap, decimal quantity)
    {
        var (pledge, id) = (await parts.CommitAsync(), Parts.NewId("allocation"));
        var need = await GapAsync(parts, gap);
        await parts.ChangeAsync(
            pledge.Id,
            p => Allocate.Decide(p, id, new(1, quantity, Gap: gap), need, Parts.Coordinator)
        );
        await parts.Coverages.SettleAsync(pledge.Id, id, Cancel);
    }

    private static async Task SayAsync(Parts parts, string requirement, string gap)
    {
        var found = await GapAsync(parts, gap);
        await ChangeAsync(
            parts,
            requirement,
            r => SayingSame.Decide(r, new(gap, "The same rounds", 50), found, Parts.Coordinator)
        );
        await parts.Get<SharedNeeds>().SettleAsync(requirement, gap, Cancel);
    }

    private static Task<Gap?> NarrowAsync(Parts parts, string gap, decimal shortfall) =>
        parts.Gaps.UpdateAsync(
            gap,
            g =>
                FollowDeliveries.Decide(
                    g,
                    new(gap, g.Capability, [g.Months[0] with { Shortfall = shortfall }], null, g.FoundVersion + 1),
                    parts.Time.GetUtcNow()
                ),
            "test",
            Cancel
        );

    private static Task<Requirement?> ChangeAsync(
        Parts parts,
        string id,
        Func<Requirement, Decision<RequirementEvent>> decide
    ) => parts.Requirements.UpdateAsync(id, decide, "test", Cancel);

    private static async Task CheckAsync(Parts parts, string requirement, string gap, decimal part, decimal covered)
    {
        var (r, g) = (await RequirementAsync(parts, requirement), await GapAsync(parts, gap));
        Assert.Equal((part, covered), (r.Elsewhere, r.Shown(_ => true).Sum(c => c.Credit)));
        Assert.Equal(r.Stage == RequirementStatus.Open ? 60 - part : 0, r.OpenQuantity);
        Assert.Equal(part, g.SameNeeds.Sum(s => s.Quantity));
        Assert.Empty(r.Coverage);
    }

    private static Task<Requirement> RequirementAsync(Parts parts, string id) =>
        parts.Store.StateAsync<Requirement>(id, Cancel);

    private static Task<Gap> GapAsync(Parts parts, string id) => parts.Store.StateAsync<Gap>(id, Cancel);
}
