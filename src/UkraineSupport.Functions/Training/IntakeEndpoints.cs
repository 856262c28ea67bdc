using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Training;

/// <summary>Donors put places of their pledges into intakes.</summary>
internal sealed class IntakeEndpoints(
    Api api,
    AggregateStore store,
    Commands<Intake, IntakeEvent> intakes,
    Reservations reservations,
    IntakePledges pledges,
    Courses courses,
    TrainingSettings settings,
    TimeProvider time
)
{
    /// <summary>
    /// A training command schedules intakes of its course on places of its own pledge: one, or several at equal
    /// distances.
    /// </summary>
    [Function("ScheduleIntakes")]
    public Task<IResult> ScheduleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Commands<Intake, IntakeEvent>.RefuseAnonymous(call);
                var wish = await RequestBody.ReadAsync<ScheduleIntakes>(call);
                var key = Preconditions.Key(call, required: true)!;
                var pledge = await reservations.FindAsync(call, wish.Value.Pledge);
                string IdOf(int n) => Ids.From(Intake.IdKind, pledge.State.Id, key, $"{n}");
                PledgeIntakesScheduled? scheduled = null;
                return await reservations.AnswerAsync(
                    call,
                    pledge,
                    wish.Hash,
                    async p =>
                    {
                        var course = await courses.FindAsync(call.Actor, wish.Value.CourseId, call.Aborted);
                        var now = time.GetUtcNow();
                        var decided = Schedule.Decide(p, course, wish.Value, IdOf, call.Actor, now, settings);
                        scheduled = decided.Events.OfType<PledgeIntakesScheduled>().FirstOrDefault();
                        return decided;
                    },
                    async () =>
                        await MadeAsync(call, pledge.State.Id, scheduled ?? await FindAsync(pledge.State.Id, IdOf(0)))
                );
            }
        );

    /// <summary>A donor gives places of its own pledge to another party's intake: a joint one, counted once.</summary>
    [Function("ShareInIntake")]
    public Task<IResult> ShareAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/shares")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Commands<Intake, IntakeEvent>.RefuseAnonymous(call);
                var intake = await intakes.LoadAsync(call, id);
                var wish = await RequestBody.ReadAsync<ShareInIntake>(call);
                var pledge = await reservations.FindAsync(call, wish.Value.Pledge);
                return await reservations.AnswerAsync(
                    call,
                    pledge,
                    wish.Hash,
                    async p =>
                    {
                        intake = await intakes.LoadAsync(call, id);
                        Preconditions.RequireMatch(call, intake.VersionFor(call.Actor));
                        return SharePlaces.Reserve(p, intake.State, wish.Value, call.Actor);
                    },
                    () => SharedAsync(call, id, wish.Value)
                );
            }
        );

    private async Task<Answer> MadeAsync(Call call, string pledgeId, PledgeIntakesScheduled scheduled)
    {
        var pledge = await store.StateAsync<Pledge>(pledgeId, CancellationToken.None);
        await pledges.MakeAsync(pledge, scheduled, CancellationToken.None);
        var views = new List<IntakeView>();
        foreach (var schedule in scheduled.Intakes)
            views.Add(IntakeView.Of(await intakes.ReadAsync(call, schedule.Id)));
        return new(
            201,
            Answer.Json(new ListPage<IntakeView>(views, null)),
            views.Count == 1 ? Preconditions.ETag(views[0].Version) : null,
            $"/api/training/intakes/{views[0].Id}"
        );
    }

    /// <summary>What was scheduled by the same request, which a crash kept from its answer.</summary>
    private async Task<PledgeIntakesScheduled> FindAsync(string pledge, string first)
    {
        for (long after = 0; ; )
        {
            var events = await store.EventsAsync(pledge, after, 100, CancellationToken.None);
            foreach (var happened in events.Select(e => e.Record.Happened()).OfType<PledgeIntakesScheduled>())
            {
                if (happened.Intakes[0].Id == first)
                    return happened;
            }

            after = events[^1].Record.Version;
        }
    }

    private async Task<Answer> SharedAsync(Call call, string id, ShareInIntake wish)
    {
        var pledge = await pledges.SettleAsync(wish.Pledge, id, wish.Line, CancellationToken.None);
        if (pledge.Places(id, wish.Line) is null)
            return Answer.Problem(
                new(
                    409,
                    "intake-full",
                    "The intake was filled or has begun, or the pledge withdrawn, in the same moment."
                )
            );
        var intake = await intakes.ReadAsync(call, id);
        return new(
            201,
            Answer.Json(IntakeView.Of(intake)),
            Preconditions.ETag(intake.Version),
            $"/api/training/intakes/{id}"
        );
    }
}
