using System.Text.Json.Nodes;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Pledges;

/// <summary>One thing a client does: what (0–99), on which pledge, for which requirement, how much.</summary>
public readonly record struct Move(int What, int Pledge, int Requirement, int Quantity);

/// <summary>Pledges and requirements that many clients work on at once.</summary>
internal sealed class Traffic(
    TestApp app,
    IReadOnlyList<PledgeView> pledges,
    IReadOnlyList<RequirementView> requirements
)
{
    private static readonly string[] Donors = ["NLD", "DNK", "NOR", "POL"];

    public static async Task<Traffic> SetUpAsync(TestApp app)
    {
        var pledges = await Task.WhenAll(Donors.Select(donor => app.CommitAsync(donor, "munitions", 400)));
        var requirements = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => app.OpenRequirementAsync("AMMO-155", 300))
        );
        return new Traffic(app, pledges, requirements);
    }

    public async Task RunAsync(Move[] moves)
    {
        foreach (var move in moves)
        {
            var answer = await MakeAsync(move);
            Assert.True(answer is null || answer.Code is 200 or 201 or 409, $"{move}: {answer?.Code} {answer?.Text}");
        }
    }

    public Task<PledgeView[]> ReadPledgesAsync() =>
        Task.WhenAll(pledges.Select(pledge => app.ReadPledgeAsync(pledge.Id)));

    public Task<RequirementView[]> ReadRequirementsAsync() =>
        Task.WhenAll(requirements.Select(requirement => app.ReadRequirementAsync(requirement.Id)));

    /// <summary>The move's answer; nothing when there was nothing to move.</summary>
    private async Task<ApiAnswer?> MakeAsync(Move move)
    {
        var pledge = pledges[move.Pledge];
        var donor = app.Donor(pledge.Donor);
        Task<ApiAnswer?> By(ApiClient who, string what, JsonNode body) => ChangeAsync(who, pledge, what, body);
        return move.What switch
        {
            < 35 => await By(
                app.Coordinator,
                "allocations",
                Bodies.Allocation(requirements[move.Requirement].Id, move.Quantity)
            ),
            < 60 => await By(donor, "deliveries", Bodies.Delivery(move.Quantity)),
            < 80 => await MoveOnAsync(donor, pledge, move),
            < 98 => await ReceiveAsync(pledge, move),
            _ => await By(donor, "withdrawal", Bodies.Reason()),
        };
    }

    private static async Task<ApiAnswer?> ChangeAsync(ApiClient who, PledgeView pledge, string what, JsonNode body) =>
        await who.ChangeAsync(pledge.Path(), what, body);

    private async Task<ApiAnswer?> MoveOnAsync(ApiClient donor, PledgeView pledge, Move move)
    {
        var moving = await OneOfAsync(
            pledge,
            move,
            delivery => delivery.Status is "Planned" or "Dispatched" or "AtHub"
        );
        if (moving is null)
            return null;
        string[] next = moving.Status switch
        {
            "Planned" => ["Dispatched", "Dispatched", "Dispatched", "Cancelled"],
            "Dispatched" => ["AtHub", "HandedOver", "HandedOver", "Lost"],
            _ => ["HandedOver", "HandedOver", "HandedOver", "Returned"],
        };
        return await donor.ChangeAsync(
            pledge.Path(),
            $"deliveries/{moving.N}/status",
            Bodies.Status(next[move.Quantity % 4])
        );
    }

    private async Task<ApiAnswer?> ReceiveAsync(PledgeView pledge, Move move)
    {
        var arrived = await OneOfAsync(pledge, move, delivery => delivery.Status == "HandedOver");
        if (arrived is null)
            return null;
        var received = move.Quantity % 3 == 0 ? Math.Max(0, arrived.Quantity - 1) : arrived.Quantity;
        return await app.Ukraine.ChangeAsync(
            pledge.Path(),
            $"deliveries/{arrived.N}/receipt",
            Bodies.Receipt(received, "Counted")
        );
    }

    private async Task<DeliveryView?> OneOfAsync(PledgeView pledge, Move move, Func<DeliveryView, bool> which)
    {
        var found = (await app.ReadPledgeAsync(pledge.Id)).Deliveries!.Where(which).ToList();
        return found.Count == 0 ? null : found[move.Quantity % found.Count];
    }
}
