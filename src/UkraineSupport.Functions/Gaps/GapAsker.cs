using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Gaps;

/// <summary>
/// Asks donors to close a gap, and puts one that is not closed by their offers before the escalation board.
/// </summary>
internal sealed class GapAsker(
    Commands<Gap, GapEvent> gaps,
    AggregateStore store,
    BoardSettings board,
    TimeProvider time
) : IAsker
{
    public string Kind => Gap.IdKind;

    /// <summary>
    /// The solicitations that should be alive for a gap: those with a donor who has not answered.
    /// </summary>
    public static IEnumerable<Watching> Alive(Gap gap) =>
        gap
            .Solicitations.Where(s => !s.IsOver)
            .Select(s =>
                AskingOrchestrator.Alive(new(gap.Id, s.N, [.. s.Donors.Select(d => d.Donor)], s.RemindAt, s.Deadline))
            );

    public async Task<bool> HasAnsweredAsync(AskOne asking, CancellationToken cancel) =>
        (await store.StateAsync<Gap>(asking.About, cancel)).Solicitations[asking.N - 1].Of(asking.Party)?.Status
        != SolicitationStatus.Open;

    public Task RemindAsync(AskOne asking, CancellationToken cancel) =>
        gaps.UpdateAsync(
            asking.About,
            g => Solicit.Remind(g, asking.N, asking.Party),
            "Half of the time to answer is gone",
            cancel
        );

    public Task LapseAsync(AskOne asking, CancellationToken cancel) =>
        gaps.UpdateAsync(
            asking.About,
            g => Solicit.Lapse(g, asking.N, asking.Party),
            "The time to answer is over",
            cancel
        );

    public Task EndAsync(AskAll asking, CancellationToken cancel) =>
        gaps.UpdateAsync(
            asking.About,
            g => Solicit.Escalate(g, asking.N, board.At(time.GetUtcNow())),
            "The offers of those asked do not close the gap",
            cancel
        );
}
