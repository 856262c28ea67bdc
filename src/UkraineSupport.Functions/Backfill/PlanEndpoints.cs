using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Backfill;

/// <summary>
/// Plans: asked for, read and confirmed by coordinators; the recipient reads them too. To others there are none.
/// </summary>
internal sealed class PlanEndpoints(
    Api api,
    Commands<Plan, PlanEvent> plans,
    PlanContents contents,
    ListReader lists,
    History history,
    TimeProvider time
)
{
    /// <summary>A coordinator asks for a plan; it is computed in the background.</summary>
    [Function("RequestPlan")]
    public Task<IResult> RequestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "backfill/plans")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            call =>
                plans.CreateAsync<RequestPlan>(
                    call,
                    (id, wish) => PlanDecisions.Request(id, wish, call.Actor, time.GetUtcNow()),
                    PlanEntry.Of,
                    p => $"/api/backfill/plans/{p.Id}",
                    status: 202
                )
        );

    /// <summary>Plans, newest first.</summary>
    [Function("ListPlans")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "backfill/plans")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
                Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        Plan.IdKind,
                        [Tag.All],
                        row => Entries.Read<PlanEntry>(row.Body!, call.Actor),
                        []
                    )
                )
        );

    /// <summary>
    /// One plan: how far it is, what it proposes and why, what stays uncovered and why, and how far from the best it
    /// may be.
    /// </summary>
    [Function("GetPlan")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "backfill/plans/{id}")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var plan = await plans.ReadAsync(call, id);
                return Answer.Ok(
                    PlanView.Of(plan, await contents.ReadAsync(plan.Content, call.Aborted)),
                    Preconditions.ETag(plan.Version)
                );
            }
        );

    /// <summary>What happened to a plan, oldest first, with the check of its hash chain.</summary>
    [Function("GetPlanHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "backfill/plans/{id}/history")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await plans.LoadAsync(call, id);
                return await history.AnswerAsync(call, stored);
            }
        );

    /// <summary>
    /// A coordinator confirms a plan; it is turned into allocations in the background, as far as it still holds.
    /// </summary>
    [Function("ConfirmPlan")]
    public Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "backfill/plans/{id}/confirmation")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                plans.ChangeAsync<ConfirmPlan>(
                    call,
                    id,
                    confirmation =>
                        new(p => PlanDecisions.Confirm(p, confirmation, call.Actor), PlanEntry.Of)
                        {
                            Reason = confirmation.Reason,
                            Status = 202,
                        }
                )
        );
}
