using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.Crashes;

/// <summary>
/// The lives of many pledges, each with a requirement of its own, written down beforehand: whatever happens in
/// between, they must end the same.
/// </summary>
internal sealed class Script(TestApp app, PersistentCaller caller, int pledges)
{
    private const decimal Quantity = 20;
    private const decimal Half = Quantity / 2;
    private const int AtOnce = 8;
    private static readonly string[] Donors = ["NLD", "DNK", "NOR", "POL", "EST"];

    private readonly (string Pledge, string Requirement)[] ids = new (string, string)[pledges];

    /// <summary>Which pledge and requirement belong together.</summary>
    public IReadOnlyList<(string Pledge, string Requirement)> Ids => ids;

    /// <summary>Plays all of it.</summary>
    public Task PlayAsync() =>
        Parallel.ForAsync(
            0,
            pledges,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) => await PlayAsync(i)
        );

    private async Task PlayAsync(int i)
    {
        var kind = Bodies.Kinds[i % Bodies.Kinds.Count];
        var nation = Donors[i % Donors.Length];
        var life = new Life(app, caller, i, nation);
        var requirement = await life.FileAsync(Bodies.Requirement(Bodies.CapabilityOf(kind), Quantity));
        var pledge = await life.AnnounceAsync(Bodies.Pledge(nation, kind, Quantity));
        ids[i] = (pledge, requirement);
        await (
            (i % 10) switch
            {
                5 => AcceptedInPartAsync(life),
                6 => life.CoordinatorAsync("review", Bodies.Decision("decline")),
                7 => WithdrawnAsync(life),
                8 => WithdrawnUnderWayAsync(life),
                9 => RequirementCancelledAsync(life),
                _ => ReceivedInFullAsync(life),
            }
        );
    }

    private static async Task ReceivedInFullAsync(Life life)
    {
        await life.CommitAsync(Bodies.Decision("accept"));
        await life.AllocateAsync(Quantity);
        await life.DeliverAsync(1, Half, Half);
        await life.DeliverAsync(2, Half, Half);
    }

    private static async Task AcceptedInPartAsync(Life life)
    {
        await life.CommitAsync(Bodies.Decision("partial", (1, Half)));
        await life.AllocateAsync(Half);
        await life.DeliverAsync(1, Half, Half - 1);
        await life.CoordinatorAsync("deliveries/1/settlement", Bodies.Reason());
    }

    private static async Task WithdrawnAsync(Life life)
    {
        await life.CommitAsync(Bodies.Decision("accept"));
        await life.AllocateAsync(Half);
        await life.DonorAsync("deliveries", Bodies.Delivery(Half), 201);
        await life.DonorAsync("withdrawal", Bodies.Reason());
    }

    private static async Task WithdrawnUnderWayAsync(Life life)
    {
        await life.CommitAsync(Bodies.Decision("accept"));
        await life.AllocateAsync(Half);
        await life.AllocateAsync(Half);
        await life.DeliverAsync(1, Half, Half);
        await life.DonorAsync("withdrawal", Bodies.Reason());
    }

    private static async Task RequirementCancelledAsync(Life life)
    {
        await life.CommitAsync(Bodies.Decision("accept"));
        await life.AllocateAsync(Half);
        await life.CancelRequirementAsync();
    }
}
