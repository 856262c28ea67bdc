using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>A signal as one capability counts it.</summary>
/// <param name="Id">The signal.</param>
/// <param name="Version">Its version; older news is ignored.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Factor">What remains, between 0 and 1, of a reduction; null otherwise.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, or null when it has no end.</param>
/// <param name="Source">Who said so.</param>
/// <param name="Disclosure">Who may see it.</param>
/// <param name="RecordedAt">When it was first recorded: of two from the same day, the later one rules.</param>
/// <param name="Withdrawn">It no longer counts: withdrawn, or corrected to other capabilities.</param>
/// <param name="Authority">The only authority that it is about, or null when it is about all.</param>
public sealed record AppliedSignal(
    string Id,
    long Version,
    SignalKind Kind,
    decimal? Factor,
    DateOnly From,
    DateOnly? Until,
    string Source,
    Disclosure Disclosure,
    DateTimeOffset RecordedAt,
    bool Withdrawn,
    UsAuthority? Authority = null
)
{
    /// <summary>What remains of a day's expected deliveries while it rules.</summary>
    internal decimal Remains =>
        Kind switch
        {
            SignalKind.Resume => 1,
            SignalKind.Reduce => Factor!.Value,
            _ => 0,
        };

    /// <summary>Whether that day is one of its days.</summary>
    internal bool Spans(DateOnly day) => From <= day && (Until is null || day <= Until);
}
