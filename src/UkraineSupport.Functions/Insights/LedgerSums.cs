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
        );
    }
}
