using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>A policy signal.</summary>
internal sealed record SignalView(
    string Id,
    SignalKind Kind,
    decimal? Factor,
    DateOnly From,
    DateOnly? Until,
    SignalScope Scope,
    UsAuthority? Authority,
    string Source,
    Disclosure Disclosure,
    bool Withdrawn,
    string? RecordedBy,
    DateTimeOffset RecordedAt,
    long Version
)
{
    public static SignalView Of(UsSignal s) =>
        new(
            s.Id,
            s.Terms.Kind,
            s.Terms.Factor,
            s.Terms.From,
            s.Terms.Until,
            s.Terms.Scope,
            s.Terms.Authority,
            s.Terms.Source,
            s.Terms.Disclosure,
            s.Withdrawn,
            s.RecordedBy,
            s.RecordedAt,
            s.Version
        );
}
