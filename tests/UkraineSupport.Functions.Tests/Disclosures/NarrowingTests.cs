using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>
/// What fewer may see from now on shows to the others nowhere once that is answered, before anything is dispatched.
/// </summary>
public sealed class NarrowingTests
{
    private const string Capability = "AMMO-155";

    [Fact]
    public async Task A_pledge_told_to_fewer_is_gone_from_what_it_covers_when_it_is_answered()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var (pledge, need) = await AllocatedAsync(world);
        await world.SettleAsync();
        Assert.Contains(pledge, (await world.GetAsync(null, $"requirements/{need}")).Body, StringComparison.Ordinal);

        var amended = await world.SendAsync(
            "donor:NLD",
            "POST",
            $"pledges/{pledge}/amendment",
            new { reason = "Not for everybody", disclosure = "restricted" },
            null
        );

        Assert.Equal(200, amended.Status);
        foreach (
            var path in (string[])
                [$"requirements/{need}", "requirements", "insights/shares", "insights/ledgers", "pledges"]
        )
        {
            var seen = (await world.GetAsync(null, path)).Body;
            Assert.DoesNotContain(pledge, seen, StringComparison.Ordinal);
            Assert.DoesNotContain("NLD", seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_what_rests_on_it_cannot_be_told_the_answer_says_so_and_the_same_request_tells_it()
    {
        var storage = new Refusing();
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow(), storage);
        var (pledge, need) = await AllocatedAsync(world);
        await world.SettleAsync();
        Task<WorldAnswer> AmendAsync() =>
            world.SendAsync(
                "donor:NLD",
                "POST",
                $"pledges/{pledge}/amendment",
                new { reason = "Not for everybody", disclosure = "restricted" },
                "narrow-1"
            );

        storage.About = need;
        var refused = await AmendAsync();
        Assert.Equal(503, refused.Status);
        Assert.Contains("not-told-yet", refused.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await world.GetAsync(null, $"pledges/{pledge}")).Status);

        storage.About = null;
        Assert.Equal(200, (await AmendAsync()).Status);
        Assert.DoesNotContain(
            pledge,
            (await world.GetAsync(null, $"requirements/{need}")).Body,
            StringComparison.Ordinal
        );
        var history = (await world.GetAsync("donor:NLD", $"pledges/{pledge}/history")).Body;
        Assert.Single(Regex.Matches(history, "Not for everybody"));
    }

    [Fact]
    public async Task A_public_pledge_does_not_tell_of_a_restricted_requirement_that_it_covers()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var (pledge, need) = await AllocatedAsync(world, "restricted");
        await world.SettleAsync();

        foreach (
            var path in (string[])[$"pledges/{pledge}", $"pledges/{pledge}/history", "pledges", "insights/ledgers"]
        )
        {
            var answer = await world.GetAsync("donor:LTU", path);
            Assert.Equal(200, answer.Status);
            Assert.DoesNotContain(need, answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("\"allocated\":40", answer.Body, StringComparison.Ordinal);
        }

        Assert.Contains(
            need,
            (await world.GetAsync("donor:NLD", $"pledges/{pledge}/history")).Body,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"allocated\":40",
            (await world.GetAsync("donor:NLD", "insights/ledgers")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_signal_told_to_fewer_is_gone_from_gaps_when_it_is_answered()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var next = world.Time.GetUtcNow().AddMonths(1).ToString("yyyy-MM");
        await world.SendAsync(
            "coordinator:GBR",
            "PUT",
            $"us-deliveries/baselines/{Capability}",
            new
            {
                method = "Mean",
                authority = "USAI",
                source = "Ministry",
                disclosure = "public",
                months = new[] { new { month = next, quantity = 1000 } },
            },
            null
        );
        object Halt(string disclosure) =>
            new
            {
                kind = "halt",
                from = $"{next}-01",
                scope = new[] { Capability },
                source = "A secret source",
                disclosure,
            };
        var signal = await world.SendAsync("coordinator:GBR", "POST", "us-deliveries/signals", Halt("public"), null);
        await world.SettleAsync(Capability);
        Assert.Contains("A secret source", (await world.GetAsync(null, "gaps")).Body, StringComparison.Ordinal);

        var corrected = await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"us-deliveries/signals/{signal.Id}/correction",
            new { reason = "Not for everybody", signal = Halt("restricted") },
            null
        );

        Assert.Equal(200, corrected.Status);
        foreach (
            var path in (string[])
                ["gaps?status=Projected", $"us-deliveries/{Capability}", "us-deliveries", "us-deliveries/signals"]
        )
        {
            var seen = await world.GetAsync(null, path);
            Assert.Equal(200, seen.Status);
            Assert.DoesNotContain("A secret source", seen.Body, StringComparison.Ordinal);
        }

        Assert.Contains(
            "\"shortfall\":1000",
            (await world.GetAsync("coordinator:GBR", "gaps")).Body,
            StringComparison.Ordinal
        );
    }

    /// <summary>A public Dutch commitment, 40 of it allocated to a requirement.</summary>
    private static async Task<(string Pledge, string Need)> AllocatedAsync(World world, string disclosure = "public")
    {
        var pledge = (
            await world.SendAsync("donor:NLD", "POST", "pledges", Bodies.Pledge("NLD", disclosure: "public"), null)
        ).Id;
        await world.SendAsync("coordinator:GBR", "POST", $"pledges/{pledge}/review", Bodies.Decision("accept"), null);
        await world.SendAsync("donor:NLD", "POST", $"pledges/{pledge}/formalisation", Bodies.Formalisation(), null);
        var filed = Bodies.Requirement(Capability);
        filed["disclosure"] = disclosure;
        var need = (await world.SendAsync("recipient:UKR", "POST", "requirements", filed, null)).Id;
        await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"requirements/{need}/validation",
            Bodies.Decision("accept"),
            null
        );
        var allocated = await world.SendAsync(
            "coordinator:GBR",
            "POST",
            $"pledges/{pledge}/allocations",
            new
            {
                line = 1,
                quantity = 40,
                requirement = need,
                despite = "For the test",
            },
            null
        );
        Assert.Equal(201, allocated.Status);
        return (pledge, need);
    }

    /// <summary>Storage that does not answer what is asked about one record.</summary>
    private sealed class Refusing : HttpPipelinePolicy
    {
        /// <summary>Its id; null for none.</summary>
        public string? About { get; set; }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (About is not null && message.Request.Uri.ToString().Contains(About, StringComparison.Ordinal))
                throw new DeadException();
            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException();
    }
}
