using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.UsDeliveries;

/// <summary>Coverage belongs to the months of a capability, whatever becomes of the gaps' names.</summary>
[Collection(nameof(OneApp))]
public sealed class CoverageOfMonthsTests(OwnApp own)
{
    private const string Capability = "AMMO-155";
    private readonly TestApp app = own.App;

    [Fact]
    public async Task A_halt_that_joins_two_gaps_and_is_taken_back_as_a_slip_has_done_nothing_to_what_covers_them()
    {
        (await app.ExpectAsync(Capability, UsBodies.Baseline(100, from: 1, to: 8))).Expect(201);
        await HaltAsync(2, 3);
        await HaltAsync(5, 6);
        var second = await UntilGapAsync("two gaps", gaps => gaps.Count == 2, g => g.From == UsBodies.Month(5));
        (
            await app.Coordinator.ChangeAsync(
                $"gaps/{second.Id}",
                "assessment",
                new JsonObject { ["priority"] = 1, ["reason"] = "Spring" }
            )
        ).Expect(200);

        var body = Bodies.Pledge("NLD", quantity: 200);
        body["lines"]![0]!["deliverBy"] = UsBodies.First(5);
        var pledge = (await app.Donor("NLD").CreateAsync($"gaps/{second.Id}/offers", body))
            .Expect(201)
            .Read<PledgeView>();
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        (await app.Donor("NLD").ChangeAsync(pledge.Path(), "formalisation", Bodies.Formalisation())).Expect(200);
        (
            await app.Coordinator.ChangeAsync(
                pledge.Path(),
                "allocations",
                new JsonObject
                {
                    ["line"] = 1,
                    ["quantity"] = 200,
                    ["gap"] = second.Id,
                    ["despite"] = "In time for all of it",
                }
            )
        ).Expect(201);
        foreach (var _ in Enumerable.Range(0, 2))
            (await app.Donor("NLD").ChangeAsync(pledge.Path(), "deliveries", Bodies.Delivery(100))).Expect(201);
        (await app.Donor("NLD").ChangeAsync(pledge.Path(), "deliveries/1/status", Bodies.Status("dispatched"))).Expect(
            200
        );

        var slip = await HaltAsync(4, 4);
        var joined = await UntilGapAsync(
            "one gap that has what covered the second",
            gaps => gaps.Count(g => g.Status != "Closed") == 1,
            g => g is { Months.Count: 5, Covered: 200 }
        );
        Assert.Equal((300m, 1), (joined.Open, joined.Priority));
        Assert.Equal(
            [(2, 0m), (3, 0m), (4, 0m), (5, 100m), (6, 100m)],
            joined.Months.Select((m, i) => (i + 2, m.Covered))
        );
        Assert.Equal("NLD", Assert.Single(joined.Offers).Donor);

        (
            await app.Coordinator.ChangeAsync(
                $"us-deliveries/signals/{slip}",
                "correction",
                new JsonObject { ["reason"] = "A slip", ["withdraw"] = true }
            )
        ).Expect(200);
        var after = await UntilGapAsync("April is no month of it any more", _ => true, g => g.Months.Count == 4);
        Assert.Equal((200m, 200m), (after.Covered, after.Open));
        var delivered = await app.ReadPledgeAsync(pledge.Id);
        Assert.Equal(["Dispatched", "Planned"], delivered.Deliveries!.Select(d => d.Status));
        Assert.Equal(200, delivered.Lines[0].Allocated);
        Assert.Equal("pledge.allocationMoved", (await app.ReadHistoryAsync(pledge.Path())).Select(e => e.Type).Last());
    }

    private async Task<string> HaltAsync(int from, int to)
    {
        var body = UsBodies.Signal("halt", UsBodies.First(from), scope: Capability);
        body["until"] = DateOnly.Parse(UsBodies.First(to + 1)).AddDays(-1).ToString("yyyy-MM-dd");
        return (await app.Coordinator.CreateAsync("us-deliveries/signals", body)).Expect(201).Read<UsSignalView>().Id;
    }

    private Task<GapView> UntilGapAsync(string what, Func<IReadOnlyList<GapView>, bool> all, Func<GapView, bool> one) =>
        Poll.ForAsync(
            what,
            async () =>
            {
                var gaps = await app.Coordinator.ListAsync<GapView>($"gaps?capability={Capability}");
                return all(gaps) ? gaps.FirstOrDefault(one) : null;
            }
        );
}
