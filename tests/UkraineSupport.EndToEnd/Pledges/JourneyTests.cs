using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Pledges;

/// <summary>The main job: from announcement to confirmed receipt.</summary>
public sealed class JourneyTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private static readonly string[] Steps =
    [
        "pledge.announced",
        "pledge.reviewStarted",
        "pledge.reviewed",
        "pledge.formalised",
        "pledge.allocationRequested",
        "pledge.allocationConfirmed",
        "pledge.deliveryPlanned",
        "pledge.deliveryStatusChanged",
        "pledge.deliveryStatusChanged",
        "pledge.deliveryStatusChanged",
        "pledge.deliveryReceipted",
        "pledge.completed",
        "pledge.deliveryStatusChanged",
    ];

    private readonly TestApp app = fixture.App;

    public static TheoryData<string> Kinds => [.. Bodies.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_pledge_of_each_kind_goes_from_announcement_to_confirmed_receipt(string kind)
    {
        const decimal quantity = 40;
        var requirement = await app.OpenRequirementAsync(Bodies.CapabilityOf(kind), quantity);

        var id = await TravelAsync(kind, quantity, requirement.Id);

        var pledge = await app.ReadPledgeAsync(id);
        Assert.Equal("Completed", pledge.Status);
        var line = Assert.Single(pledge.Lines);
        Assert.All(
            [
                line.Pledged,
                line.Accepted,
                line.Committed,
                line.Allocated,
                line.Dispatched,
                line.Delivered,
                line.Received,
            ],
            ledger => Assert.Equal(quantity, ledger)
        );
        var filled = await Poll.ForAsync(
            "the requirement is closed",
            async () => await app.ReadRequirementAsync(requirement.Id) is { Status: "Closed" } closed ? closed : null
        );
        Assert.Equal((quantity, 0m), (filled.Received, filled.Open));

        var history = await app.ReadHistoryAsync(pledge.Path());
        Assert.Equal(Steps, history.Select(entry => entry.Type));
        Assert.All(history, entry => Assert.False(string.IsNullOrEmpty(entry.Actor.Role)));
        await DashboardsSawAsync(pledge, history);
    }

    private async Task<string> TravelAsync(string kind, decimal quantity, string requirement)
    {
        var donor = app.Donor("NLD");
        var pledge = await app.AnnounceAsync("NLD", kind, quantity);
        Assert.Equal(("Announced", 1L), (pledge.Status, pledge.Version));
        var path = pledge.Path();

        (await app.Coordinator.ChangeAsync(path, "review", Bodies.Decision("start"))).Expect(200);
        (await app.Coordinator.ChangeAsync(path, "review", Bodies.Decision("accept"))).Expect(200);
        (await donor.ChangeAsync(path, "formalisation", Bodies.Formalisation())).Expect(200);
        (await app.Coordinator.ChangeAsync(path, "allocations", Bodies.Allocation(requirement, quantity))).Expect(201);
        await app.UntilPledgeAsync(
            pledge.Id,
            "the allocation is confirmed",
            now => now.Allocations!.All(one => one.Status == "Confirmed")
        );
        (await donor.ChangeAsync(path, "deliveries", Bodies.Delivery(quantity))).Expect(201);
        foreach (var status in new[] { "Dispatched", "AtHub", "HandedOver" })
            (await donor.ChangeAsync(path, "deliveries/1/status", Bodies.Status(status))).Expect(200);
        (await app.Ukraine.ChangeAsync(path, "deliveries/1/receipt", Bodies.Receipt(quantity))).Expect(200);
        (await app.Coordinator.ChangeAsync(path, "deliveries/1/status", Bodies.Status("Verified"))).Expect(200);
        return pledge.Id;
    }

    /// <summary>Every event is on the queue, first seen in the order of its sequence.</summary>
    private async Task DashboardsSawAsync(PledgeView pledge, IReadOnlyList<HistoryEntry> history)
    {
        var events = await fixture.App.Events.UntilAsync(
            "every event is on the queue",
            taken => taken.Where(e => e.Subject == pledge.Id).DistinctBy(e => e.Id).Count() >= history.Count
        );

        var seen = events.Where(e => e.Subject == pledge.Id).DistinctBy(e => e.Id).ToList();
        Assert.Equal(history.Select(entry => $"{pledge.Id}/{entry.Version}"), seen.Select(e => e.Id));
        Assert.Equal(history.Select(entry => entry.Version), seen.Select(e => e.Sequence));
        Assert.Equal(history.Select(entry => $"ukraine-support.{entry.Type}"), seen.Select(e => e.Type));
        Assert.All(seen, e => Assert.Equal("1.0", e.Json.GetProperty("specversion").GetString()));
        Assert.All(seen, e => Assert.Equal(pledge.Disclosure, e.Json.GetProperty("disclosure").GetString()));
    }
}
