using System.Text.RegularExpressions;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Coalition;

/// <summary>
/// A ceasefire is declared; the first nation declines, the second lets it pass, the third comes, waits while
/// the ceasefire is suspended, and is relieved by its successor; then all is revoked. Whatever dies between any two
/// storage calls of that, it ends as without a death.
/// </summary>
public sealed class ActivationCrashTests
{
    /// <summary>Storage calls that each process but the first one lives for.</summary>
    private const int Lifetime = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>From one life that is tried to the next: all of them together have a death at every call.</summary>
    private static int Every => Soak.IsOn ? 1 : 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_ends_the_same_whatever_dies(bool takesEffect)
    {
        var plain = await LiveAsync(null, takesEffect);
        Assert.Equal(0, plain.Deaths);
        for (var first = 1; first <= Lifetime; first += Every)
        {
            var life = await LiveAsync(first, takesEffect);
            Assert.InRange(life.Deaths, 5, 200);
            Assert.Equal(plain.Outcome, life.Outcome);
        }
    }

    /// <summary>
    /// The whole, by processes of which the first dies at that call, and each other one after its time.
    /// </summary>
    private static async Task<(string Outcome, int Deaths)> LiveAsync(int? first, bool takesEffect)
    {
        await using var life = await ActivationLife.StartAsync(TimeProvider.System.GetUtcNow().Date.AddDays(1));
        var script = await Script.BeginAsync(life);
        var (start, deaths) = (life.Now, 0);
        var dies = first is { } call ? new DiesAt(call, takesEffect) : null;
        await life.World.RestartAsync(dies);
        foreach (var (day, step) in script.Steps())
        {
            var sent = life.Sent;
            var at = start.AddDays(day);
            while (true)
            {
                if (at > life.Now)
                    life.World.Time.Advance(at - life.Now);
                try
                {
                    if (deaths > 0)
                        await life.World.SweepAsync();
                    await step();
                    await SettleAsync(life);
                    break;
                }
#pragma warning disable CA1031 // A request that died may be answered as one that failed.
                catch (Exception) when (dies?.IsDead == true)
#pragma warning restore CA1031
                {
                    // Who sent a request and got no good answer sends it again.
                    (deaths, life.Sent) = (deaths + 1, sent);
                    await life.World.RestartAsync(dies = new DiesAt(Lifetime, takesEffect));
                }
            }
        }

        await life.World.RestartAsync();
        await life.World.SweepAsync();
        Assert.Empty((await life.World.Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
        return (await script.OutcomeAsync(), deaths);
    }

    /// <summary>What its orchestrations do by now: each thing that is due, until nothing is.</summary>
    private static async Task SettleAsync(ActivationLife life)
    {
        for (var round = 0; ; round++)
        {
            Assert.True(round < 20, "Something is due for ever.");
            await life.World.DispatchAsync();
            var activation = await life.LoadAsync();
            if (await ReachAsync(life, activation))
                continue;
            var asked = ActivationAsker.Alive(activation).Select(w => (AskAll)w.Input);
            if (asked.FirstOrDefault(a => a.Deadline <= life.Now) is { } over)
                await life.Asker.LapseAsync(One(over), Cancel);
            else if (activation.Places.FirstOrDefault(p => Unreminded(p, life.Now)) is { } place)
                await life.Asker.RemindAsync(One(asked.Single(a => a.RemindAt == place.RemindAt)), Cancel);
            else
                return;
        }
    }

    private static bool Unreminded(Place place, DateTimeOffset now) =>
        place is { Status: PlaceStatus.Asked, Reminded: false } && place.RemindAt <= now;

    private static AskOne One(AskAll asking) =>
        new(asking.About, asking.N, asking.Parties.Single(), asking.RemindAt, asking.Deadline);

    private static async Task<bool> ReachAsync(ActivationLife life, Activation activation)
    {
        if (activation.NextDeadline is { } whole && whole.At <= life.Now)
        {
            await life.Activities.ReachActivationDeadline(new(activation.Id, whole), Cancel);
            return true;
        }

        foreach (var place in activation.Places)
        {
            if (activation.NextDeadlineOf(place.Id) is not { } due || due.At > life.Now)
                continue;
            var unit = $"{activation.Id}.{place.Commitment}.{place.N}";
            await life.Activities.ReachUnitDeadline(new(unit, due), Cancel);
            return true;
        }

        return false;
    }

    /// <summary>
    /// What people do, on which day. Each step finds whom it is about once, however often it is taken.
    /// </summary>
    private sealed class Script(ActivationLife life, string relief)
    {
        private readonly Dictionary<int, string> _about = [];

        public static async Task<Script> BeginAsync(ActivationLife life)
        {
            // One unit is enough.
            var serial = ForceSteps.Serial("L1");
            serial["strength"] = 800;
            await life.SendAsync("coordinator:GBR", ForceSteps.Requirements, ForceSteps.Statement(serial), 200, "PUT");
            var relief = await life.AcceptedAsync("POL");
            await life.ReadyAsync("NLD");
            await life.ReadyAsync("DEU");
            await life.ReadyAsync("DNK", successor: relief);
            life.Pace = TimeSpan.Zero;
            return new(life, relief);
        }

        public IEnumerable<(double Day, Func<Task> Step)> Steps()
        {
            var (declaration, there) = (life.Declaration(), 2);
            yield return (0.1, () => life.SendAsync("coordinator:GBR", "coalition/ceasefire", declaration, 201));
            yield return (0.2, () => life.ConfirmAsync("declaration"));
            yield return (1, () => AnswerAsync(1, "decline"));
            // The second one is reminded, and lets it pass.
            yield return (12, () => Task.CompletedTask);
            yield return (22, () => Task.CompletedTask);
            yield return (23, () => AnswerAsync(there, "confirm"));
            yield return (30, () => life.IsThereAsync(_about[there]));
            yield return (31, () => life.NationAsync(relief, "readiness", new { ready = true }));
            yield return (33, () => ProposeAsync("suspension"));
            yield return (33.1, () => life.ConfirmAsync("suspension"));
            yield return (35, () => ProposeAsync("resumption"));
            yield return (35.1, () => life.ConfirmAsync("resumption"));
            // Its successor is called upon.
            yield return (72, () => Task.CompletedTask);
            yield return (80, () => life.ComesAsync(relief));
            yield return (90, () => life.IsThereAsync(relief));
            yield return (92, () => life.NationAsync(_about[there], "transfer", new { on = life.Day() }));
            yield return (100, () => ProposeAsync("revocation"));
            yield return (100.1, () => life.ConfirmAsync("revocation"));
        }

        /// <summary>What became of everything, but for the moments.</summary>
        public async Task<string> OutcomeAsync()
        {
            var activation = await life.LoadAsync();
            var lines = activation
                .Places.Select(p => $"{p.Nation} {p.N} {p.Serial}: {p.Status} {p.DeployedOn} {p.LeftOn} {p.Relieves}")
                .Prepend($"{activation.Status}, escalated {string.Join(' ', activation.Escalated)}")
                .ToList();
            foreach (var id in activation.Places.Select(p => p.Commitment).Distinct().Append(activation.Id))
                lines.Add($"{id}: {await HistoryAsync(id)}");
            lines.Add($"Relief: {(await life.ForceAsync(relief)).Status}");
            return string.Join('\n', lines);
        }

        private async Task<string> HistoryAsync(string id)
        {
            var path = id == ActivationLife.Id ? "activations" : "commitments";
            var answer = await life.World.GetAsync("coordinator:GBR", $"coalition/{path}/{id}/history");
            return string.Join(' ', Regex.Matches(answer.Body, "\"type\":\"([^\"]+)\"").Select(m => m.Groups[1].Value));
        }

        private Task<WorldAnswer> ProposeAsync(string step) =>
            life.SendAsync("coordinator:GBR", $"coalition/ceasefire/{step}", new { reason = "It is so" }, 200);

        private async Task AnswerAsync(int step, string answer) =>
            await life.NationAsync(await AboutAsync(step, PlaceStatus.Asked), "activation", new { answer });

        private async Task<string> AboutAsync(int step, PlaceStatus status)
        {
            if (_about.TryGetValue(step, out var known))
                return known;
            return _about[step] = Assert.Single((await life.LoadAsync()).Places, p => p.Status == status).Commitment;
        }
    }
}
