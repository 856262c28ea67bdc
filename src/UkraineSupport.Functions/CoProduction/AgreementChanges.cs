using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>What the endpoints that change an agreement have in common.</summary>
internal static class AgreementChanges
{
    /// <summary>Changes an agreement and shows it.</summary>
    /// <param name="agreements">The agreements.</param>
    /// <param name="api">What is around every function.</param>
    /// <param name="request">The request.</param>
    /// <param name="id">The agreement.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="now">The present.</param>
    /// <param name="reason">Why, of the body.</param>
    /// <param name="isNew">Whether a part of the agreement comes into being: then a key is needed.</param>
    public static Task<IResult> ChangeAsync<TBody>(
        this Commands<Agreement, AgreementEvent> agreements,
        Api api,
        HttpRequest request,
        string id,
        Func<Agreement, TBody, Call, Decision<AgreementEvent>> decide,
        DateTimeOffset now,
        Func<TBody, string?> reason,
        bool isNew = false
    )
        where TBody : class =>
        api.HandleAsync(
            request,
            call =>
                agreements.ChangeAsync<TBody>(
                    call,
                    id,
                    body =>
                        new(
                            a => SupplyNarrowing.Told(a, decide(a, body, call), now),
                            a => AgreementView.Of(a, call.Actor)
                        )
                        {
                            Reason = reason(body),
                            Location = isNew ? a => $"/api/coproduction/agreements/{a.Id}" : null,
                        }
                )
        );
}
