using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Access;

/// <summary>A pledge under way and a requirement of each disclosure, in an app where nothing else is stored.</summary>
public sealed class Exhibits : IAsyncLifetime
{
    private readonly Dictionary<string, PledgeView> pledges = [];
    private readonly Dictionary<string, RequirementView> requirements = [];

    internal static IReadOnlyList<string> Disclosures { get; } = ["public", "coalition", "restricted"];

    internal TestApp App { get; private set; } = null!;

    internal PledgeView Pledge(string disclosure) => pledges[disclosure];

    internal RequirementView Requirement(string disclosure) => requirements[disclosure];

    public async ValueTask InitializeAsync()
    {
        App = await TestApp.StartAsync();
        foreach (var disclosure in Disclosures)
        {
            requirements[disclosure] = await FileAsync(disclosure);
            pledges[disclosure] = await SendAsync(disclosure, requirements[disclosure]);
        }
    }

    public ValueTask DisposeAsync() => App?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<RequirementView> FileAsync(string disclosure)
    {
        var body = Bodies.Requirement();
        body["disclosure"] = disclosure;
        var filed = (await App.Ukraine.CreateAsync("requirements", body)).Expect(201).Read<RequirementView>();
        (await App.Coordinator.ChangeAsync(filed.Path(), "validation", Bodies.Decision("accept"))).Expect(200);
        return filed;
    }

    private async Task<PledgeView> SendAsync(string disclosure, RequirementView requirement)
    {
        var pledge = await App.CommitAsync("NLD", "munitions", 100, disclosure);
        var donor = App.Donor("NLD");
        (await App.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 50))).Expect(
            201
        );
        await App.UntilPledgeAsync(
            pledge.Id,
            "the allocation is confirmed",
            now => now.Allocations!.All(one => one.Status == "Confirmed")
        );
        (await donor.ChangeAsync(pledge.Path(), "deliveries", Bodies.Delivery(20))).Expect(201);
        (await donor.ChangeAsync(pledge.Path(), "deliveries/1/status", Bodies.Status("Dispatched"))).Expect(200);
        (await donor.ChangeAsync(pledge.Path(), "deliveries/1/status", Bodies.Status("HandedOver"))).Expect(200);
        await Poll.UntilAsync(
            "the requirement knows of the handover",
            async () => (await App.ReadRequirementAsync(requirement.Id)).Delivered == 20
        );
        return await App.ReadPledgeAsync(pledge.Id);
    }
}
