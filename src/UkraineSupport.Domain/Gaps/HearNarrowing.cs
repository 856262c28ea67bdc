using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Gaps;

/// <summary>A gap that is open hears that an agreement of its capability is expected to give less.</summary>
public static class HearNarrowing
{
    /// <summary>Decides; nothing when it heard that, or a later one, or has nothing open.</summary>
    public static Decision<GapEvent> Decide(Gap gap, Agreement agreement, AgreementSupplyNarrowed narrowed) =>
        gap.OpenQuantity > 0
        && DonorCatalog.ClosesGaps(agreement.Donor)
        && gap.Capability == agreement.Terms.Capability
        && !gap.Narrowings.Any(n => n.Agreement == agreement.Id && n.Number >= narrowed.Number)
            ? new GapFutureSupplyNarrowed(
                agreement.Id,
                agreement.Donor,
                narrowed.Number,
                narrowed.Months,
                agreement.Disclosure
            )
            : default(Decision<GapEvent>);
}
