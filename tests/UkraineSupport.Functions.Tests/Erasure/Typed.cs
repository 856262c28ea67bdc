using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Orchestrations;
using UkraineSupport.Functions.Tests.Backups;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Erasure;

/// <summary>Lives in which persons acted and typed, and left something in every place there is.</summary>
internal static class Typed
{
    /// <summary>Who decided most.</summary>
    public const string Person = "dev-coordinator-GBR";

    /// <summary>
    /// A donor's title and caveat with a name in it: in pledges, answers, entries of lists, and plans.
    /// </summary>
    public const string Caveat = "Ask for J. Doe at the gate";

    /// <summary>The source of a baseline: its gaps repeat it.</summary>
    public const string Source = "Ministry";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A life on storage of its own, with a queue for the press.</summary>
    public static async Task<TwinLife> BeginAsync(Azure.Core.Pipeline.HttpPipelinePolicy? policy = null)
    {
        var press = new Dictionary<string, string> { ["press"] = "public" };
        var life = new TwinLife(await World.StartAsync(TimeProvider.System.GetUtcNow(), policy, press));
        await life.BeginAsync();
        return life;
    }

    /// <summary>
    /// Lives, with a pledge that has the caveat, a plan that is confirmed, and something in the audit.
    /// </summary>
    public static async Task<string> LiveAsync(TwinLife life, (int Kind, bool Secret, int A, int B)[] steps)
    {
        var world = life.World;
        var pledge = await PledgeAsync(world, "typed", "public");
        await PledgeAsync(world, "hidden", "restricted");
        var need = await world.SendAsync(
            "recipient:UKR",
            "POST",
            "requirements",
            Bodies.Requirement(quantity: 90),
            "need"
        );
        var valid = $"requirements/{need.Id}/validation";
        await world.SendAsync("coordinator:GBR", "POST", valid, Bodies.Decision("accept"), "need-v");
        await world.DispatchAsync();
        var plan = await world.SendAsync("coordinator:GBR", "POST", "backfill/plans", new { }, "plan");
        Assert.Equal(202, plan.Status);
        var does = ActivatorUtilities.CreateInstance<PlanActivities>(world.Get<IServiceProvider>());
        await does.ComputePlan(plan.Id, Cancel);
        var path = $"backfill/plans/{plan.Id}/confirmation";
        await world.SendAsync("coordinator:GBR", "POST", path, Bodies.Reason(), "plan-c");
        foreach (var line in await does.ReadPlanLines(plan.Id, Cancel))
            await does.ConfirmPlanLine(line, Cancel);
        await does.RecordConfirmation(new(plan.Id, 0, []), Cancel);
        await world.SettleAsync();
        await Lived.LiveAsync(life, steps, "1");
        await world.Get<AuditLog>().WriteAsync(new(Role.Administrator, null, Person), "purge", "x", Caveat, Cancel);
        world.Time.Advance(TwinLife.Pause);
        return pledge;
    }

    /// <summary>A commitment that is free to be planned.</summary>
    public static async Task<string> PledgeAsync(World world, string key, string disclosure)
    {
        var made = await world.SendAsync("donor:NLD", "POST", "pledges", Body(disclosure), key);
        foreach (
            var (who, step, what) in new[]
            {
                ("coordinator:GBR", "review", Bodies.Decision("accept")),
                ("donor:NLD", "formalisation", Bodies.Formalisation()),
            }
        )
            await world.SendAsync(who, "POST", $"pledges/{made.Id}/{step}", what, $"{key}-{step}");
        await world.DispatchAsync();
        return made.Id;
    }

    /// <summary>What is pledged.</summary>
    public static JsonObject Body(string disclosure)
    {
        var body = Bodies.Pledge("NLD", quantity: 300, disclosure: disclosure);
        body["title"] = Caveat;
        body["caveats"] = new JsonArray(new JsonObject { ["text"] = Caveat });
        return body;
    }
}
