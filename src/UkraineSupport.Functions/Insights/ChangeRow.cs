using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Insights;

namespace UkraineSupport.Functions.Insights;

/// <summary>What changed in what the caller may see, in figures: those of now less those of then.</summary>
/// <param name="Since">The moment of the mark; null without one: then nothing has changed yet.</param>
/// <param name="At">The present moment.</param>
/// <param name="Mark">To be sent as <c>since</c> next time; good for the same role and party.</param>
/// <param name="Late">Tranches whose day is over and that were not handed over.</param>
/// <param name="LateLink">Whose tranches are late.</param>
/// <param name="Items">Capabilities of which something changed, by code.</param>
internal sealed record ChangeFigures(
    DateTimeOffset? Since,
    DateTimeOffset At,
    string Mark,
    int Late,
    string LateLink,
    IReadOnlyList<ChangeRow> Items
);

/// <summary>What changed of one capability, in its unit: more, or less than then.</summary>
/// <param name="Pledges">Pledges of which something stands.</param>
/// <param name="Requirements">Requirements that count.</param>
/// <param name="Gaps">Gaps that count.</param>
internal sealed record ChangeRow(
    string Capability,
    string Unit,
    decimal Pledges,
    decimal Pledged,
    decimal Committed,
    decimal Delivered,
    decimal Received,
    decimal CommittedEur,
    decimal Requirements,
    decimal Gaps,
    decimal Required,
    decimal Covered,
    decimal Open,
    CapabilityLinks Links
)
{
    /// <summary>What is compared, in the order of the row.</summary>
    public static decimal[] Figures(LedgerSums ledgers, NeedSums needs) =>
        [
            ledgers.Pledges,
            ledgers.Pledged.Plain(),
            ledgers.Committed.Plain(),
            ledgers.Delivered.Plain(),
            ledgers.Received.Plain(),
            (ledgers.Eur?.Committed ?? 0).Plain(),
            needs.Requirements,
            needs.Gaps,
            needs.Required.Plain(),
            needs.Covered.Plain(),
            needs.Open.Plain(),
        ];

    /// <summary>Figures of now less those of then; null when nothing changed.</summary>
    public static ChangeRow? Of(string capability, decimal[] now, decimal[] then)
    {
        var d = now.Select((figure, i) => (figure - then.ElementAtOrDefault(i)).Plain()).ToArray();
        return d.All(change => change == 0)
            ? null
            : new(
                capability,
                CapabilityCatalog.Find(capability)!.Unit,
                d[0],
                d[1],
                d[2],
                d[3],
                d[4],
                d[5],
                d[6],
                d[7],
                d[8],
                d[9],
                d[10],
                CapabilityLinks.Of(capability, "paidBy")
            );
    }
}
