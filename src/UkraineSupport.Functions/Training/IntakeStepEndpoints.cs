using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Training;

/// <summary>From nomination to receipt, and what may come in between.</summary>
internal sealed class IntakeStepEndpoints(
    Api api,
    AggregateStore store,
    Commands<Intake, IntakeEvent> intakes,
    TrainingSettings settings,
    TimeProvider time
)
{
    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A donor gives instructors, interpreters or kit to an intake.</summary>
    [Function("ContributeToIntake")]
    public Task<IResult> ContributeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/contributions")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ContributeToIntake>(
            request,
            id,
            (i, wish, call) => PlanIntake.Contribute(i, wish, call.Actor),
            _ => null
        );

    /// <summary>Its provider changes the dates or the capacity of an intake that has not begun.</summary>
    [Function("AmendIntake")]
    public Task<IResult> AmendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/amendment")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<AmendIntake>(
            request,
            id,
            (i, change, weeks, call) => PlanIntake.Amend(i, change, weeks, call.Actor, Now, settings),
            c => c.Reason
        );

    /// <summary>Its provider puts an intake off: nominations begin anew, and whoever counts on it is told.</summary>
    [Function("PostponeIntake")]
    public Task<IResult> PostponeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/postponement")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<PostponeIntake>(
            request,
            id,
            (i, later, weeks, call) => PlanIntake.Postpone(i, later, weeks, call.Actor, Now, settings),
            p => p.Reason
        );

    /// <summary>Its provider calls it off: its places are free again, and whoever counts on it is told.</summary>
    [Function("CancelIntake")]
    public Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/cancellation")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<CancelIntake>(
            request,
            id,
            (i, cancellation, call) => PlanIntake.Cancel(i, cancellation, call.Actor),
            c => c.Reason
        );

    /// <summary>Ukraine nominates so many persons in all.</summary>
    [Function("NominateForIntake")]
    public Task<IResult> NominateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/nominations")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<NominatePersons>(
            request,
            id,
            (i, nomination, call) => RunIntake.Nominate(i, nomination, call.Actor, Now),
            _ => null
        );

    /// <summary>Its provider keeps places for so many of those nominated.</summary>
    [Function("ConfirmIntake")]
    public Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/confirmation")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ConfirmIntake>(
            request,
            id,
            (i, confirmation, call) => RunIntake.Confirm(i, confirmation, call.Actor),
            _ => null
        );

    /// <summary>Its provider reports the start.</summary>
    [Function("StartIntake")]
    public Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/start")] HttpRequest request,
        string id
    ) =>
        ChangeAsync<StartIntake>(
            request,
            id,
            (i, start, call) => RunIntake.Start(i, start, call.Actor, Now),
            _ => null
        );

    /// <summary>Its provider reports the results, or puts them right.</summary>
    [Function("ReportIntakeResults")]
    public Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/results")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ReportResults>(
            request,
            id,
            (i, results, call) => RunIntake.Report(i, results, call.Actor, Now),
            r => r.Reason
        );

    /// <summary>Ukraine confirms the graduates, or puts right what it had confirmed.</summary>
    [Function("ConfirmGraduates")]
    public Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "training/intakes/{id}/graduates")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ConfirmGraduates>(
            request,
            id,
            (i, receipt, call) => RunIntake.Receive(i, receipt, call.Actor),
            r => r.Reason
        );

    private Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string id,
        Func<Intake, TBody, int, Call, Decision<IntakeEvent>> decide,
        Func<TBody, string?> reason
    )
        where TBody : class =>
        api.HandleAsync(
            request,
            call =>
                intakes.ChangeAsync<TBody>(
                    call,
                    id,
                    async (intake, body) =>
                    {
                        var course = await store.StateAsync<Course>(intake.CourseId, call.Aborted);
                        return new(i => decide(i, body, course.Terms.Weeks, call), IntakeView.Of)
                        {
                            Reason = reason(body),
                        };
                    }
                )
        );

    private Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string id,
        Func<Intake, TBody, Call, Decision<IntakeEvent>> decide,
        Func<TBody, string?> reason
    )
        where TBody : class =>
        api.HandleAsync(
            request,
            call =>
                intakes.ChangeAsync<TBody>(
                    call,
                    id,
                    body => new(i => decide(i, body, call), IntakeView.Of) { Reason = reason(body) }
                )
        );
}
