using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>What is expected of one capability.</summary>
internal sealed record BaselineView(
    string Capability,
    string Unit,
    string Method,
    UsAuthority Authority,
    string Source,
    IReadOnlyList<BaselineMonth> Months,
    IReadOnlyList<BaselinePart> Parts,
    Disclosure Disclosure,
    string? SetBy,
    DateTimeOffset SetAt,
    long Version
)
{
    public static BaselineView From(UsFlow flow)
    {
        var baseline = flow.Baseline!;
        return new(
            flow.Capability,
            UsDeliveriesView.UnitOf(flow),
            baseline.Method,
            baseline.Authority,
            baseline.Source,
            baseline.Months,
            baseline.Parts,
            baseline.Disclosure,
            baseline.SetBy,
            baseline.SetAt,
            flow.Version
        );
    }
}
