using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Training;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// In which month it was announced, committed, handed over and received, what stands of a pledge today. What was
/// withdrawn or lost since is in no month: the months of a line add up to its ledgers.
/// </summary>
public sealed partial record Pledge
{
    /// <summary>
    /// The last day that a line had when it became a commitment, of the lines of which an amendment has moved it since.
    /// </summary>
    public IReadOnlyList<LineDay> FirstDays { get; init; } = [];

    /// <summary>The last day of a line as it was when it became a commitment.</summary>
    public DateOnly? FirstDay(int line) => FirstDays.FirstOrDefault(d => d.Line == line)?.Day ?? Line(line)?.DeliverBy;

    /// <summary>
    /// What is support of a line by month and who pays. Together the months are the line's <see cref="SupportLedger"/>,
    /// and of each who pays those of its <see cref="Origins"/>; nobody has less than nothing in a month.
    /// </summary>
    public IReadOnlyList<LineMonth> Months(PledgeLine line)
    {
        var ledger = SupportLedger(line);
        var announced = Month.Of(AnnouncedOn ?? DateOnly.FromDateTime(AnnouncedAt.UtcDateTime));
        var committed = Fitted(SignedIn(line, announced), ledger.Committed, announced);
        // Of a pool only what it bought is pledged as goods.
        var pledged = Pool ? committed : Fitted([], ledger.Pledged, announced);
        var delivered = Fitted(DeliveredIn(line), ledger.Delivered, announced);
        var received = Fitted(ReceivedIn(line), ledger.Received, announced);
        var planned = DueIn(line).ToList();
        var ahead = Math.Min(planned.Sum(p => p.Quantity), ledger.Allocated - ledger.Delivered);
        return
        [
            .. Spread(line, pledged, 0, q => MonthLedger.None with { Pledged = q })
                .Concat(Spread(line, committed, 0, q => MonthLedger.None with { Committed = q }))
                .Concat(Spread(line, delivered, 0, q => MonthLedger.None with { Delivered = q }))
                .Concat(Spread(line, received, 0, q => MonthLedger.None with { Received = q }))
                .Concat(
                    Spread(
                        line,
                        Fitted(planned, ahead, announced),
                        ledger.Delivered,
                        q => MonthLedger.None with { Planned = q }
                    )
                )
                .GroupBy(m => (m.Month, m.PaidBy))
                .Select(g => new LineMonth(
                    g.Key.Month,
                    g.Key.PaidBy,
                    g.Aggregate(MonthLedger.None, (sum, m) => sum + m.Units),
                    g.Aggregate(MonthLedger.None, (sum, m) => sum + m.Eur)
                ))
                .Where(m => m.Units != MonthLedger.None || m.Eur != MonthLedger.None)
                .OrderBy(m => m.Month)
                .ThenBy(m => m.PaidBy, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<(Month Month, decimal Quantity)> SignedIn(PledgeLine line, Month otherwise)
    {
        var signed = Commitment is { } commitment ? Month.Of(commitment.SignedOn) : otherwise;
        return Pool
            ? Purchases
                .Where(p => p.Line == line.Line)
                .Select(p => (p.On is { } day ? Month.Of(day) : signed, p.Quantity))
            : [(signed, decimal.MaxValue)];
    }

    private IEnumerable<(Month Month, decimal Quantity)> DeliveredIn(PledgeLine line) =>
        ToUkraine(line)
            .Where(d => d.HandedOverAt is not null)
            .Select(d => (Month.Of(d.HandedOverAt!.Value), d.Delivered))
            .Concat(PlacesIn(line, p => p.IsOver));

    private IEnumerable<(Month Month, decimal Quantity)> ReceivedIn(PledgeLine line) =>
        ToUkraine(line)
            .Where(d => d.ReceiptedAt is not null)
            .Select(d => (Month.Of(d.ReceiptedAt!.Value), d.Confirmed))
            .Concat(PlacesIn(line, p => p.Stage == PlacesStage.Confirmed));

    private IEnumerable<(Month Month, decimal Quantity)> DueIn(PledgeLine line) =>
        ToUkraine(line)
            .Where(d => !d.IsHandedOver)
            .Select(d => (Month.Of(d.Due), d.Planned))
            .Concat(PlacesIn(line, p => !p.IsOver));

    private IEnumerable<(Month Month, decimal Quantity)> PlacesIn(PledgeLine line, Func<IntakePlaces, bool> counts) =>
        Intakes
            .Where(p => p.Line == line.Line && p.IsLive && counts(p))
            .Select(p => (Month.Of(p.End), (decimal)p.Places));

    private IEnumerable<Delivery> ToUkraine(PledgeLine line) =>
        Deliveries.Where(d => d.Line == line.Line && d.To is null);

    /// <summary>
    /// As much as there is, the earliest month first; what no month is known of goes to the last one, or to
    /// <paramref name="otherwise"/>.
    /// </summary>
    private static List<(Month Month, decimal Quantity)> Fitted(
        IEnumerable<(Month Month, decimal Quantity)> dated,
        decimal total,
        Month otherwise
    )
    {
        var fitted = new List<(Month Month, decimal Quantity)>();
        foreach (var (month, quantity) in dated.OrderBy(d => d.Month))
        {
            var part = Math.Min(quantity, total);
            if (part <= 0)
                continue;
            fitted.Add((month, part));
            total -= part;
        }

        if (total > 0)
            fitted.Add((fitted.Count > 0 ? fitted[^1].Month : otherwise, total));
        return fitted;
    }

    /// <summary>
    /// Shares each month among those who pay: what each has of all up to it, less what each had before.
    /// </summary>
    private IEnumerable<LineMonth> Spread(
        PledgeLine line,
        IEnumerable<(Month Month, decimal Quantity)> dated,
        decimal before,
        Func<decimal, MonthLedger> ledger
    )
    {
        var committed = SupportLedger(line).Committed;
        var sources = Sources(line, committed);
        var had = Shared(line, before, committed, sources);
        foreach (var (month, quantity) in dated)
        {
            before += quantity;
            var has = Shared(line, before, committed, sources);
            for (var i = 0; i < sources.Count; i++)
                yield return new(
                    month,
                    sources[i].PaidBy,
                    ledger(has.Units[i] - had.Units[i]),
                    ledger(has.Eur[i] - had.Eur[i])
                );
            had = has;
        }
    }
}

/// <summary>A day of one line.</summary>
/// <param name="Line">Line number.</param>
/// <param name="Day">The day.</param>
public sealed record LineDay(int Line, DateOnly Day);
