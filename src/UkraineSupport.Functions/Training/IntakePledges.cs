using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Training;

/// <summary>
/// Keeps intakes and the pledges that give places to them in step. Every step is known by pledge, line and intake and
/// may be repeated, so the request that began it and the dispatcher may both carry it on.
/// </summary>
internal sealed class IntakePledges(
    AggregateStore store,
    Commands<Pledge, PledgeEvent> pledges,
    Commands<Intake, IntakeEvent> intakes,
    TimeProvider time
)
{
    private const string GivenBack = "The pledge took its places back";

    /// <summary>Makes the intakes that a pledge has reserved places for, those that are not there yet.</summary>
    public async Task MakeAsync(Pledge pledge, PledgeIntakesScheduled scheduled, CancellationToken cancel)
    {
        var share = SharePlaces.ShareOf(pledge, scheduled.Line, scheduled.Places);
        foreach (var schedule in scheduled.Intakes)
        {
            if (await store.LoadAsync<Intake>(schedule.Id, cancel) is null)
                // Null when somebody else was quicker: then it is there.
                await intakes.CommitAsync(
                    schedule.Id,
                    null,
                    PlanIntake.Make(schedule, share, scheduled.At).Events,
                    new(Actor.System, "Its provider scheduled it"),
                    null
                );
            await LoseIfReleasedAsync(pledge, schedule.Id, scheduled.Line, cancel);
        }
    }

    /// <summary>Gets the intake's final answer to places that a pledge has reserved, and records it there.</summary>
    public async Task<Pledge> SettleAsync(string pledgeId, string intakeId, int line, CancellationToken cancel)
    {
        var pledge = await store.StateAsync<Pledge>(pledgeId, cancel);
        var reserved = pledge.Intakes.First(p => p.Intake == intakeId && p.Line == line);
        var intake = await intakes.UpdateAsync(
            intakeId,
            i => SharePlaces.Take(i, pledge, reserved),
            "Its donor gives places",
            cancel
        );
        var settled = await FollowAsync(pledgeId, intake!, cancel);
        await LoseIfReleasedAsync(settled, intakeId, line, cancel);
        return settled;
    }

    /// <summary>Tells a pledge how an intake is now.</summary>
    public async Task<Pledge> FollowAsync(string pledge, Intake intake, CancellationToken cancel) =>
        (
            await pledges.UpdateAsync(
                pledge,
                p => FollowIntake.Decide(p, intake, time.GetUtcNow()),
                "The intake moved on",
                cancel
            )
        )!;

    /// <summary>Tells an intake that places are given back.</summary>
    public Task<Intake?> LoseAsync(string pledge, IntakeLine places, CancellationToken cancel) =>
        intakes.UpdateAsync(places.Intake, i => SharePlaces.Lose(i, pledge, places.Line), GivenBack, cancel);

    /// <summary>A withdrawal may have come before the intake was there, or had answered.</summary>
    private async Task LoseIfReleasedAsync(Pledge pledge, string intake, int line, CancellationToken cancel)
    {
        if (pledge.Places(intake, line) is null)
            await LoseAsync(pledge.Id, new(intake, line), cancel);
    }
}
