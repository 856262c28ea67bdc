using System.Text.Json.Nodes;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>What coordinators and Ukraine do with what all see: to others the secret things beside it are not there.
/// </summary>
internal sealed partial class TwinLife
{
    private sealed record Allocated(string Pledge, string Donor, string Id, string Need, decimal Quantity);

    /// <summary>
    /// A coordinator says that part of a requirement is a gap that all see open, or takes that back.
    /// </summary>
    private async Task<WorldAnswer> SaySameNeedAsync(TwinStep step, string key)
    {
        var need = await JsonAsync($"requirements/{step.Need}");
        if (need["sameNeed"] is not null)
            return Without(
                await ChangeAsync($"requirements/{step.Need}/same-need/undo", new { reason = "Another one" }, key)
            );
        var open = await OpenAsync(null);
        if (open.Count == 0)
            return new(0, "", null, null);
        var said = await ChangeAsync(
            $"requirements/{step.Need}/same-need",
            new
            {
                gap = open[step.B % open.Count].Id,
                quantity = step.Quantity,
                reason = "The same rounds",
            },
            key
        );
        if (said.Status == 200)
            _allocated[step.Need!] = _allocated.GetValueOrDefault(step.Need!) + step.Quantity;
        return Without(said);
    }

    /// <summary>A coordinator takes part of what is allocated in the open to another need that all see.</summary>
    private async Task<WorldAnswer> MoveAsync(TwinStep step, string key)
    {
        var all = await AllocatedAsync();
        if (all.Count == 0 || all[step.B % all.Count] is not { } moves || moves.Need == step.Need)
            return new(0, "", null, null);
        var quantity = Math.Min(moves.Quantity, step.Quantity);
        var moved = await ChangeAsync(
            $"pledges/{moves.Pledge}/allocations/{moves.Id}/move",
            new
            {
                requirement = step.Need,
                quantity,
                reason = "More urgent",
                despite = "For the test",
            },
            key
        );
        if (moved.Status == 201)
            _allocated[step.Need!] = _allocated.GetValueOrDefault(step.Need!) + quantity;
        return Without(moved);
    }

    /// <summary>Of two pledges and two needs, all in the open, parts of the allocations change places.</summary>
    private async Task<WorldAnswer> SwapAsync(TwinStep step, string key)
    {
        var all = await AllocatedAsync();
        if (
            all.FirstOrDefault() is not { } mine
            || all.FirstOrDefault(a => a.Pledge != mine.Pledge && a.Need != mine.Need) is not { } theirs
        )
            return new(0, "", null, null);
        var quantity = Math.Min(step.Quantity, Math.Min(mine.Quantity, theirs.Quantity));
        return Without(
            await ChangeAsync(
                $"pledges/{mine.Pledge}/allocations/{mine.Id}/swap",
                new
                {
                    pledge = theirs.Pledge,
                    allocation = theirs.Id,
                    quantity,
                    otherQuantity = quantity,
                    reason = "Nearer",
                    despite = "For the test",
                },
                key
            )
        );
    }

    /// <summary>Ukraine asks for more than it did, by a requirement that takes the place of the other one.</summary>
    private async Task<WorldAnswer> SupersedeAsync(TwinStep step, string key)
    {
        var n = _needs.FindIndex(need => need.Id == step.Need);
        var body = Bodies.Requirement(Capability, _needs[n].Quantity + step.Quantity);
        (body["disclosure"], body["supersedes"]) = ("public", step.Need);
        var made = await world.SendAsync("recipient:UKR", "POST", "requirements", body, key);
        if (made.Status != 201)
            return made;
        var validated = await ChangeAsync($"requirements/{made.Id}/validation", Bodies.Decision("accept"), $"{key}-v");
        Assert.Equal(200, validated.Status);
        _needs.Add((made.Id, false, _needs[n].Quantity + step.Quantity));
        _allocated[made.Id] = _allocated.GetValueOrDefault(step.Need!);
        _superseded.Add(step.Need!);
        return Without(made);
    }

    /// <summary>What is allocated by pledges that all see, of which nothing is in secret, to requirements.</summary>
    private async Task<List<Allocated>> AllocatedAsync()
    {
        var found = new List<Allocated>();
        foreach (var (id, donor, _) in _pledges.Where(p => !p.Secret && !_ended.Contains(p.Id) && !InSecret(p.Id)))
        {
            foreach (var a in (await JsonAsync($"pledges/{id}"))["allocations"]!.AsArray())
            {
                if ((string?)a!["requirement"] is { } need && (decimal)a["quantity"]! > 0)
                    found.Add(new(id, donor, (string)a["id"]!, need, (decimal)a["quantity"]!));
            }
        }

        return found;
    }

    /// <summary>Whether something of a pledge was allocated in secret.</summary>
    private bool InSecret(string pledge) => _used.Contains($"{pledge} {true}");

    private async Task<JsonObject> JsonAsync(string path) =>
        JsonNode.Parse((await world.GetAsync(null, path)).Body)!.AsObject();

    private Task<WorldAnswer> ChangeAsync(string path, object body, string key) =>
        world.SendAsync("coordinator:GBR", "POST", path, body, key);

    /// <summary>A coordinator's view tells of secret things too.</summary>
    private static WorldAnswer Without(WorldAnswer answer) =>
        answer.Status is 200 or 201 ? answer with { Body = "" } : answer;
}
