using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Rates;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Rates;

/// <summary>Exchange rates: those shipped, and those that coordinators put beside them.</summary>
internal sealed class RateBook(AggregateStore store)
{
    /// <summary>The id of a currency's table.</summary>
    public static string IdOf(string currency) => Ids.From(RateTable.IdKind, currency);

    /// <summary>A currency's table, or null when nothing was put.</summary>
    public Task<Stored<RateTable>?> FindAsync(string currency, CancellationToken cancel) =>
        store.LoadAsync<RateTable>(IdOf(currency), cancel);

    /// <summary>
    /// The rates at which an offer is valued: of the day on which it was announced, today unless it says otherwise.
    /// </summary>
    public Task<IReadOnlyList<FrozenRate>> OfAsync(Offer offer, DateTimeOffset now, CancellationToken cancel) =>
        OfAsync(
            Pledge.Currencies(offer.Lines.Select(l => l.Currency).Where(Currencies.IsKnown)),
            offer.AnnouncedOn ?? DateOnly.FromDateTime(now.UtcDateTime),
            cancel
        );

    /// <summary>The rates of a day, of those currencies that have one.</summary>
    public async Task<IReadOnlyList<FrozenRate>> OfAsync(
        IReadOnlyList<string> currencies,
        DateOnly day,
        CancellationToken cancel
    )
    {
        var rates = new List<FrozenRate>();
        foreach (var currency in currencies)
        {
            var own = (await FindAsync(currency, cancel))?.State.Rates ?? [];
            if (ExchangeRates.At(currency, day, own) is { } rate)
                rates.Add(rate);
        }

        return rates;
    }
}

/// <summary>How currencies with rates of coordinators show in their list.</summary>
internal sealed class RateProjection : IProjection<RateTable>
{
    public string Path(RateTable state) => $"/api/rates/{state.Currency}";

    public IReadOnlyList<Tag> Tags(RateTable state) => [Tag.All];

    public object Entry(RateTable state) => state;
}
