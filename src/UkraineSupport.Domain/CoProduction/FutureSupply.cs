using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>
/// What an agreement is expected to give Ukraine, as dated lots: its share of the forecast (P50), discounted by what of
/// Ukraine's share it has delivered so far. Expected, never committed (DOMAIN §2): <c>open</c> ignores it.
/// </summary>
public static class FutureSupply
{
    /// <summary>The rule in a sentence, for those who read the figures.</summary>
    public const string Method =
        "Recipient's share of the forecast (P50) x delivered / due to Ukraine of the last twelve months that are over "
        + "and gave something, pooled with three months at 0.25; rounded down; on the month's last day. From funding "
        + "on; nothing while suspended. What is made is no future supply any more; nor is what pledges of the agreement "
        + "have committed beyond Ukraine's part of what was accepted: that counts there.";

    private const int EvidenceMonths = 12;
    private const decimal PriorRatio = 0.25m;
    private const int PriorMonths = 3;

    /// <summary>The lots, earliest first; none before it is funded, while it is suspended and after its end.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="now">The present.</param>
    /// <param name="pledged">What co-production pledges of it have committed, as far as the reader sees them.</param>
    public static IReadOnlyList<SupplyLot> Of(Agreement agreement, DateTimeOffset now, decimal pledged = 0)
    {
        if (!agreement.IsLive || agreement.Status < AgreementStatus.Funded)
            return [];
        var part = agreement.Terms.RecipientShare * Discount(agreement, now);
        var ahead = Ahead(agreement, pledged);
        var lots = new List<SupplyLot>();
        foreach (var month in Ramp.Of(agreement, now).Where(m => m.Forecast is not null))
        {
            var expected = Ramp.RoundDown(month.Forecast!.P50 * part);
            var committed = Math.Min(expected, ahead);
            ahead -= committed;
            if (expected > committed)
                lots.Add(
                    new(
                        agreement.Id,
                        agreement.Donor,
                        agreement.Terms.Capability,
                        month.Month,
                        month.Month.Last,
                        expected - committed
                    )
                );
        }

        return lots;
    }

    /// <summary>
    /// What is committed before it is made: it counts in the pledge, so the first months are expected to make that.
    /// </summary>
    private static decimal Ahead(Agreement agreement, decimal pledged)
    {
        var accepted = agreement.Reports.Sum(r => r.Accepted) * agreement.Terms.RecipientShare;
        var made = Math.Max(Ramp.RoundDown(accepted), agreement.Reports.Sum(r => r.ToUkraine));
        return Math.Max(0, pledged - made);
    }

    /// <summary>How much of Ukraine's share reached it so far, pooled with what nothing has proved yet.</summary>
    public static decimal Discount(Agreement agreement, DateTimeOffset now)
    {
        var seen = agreement.Reports.Where(r => r.Month.End() <= now && r.Made > 0).TakeLast(EvidenceMonths).ToList();
        var due = seen.Sum(r => r.Made) * agreement.Terms.RecipientShare;
        var ratio = due == 0 ? 0 : Math.Min(1, seen.Sum(r => r.ToUkraine) / due);
        return ((PriorMonths * PriorRatio) + (seen.Count * ratio)) / (PriorMonths + seen.Count);
    }
}

/// <summary>A dated lot of future supply.</summary>
/// <param name="Agreement">The agreement it is expected of.</param>
/// <param name="Donor">The donor nation whose agreement it is.</param>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Month">The month it is expected in.</param>
/// <param name="On">The day it counts from: the month's last.</param>
/// <param name="Quantity">In the capability's unit.</param>
public sealed record SupplyLot(
    string Agreement,
    string Donor,
    string Capability,
    Month Month,
    DateOnly On,
    decimal Quantity
);
