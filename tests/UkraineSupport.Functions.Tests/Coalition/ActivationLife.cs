using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Disclosures;
using ForceSteps = UkraineSupport.Testing.Client.ForceSteps;

namespace UkraineSupport.Functions.Tests.Coalition;

/// <summary>
/// An activation in the app as it is made, by its requests. Units are put into serials by the test: what the balance
/// chooses is the balance's.
/// </summary>
internal sealed class ActivationLife : IAsyncDisposable
{
    private const string Ceasefire = "coalition/ceasefire";

    private ActivationLife(World world) => World = world;

    public World World { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// How many requests each caller has sent: with the numbers of before, it sends the same ones again.
    /// </summary>
    public ImmutableDictionary<string, int> Sent { get; set; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>How long each request takes.</summary>
    public TimeSpan Pace { get; set; } = TimeSpan.FromMinutes(1);

    public DateTimeOffset Now => World.Time.GetUtcNow();

    public static string Id => Activations.IdOf(1);

    private Commands<Activation, ActivationEvent> Commands => World.Get<Commands<Activation, ActivationEvent>>();

    public ActivationActivities Activities =>
        ActivatorUtilities.CreateInstance<ActivationActivities>(World.Get<IServiceProvider>());

    public IAsker Asker => World.Get<IEnumerable<IAsker>>().Single(a => a.Kind == Activation.IdKind);

    /// <summary>A world with a statement of one serial, L1.</summary>
    public static async Task<ActivationLife> StartAsync(
        DateTimeOffset? now = null,
        IReadOnlyDictionary<string, string>? dashboards = null
    )
    {
        var start = now ?? TimeProvider.System.GetUtcNow();
        var life = new ActivationLife(await World.StartAsync(start, dashboards: dashboards));
        var statement = ForceSteps.Statement(ForceSteps.Serial("L1"));
        await life.SendAsync("coordinator:GBR", ForceSteps.Requirements, statement, 201, "PUT", null);
        return life;
    }

    public async Task<ActivationLife> InForceAsync()
    {
        await SendAsync("coordinator:GBR", Ceasefire, Declaration(), 201);
        await ConfirmAsync("declaration");
        return this;
    }

    public object Declaration(int day = 0, string disclosure = "coalition") =>
        new
        {
            disclosure,
            declaredOn = Day(day),
            source = "Joint declaration",
            reason = "Signed",
        };

    public DateOnly Day(int days = 0) => DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days);

    public Task<WorldAnswer> ConfirmAsync(string step, string who = "coordinator:FRA", int status = 200) =>
        SendAsync(who, $"{Ceasefire}/confirmation", new { step, reason = "So it is" }, status);

    /// <summary>A step of two coordinators: <c>suspension</c>, <c>resumption</c> or <c>revocation</c>.</summary>
    public async Task StepAsync(string step)
    {
        await SendAsync("coordinator:GBR", $"{Ceasefire}/{step}", new { reason = "It is so" }, 200);
        await ConfirmAsync(step);
    }

    /// <summary>A unit that is offered, accepted and ready.</summary>
    public async Task<string> ReadyAsync(string nation, string disclosure = "coalition", string? successor = null)
    {
        var id = await AcceptedAsync(nation, disclosure, successor);
        await NationAsync(id, "readiness", new { ready = true });
        return id;
    }

    /// <summary>A unit that is offered and accepted.</summary>
    public async Task<string> AcceptedAsync(string nation, string disclosure = "coalition", string? successor = null)
    {
        var body = ForceSteps.Force(nation, 0, disclosure);
        (body["from"], body["to"]) = ($"{Day():O}", $"{Day(300):O}");
        if (successor is not null)
            (body["successor"], body["rotationMonths"]) = (successor, 2);
        var made = await SendAsync($"donor:{nation}", "coalition/commitments", body, 201);
        var review = new { decision = "accept", reason = "Good" };
        await SendAsync("coordinator:GBR", $"coalition/commitments/{made.Id}/review", review, 200);
        return made.Id;
    }

    /// <summary>The nation's step on its commitment.</summary>
    public async Task<WorldAnswer> NationAsync(string force, string step, object? body = null, int status = 200)
    {
        var nation = (await ForceAsync(force)).Nation;
        var json = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(body ?? new { }))!.AsObject();
        json["reason"] = "As decided";
        return await SendAsync($"donor:{nation}", $"coalition/commitments/{force}/{step}", json, status);
    }

    public Task<WorldAnswer> ComesAsync(string force) => NationAsync(force, "activation", new { answer = "confirm" });

    public Task<WorldAnswer> IsThereAsync(string force) => NationAsync(force, "deployment", new { on = Day() });

    /// <summary>Calls upon units as if the balance had chosen them and each were needed now.</summary>
    public async Task CallAsync(params string[] forces)
    {
        var statement = (await World.Get<Statements>().FindAsync(Cancel))!.State;
        var choices = await Task.WhenAll(
            forces.Select(async f => new Choice(await ForceAsync(f), statement.Serial("L1")!))
        );
        await Commands.UpdateAsync(Id, a => Fill.Again(a, onlyIfShort: false, Now), "test", Cancel);
        await Commands.UpdateAsync(
            Id,
            a =>
                Fill.Decide(
                    a,
                    [.. choices.Select(c => c with { Serial = c.Serial with { FromDay = 0 } })],
                    [.. statement.Serials],
                    ["NATO"],
                    Now,
                    new()
                ),
            "test",
            Cancel
        );
    }

    public async Task CalledAsync(params string[] forces)
    {
        await CallAsync(forces);
        await World.DispatchAsync();
    }

    /// <summary>Tells what these events mean, of a state as somebody had read it.</summary>
    /// <returns>The orchestrations that were looked for.</returns>
    public async Task<List<string>> TellAsync(Activation activation, params ActivationEvent[] events)
    {
        var told = new List<string>();
        var client = new Mock<DurableTaskClient>("hub");
        client
            .Setup(c => c.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Callback((string id, CancellationToken _) => told.Add(id))
            .ReturnsAsync((OrchestrationMetadata?)null);
        await World
            .Get<IConsequences<Activation, ActivationEvent>>()
            .FollowAsync(activation, events, client.Object, Cancel);
        return told;
    }

    /// <summary>Acts on what is due next of a unit.</summary>
    public async Task<Deadline> ReachAsync(PlaceId unit)
    {
        var watch = await Activities.ReadUnit($"{Id}.{unit.Commitment}.{unit.N}", Cancel);
        if (watch.Next!.At > Now)
            World.Time.Advance(watch.Next.At - Now);
        await Activities.ReachUnitDeadline(new($"{Id}.{unit.Commitment}.{unit.N}", watch.Next), Cancel);
        await World.DispatchAsync();
        return watch.Next;
    }

    public async Task<Activation> LoadAsync() =>
        (await World.Get<AggregateStore>().LoadAsync<Activation>(Id, Cancel))!.State;

    public async Task<Place> PlaceAsync(string force, int n = 1) => (await LoadAsync()).PlaceOf(new(force, n))!;

    public async Task<ForceCommitment> ForceAsync(string id) =>
        (await World.Get<AggregateStore>().LoadAsync<ForceCommitment>(id, Cancel))!.State;

    /// <summary>Sends, carries what follows, and goes on for a while.</summary>
    public async Task<WorldAnswer> SendAsync(
        string? who,
        string path,
        object body,
        int status,
        string method = "POST",
        string? ifMatch = "*"
    )
    {
        // Counted by caller: what others do gives nobody other ids.
        var number = Sent.GetValueOrDefault(who ?? "") + 1;
        Sent = Sent.SetItem(who ?? "", number);
        var key = $"{who}-{number}";
        var answer = await World.SendAsync(who, method, path, body, key, ifMatch);
        Assert.True(answer.Status == status, $"{path}: {answer.Status} {answer.Body}");
        await World.DispatchAsync();
        World.Time.Advance(Pace);
        return answer;
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
