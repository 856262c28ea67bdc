using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Gaps;

/// <summary>One month of a gap.</summary>
/// <param name="Month">The month.</param>
/// <param name="Expected">Expected from the United States by the baseline, in the capability's unit.</param>
/// <param name="Shortfall">Expected less delivered (or forecast), above zero; of a gap that narrower signals add, what
/// is missing of it by those alone.</param>
/// <param name="ShortfallEur">Its value, EUR, or null when the baseline has no value.</param>
/// <param name="Confirmed">Whether it rests on the report of a month that is over; otherwise it is a forecast.</param>
/// <param name="Unreported">Whether the month is over and nobody reported it: the forecast stands.</param>
public sealed record GapMonth(
    Month Month,
    decimal Expected,
    decimal Shortfall,
    decimal? ShortfallEur,
    bool Confirmed,
    bool Unreported = false
);

/// <summary>
/// What a capability's deliveries say of one gap, as of a version of theirs. A gap without months is no more.
/// </summary>
/// <param name="Id">The gap's id.</param>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Months">Its months, earliest first; empty when the shortfall is gone or another gap took
/// its months over.</param>
/// <param name="MergedInto">The gap that took its months over, or null.</param>
/// <param name="Version">Version of the capability's deliveries; older news is ignored.</param>
/// <param name="Sources">What it rests on: the source of the baseline, and of the signals that rule in its
/// months.</param>
/// <param name="Disclosure">Who may see the deliveries that it is found from, and so the gap.</param>
public sealed record FoundGap(
    string Id,
    string Capability,
    IReadOnlyList<GapMonth> Months,
    string? MergedInto,
    long Version,
    Disclosure Disclosure = Disclosure.Coalition,
    IReadOnlyList<string>? Sources = null
);
