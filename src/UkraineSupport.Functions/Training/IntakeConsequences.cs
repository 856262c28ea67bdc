using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Events;

namespace UkraineSupport.Functions.Training;

/// <summary>What an intake's events mean for the pledges that give places to it, and through them for needs.</summary>
internal sealed class IntakeConsequences(IntakePledges pledges) : IConsequences<Intake, IntakeEvent>
{
    public async Task FollowAsync(
        Intake intake,
        IReadOnlyList<IntakeEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        if (!events.Any(Matters))
            return;
        var concerned = intake.Shares.Select(s => s.Pledge).Concat(intake.Former.Select(f => f.Pledge));
        foreach (var pledge in concerned.Distinct().ToList())
            await pledges.FollowAsync(pledge, intake, cancel);
    }

    private static bool Matters(IntakeEvent happened) =>
        happened
            is IntakeShareTaken
                or IntakeShareRefused
                or IntakeShareLost
                or IntakeAmended
                or IntakePostponed
                or IntakeCancelled
                or IntakeStarted
                or IntakeGraduated
                or IntakeGraduatesConfirmed;
}
