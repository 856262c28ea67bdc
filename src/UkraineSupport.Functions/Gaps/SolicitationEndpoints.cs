using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Rates;

namespace UkraineSupport.Functions.Gaps;

/// <summary>Coordinators ask donors to close a gap; donors answer.</summary>
internal sealed class SolicitationEndpoints(
    Api api,
    Commands<Gap, GapEvent> gaps,
    Commands<Pledge, PledgeEvent> pledges,
    LedgerTotals totals,
    AgreementPledges agreements,
    RateBook book,
    DeadlineSettings deadlines,
    TimeProvider time
)
{
    /// <summary>A coordinator asks donors, those named or those that capability and fair share point to.</summary>
    [Function("SolicitDonors")]
    public Task<IResult> SolicitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "gaps/{id}/solicitations")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                gaps.ChangeAsync<SolicitDonors>(
                    call,
                    id,
                    async (gap, wish) =>
                    {
                        var sums = await totals.ReadAsync(call.Actor, gap.Capability, call.Aborted);
                        var committed = sums.GroupBy(s => s.Key.Donor)
                            .ToDictionary(d => d.Key, d => d.Sum(s => s.Value.Committed));
                        return new(
                            g => Solicit.Decide(g, wish, committed, call.Actor, time.GetUtcNow()),
                            g => GapView.Of(g, call.Actor)
                        )
                        {
                            Location = g => $"/api/gaps/{g.Id}/solicitations/{g.Solicitations.Count}",
                        };
                    }
                )
        );

    /// <summary>One solicitation.</summary>
    [Function("GetSolicitation")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "gaps/{id}/solicitations/{n:int}")]
            HttpRequest request,
        string id,
        int n
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var gap = await gaps.ReadAsync(call, id);
                var solicitation =
                    GapView.Of(gap, call.Actor).Solicitations.FirstOrDefault(s => s.N == n)
                    ?? throw ProblemException.NotFound();
                return Answer.Ok(solicitation, Preconditions.ETag(gap.Version));
            }
        );

    /// <summary>A donor that was asked declines.</summary>
    [Function("DeclineSolicitation")]
    public Task<IResult> DeclineAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "gaps/{id}/solicitations/{n:int}/decline")]
            HttpRequest request,
        string id,
        int n
    ) =>
        api.HandleAsync(
            request,
            call =>
                gaps.ChangeAsync<DeclineSolicitation>(
                    call,
                    id,
                    body =>
                        new(g => Solicit.Decline(g, n, body, call.Actor), g => GapView.Of(g, call.Actor))
                        {
                            Reason = body.Reason,
                        }
                )
        );

    /// <summary>A donor offers a pledge for a gap, asked or unasked.</summary>
    [Function("OfferForGap")]
    public Task<IResult> OfferAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "gaps/{id}/offers")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Commands<Gap, GapEvent>.RefuseAnonymous(call);
                var gap = (await gaps.LoadAsync(call, id)).State;
                while (gap.MergedInto is { } into)
                    gap = (await gaps.LoadAsync(call, into)).State;
                return await pledges.CreateAsync<Offer>(
                    call,
                    async offer =>
                    {
                        await agreements.CheckAsync(offer, call);
                        var now = time.GetUtcNow();
                        var rates = await book.OfAsync(offer, now, call.Aborted);
                        return pledge =>
                            Announce.Decide(pledge, offer, call.Actor, now, deadlines, gap.SeenBy(call.Actor), rates);
                    },
                    p => PledgeView.From(p, call.Actor),
                    p => $"/api/pledges/{p.Id}"
                );
            }
        );
}
