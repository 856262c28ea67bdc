using System.Text.Json.Serialization;
using UkraineSupport.Functions.Deadlines;

namespace UkraineSupport.Functions.Asking;

/// <summary>
/// Who is asked about something. The members are called what they were when only gaps were asked about: instances in
/// flight read what was written then.
/// </summary>
/// <param name="About">The aggregate that knows who was asked and what became of it.</param>
/// <param name="N">Which asking of it, from 1.</param>
/// <param name="Parties">Who is asked.</param>
/// <param name="RemindAt">When those who did not answer are reminded.</param>
/// <param name="Deadline">Until when they may answer.</param>
internal sealed record AskAll(
    [property: JsonPropertyName("Gap")] string About,
    [property: JsonPropertyName("Solicitation")] int N,
    [property: JsonPropertyName("Donors")] IReadOnlyList<string> Parties,
    DateTimeOffset RemindAt,
    DateTimeOffset Deadline
);

/// <summary>One of them.</summary>
internal sealed record AskOne(
    [property: JsonPropertyName("Gap")] string About,
    [property: JsonPropertyName("Solicitation")] int N,
    [property: JsonPropertyName("Donor")] string Party,
    DateTimeOffset RemindAt,
    DateTimeOffset Deadline
);

/// <summary>
/// Asks many parties at once, each in an orchestration of its own (asked → reminded → answered or lapsed), and does
/// what is to be done when all have answered or lapsed. What is asked about, and who decides on it, says
/// <see cref="IAsker"/>. The functions keep the names that they had when only gaps were asked about: instances in
/// flight go on under them.
/// </summary>
internal static class AskingOrchestrator
{
    /// <summary>The orchestrator that asks all.</summary>
    public const string Name = "SolicitationOrchestrator";

    /// <summary>The orchestrator that waits for one.</summary>
    public const string OneName = "DonorAnswer";

    private const string Answered = "Answered";

    /// <summary>Fans out over those asked, then ends the asking.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, AskAll asking)
    {
        await Task.WhenAll(
            asking.Parties.Select(party =>
                context.CallSubOrchestratorAsync(
                    OneName,
                    new AskOne(asking.About, asking.N, party, asking.RemindAt, asking.Deadline),
                    new SubOrchestrationOptions(Watch.Persistently, PartyInstance(asking.About, asking.N, party))
                )
            )
        );
        await context.CallActivityAsync(AskingActivities.End, asking, Watch.Persistently);
    }

    /// <summary>Waits for one party.</summary>
    [Function(OneName)]
    public static async Task RunOneAsync([OrchestrationTrigger] TaskOrchestrationContext context, AskOne asking)
    {
        var answered = context.WaitForExternalEvent<object?>(Answered);
        // The answer may be there before this instance was: it is read once, after the instance can be told of a later
        // one.
        if (await context.CallActivityAsync<bool>(AskingActivities.Read, asking, Watch.Persistently))
            return;
        if (await CameAsync(context, answered, asking.RemindAt))
            return;
        await context.CallActivityAsync(AskingActivities.Remind, asking, Watch.Persistently);
        if (await CameAsync(context, answered, asking.Deadline))
            return;
        await context.CallActivityAsync(AskingActivities.Lapse, asking, Watch.Persistently);
    }

    /// <summary>An asking that should be alive.</summary>
    public static Watching Alive(AskAll asking) => new(Instance(asking.About, asking.N), Name, asking, "open");

    /// <summary>
    /// Tells that a party answered. An instance that is not there yet, or no more, reads it or needs it not.
    /// </summary>
    public static async Task AnsweredAsync(
        DurableTaskClient client,
        string about,
        int n,
        string party,
        CancellationToken cancel
    )
    {
        var id = PartyInstance(about, n, party);
        if (await client.GetInstanceAsync(id, cancel) is { IsRunning: true })
            await client.RaiseEventAsync(id, Answered, cancellation: cancel);
    }

    private static async Task<bool> CameAsync(TaskOrchestrationContext context, Task answered, DateTimeOffset until)
    {
        using var stop = new CancellationTokenSource();
        return !await Watch.ComesBeforeAsync(context, answered, until, stop);
    }

    private static string Instance(string about, int n) => $"{about}-solicitation-{n}";

    private static string PartyInstance(string about, int n, string party) => $"{Instance(about, n)}-{party}";
}
