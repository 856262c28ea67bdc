using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Coalition;

/// <summary>Nations commit forces, coordinators review them.</summary>
internal sealed class ForceEndpoints(
    Api api,
    Commands<ForceCommitment, ForceEvent> forces,
    ForceSurroundings surroundings,
    Statements statements,
    DeadlineSettings deadlines,
    TimeProvider time
)
{
    /// <summary>A nation commits a force, or indicates that it may.</summary>
    [Function("CommitForce")]
    public Task<IResult> CommitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var statement = await statements.SeenByAsync(call.Actor, call.Aborted);
                return await forces.CreateAsync<CommitForce>(
                    call,
                    async offer =>
                    {
                        var around = await surroundings.OfAsync(call.Actor, offer.Successor, offer.Call, call.Aborted);
                        return id => Commit.Decide(id, offer, around, call.Actor, time.GetUtcNow(), deadlines);
                    },
                    f => ForceView.Of(f, statement, call.Actor),
                    f => $"/api/coalition/commitments/{f.Id}"
                );
            }
        );

    /// <summary>
    /// The nation changes its commitment. One that is accepted or ready, and becomes weaker or another one by it, is
    /// offered anew and reviewed again.
    /// </summary>
    [Function("AmendForce")]
    public Task<IResult> AmendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/amendment")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var statement = await statements.SeenByAsync(call.Actor, call.Aborted);
                return await forces.ChangeAsync<AmendForce>(
                    call,
                    id,
                    async (force, change) =>
                    {
                        var successor = Amend.Changed(force.Terms, change).Successor;
                        var around = await surroundings.OfAsync(call.Actor, successor, null, call.Aborted);
                        return new(
                            f => Amend.Decide(f, change, around, call.Actor, time.GetUtcNow(), deadlines),
                            f => ForceView.Of(f, statement, call.Actor)
                        )
                        {
                            Reason = change.Reason,
                        };
                    }
                );
            }
        );

    /// <summary>The nation offers what it had indicated.</summary>
    [Function("OfferForce")]
    public Task<IResult> OfferAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/offer")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ForceStep>(
            request,
            id,
            (f, step, call) => Commit.Offer(f, step, call.Actor, time.GetUtcNow(), deadlines),
            s => s.Reason
        );

    /// <summary>A coordinator accepts or declines what is offered.</summary>
    [Function("ReviewForce")]
    public Task<IResult> ReviewAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/review")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ReviewForce>(
            request,
            id,
            (f, review, call) => ForceSteps.Review(f, review, call.Actor, time.GetUtcNow()),
            r => r.Reason
        );

    /// <summary>The nation reports an accepted force at its notice to move, or not any more.</summary>
    [Function("ReportForceReadiness")]
    public Task<IResult> ReadinessAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/readiness")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ReportReadiness>(
            request,
            id,
            (f, report, call) => ForceSteps.Readiness(f, report, call.Actor),
            r => r.Reason
        );

    /// <summary>The nation tells what its parliament said.</summary>
    [Function("ChangeForceMandate")]
    public Task<IResult> MandateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/mandate")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ChangeMandate>(
            request,
            id,
            (f, change, call) => ForceSteps.Mandate(f, change, call.Actor, time.GetUtcNow()),
            c => c.Reason
        );

    /// <summary>The nation or a coordinator holds up an accepted force.</summary>
    [Function("SuspendForce")]
    public Task<IResult> SuspendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/suspension")]
            HttpRequest request,
        string id
    ) => ChangeAsync<ForceStep>(request, id, (f, step, call) => ForceSteps.Suspend(f, step, call.Actor), s => s.Reason);

    /// <summary>The nation or a coordinator lets it go on in the state that it had.</summary>
    [Function("ResumeForce")]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/resumption")]
            HttpRequest request,
        string id
    ) => ChangeAsync<ForceStep>(request, id, (f, step, call) => ForceSteps.Resume(f, step, call.Actor), s => s.Reason);

    /// <summary>The nation takes its commitment back.</summary>
    [Function("WithdrawForce")]
    public Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/withdrawal")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ForceStep>(request, id, (f, step, call) => ForceSteps.Withdraw(f, step, call.Actor), s => s.Reason);

    /// <summary>The nation answers when its force is called upon in an activation.</summary>
    [Function("AnswerCallUp")]
    public Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/activation")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<AnswerCallUp>(
            request,
            id,
            (f, answer, call) => ForceActivation.Answer(f, answer, call.Actor, time.GetUtcNow()),
            a => a.Reason
        );

    /// <summary>The nation reports that its force is there.</summary>
    [Function("ReportForceDeployment")]
    public Task<IResult> DeployAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/deployment")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ReportOnDay>(
            request,
            id,
            (f, report, call) => ForceActivation.Deploy(f, report, call.Actor, time.GetUtcNow()),
            r => r.Reason
        );

    /// <summary>The nation hands the authority of its force over to who relieves it.</summary>
    [Function("TransferForceAuthority")]
    public Task<IResult> TransferAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/commitments/{id}/transfer")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<ReportOnDay>(
            request,
            id,
            (f, report, call) => ForceActivation.Transfer(f, report, call.Actor, time.GetUtcNow()),
            r => r.Reason
        );

    private Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string id,
        Func<ForceCommitment, TBody, Call, Decision<ForceEvent>> decide,
        Func<TBody, string> reason
    )
        where TBody : class =>
        api.HandleAsync(
            request,
            async call =>
            {
                var statement = await statements.SeenByAsync(call.Actor, call.Aborted);
                return await forces.ChangeAsync<TBody>(
                    call,
                    id,
                    body =>
                        new(f => decide(f, body, call), f => ForceView.Of(f, statement, call.Actor))
                        {
                            Reason = reason(body),
                        }
                );
            }
        );
}
