using System.Text.Json.Nodes;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Backfill;

/// <summary>
/// The app is killed, again and again, while it finds gaps, asks donors, plans and confirms: it ends where it would
/// have ended.
/// </summary>
public sealed class BackfillCrashTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>
    /// One donor does not answer: both runs wait for this, side by side. Long enough for the others' offers in between
    /// the kills.
    /// </summary>
    private static readonly TimeSpan ToAnswer = TimeSpan.FromSeconds(110);

    [Fact]
    public async Task Killed_while_it_asks_plans_and_confirms_it_ends_where_it_would_have_ended()
    {
        await using var calm = await TestApp.StartAsync();
        await using var app = await TestApp.StartAsync();
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var undisturbed = PlayAsync(calm, _ => Task.CompletedTask);
        var killed = PlayAsync(
            app,
            async kills =>
            {
                for (var kill = 0; kill < kills; kill++)
                {
                    await Task.Delay(
                        TimeSpan.FromMilliseconds(random.Next(5, 250)),
                        TimeProvider.System,
                        TestContext.Current.CancellationToken
                    );
                    await app.Process.RestartAsync();
                }
            }
        );
        Assert.Equal(await undisturbed, await killed);
    }

    private static async Task<string> PlayAsync(TestApp app, Func<int, Task> killAsync)
    {
        string[] donors = ["NLD", "NOR", "DNK", "SWE", "FIN", "EST"];
        await app.ExpectAsync("AMMO-155", 4, 200);
        await Task.WhenAll(
            OnceAsync(
                () => app.Coordinator.CreateAsync("us-deliveries/signals", GapSteps.Halt("AMMO-155"), "halt"),
                201
            ),
            killAsync(3)
        );
        var gap = await UntilAsync(app, "the gap is open", g => g.Open == 800);

        var asked = new JsonObject
        {
            ["donors"] = new JsonArray([.. donors.Select(d => (JsonNode)d)]),
            ["deadline"] = Bodies.Instant(ToAnswer),
        };
        await Task.WhenAll(
            OnceAsync(
                () => app.Coordinator.ChangeAsync($"gaps/{gap.Id}", "solicitations", asked.DeepClone(), "ask"),
                201
            ),
            killAsync(2)
        );
        foreach (var donor in donors[..5])
            await app.OfferAsync(gap.Id, donor, 150);
        await UntilAsync(
            app,
            "five have offered, and the board knows what is missing",
            g => g.Offers.Count == 5 && g.Solicitations[0].Escalated
        );

        PlanView? plan = null;
        await Task.WhenAll(AskAsync(), killAsync(3));
        async Task AskAsync() =>
            plan = (
                await OnceAsync(() => app.Coordinator.CreateAsync("backfill/plans", new JsonObject(), "plan"), 202)
            ).Read<PlanView>();
        await Quietly(() => app.UntilPlanAsync(plan!.Id, "Computed", Patience));
        await Task.WhenAll(
            OnceAsync(
                () =>
                    app.Coordinator.ChangeAsync(
                        $"backfill/plans/{plan!.Id}",
                        "confirmation",
                        Bodies.Reason(),
                        "confirm"
                    ),
                202
            ),
            killAsync(4)
        );
        var confirmed = await Quietly(() => app.UntilPlanAsync(plan!.Id, "Confirmed", Patience));

        gap = await UntilAsync(app, "the offers are allocated", g => g.Covered == 750);
        var history = await app.ReadHistoryAsync($"gaps/{gap.Id}");
        return $"""
            {gap.Status} open {gap.Open} of {gap.Shortfall}: {string.Join(
                ", ",
                gap.Allies.OrderBy(a => a.Donor).Select(a => $"{a.Donor} {a.Covered}")
            )}
            asked: {string.Join(
                ", ",
                gap.Solicitations[0].Donors.OrderBy(d => d.Donor).Select(d => $"{d.Donor} {d.Quantity} {d.Status}")
            )}
            plan: {confirmed.Made} made, {confirmed.Gone.Count} gone
            happened: {string.Join(
                ' ',
                history.Select(e => e.Type).Where(t => t is not ("gap.donorReminded" or "gap.revised" or "gap.offerChanged")).Order(
                    StringComparer.Ordinal
                )
            )}
            """;
    }

    private static Task<GapView> UntilAsync(TestApp app, string what, Func<GapView, bool> holds) =>
        Poll.ForAsync(
            what,
            () =>
                Quietly<GapView?>(async () =>
                {
                    var gaps = (await app.Coordinator.GetAsync("gaps?capability=AMMO-155"))
                        .Expect(200)
                        .Read<Page<GapView>>()
                        .Items;
                    return gaps.Count == 1 && holds(gaps[0]) ? gaps[0] : null;
                }),
            Patience
        );

    /// <summary>Sends the same request until there is an answer that is not "unavailable".</summary>
    private static async Task<ApiAnswer> OnceAsync(Func<Task<ApiAnswer>> ask, int expected) =>
        (
            await Poll.ForAsync(
                "an answer",
                () => Quietly<ApiAnswer?>(async () => await ask() is { Code: not 503 } answer ? answer : null),
                Patience
            )
        ).Expect(expected);

    private static async Task<T> Quietly<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception cut) when (cut is HttpRequestException or TaskCanceledException or IOException)
            {
                // The app was killed under the request: ask again.
                await Task.Delay(
                    TimeSpan.FromMilliseconds(20),
                    TimeProvider.System,
                    TestContext.Current.CancellationToken
                );
            }
        }
    }
}
