using System.Text.Json;
using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Coalition;

/// <summary>
/// A ceasefire is declared, units are called upon, one declines and another one comes, while the app dies.
/// </summary>
public sealed class ActivationTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private const string Ceasefire = "coalition/ceasefire";
    private readonly TestApp app = fixture.App;

    private ApiClient Second => app.CreateClient("coordinator", "POL");

    [Fact]
    public async Task From_a_declaration_to_a_unit_that_is_there_though_the_app_is_killed_in_between()
    {
        var serial = ForceSteps.Serial("L1");
        (serial["fromDay"], serial["strength"]) = (25, 800);
        (await app.Coordinator.PutAsync(ForceSteps.Requirements, ForceSteps.Statement(serial))).Expect(201);
        var units = new List<ForceView> { await ReadyAsync("NLD"), await ReadyAsync("DNK") };
        var before = await BalanceAsync("");
        Assert.True(before.GetProperty("balance").GetProperty("wouldStand").GetBoolean());
        var without = (await BalanceAsync("?without=NLD,DNK")).GetProperty("balance");
        Assert.False(without.GetProperty("wouldStand").GetBoolean());
        Assert.Equal(800, without.GetProperty("serials")[0].GetProperty("missing").GetInt64());

        var activation = await DeclareAsync();
        await app.Process.KillAsync();
        await app.Process.StartAgainAsync();
        var called = await CalledAsync(units, except: null);
        await app.Process.KillAsync();
        await app.Process.StartAgainAsync();
        await AnswerAsync(called, "decline");
        var other = await CalledAsync(units, except: called);
        await AnswerAsync(other, "confirm");
        await AnswerAsync(other, "confirm");
        await StatusAsync(activation, other, "Activated");
        var report = Bodies.Reason("At its base");
        report["on"] = Bodies.Day(0);
        (await app.Donor(other.Nation).ChangeAsync(other.Path, "deployment", report)).Expect(200);
        await StatusAsync(activation, other, "Deployed");
        await HoldsAsync(activation, other);
        await GoesOnAndEndsAsync(activation, other);
        Assert.Empty(await app.CheckReadModelsAsync());
    }

    /// <summary>Declared twice is one activation, and one party alone declares nothing.</summary>
    private async Task<string> DeclareAsync()
    {
        var wish = Bodies.Reason("The guns are silent");
        (wish["declaredOn"], wish["source"]) = (Bodies.Day(0), "Joint statement (demo)");
        (await app.Donor("NLD").PostAsync(Ceasefire, wish.DeepClone())).Expect(403);
        var declared = (await app.Coordinator.PostAsync(Ceasefire, wish.DeepClone())).Expect(201);
        (await Second.PostAsync(Ceasefire, wish.DeepClone())).Expect(200);
        wish["declaredOn"] = Bodies.Day(-1);
        (await Second.PostAsync(Ceasefire, wish)).Expect(409);
        var confirm = Bodies.Reason("Agreed");
        confirm["step"] = "declaration";
        (await app.Coordinator.PostAsync($"{Ceasefire}/confirmation", confirm.DeepClone())).Expect(403);
        (await Second.PostAsync($"{Ceasefire}/confirmation", confirm)).Expect(200);
        return $"coalition/activations/{JsonNode.Parse(declared.Text)!["id"]}";
    }

    private async Task GoesOnAndEndsAsync(string activation, ForceView there)
    {
        foreach (var (step, status) in new[] { ("suspension", "Suspended"), ("resumption", "InForce") })
        {
            await StepAsync(step);
            Assert.Equal(status, (await ReadAsync(activation)).GetProperty("status").GetString());
        }

        await StepAsync("revocation");
        await Poll.UntilAsync(
            "the unit is ready again",
            async () => (await app.Coordinator.GetAsync(there.Path)).Read<ForceView>().Status == "Ready"
        );
        (await Second.PostAsync($"{Ceasefire}/suspension", Bodies.Reason())).Expect(409);
    }

    private async Task StepAsync(string step)
    {
        (await app.Coordinator.PostAsync($"{Ceasefire}/{step}", Bodies.Reason())).Expect(200);
        var confirm = Bodies.Reason("Agreed");
        confirm["step"] = step;
        (await Second.PostAsync($"{Ceasefire}/confirmation", confirm)).Expect(200);
    }

    private async Task HoldsAsync(string activation, ForceView there)
    {
        var read = await ReadAsync(activation);
        var today = read.GetProperty("days")
            .EnumerateArray()
            .Single(d => d.GetProperty("on").GetString() == Bodies.Day(0));
        Assert.Equal(800, today.GetProperty("actual").GetInt32());
        Assert.Empty(read.GetProperty("escalated").EnumerateArray());
        var public_ = await app.Anonymous.GetAsync(activation);
        public_.Expect(404);
        Assert.DoesNotContain(there.Id, public_.Text, StringComparison.Ordinal);
    }

    private async Task<ForceView> ReadyAsync(string nation)
    {
        var body = ForceSteps.Force(nation, from: 0);
        body["serials"] = new JsonArray("L1");
        var force = await app.OfferForceAsync(nation, body);
        (await app.Coordinator.ChangeAsync(force.Path, "review", Bodies.Decision("accept"))).Expect(200);
        var ready = Bodies.Reason("Exercised");
        ready["ready"] = true;
        (await app.Donor(nation).ChangeAsync(force.Path, "readiness", ready)).Expect(200);
        return force;
    }

    /// <summary>The unit that is called upon: one, since one is enough.</summary>
    private Task<ForceView> CalledAsync(List<ForceView> units, ForceView? except) =>
        Poll.ForAsync(
            "a unit is called upon",
            async () =>
            {
                foreach (var unit in units.Where(u => u.Id != except?.Id))
                {
                    var answer = (await app.Donor(unit.Nation).GetAsync(unit.Path)).Expect(200);
                    if (JsonNode.Parse(answer.Text)!["calledFor"] is not null)
                        return unit;
                }

                return null;
            },
            TimeSpan.FromSeconds(90)
        );

    private async Task AnswerAsync(ForceView unit, string answer)
    {
        var body = Bodies.Reason("Cabinet decision");
        body["answer"] = answer;
        var stranger = unit.Nation == "NLD" ? "DNK" : "NLD";
        (await app.Donor(stranger).ChangeAsync(unit.Path, "activation", body.DeepClone())).Expect(403);
        (await app.Donor(unit.Nation).ChangeAsync(unit.Path, "activation", body)).Expect(200);
    }

    private Task StatusAsync(string activation, ForceView unit, string status) =>
        Poll.UntilAsync(
            $"{unit.Nation} is {status} in the activation",
            async () =>
                (await ReadAsync(activation))
                    .GetProperty("units")
                    .EnumerateArray()
                    .Any(u =>
                        u.GetProperty("commitment").GetString() == unit.Id
                        && u.GetProperty("status").GetString() == status
                    ),
            TimeSpan.FromSeconds(60)
        );

    private async Task<JsonElement> ReadAsync(string path) =>
        JsonDocument.Parse((await app.Coordinator.GetAsync(path)).Expect(200).Text).RootElement;

    private Task<JsonElement> BalanceAsync(string query) => ReadAsync($"coalition/balance{query}");
}
