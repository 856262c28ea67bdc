using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Pledges;

/// <summary>What a pledge's donor buys, and who pays for it.</summary>
internal sealed class PurchaseEndpoints(
    Api api,
    Commands<Pledge, PledgeEvent> pledges,
    Reservations reservations,
    Contributions contributions,
    Coverages coverages,
    TimeProvider time
)
{
    /// <summary>The donor says what was bought: of a pool a commitment from now on.</summary>
    [Function("BuyGoods")]
    public Task<IResult> BuyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/purchases")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                pledges.ChangeAsync<BuyGoods>(
                    call,
                    id,
                    bought =>
                        new(
                            p => MakePurchase.Decide(p, bought, call.Actor, time.GetUtcNow()),
                            p => PledgeView.From(p, call.Actor)
                        )
                        {
                            Location = p => $"/api/pledges/{p.Id}/purchases/{p.Purchases.Count}",
                        }
                )
        );

    /// <summary>One purchase.</summary>
    [Function("GetPurchase")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "pledges/{id}/purchases/{n:int}")]
            HttpRequest request,
        string id,
        int n
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var pledge = await pledges.ReadAsync(call, id);
                var purchase = pledge.SeenBy(call.Actor).Purchase(n) ?? throw ProblemException.NotFound();
                return Answer.Ok(PurchaseView.From(purchase, pledge.Donor), Preconditions.ETag(pledge.Version));
            }
        );

    /// <summary>A contribution pays part of a purchase, as its donor or the buyer says.</summary>
    [Function("PayPurchase")]
    public Task<IResult> PayAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/purchases/{n:int}/shares")]
            HttpRequest request,
        string id,
        int n
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Commands<Pledge, PledgeEvent>.RefuseAnonymous(call);
                await pledges.LoadAsync(call, id);
                var wish = await RequestBody.ReadAsync<PayFrom>(call);
                var contribution = await reservations.FindAsync(call, wish.Value.Pledge);
                var payment = Ids.From("payment", contribution.State.Id, Preconditions.Key(call, required: true)!);
                return await reservations.AnswerAsync(
                    call,
                    contribution,
                    wish.Hash,
                    async c =>
                    {
                        var parent = await pledges.LoadAsync(call, id);
                        Preconditions.RequireMatch(call, parent.VersionFor(call.Actor));
                        return PayShare.Reserve(c, payment, parent.State, n, wish.Value, call.Actor);
                    },
                    () => PaidAsync(call, id, n, contribution.State.Id, payment)
                );
            }
        );

    /// <summary>Part of a purchase, or all of it, does not go on: who paid for it gets that back.</summary>
    [Function("CancelPurchase")]
    public Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/purchases/{n:int}/cancellation")]
            HttpRequest request,
        string id,
        int n
    ) =>
        api.HandleAsync(
            request,
            call =>
                pledges.ChangeAsync<CancelGoods>(
                    call,
                    id,
                    async (pledge, cancelled) =>
                    {
                        var urgency = await coverages.UrgencyAsync(
                            pledge.Pool ? pledge.Allocations.Select(a => a.Need) : [],
                            call.Aborted
                        );
                        var now = time.GetUtcNow();
                        return new(
                            p => MakePurchase.Cancel(p, n, cancelled, urgency, call.Actor, now),
                            p => PledgeView.From(p, call.Actor)
                        )
                        {
                            Reason = cancelled.Reason,
                            Tell = p => contributions.FollowAsync(p, CancellationToken.None),
                        };
                    }
                )
        );

    private async Task<Answer> PaidAsync(Call call, string id, int n, string contribution, string payment)
    {
        await contributions.SettleAsync(contribution, CancellationToken.None);
        var parent = await pledges.ReadAsync(call, id);
        return parent.Purchase(n)?.Amount(payment) is > 0
            ? new(
                201,
                Answer.Json(PledgeView.From(parent, call.Actor)),
                Preconditions.ETag(parent.Version),
                $"/api/pledges/{id}/purchases/{n}"
            )
            : Answer.Problem(new(409, "paid", "The purchase was paid by others, or cancelled, in the same moment."));
    }
}
