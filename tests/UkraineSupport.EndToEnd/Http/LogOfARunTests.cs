using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Http;

/// <summary>
/// What people typed and what they signed in with is in no line of a run's log: neither of requests nor of what
/// dispatch and orchestrations make of them.
/// </summary>
public sealed class LogOfARunTests(SharedApp fixture)
{
    [Fact]
    public async Task Nothing_that_was_typed_or_shown_is_in_it()
    {
        var (app, planted) = (fixture.App, $"planted{Guid.NewGuid():N}");
        var token = app.Process.Key.Mint("donor", "NLD");
        var (offer, decision) = (Bodies.Pledge("NLD"), Bodies.Decision("accept"));
        (offer["title"], decision["reason"]) = (planted, planted);
        var pledge = (await app.WithToken(token).CreateAsync("pledges", offer)).Expect(201).Read<PledgeView>();
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", decision)).Expect(200);
        (await app.WithToken(token).ChangeAsync(pledge.Path(), "withdrawal", Bodies.Reason(planted))).Expect(200);
        (await app.WithToken($"{token}x").GetAsync($"pledges?donor={planted}")).Expect(401);
        (await app.WithToken(token).GetAsync($"pledges/{planted}")).Expect(404);
        await app.Events.UntilAsync(
            "the withdrawal is told",
            all =>
                all.Any(e =>
                    e.Type.EndsWith("pledge.withdrawn", StringComparison.Ordinal)
                    && e.Subject.Contains(pledge.Id, StringComparison.Ordinal)
                )
        );

        await using var file = new FileStream(
            app.Process.LogFile,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        using var reader = new StreamReader(file);
        var log = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Refused 404 not-found (-): GET /api/pledges/… by Donor NLD", log, StringComparison.Ordinal);
        Assert.DoesNotContain(planted, log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token.Split('.')[1], log, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer ey", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", log, StringComparison.OrdinalIgnoreCase);
    }
}
