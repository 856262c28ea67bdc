using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Coalition;

/// <summary>Relief in place between two commitments, on real storage.</summary>
public sealed class ReliefConsequencesTests
{
    [Fact]
    public async Task The_successor_is_called_in_time_relieves_in_place_and_takes_over()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var (first, second) = await ThereAsync(life);
        var unit = (await life.PlaceAsync(first)).Id;
        Assert.Equal(DeadlineKind.Relief, (await life.ReachAsync(unit)).Kind);
        Assert.Equal(unit, (await life.PlaceAsync(second)).Relieves);
        await life.ComesAsync(second);
        await life.NationAsync(first, "transfer", new { on = life.Day() }, 409);
        await life.IsThereAsync(second);

        Assert.Equal(ForceStatus.Rotating, (await life.ForceAsync(first)).Status);
        Assert.Equal(PlaceStatus.Rotating, (await life.PlaceAsync(first)).Status);
        Assert.Equal(
            2,
            ActivationActivities.Alive(await life.LoadAsync()).Count(w => w.Orchestrator == ActivationOrchestrator.Unit)
        );
        await life.NationAsync(first, "transfer", new { on = life.Day() });

        var place = await life.PlaceAsync(first);
        Assert.Equal((PlaceStatus.Relieved, life.Day()), (place.Status, place.LeftOn));
        Assert.Single(
            ActivationActivities.Alive(await life.LoadAsync()),
            w => w.Orchestrator == ActivationOrchestrator.Unit
        );
    }

    [Fact]
    public async Task One_that_was_held_up_when_its_relief_came_is_relieved_when_it_goes_on()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var (first, second) = await ThereAsync(life);
        await life.ReachAsync((await life.PlaceAsync(first)).Id);
        await life.ComesAsync(second);
        await life.NationAsync(first, "suspension");
        await life.IsThereAsync(second);
        Assert.Equal(ForceStatus.Suspended, (await life.ForceAsync(first)).Status);
        await life.NationAsync(first, "resumption");
        Assert.Equal(ForceStatus.Rotating, (await life.ForceAsync(first)).Status);
    }

    [Fact]
    public async Task A_relief_that_is_missing_is_called_when_it_is_ready_after_all()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var (first, second) = await ThereAsync(life);
        await life.NationAsync(second, "readiness", new { ready = false });
        var unit = (await life.PlaceAsync(first)).Id;
        await life.ReachAsync(unit);
        Assert.True((await life.PlaceAsync(first)).ReliefMissing);

        await life.NationAsync(second, "readiness", new { ready = true });
        Assert.Equal(DeadlineKind.Relief, (await life.ReachAsync(unit)).Kind);

        Assert.Equal(PlaceStatus.Asked, (await life.PlaceAsync(second)).Status);
        Assert.False((await life.PlaceAsync(first)).ReliefMissing);
    }

    [Fact]
    public async Task A_successor_that_is_slower_now_is_called_earlier_and_one_that_is_lost_is_missing_in_good_time()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var (first, second) = await ThereAsync(life);
        var before = await life.PlaceAsync(first);
        await life.NationAsync(second, "amendment", new { ntmDays = 25 });
        Assert.Equal(before.ReliefCallAt - TimeSpan.FromDays(5), (await life.PlaceAsync(first)).ReliefCallAt);

        await life.NationAsync(second, "withdrawal");

        var after = await life.PlaceAsync(first);
        Assert.Null(after.ReliefBy);
        Assert.Equal(before.ReliefCallAt - TimeSpan.FromDays(39), after.ReliefCallAt);
    }

    [Fact]
    public async Task Other_requirements_are_other_reliefs()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var (first, _) = await ThereAsync(life);
        var serial = ForceSteps.Serial("L1");
        serial["sustainMonths"] = 1;
        await life.SendAsync("coordinator:GBR", ForceSteps.Requirements, ForceSteps.Statement(serial), 200, "PUT");
        Assert.Null((await life.PlaceAsync(first)).ReliefDue);
        Assert.NotNull((await life.LoadAsync()).FillAt);
    }

    /// <summary>A unit that is there, and who is to relieve it after two months.</summary>
    private static async Task<(string First, string Second)> ThereAsync(ActivationLife life)
    {
        var second = await life.ReadyAsync("DNK");
        var first = await life.ReadyAsync("NLD", successor: second);
        await life.CalledAsync(first);
        await life.ComesAsync(first);
        await life.IsThereAsync(first);
        return (first, second);
    }
}
