using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Deadlines;

/// <summary>The same outcome when the app was dead while the deadlines passed.</summary>
[Collection(nameof(Alone))]
public sealed class DeadlineCrashTests
{
    [Fact]
    public async Task Deadlines_that_pass_while_the_app_is_dead_are_dealt_with_once_when_it_is_back()
    {
        await using var app = await TestApp.StartAsync(ShortDeadlines.Settings);
        var reviewed = await app.AnnounceAsync("NLD");
        var formalised = await app.AcceptAsync(await app.AnnounceAsync("DNK"));
        var expiring = (
            await app.Donor("NLD")
                .CreateAsync("pledges", Bodies.Pledge("NLD", validUntil: Bodies.Instant(TimeSpan.FromSeconds(3))))
        )
            .Expect(201)
            .Read<PledgeView>();
        var delivered = await app.PlanAsync(TimeSpan.FromSeconds(4));
        var over = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(5);

        await app.Process.KillAsync();
        await Poll.UntilAsync(
            "all deadlines have passed",
            () => Task.FromResult(TimeProvider.System.GetUtcNow() > over)
        );
        await app.Process.StartAgainAsync();

        await HappenedOnceAsync(app, reviewed, "pledge.reviewOverdue");
        await HappenedOnceAsync(app, formalised, "pledge.formalisationOverdue");
        await HappenedOnceAsync(app, expiring, "pledge.expired");
        await HappenedOnceAsync(app, delivered, "pledge.deliverySlipped");
    }

    [Fact]
    public async Task A_withdrawal_cut_off_by_a_kill_still_reopens_the_requirement()
    {
        await using var app = await TestApp.StartAsync();
        var requirement = await app.OpenRequirementAsync(quantity: 10);
        var pledge = await app.CommitAsync("NLD");
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 10))).Expect(
            201
        );
        await app.UntilPledgeAsync(
            pledge.Id,
            "the allocation is confirmed",
            now => now.Allocations!.All(one => one.Status == "Confirmed")
        );

        (await app.Donor("NLD").ChangeAsync(pledge.Path(), "withdrawal", Bodies.Reason())).Expect(200);
        await app.Process.RestartAsync();

        await HappenedOnceAsync(app, pledge, "pledge.withdrawalCompensated");
        var reopened = await app.ReadRequirementAsync(requirement.Id);
        Assert.Equal(("Open", 0m), (reopened.Status, reopened.Allocated));
    }

    private static async Task HappenedOnceAsync(TestApp app, PledgeView pledge, string type) =>
        Assert.Single(await app.UntilHappenedAsync(pledge.Path(), type), entry => entry.Type == type);
}
