using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>A month to come from which less is expected than before.</summary>
/// <param name="Month">The month.</param>
/// <param name="Was">What was expected of it, in the capability's unit.</param>
/// <param name="Expected">What is expected of it now.</param>
public sealed record NarrowedMonth(Month Month, decimal Was, decimal Expected);

/// <summary>What a need heard last of an agreement that is expected to give less.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Number">Which narrowing of it, from 1.</param>
public sealed record HeardNarrowing(string Agreement, int Number);

/// <summary>
/// Whatever makes an agreement's future supply less is told with it: a missed month, a bottleneck, slippage, a stop.
/// What was made is not less: the running month is left out.
/// </summary>
public static class SupplyNarrowing
{
    /// <summary>The decision, and that months to come are expected to give less by it.</summary>
    public static Decision<AgreementEvent> Told(
        Agreement agreement,
        Decision<AgreementEvent> decision,
        DateTimeOffset now
    )
    {
        if (decision.Error is not null || decision.Events.Count == 0)
            return decision;
        var after = decision.Events.Aggregate(agreement, Agreement.Apply);
        var expected = FutureSupply.Of(after, now).ToDictionary(l => l.Month, l => l.Quantity);
        List<NarrowedMonth> less =
        [
            .. FutureSupply
                .Of(agreement, now)
                .Where(l => l.Month > Month.Of(now) && l.Quantity > expected.GetValueOrDefault(l.Month))
                .Select(l => new NarrowedMonth(l.Month, l.Quantity, expected.GetValueOrDefault(l.Month))),
        ];
        return less.Count == 0
            ? decision
            : (AgreementEvent[])[.. decision.Events, new AgreementSupplyNarrowed(agreement.Narrowings + 1, less)];
    }
}
