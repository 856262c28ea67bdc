using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Rates;
using UkraineSupport.Functions.Requirements;

namespace UkraineSupport.Functions.Pledges;

/// <summary>From announcement to commitment, and back.</summary>
internal sealed class PledgeEndpoints(
    Api api,
    Commands<Pledge, PledgeEvent> pledges,
    ConditionalPledges conditional,
    Contributions contributions,
    Coverages coverages,
    AgreementPledges agreements,
    RateBook book,
    DeadlineSettings deadlines,
    FourEyes fourEyes,
    TimeProvider time
)
{
    /// <summary>A donor announces a pledge.</summary>
    [Function("AnnouncePledge")]
    public Task<IResult> AnnounceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            call =>
                pledges.CreateAsync<Offer>(
                    call,
                    async offer =>
                    {
                        await agreements.CheckAsync(offer, call);
                        var now = time.GetUtcNow();
                        var rates = await book.OfAsync(offer, now, call.Aborted);
                        var parent = await contributions.ParentAsync(offer.ParentPledge, call.Actor, call.Aborted);
                        return id =>
                            Announce.Decide(id, offer, call.Actor, now, deadlines, rates: rates, parent: parent);
                    },
                    p => PledgeView.From(p, call.Actor),
                    p => $"/api/pledges/{p.Id}"
                )
        );

    /// <summary>A coordinator decides on a pledge.</summary>
    [Function("ReviewPledge")]
    public Task<IResult> ReviewAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/review")] HttpRequest request,
        string id
    ) =>
        ChangeAsync<ReviewPledge>(
            request,
            id,
            (p, review, call) => Review.Decide(p, review, call.Actor, time.GetUtcNow(), deadlines, fourEyes),
            r => r.Reason
        );

    /// <summary>The donor makes it a commitment.</summary>
    [Function("FormalisePledge")]
    public Task<IResult> FormaliseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/formalisation")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                pledges.ChangeAsync<FormalisePledge>(
                    call,
                    id,
                    async (pledge, signed) =>
                    {
                        var others = await conditional.ByOthersAsync(pledge, call.Aborted);
                        var inTime = await conditional.ByOthersInTimeAsync(pledge, call.Aborted);
                        var commitment = signed.ToCommitment();
                        var rates = await book.OfAsync(
                            Pledge.Currencies(pledge.Lines.Select(l => l.Currency)),
                            signed.SignedOn,
                            call.Aborted
                        );
                        return new(
                            p =>
                                Formalise.Decide(
                                    p,
                                    commitment,
                                    call.Actor,
                                    time.GetUtcNow(),
                                    others,
                                    rates,
                                    inTime,
                                    signed.Jointly
                                ),
                            p => PledgeView.From(p, call.Actor)
                        );
                    }
                )
        );

    /// <summary>The donor changes its pledge.</summary>
    [Function("AmendPledge")]
    public Task<IResult> AmendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/amendment")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                pledges.ChangeAsync<AmendPledge>(
                    call,
                    id,
                    async (pledge, change) =>
                    {
                        await agreements.CheckAsync(pledge, change, call);
                        var hasShares =
                            change.Disclosure == Disclosure.Restricted
                            && await contributions.HasAnyAsync(id, call.Aborted);
                        return new(
                            p => Amend.Decide(p, change, call.Actor, time.GetUtcNow(), deadlines, hasShares),
                            p => PledgeView.From(p, call.Actor)
                        )
                        {
                            Reason = change.Reason,
                            // What it covers, pays for or is paid by must not show it any more to those who may not
                            // see it.
                            Tell = change.Disclosure is null or Disclosure.Public
                                ? null
                                : async p =>
                                {
                                    await coverages.TellAsync(p, CancellationToken.None);
                                    await contributions.DiscloseAsync(p, CancellationToken.None);
                                },
                        };
                    }
                )
        );

    /// <summary>The recipient confirms what the donor documents.</summary>
    [Function("ConfirmEvidence")]
    public Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/evidence/confirmation")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<EvidenceConfirmation>(
            request,
            id,
            (p, confirmation, call) => ConfirmEvidence.Decide(p, confirmation, call.Actor),
            c => c.Reason
        );

    /// <summary>The donor takes it back, whole or in part.</summary>
    [Function("WithdrawPledge")]
    public Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/withdrawal")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                pledges.ChangeAsync<WithdrawPledge>(
                    call,
                    id,
                    async (pledge, withdrawal) =>
                    {
                        var urgency = await coverages.UrgencyAsync(
                            withdrawal.Lines is null ? [] : pledge.Allocations.Select(a => a.Need),
                            call.Aborted
                        );
                        var now = time.GetUtcNow();
                        return new(
                            p =>
                                withdrawal.Lines is null
                                    ? Release.Withdraw(p, withdrawal, call.Actor, now)
                                    : WithdrawInPart.Decide(p, withdrawal, urgency, call.Actor, now),
                            p => PledgeView.From(p, call.Actor)
                        )
                        {
                            Reason = withdrawal.Reason,
                        };
                    }
                )
        );

    private Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string id,
        Func<Pledge, TBody, Call, Domain.Decisions.Decision<PledgeEvent>> decide,
        Func<TBody, string> reason
    )
        where TBody : class =>
        api.HandleAsync(
            request,
            call =>
                pledges.ChangeAsync<TBody>(
                    call,
                    id,
                    body =>
                        new(p => decide(p, body, call), p => PledgeView.From(p, call.Actor)) { Reason = reason(body) }
                )
        );
}
