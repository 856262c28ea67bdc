using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>Milestones, the monthly plan and what the months gave.</summary>
internal sealed class AgreementStepEndpoints(
    Api api,
    Commands<Agreement, AgreementEvent> agreements,
    CoProductionSettings settings,
    TimeProvider time
)
{
    private const string One = "coproduction/agreements/{id}";

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A party plans a milestone.</summary>
    [Function("PlanAgreementMilestone")]
    public Task<IResult> PlanMilestoneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/milestones")] HttpRequest request,
        string id
    ) =>
        agreements.ChangeAsync<PlanMilestone>(
            api,
            request,
            id,
            (a, wish, call) => Milestones.Plan(a, wish, call.Actor),
            Now,
            _ => null,
            isNew: true
        );

    /// <summary>A party or its owner says how a milestone stands; what depends on it slips with it.</summary>
    [Function("MoveAgreementMilestone")]
    public Task<IResult> MoveMilestoneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/milestones/{n:int}")] HttpRequest request,
        string id,
        int n
    ) =>
        agreements.ChangeAsync<MoveMilestone>(
            api,
            request,
            id,
            (a, change, call) => Milestones.Move(a, n, change, call.Actor, Now),
            Now,
            c => c.Reason
        );

    /// <summary>A party puts what is to be made in which month.</summary>
    [Function("PlanAgreementOutput")]
    public Task<IResult> PlanAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/plan")] HttpRequest request,
        string id
    ) =>
        agreements.ChangeAsync<PlanOutput>(
            api,
            request,
            id,
            (a, plan, call) => Output.Plan(a, plan, call.Actor),
            Now,
            p => p.Reason
        );

    /// <summary>A party reports what a month gave, or puts it right.</summary>
    [Function("ReportAgreementOutput")]
    public Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/reports")] HttpRequest request,
        string id
    ) =>
        agreements.ChangeAsync<ReportOutput>(
            api,
            request,
            id,
            (a, report, call) => Output.Report(a, report, call.Actor, Now, settings),
            Now,
            r => r.Reason
        );
}
