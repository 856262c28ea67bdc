using System.Text.Json.Nodes;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.Crashes;

/// <summary>One pledge and its requirement; every step has its own Idempotency-Key, the same in every run.</summary>
internal sealed class Life(TestApp app, PersistentCaller caller, int number, string nation)
{
    private readonly ApiClient donor = app.Donor(nation);
    private readonly ApiClient coordinator = app.Coordinator;
    private readonly ApiClient ukraine = app.Ukraine;
    private string pledge = "";
    private string requirement = "";
    private int step;

    /// <summary>Files and validates the requirement; its id.</summary>
    public async Task<string> FileAsync(JsonNode body)
    {
        var key = NextKey();
        var filed = (
            await caller.AskAsync(201, () => ukraine.CreateAsync("requirements", body, key))
        ).Read<RequirementView>();
        requirement = filed.Path();
        await ChangeAsync(coordinator, requirement, "validation", Bodies.Decision("accept"), 200);
        return filed.Id;
    }

    /// <summary>Announces the pledge; its id.</summary>
    public async Task<string> AnnounceAsync(JsonNode body)
    {
        var key = NextKey();
        var announced = (await caller.AskAsync(201, () => donor.CreateAsync("pledges", body, key))).Read<PledgeView>();
        pledge = announced.Path();
        return announced.Id;
    }

    /// <summary>A coordinator changes the pledge.</summary>
    public Task CoordinatorAsync(string what, JsonNode body, int expected = 200) =>
        ChangeAsync(coordinator, pledge, what, body, expected);

    /// <summary>Its donor changes the pledge.</summary>
    public Task DonorAsync(string what, JsonNode body, int expected = 200) =>
        ChangeAsync(donor, pledge, what, body, expected);

    /// <summary>Review and formalisation.</summary>
    public async Task CommitAsync(JsonNode decision)
    {
        await CoordinatorAsync("review", decision);
        await DonorAsync("formalisation", Bodies.Formalisation());
    }

    /// <summary>Allocates, and waits until the requirement has taken it: deliveries need that.</summary>
    public async Task AllocateAsync(decimal quantity)
    {
        await CoordinatorAsync("allocations", Bodies.Allocation(requirement.Split('/')[1], quantity), 201);
        await Poll.UntilAsync(
            "the allocation is confirmed",
            async () =>
            {
                var now = await caller.AskAsync(200, () => coordinator.GetAsync(pledge));
                return now.Read<PledgeView>().Allocations!.All(one => one.Status == "Confirmed");
            },
            TimeSpan.FromMinutes(2)
        );
    }

    /// <summary>A tranche from its plan to the receipt.</summary>
    public async Task DeliverAsync(int n, decimal quantity, decimal received)
    {
        await DonorAsync("deliveries", Bodies.Delivery(quantity), 201);
        await DonorAsync($"deliveries/{n}/status", Bodies.Status("Dispatched"));
        await DonorAsync($"deliveries/{n}/status", Bodies.Status("HandedOver"));
        var receipt = Bodies.Receipt(received, received < quantity ? "One was broken" : null);
        await ChangeAsync(ukraine, pledge, $"deliveries/{n}/receipt", receipt, 200);
    }

    /// <summary>Ukraine takes the requirement back.</summary>
    public Task CancelRequirementAsync() => ChangeAsync(ukraine, requirement, "cancellation", Bodies.Reason(), 200);

    private Task<ApiAnswer> ChangeAsync(ApiClient who, string aggregate, string what, JsonNode body, int expected)
    {
        var key = NextKey();
        return caller.AskAsync(expected, () => who.ChangeAsync(aggregate, what, body, key));
    }

    private string NextKey() => $"script-{number}-{++step}";
}
