using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Http;
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

    public string Path(Pledge state) => $"/api/pledges/{state.Id}";

    public IReadOnlyList<Place> Places(Pledge state) =>
        [
            All,
            OfDonor(state.Donor),
            OfKind(state.Kind),
            OfStatus(state.Status),
            .. state.Lines.Select(l => l.Capability).Distinct().Select(OfCapability),
        ];

    public string Entry(Pledge state) => Answer.Json(PledgeEntry.From(state));

    public Task CountAsync(Pledge state, Disclosure was, CancellationToken cancel) =>
        totals.CountAsync(state, was, cancel);
}
