using System.Text.Json.Nodes;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>One step as both worlds take it.</summary>
internal sealed record TwinStep(
    bool Secret,
    int Kind,
    string? Pledge,
    string? Need,
    decimal Quantity,
    string Donor,
    int B
)
{
    /// <summary>Coordinators and the recipient take it, who see all.</summary>
    public bool SeesAll => Kind is 1 or 2 or 4 or 7 or 8 or >= 13;
}

/// <summary>A world, and what was made in it.</summary>
internal sealed partial class TwinLife(World world) : IAsyncDisposable
{
    private readonly List<(string Id, string Donor, bool Secret)> _pledges = [];
    private readonly List<(string Id, bool Secret, decimal Quantity)> _needs = [];
    private readonly List<string> _signals = [];
    private readonly List<string> _unsigned = [];
    private readonly Dictionary<string, decimal> _allocated = [];
    private readonly HashSet<string> _asked = [];
    private readonly HashSet<string> _given = [];
    private readonly HashSet<string> _ended = [];
    private readonly HashSet<string> _used = [];
    private readonly HashSet<string> _superseded = [];

    /// <summary>In place of a status: what was decided is a release, and is not done in the other world.</summary>
    public const int Released = -1;

    private const string Capability = "AMMO-155";

    /// <summary>What nobody is to know that something is expected of.</summary>
    private const string SecretCapability = "AMMO-122";

    /// <summary>From one step to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public World World => world;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>Something is expected of the United States, and is known to all.</summary>
    public async Task BeginAsync()
    {
        var put = await ExpectAsync(Capability, 1000, "public");
        Assert.Equal(201, put.Status);
        await world.SettleAsync(Capability, SecretCapability);
    }

    /// <summary>What a random step means here; null when nothing.</summary>
    public TwinStep? Plan(int kind, bool secret, int a, int b)
    {
        var pledges = _pledges.Where(p => !_ended.Contains(p.Id)).ToList();
        // Some of a pledge that all see may go to a need that they do not see; that is the Dutch one's then.
        var ofSort = pledges.Where(p => secret ? p.Secret || p.Donor == "NLD" : !p.Secret).ToList();
        var needs = _needs.Where(n => (secret || !n.Secret) && !_superseded.Contains(n.Id)).ToList();
        var pledge = ofSort.Count == 0 ? default : ofSort[b % ofSort.Count];
        var need = needs.Count == 0 ? default : needs[a % needs.Count];
        var step = new TwinStep(secret, kind, pledge.Id, need.Id, 10 + a, b % 2 == 0 ? "NLD" : "LTU", b);
        switch (kind)
        {
            case 0:
                return step with { Donor = secret ? "FRA" : step.Donor };
            case 1 or 4 or 5 or 7 or 8:
                return step;
            case 2:
                // Released as refused-allocation: what a secret part filled takes no more.
                return
                    pledge.Id is null
                    || need.Id is null
                    || (secret && !pledge.Secret && !need.Secret)
                    || _allocated.GetValueOrDefault(need.Id) + step.Quantity > need.Quantity
                    ? null
                    : step;
            case 3:
                // A tranche is of one sort, and it is clear here of which.
                return _used.Contains($"{pledge.Id} {secret}") && !_used.Contains($"{pledge.Id} {!secret}")
                    ? step
                    : null;
            case 9:
                // The Dutch one's needs of stock are its secret, the Lithuanian one's are known.
                var given = pledges.Find(p =>
                    _given.Contains($"{p.Id} {p.Secret}") && (secret ? p.Donor != "LTU" : p.Donor == "LTU")
                );
                return given.Id is null ? null : step with { Pledge = given.Id, Donor = given.Donor };
            case 10 or 11:
                return secret ? null : step with { Donor = "LTU" };
            case 12:
                // Released as given-back and moved: what is needed no more goes by all that covers a gap.
                var free = pledges.Find(p => !p.Secret && !_used.Contains($"{p.Id} {true}"));
                return secret || free.Id is null ? null : step with { Pledge = free.Id };
            case 13 or 14 or 15 or 16:
                // In the open alone; and released as refused-allocation: what a secret part filled takes no more.
                return
                    secret
                    || need.Id is null
                    || (kind != 16 && _allocated.GetValueOrDefault(need.Id) + step.Quantity > need.Quantity)
                    ? null
                    : step;
            default:
                return secret || pledge.Id is null || pledge.Donor == "NLD" ? null : step;
        }
    }

    public async Task<WorldAnswer> DoAsync(TwinStep step, int i)
    {
        var key = $"{(step.Secret ? "secret" : "open")}-{i}";
        var answer = step.Kind switch
        {
            0 => await PledgeAsync(step, key),
            1 => await NeedAsync(step, key),
            2 => await AllocateAsync(step, step.Quantity, key),
            3 => await DeliverAsync(step, key),
            4 => await SignalAsync(step, key),
            5 => await OfferAsync(step, key),
            7 => await FillGapAsync(step, key),
            8 when step.Secret => await ExpectAsync(SecretCapability, 500 + step.Quantity, "restricted"),
            8 => await ExpectAsync(Capability, 1000 + (10 * step.Quantity), "public"),
            9 => await ReplenishAsync(step, key),
            10 => await SignAsync(step, key),
            11 => await DeclineAsync(step, key),
            12 => await OfferForClosedAsync(step, key),
            13 => await SaySameNeedAsync(step, key),
            14 => await MoveAsync(step, key),
            15 => await SwapAsync(step, key),
            16 => await SupersedeAsync(step, key),
            _ => await WithdrawAsync(step, key),
        };
        await world.SettleAsync(Capability, SecretCapability);
        world.Time.Advance(Pause);
        return answer;
    }

    /// <summary>All that there is to read, of secret things too: to others they are not there.</summary>
    public async Task<List<string>> PathsAsync()
    {
        List<string> paths =
        [
            "pledges?limit=200",
            "pledges?donor=NLD&limit=200",
            $"pledges?capability={Capability}&limit=200",
            "pledges?kind=munitions&limit=3",
            "pledges?status=Formalised&limit=200",
            "pledges?status=InDelivery&limit=200",
            "pledges?status=Withdrawn&limit=200",
            "pledges?status=Completed&limit=200",
            "requirements?limit=200",
            $"requirements?capability={Capability}&status=PartiallyFilled&limit=200",
            "requirements?status=Open&limit=200",
            "requirements?status=Filled&limit=200",
            "gaps?limit=200",
            "gaps?status=Closed&limit=200",
            "gaps?status=Projected&limit=200",
            "gaps?status=PartiallyBackfilled&limit=200",
            "us-deliveries",
            "requirements?kind=replenishment&limit=200",
            "us-deliveries/signals?limit=200",
            "insights/ledgers",
            "insights/shares",
            "insights/donors",
            "insights/donors?donor=FRA",
            "insights/capabilities",
            "insights/capabilities?by=deliveredBy&targetYear=2035",
            "insights/timeline?from=2026-01&to=2030-12",
            "insights/timeline?donor=NLD",
            "insights/burden-share",
            "insights/changes",
            "pledges?paidBy=NLD&limit=200",
            "pledges?deliveredBy=FRA&limit=200",
            "backfill/plans",
            "events?limit=200",
            "events?donor=NLD&limit=200",
            $"events?capability={Capability}&type=pledge.announced",
        ];
        foreach (var (id, _, _) in _pledges)
        {
            paths.AddRange([$"pledges/{id}", $"pledges/{id}/history?limit=200"]);
            var whole = JsonNode.Parse((await world.GetAsync("coordinator:GBR", $"pledges/{id}")).Body)!;
            paths.AddRange(whole["allocations"]!.AsArray().Select(a => $"pledges/{id}/allocations/{a!["id"]}"));
        }

        foreach (var id in _unsigned)
            paths.AddRange([$"pledges/{id}", $"pledges/{id}/history?limit=200"]);
        foreach (var capability in (string[])[Capability, SecretCapability])
            paths.AddRange([
                $"us-deliveries/{capability}",
                $"us-deliveries/{capability}/history?limit=200",
                $"us-deliveries/baselines/{capability}",
                $"gaps?capability={capability}&limit=200",
            ]);
        var gaps = JsonNode.Parse((await world.GetAsync("coordinator:GBR", "gaps?limit=200")).Body)!["items"]!;
        foreach (var id in gaps.AsArray().Select(g => (string)g!["id"]!))
            paths.AddRange([$"gaps/{id}", $"gaps/{id}/history?limit=200", $"gaps/{id}/solicitations/1"]);
        foreach (var (id, _, _) in _needs)
            paths.AddRange([$"requirements/{id}", $"requirements/{id}/history?limit=200"]);
        foreach (var id in _signals)
            paths.AddRange([$"us-deliveries/signals/{id}", $"us-deliveries/signals/{id}/history"]);
        return paths;
    }
}
