using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>A donor nation files an agreement; both sides sign, amend, stop and end it.</summary>
internal sealed class AgreementEndpoints(Api api, Commands<Agreement, AgreementEvent> agreements, TimeProvider time)
{
    private const string One = "coproduction/agreements/{id}";

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A donor nation files a letter of intent.</summary>
    [Function("FileAgreement")]
    public Task<IResult> FileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coproduction/agreements")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            call =>
                agreements.CreateAsync<FileAgreement>(
                    call,
                    (id, wish) => Sign.File(id, wish, call.Actor, Now),
                    a => AgreementView.Of(a, call.Actor),
                    a => $"/api/coproduction/agreements/{a.Id}"
                )
        );

    /// <summary>Ukraine's ministry signs the agreement, or the amendment that waits.</summary>
    [Function("CoSignAgreement")]
    public Task<IResult> CoSignAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/cosignature")] HttpRequest request,
        string id
    ) =>
        agreements.ChangeAsync<CoSignAgreement>(
            api,
            request,
            id,
            (a, signature, call) => Sign.CoSign(a, call.Actor, Now),
            Now,
            s => s.Reason
        );

    /// <summary>
    /// Its donor nation changes the terms: at once while it is a letter of intent, otherwise when Ukraine has signed.
    /// </summary>
    [Function("AmendAgreement")]
    public Task<IResult> AmendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/amendments")] HttpRequest request,
        string id
    ) =>
        agreements.ChangeAsync<AmendAgreement>(
            api,
            request,
            id,
            (a, change, call) => Sign.Amend(a, change, call.Actor, Now),
            Now,
            c => c.Reason
        );

    /// <summary>A licence, Ukraine's ministry or a line of the financing is granted or refused.</summary>
    [Function("AnswerAgreementApproval")]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/approvals")] HttpRequest request,
        string id
    ) =>
        agreements.ChangeAsync<AnswerApproval>(
            api,
            request,
            id,
            (a, answer, call) => Approvals.Answer(a, answer, call.Actor, Now),
            Now,
            r => r.Reason
        );

    /// <summary>A party stops it for a time.</summary>
    [Function("SuspendAgreement")]
    public Task<IResult> SuspendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/suspension")] HttpRequest request,
        string id
    ) =>
        agreements.ChangeAsync<StopAgreement>(
            api,
            request,
            id,
            (a, stop, call) => Stopping.Suspend(a, stop, call.Actor, Now),
            Now,
            s => s.Reason
        );

    /// <summary>It goes on where it was.</summary>
    [Function("ResumeAgreement")]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/resumption")] HttpRequest request,
        string id
    ) =>
        agreements.ChangeAsync<StopAgreement>(
            api,
            request,
            id,
            (a, stop, call) => Stopping.Resume(a, stop, call.Actor, Now),
            Now,
            s => s.Reason
        );

    /// <summary>A party ends it before its time: what was planned is nobody's to count on any more.</summary>
    [Function("TerminateAgreement")]
    public Task<IResult> TerminateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/termination")] HttpRequest request,
        string id
    ) =>
        agreements.ChangeAsync<StopAgreement>(
            api,
            request,
            id,
            (a, stop, call) => Stopping.Terminate(a, stop, call.Actor, Now),
            Now,
            s => s.Reason
        );
}
