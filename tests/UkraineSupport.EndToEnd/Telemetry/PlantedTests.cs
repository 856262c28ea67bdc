using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Deadlines;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Telemetry;

/// <summary>
/// What people typed and what they signed in with is in no span and no metric, whatever came of it: a dispatch, a
/// refusal, a deadline.
/// </summary>
[Collection(nameof(OneTraced))]
public sealed class PlantedTests(Traced fixture)
{
    [Fact]
    public async Task Nothing_that_was_typed_or_shown_is_in_telemetry()
    {
        var (app, collector, planted) = (fixture.App, fixture.Collector, $"planted{Guid.NewGuid():N}");
        var token = app.Process.Key.Mint("donor", "NLD");
        var (offer, decision) = (Bodies.Pledge("NLD"), Bodies.Decision("accept"));
        (offer["title"], decision["reason"]) = (planted, planted);
        offer["caveats"]![0]!["text"] = planted;
        var donor = app.WithToken(token);
        var pledge = (await donor.CreateAsync("pledges", offer)).Expect(201).Read<PledgeView>();
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", decision)).Expect(200);
        (await donor.CreateAsync("pledges", new JsonObject { [planted] = planted })).Expect(400);
        (await app.WithToken($"{token}x").GetAsync($"pledges?donor={planted}")).Expect(401);
        (await donor.GetAsync($"pledges/{planted}")).Expect(404);
        (await donor.GetAsync($"{planted}/{planted}")).Expect(404);
        await app.UntilHappenedAsync(pledge.Path(), "pledge.formalisationOverdue");
        await collector.UntilAsync(
            "refusals and deadlines are told",
            all =>
                all.Any(s => s.Name == "GET /api/pledges/{id}")
                && all.Any(s => s.Name == "activity:ReachPledgeDeadline")
        );

        var everything = collector.Everything;
        Assert.Contains("ukraine_support.aggregate.id", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(planted, everything, StringComparison.OrdinalIgnoreCase);
        foreach (var part in token.Split('.'))
            Assert.DoesNotContain(part, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SharedAccessKey", everything, StringComparison.OrdinalIgnoreCase);
        // Who it was: neither party nor role.
        Assert.DoesNotContain(
            collector.Spans.SelectMany(s => s.Attributes.Values),
            value => value is "NLD" or "donor" or "coordinator"
        );
    }
}
