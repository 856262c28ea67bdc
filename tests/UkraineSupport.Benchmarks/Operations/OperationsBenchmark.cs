using System.Globalization;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Benchmarks.Operations;

/// <summary>
/// How many storage operations does each action of a user cost? Counted in the clients' pipeline, of the request and
/// of what is dispatched after it, in one process, with one dashboard; looking for messages and the durable framework's
/// own are not in it. Every action is done a few times before, so that tables and directories are there, and counted
/// over ten.
/// </summary>
internal sealed class OperationsBenchmark : IBenchmark
{
    private const int Warm = 3;
    private const int Counted = 10;

    public string Name => "operations";

    public async Task RunAsync(Action<string> say)
    {
        var calls = new CountsCalls();
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow(), calls);
        var costs = new Dictionary<string, List<(int Request, int Dispatch)>>();
        for (var round = 0; round < Warm + Counted; round++)
        {
            await foreach (var (action, work) in ActionsAsync(world))
            {
                calls.Take();
                await work();
                var request = calls.Take();
                await world.DispatchAsync();
                if (round < Warm)
                    continue;
                if (!costs.TryGetValue(action, out var found))
                    costs[action] = found = [];
                found.Add((request, calls.Take()));
            }
        }

        foreach (var (action, found) in costs)
        {
            var (request, dispatch) = (found.Average(f => f.Request), found.Average(f => f.Dispatch));
            say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{action, -34} request {request, 5:0.0}, dispatch {dispatch, 5:0.0}, together {request + dispatch, 5:0.0}"
                )
            );
        }
    }

    /// <summary>A requirement, a pledge, and what becomes of it; then reading.</summary>
    private static async IAsyncEnumerable<(string Action, Func<Task> Work)> ActionsAsync(World world)
    {
        WorldAnswer? last = null;
        async Task DoAsync(string who, string path, object body)
        {
            last = await world.SendAsync(who, "POST", path, body, null);
            if (last.Status >= 300)
                throw new InvalidOperationException($"{path}: {last.Status} {last.Body}");
        }

        const string donor = "donor:NLD";
        const string coordinator = "coordinator:POL";
        const string ukraine = "recipient:UKR";
        yield return (
            "file a requirement",
            () =>
                DoAsync(
                    ukraine,
                    "requirements",
                    new
                    {
                        title = "rounds",
                        capability = "AMMO-155",
                        quantity = 100,
                        priority = 1,
                        requiredBy = Wishes.DayIn(200),
                    }
                )
        );
        var requirement = last!.Id;
        yield return (
            "validate it",
            () =>
                DoAsync(
                    coordinator,
                    $"requirements/{requirement}/validation",
                    new { decision = "Accept", reason = "needed" }
                )
        );
        yield return ("announce a pledge", () => DoAsync(donor, "pledges", Wishes.Pledge("NLD")));
        var pledge = last!.Id;
        yield return (
            "accept it",
            () => DoAsync(coordinator, $"pledges/{pledge}/review", new { decision = "Accept", reason = "needed" })
        );
        yield return (
            "formalise it",
            () =>
                DoAsync(
                    donor,
                    $"pledges/{pledge}/formalisation",
                    new
                    {
                        instrument = "letter",
                        legalReference = "ref",
                        signedOn = Wishes.DayIn(-30),
                    }
                )
        );
        yield return (
            "amend it (title)",
            () => DoAsync(donor, $"pledges/{pledge}/amendment", new { reason = "clearer", title = "155 mm rounds" })
        );
        yield return (
            "allocate it (three changes)",
            () =>
                DoAsync(
                    coordinator,
                    $"pledges/{pledge}/allocations",
                    new
                    {
                        line = 1,
                        quantity = 100,
                        requirement,
                        despite = "It is counted",
                    }
                )
        );
        yield return (
            "plan a tranche",
            () =>
                DoAsync(
                    donor,
                    $"pledges/{pledge}/deliveries",
                    new
                    {
                        line = 1,
                        quantity = 100,
                        due = Wishes.InDays(120),
                    }
                )
        );
        yield return (
            "dispatch it (two changes)",
            () => DoAsync(donor, $"pledges/{pledge}/deliveries/1/status", new { status = "Dispatched" })
        );
        yield return ("read a pledge", () => world.GetAsync(donor, $"pledges/{pledge}"));
        yield return ("a page of pledges", () => world.GetAsync(donor, "pledges?limit=50"));
        yield return (
            "a page by donor and status",
            () => world.GetAsync(null, "pledges?limit=1&donor=NLD&status=InDelivery")
        );
        yield return ("ledgers", () => world.GetAsync(null, "insights/ledgers"));
    }
}
