using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Deadlines;

/// <summary>
/// Every deadline is watched: a reminder before it, an escalation after it, each once and at its time.
/// </summary>
public sealed class DeadlineTests(ShortDeadlines fixture) : IClassFixture<ShortDeadlines>
{
    private readonly TestApp app = fixture.App;

    [Fact]
    public async Task A_review_that_nobody_decides_is_reminded_of_and_escalated()
    {
        var pledge = await app.AnnounceAsync("NLD");

        var history = await app.UntilHappenedAsync(pledge.Path(), "pledge.reviewReminded", "pledge.reviewOverdue");

        Assert.Equal(
            ["pledge.announced", "pledge.reviewReminded", "pledge.reviewOverdue"],
            history.Select(entry => entry.Type)
        );
        var announced = history[0].Data.GetProperty("announcedAt").GetDateTimeOffset();
        Assert.True(
            history[1].At - announced >= TimeSpan.FromSeconds(2),
            "The reminder came before half of the time was over."
        );
        Assert.True(
            history[2].At - announced >= TimeSpan.FromSeconds(4),
            "The escalation came before the time was over."
        );
    }

    [Fact]
    public async Task A_review_decided_in_time_is_not_escalated_but_its_formalisation_is()
    {
        var pledge = await app.AcceptAsync(await app.AnnounceAsync("NLD"));

        var history = await app.UntilHappenedAsync(
            pledge.Path(),
            "pledge.formalisationReminded",
            "pledge.formalisationOverdue"
        );

        Assert.DoesNotContain(history, entry => entry.Type == "pledge.reviewOverdue");
    }

    [Fact]
    public async Task A_pledge_not_formalised_by_the_end_of_its_validity_expires()
    {
        var validUntil = Bodies.Instant(TimeSpan.FromSeconds(3));
        var body = Bodies.Pledge("NLD", validUntil: validUntil);
        var pledge = (await app.Donor("NLD").CreateAsync("pledges", body)).Expect(201).Read<PledgeView>();

        var history = await app.UntilHappenedAsync(pledge.Path(), "pledge.expired");

        Assert.Equal("Expired", (await app.ReadPledgeAsync(pledge.Id)).Status);
        Assert.True(history[^1].At >= DateTimeOffset.Parse(validUntil, null), "It expired before its time.");
        Assert.Equal(409, (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Code);
    }

    [Fact]
    public async Task A_tranche_is_reminded_of_and_reported_when_it_slips()
    {
        var pledge = await app.PlanAsync(TimeSpan.FromSeconds(4));

        var history = await app.UntilHappenedAsync(pledge.Path(), "pledge.deliveryReminded", "pledge.deliverySlipped");

        Assert.Single(history, entry => entry.Type == "pledge.deliveryReminded");
        Assert.Single(history, entry => entry.Type == "pledge.deliverySlipped");
    }

    [Fact]
    public async Task A_tranche_handed_over_in_time_does_not_slip()
    {
        var punctual = await app.PlanAsync(TimeSpan.FromSeconds(6));
        foreach (var status in new[] { "Dispatched", "HandedOver" })
            (await app.Donor("NLD").ChangeAsync(punctual.Path(), "deliveries/1/status", Bodies.Status(status))).Expect(
                200
            );
        var late = await app.PlanAsync(TimeSpan.FromSeconds(6));

        await app.UntilHappenedAsync(late.Path(), "pledge.deliverySlipped");

        Assert.DoesNotContain(
            await app.ReadHistoryAsync(punctual.Path()),
            entry => entry.Type == "pledge.deliverySlipped"
        );
    }

    [Fact]
    public async Task A_requirement_that_nobody_validates_is_escalated()
    {
        var filed = (await app.Ukraine.CreateAsync("requirements", Bodies.Requirement()))
            .Expect(201)
            .Read<RequirementView>();

        await app.UntilHappenedAsync(filed.Path(), "requirement.validationOverdue");
    }

    [Fact]
    public async Task A_withdrawal_releases_the_allocations_and_reopens_the_requirement()
    {
        var requirement = await app.OpenRequirementAsync(quantity: 10);
        var pledge = await app.CommitAsync("NLD");
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 10))).Expect(
            201
        );
        await Poll.UntilAsync(
            "the requirement is filled",
            async () => (await app.ReadRequirementAsync(requirement.Id)).Status == "Filled"
        );

        var withdrawn = (await app.Donor("NLD").ChangeAsync(pledge.Path(), "withdrawal", Bodies.Reason()))
            .Expect(200)
            .Read<PledgeView>();

        Assert.Equal("Withdrawn", withdrawn.Status);
        Assert.All(withdrawn.Allocations!, one => Assert.Equal("Released", one.Status));
        await app.UntilHappenedAsync(pledge.Path(), "pledge.withdrawalCompensated");
        var reopened = await app.ReadRequirementAsync(requirement.Id);
        Assert.Equal(("Open", 10m), (reopened.Status, reopened.Open));
    }
}
