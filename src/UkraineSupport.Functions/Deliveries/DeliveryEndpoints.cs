using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Requirements;

namespace UkraineSupport.Functions.Deliveries;

/// <summary>From allocated quantity to the recipient's receipt.</summary>
internal sealed class DeliveryEndpoints(
    Api api,
    Commands<Pledge, PledgeEvent> pledges,
    Coverages coverages,
    DeadlineSettings deadlines,
    FourEyes fourEyes,
    TimeProvider time
)
{
    /// <summary>The donor plans a tranche.</summary>
    [Function("PlanDelivery")]
    public Task<IResult> PlanAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/deliveries")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                pledges.ChangeAsync<PlanTranche>(
                    call,
                    id,
                    async (pledge, plan) =>
                    {
                        var needs = PlanDelivery.Needs(pledge, plan.Line);
                        // Of one need, or one that is named, it does not matter how urgent it is.
                        var urgency =
                            plan.Need is null && needs.Count > 1
                                ? await coverages.UrgencyAsync(needs, call.Aborted)
                                : null;
                        return new(
                            p => PlanDelivery.Decide(p, plan, call.Actor, time.GetUtcNow(), deadlines, urgency),
                            p => PledgeView.From(p, call.Actor)
                        )
                        {
                            Location = p => $"/api/pledges/{p.Id}/deliveries/{p.Deliveries.Count}",
                        };
                    }
                )
        );

    /// <summary>The donor says where a tranche is; a coordinator verifies it.</summary>
    [Function("ChangeDeliveryStatus")]
    public Task<IResult> StatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/deliveries/{n:int}/status")]
            HttpRequest request,
        string id,
        int n
    ) =>
        ChangeAsync<DeliveryNews>(
            request,
            id,
            (call, news) =>
                new(
                    p => ChangeDeliveryStatus.Decide(p, n, news, call.Actor, time.GetUtcNow()),
                    p => PledgeView.From(p, call.Actor)
                )
        );

    /// <summary>The recipient confirms a tranche.</summary>
    [Function("ReceiveDelivery")]
    public Task<IResult> ReceiptAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/deliveries/{n:int}/receipt")]
            HttpRequest request,
        string id,
        int n
    ) =>
        ChangeAsync<ReceiveTranche>(
            request,
            id,
            (call, receipt) =>
                new(
                    p => Receipt.Decide(p, n, receipt, call.Actor, time.GetUtcNow()),
                    p => PledgeView.From(p, call.Actor)
                )
                {
                    Reason = receipt.Reason ?? receipt.Discrepancy,
                }
        );

    /// <summary>A coordinator settles what is missing of a tranche: it will not come.</summary>
    [Function("SettleDelivery")]
    public Task<IResult> SettleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/deliveries/{n:int}/settlement")]
            HttpRequest request,
        string id,
        int n
    ) =>
        ChangeAsync<SettleTranche>(
            request,
            id,
            (call, wish) =>
                new(
                    p => SettleDelivery.Decide(p, n, wish, call.Actor, time.GetUtcNow(), fourEyes),
                    p => PledgeView.From(p, call.Actor)
                )
                {
                    Reason = wish.Reason,
                }
        );

    private Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string id,
        Func<Call, TBody, Command<Pledge, PledgeEvent>> command
    )
        where TBody : class =>
        api.HandleAsync(request, call => pledges.ChangeAsync<TBody>(call, id, body => command(call, body)));
}
