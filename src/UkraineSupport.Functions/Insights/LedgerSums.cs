using System.Text.Json.Serialization;

namespace UkraineSupport.Functions.Insights;

/// <summary>The seven ledgers in EUR, of the lines whose value is known.</summary>
internal sealed record EurSums(
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received
)
{
    public static EurSums None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public EurSums Plus(EurSums other, int sign) =>
        new(
            Pledged + (sign * other.Pledged),
            Accepted + (sign * other.Accepted),
            Committed + (sign * other.Committed),
            Allocated + (sign * other.Allocated),
            Dispatched + (sign * other.Dispatched),
            Delivered + (sign * other.Delivered),
            Received + (sign * other.Received)
        );
}

/// <summary>
/// Seven ledgers of one capability and donor, in units and EUR, of how many pledges, and how many of these have a line
/// whose value in EUR is not known. Never to be added to each other.
/// </summary>
internal sealed record LedgerSums(
    int Pledges,
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received,
    EurSums? Eur = null,
    int Unvalued = 0
) : ISums<LedgerSums>
{
    public static LedgerSums None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Of a month: due in it and not handed over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal Planned { get; init; }

    /// <summary>The same in EUR.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal PlannedEur { get; init; }

    /// <summary>Tranches, where these are what is counted: due on a day, or handed over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Tranches { get; init; }

    /// <summary>Of those handed over: on time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int OnTime { get; init; }

    /// <summary>Days that the others were late.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int DaysLate { get; init; }

    public static LedgerSums operator +(LedgerSums a, LedgerSums b) => a.Plus(b, 1);

    public static LedgerSums operator -(LedgerSums a, LedgerSums b) => a.Plus(b, -1);

    private LedgerSums Plus(LedgerSums other, int sign)
    {
        var eur = (Eur ?? EurSums.None).Plus(other.Eur ?? EurSums.None, sign);
        return new(
            Pledges + (sign * other.Pledges),
            Pledged + (sign * other.Pledged),
            Accepted + (sign * other.Accepted),
            Committed + (sign * other.Committed),
            Allocated + (sign * other.Allocated),
            Dispatched + (sign * other.Dispatched),
            Delivered + (sign * other.Delivered),
            Received + (sign * other.Received),
            // Nothing is said in one way only.
            eur == EurSums.None
                ? null
                : eur,
            Unvalued + (sign * other.Unvalued)
        )
        {
            Planned = Planned + (sign * other.Planned),
            PlannedEur = PlannedEur + (sign * other.PlannedEur),
            Tranches = Tranches + (sign * other.Tranches),
            OnTime = OnTime + (sign * other.OnTime),
            DaysLate = DaysLate + (sign * other.DaysLate),
        };
    }
}
