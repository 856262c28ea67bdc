using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Pledges;

/// <summary>How pledges show in lists and totals.</summary>
internal sealed class PledgeProjection(LedgerTotals totals) : IProjection<Pledge>
{
    public static Place All { get; } = new("PledgesAll", "all");

    public static Place OfDonor(string donor) => new("PledgesByDonor", donor);

    public static Place OfKind(PledgeKind kind) => new("PledgesByKind", DomainJson.Word(kind));

    public static Place OfCapability(string capability) => new("PledgesByCapability", capability);

    public static Place OfStatus(PledgeStatus status) => new("PledgesByStatus", DomainJson.Word(status));

    /// <summary>Commitments that depend on what others have committed of a capability.</summary>
    public static Place ConditionalOn(string capability) => new("PledgesConditional", capability);

    /// <summary>Signed, and waiting for others to sign.</summary>
    public static Place Signed { get; } = new("PledgesSigned", "all");

    public string Path(Pledge state) => $"/api/pledges/{state.Id}";

    public IReadOnlyList<Place> Places(Pledge state) =>
        [
            All,
            OfDonor(state.Donor),
            OfKind(state.Kind),
            OfStatus(state.Status),
            .. state.Lines.Select(l => l.Capability).Distinct().Select(OfCapability),
            .. state.IsCommitted
                ? state.Conditions.Where(c => c.IsChecked).Select(c => ConditionalOn(c.Capability!)).Distinct()
                : [],
            .. state.Prepared is null ? (Place[])[] : [Signed],
        ];

    public object Entry(Pledge state) => PledgeEntry.From(state);

    public Task CountAsync(Pledge state, Disclosure was, CancellationToken cancel) =>
        totals.CountAsync(state, was, cancel);
}
