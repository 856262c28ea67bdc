using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Rates;

/// <summary>Something that happened to a currency's rates.</summary>
public abstract record RateEvent;

/// <summary>
/// A coordinator put the mean rate of a month. What was decided before keeps the rate that it was decided with.
/// </summary>
[EventName("rate.put")]
public sealed record RatePut(string Id, string Currency, ExchangeRate Rate, string? By) : RateEvent;

/// <summary>The rates of one currency that coordinators put beside the shipped ones.</summary>
public sealed record RateTable : IAggregate<RateTable, RateEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "rate";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public RateTable Numbered(long version) => this with { Version = version };

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>One a month, earliest first.</summary>
    public IReadOnlyList<ExchangeRate> Rates { get; init; } = [];

    /// <inheritdoc/>
    public Disclosure Disclosure => Disclosure.Public;

    /// <inheritdoc/>
    public string? Owner => null;

    /// <inheritdoc/>
    public static RateTable Apply(RateTable? state, RateEvent happened)
    {
        var put =
            happened as RatePut ?? throw new InvalidOperationException($"No rule applies {happened.GetType().Name}.");
        var before = state ?? new RateTable { Id = put.Id, Currency = put.Currency };
        return before with
        {
            Rates = [.. before.Rates.Where(r => r.Month != put.Rate.Month).Append(put.Rate).OrderBy(r => r.Month)],
            Version = before.Version + 1,
        };
    }
}

/// <summary>What a coordinator says of a month's rate.</summary>
/// <param name="PerEur">Units of the currency for one EUR, at most eight decimals.</param>
/// <param name="Source">Where it is from.</param>
public sealed record PutRate(decimal PerEur, string Source);

/// <summary>Coordinators put rates of currencies and months that are not shipped, or correct one.</summary>
public static class PutRates
{
    /// <summary>Decides on <paramref name="put"/>; nothing when it says what is already so.</summary>
    /// <param name="id">The id of the currency's table.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="month">The month.</param>
    /// <param name="table">The table, or null when nothing was put yet.</param>
    /// <param name="put">The rate.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="now">The present.</param>
    public static Decision<RateEvent> Decide(
        string id,
        string currency,
        Month month,
        RateTable? table,
        PutRate put,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators put exchange rates.");
        var check = new Check();
        check.That(
            put.PerEur is > 0 and <= 10_000_000 && decimal.Round(put.PerEur, 8) == put.PerEur,
            "/perEur",
            "More than 0, at most 10,000,000, eight decimals."
        );
        check.Text(put.Source, "/source", 500);
        if (check.Error is { } invalid)
            return invalid;
        if (month > Month.Of(now))
            return new Conflict("not-yet", $"{month} has not begun.");
        var rate = new ExchangeRate(month, put.PerEur, put.Source.Trim());
        return table?.Rates.Contains(rate) == true
            ? default(Decision<RateEvent>)
            : new RatePut(id, currency, rate, actor.Party);
    }
}
