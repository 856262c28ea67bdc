using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Gaps;

/// <summary>What a solicitation's orchestration is about.</summary>
internal sealed record Asking(
    string Gap,
    int Solicitation,
    IReadOnlyList<string> Donors,
    DateTimeOffset RemindAt,
    DateTimeOffset Deadline
);

/// <summary>One donor of it.</summary>
internal sealed record AskingDonor(
    string Gap,
    int Solicitation,
    string Donor,
    DateTimeOffset RemindAt,
    DateTimeOffset Deadline
);

/// <summary>
/// Asks many donors at once, each in an orchestration of its own (asked → reminded → answered or lapsed), and puts a
/// gap that is not closed by their offers before the escalation board.
/// </summary>
internal static class SolicitationOrchestrator
{
    private const string Answered = "Answered";

    /// <summary>Fans out over the donors, then escalates if need be.</summary>
    [Function(nameof(SolicitationOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Asking asking)
    {
        await Task.WhenAll(
            asking.Donors.Select(donor =>
                context.CallSubOrchestratorAsync(
                    nameof(DonorAnswer),
                    new AskingDonor(asking.Gap, asking.Solicitation, donor, asking.RemindAt, asking.Deadline),
                    new SubOrchestrationOptions(
                        Watch.Persistently,
                        DonorInstance(asking.Gap, asking.Solicitation, donor)
                    )
                )
            )
        );
        await context.CallActivityAsync(
            nameof(SolicitationActivities.EscalateSolicitation),
            asking,
            Watch.Persistently
        );
    }

    /// <summary>Waits for one donor.</summary>
    [Function(nameof(DonorAnswer))]
    public static async Task DonorAnswer([OrchestrationTrigger] TaskOrchestrationContext context, AskingDonor asking)
    {
        var answered = context.WaitForExternalEvent<object?>(Answered);
        // The answer may be there before this instance was: it is read once, after the instance can be told of a later
        // one.
        if (
            await context.CallActivityAsync<bool>(nameof(SolicitationActivities.ReadAnswer), asking, Watch.Persistently)
        )
            return;
        if (await CameAsync(context, answered, asking.RemindAt))
            return;
        await context.CallActivityAsync(nameof(SolicitationActivities.RemindDonor), asking, Watch.Persistently);
        if (await CameAsync(context, answered, asking.Deadline))
            return;
        await context.CallActivityAsync(nameof(SolicitationActivities.LapseDonor), asking, Watch.Persistently);
    }

    /// <summary>
    /// The solicitations that should be alive for a gap: those with a donor who has not answered.
    /// </summary>
    public static IEnumerable<Watching> Alive(Gap gap) =>
        gap
            .Solicitations.Where(s => !s.IsOver)
            .Select(s => new Watching(
                Instance(gap.Id, s.N),
                nameof(SolicitationOrchestrator),
                new Asking(gap.Id, s.N, [.. s.Donors.Select(d => d.Donor)], s.RemindAt, s.Deadline),
                "open"
            ));

    /// <summary>
    /// Tells that a donor answered. An instance that is not there yet, or no more, reads it or needs it not.
    /// </summary>
    public static async Task AnsweredAsync(
        DurableTaskClient client,
        string gap,
        int solicitation,
        string donor,
        CancellationToken cancel
    )
    {
        var id = DonorInstance(gap, solicitation, donor);
        if (await client.GetInstanceAsync(id, cancel) is { IsRunning: true })
            await client.RaiseEventAsync(id, Answered, cancellation: cancel);
    }

    private static async Task<bool> CameAsync(TaskOrchestrationContext context, Task answered, DateTimeOffset until)
    {
        using var stop = new CancellationTokenSource();
        return !await Watch.ComesBeforeAsync(context, answered, until, stop);
    }

    private static string Instance(string gap, int solicitation) => $"{gap}-solicitation-{solicitation}";

    private static string DonorInstance(string gap, int solicitation, string donor) =>
        $"{Instance(gap, solicitation)}-{donor}";
}

/// <summary>What a solicitation's orchestration does. Each may run again: the gap knows what was done.</summary>
internal sealed class SolicitationActivities(
    Commands<Gap, GapEvent> gaps,
    AggregateStore store,
    BoardSettings board,
    TimeProvider time
)
{
    /// <summary>Whether the donor has answered.</summary>
    [Function(nameof(ReadAnswer))]
    public async Task<bool> ReadAnswer([ActivityTrigger] AskingDonor asking, CancellationToken cancel) =>
        (await store.LoadAsync<Gap>(asking.Gap, cancel))!
            .State.Solicitations[asking.Solicitation - 1]
            .Of(asking.Donor)
            ?.Status != SolicitationStatus.Open;

    /// <summary>Reminds the donor.</summary>
    [Function(nameof(RemindDonor))]
    public Task RemindDonor([ActivityTrigger] AskingDonor asking, CancellationToken cancel) =>
        gaps.UpdateAsync(
            asking.Gap,
            g => Solicit.Remind(g, asking.Solicitation, asking.Donor),
            "Half of the time to answer is gone",
            cancel
        );

    /// <summary>The donor let it pass.</summary>
    [Function(nameof(LapseDonor))]
    public Task LapseDonor([ActivityTrigger] AskingDonor asking, CancellationToken cancel) =>
        gaps.UpdateAsync(
            asking.Gap,
            g => Solicit.Lapse(g, asking.Solicitation, asking.Donor),
            "The time to answer is over",
            cancel
        );

    /// <summary>Puts it before the board if the offers do not close it.</summary>
    [Function(nameof(EscalateSolicitation))]
    public Task EscalateSolicitation([ActivityTrigger] Asking asking, CancellationToken cancel) =>
        gaps.UpdateAsync(
            asking.Gap,
            g => Solicit.Escalate(g, asking.Solicitation, board.At(time.GetUtcNow())),
            "The offers of those asked do not close the gap",
            cancel
        );
}
