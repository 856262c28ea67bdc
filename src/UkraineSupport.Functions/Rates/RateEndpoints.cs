using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Rates;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Rates;

/// <summary>A currency's rates, month by month.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Version">Of what coordinators put; 0 when they put nothing.</param>
/// <param name="Rates">Latest first.</param>
internal sealed record RatesView(string Currency, long Version, IReadOnlyList<RateView> Rates)
{
    public static RatesView Of(string currency, RateTable? table)
    {
        var own = table?.Rates ?? [];
        return new(
            currency,
            table?.Version ?? 0,
            [
                .. own.Select(r => new RateView(r.Month, r.PerEur, r.Source, false))
                    .Concat(
                        ExchangeRates
                            .ShippedOf(currency)
                            .Where(s => own.All(r => r.Month != s.Month))
                            .Select(s => new RateView(s.Month, s.PerEur, s.Source, true))
                    )
                    .OrderByDescending(r => r.Month),
            ]
        );
    }
}

/// <summary>The mean rate of a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="PerEur">Units of the currency for one EUR.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="Shipped">Whether it came with the product; otherwise a coordinator put it.</param>
internal sealed record RateView(Month Month, decimal PerEur, string Source, bool Shipped);

/// <summary>Exchange rates: read by all, put by coordinators.</summary>
internal sealed class RateEndpoints(Api api, RateBook book, Commands<RateTable, RateEvent> commands, TimeProvider time)
{
    /// <summary>The rates of a currency.</summary>
    [Function("GetRates")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "rates/{currency}")] HttpRequest request,
        string currency
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var table = (await book.FindAsync(Known(currency), call.Aborted))?.State;
                return Answer.Ok(RatesView.Of(currency, table), Preconditions.ETag(table?.Version ?? 0));
            }
        );

    /// <summary>
    /// A coordinator puts the mean rate of a month. What was decided before keeps the rate that it was decided with.
    /// </summary>
    [Function("PutRate")]
    public Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "rates/{currency}/{month}")] HttpRequest request,
        string currency,
        string month
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Commands<RateTable, RateEvent>.RefuseAnonymous(call);
                if (call.Actor.Role != Role.Coordinator)
                    throw new ProblemException(403, "forbidden", "Only coordinators put exchange rates.");
                Known(currency);
                if (!Month.TryParse(month, out var of))
                    throw ProblemException.NotFound();
                var (put, _) = await RequestBody.ReadAsync<PutRate>(call);
                while (true)
                {
                    var stored = await book.FindAsync(currency, call.Aborted);
                    // A month of which nothing was put needs no version: nobody's word is overwritten.
                    if (stored?.State.Rates.Any(r => r.Month == of) == true)
                        Preconditions.RequireMatch(call, stored.State.Version);
                    var events = Commands<RateTable, RateEvent>.Accepted(
                        PutRates.Decide(
                            RateBook.IdOf(currency),
                            currency,
                            of,
                            stored?.State,
                            put,
                            call.Actor,
                            time.GetUtcNow()
                        )
                    );
                    var now =
                        events.Count == 0
                            ? stored
                            : await commands.CommitAsync(
                                RateBook.IdOf(currency),
                                stored,
                                events,
                                new(call.Actor, null),
                                _ => null
                            );
                    if (now is not null)
                        return Answer.Ok(RatesView.Of(currency, now.State), Preconditions.ETag(now.State.Version));
                }
            }
        );

    private static string Known(string currency) =>
        Currencies.IsKnown(currency) && currency != "EUR" ? currency : throw ProblemException.NotFound();
}
