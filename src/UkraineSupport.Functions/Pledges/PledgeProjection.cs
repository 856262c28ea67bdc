using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Pledges;

/// <summary>How pledges show in lists and totals.</summary>
internal sealed class PledgeProjection(LedgerTotals totals) : IProjection<Pledge>
{
    public static Tag OfDonor(string donor) => new("donor", donor);

    public static Tag OfKind(PledgeKind kind) => new("kind", DomainJson.Word(kind));

    public static Tag OfCapability(string capability) => new("capability", capability);

    public static Tag OfStatus(PledgeStatus status) => new("status", DomainJson.Word(status));

    /// <summary>What plans may draw on: committed, and not ended.</summary>
    public static Tag Supply { get; } = new("supply", "yes");

    /// <summary>Commitments that depend on what others have committed of a capability.</summary>
    public static Tag ConditionalOn(string capability) => new("conditional", capability);

    /// <summary>Signed, and waiting for others to sign.</summary>
    public static Tag Signed { get; } = new("signed", "yes");

    /// <summary>Shares of a pledge.</summary>
    public static Tag OfParent(string parent) => new("parent", parent);

    /// <summary>Of whom it is support, wholly or in part: who pays.</summary>
    public static Tag OfPayer(string party) => new("paidBy", party);

    /// <summary>Who delivers it.</summary>
    public static Tag OfDeliverer(string party) => new("deliveredBy", party);

    /// <summary>Goods that their donor does not pay, make and deliver alone.</summary>
    public static Tag Shared { get; } = new("shared", "yes");

    public string Path(Pledge state) => $"/api/pledges/{state.Id}";

    public IReadOnlyList<Tag> Tags(Pledge state) =>
        [
            Tag.All,
            OfDonor(state.Donor),
            OfKind(state.Kind),
            .. PledgeListing.Of(state).Statuses.Select(OfStatus),
            .. state.Lines.Select(l => l.Capability).Distinct().Select(OfCapability),
            .. state.Status is PledgeStatus.Formalised or PledgeStatus.InDelivery ? (Tag[])[Supply] : [],
            .. state.IsCommitted
                ? state.Conditions.Where(c => c.IsChecked).Select(c => ConditionalOn(c.Capability!)).Distinct()
                : [],
            .. state.Prepared is null ? (Tag[])[] : [Signed],
            .. state.Parent is null ? (Tag[])[] : [OfParent(state.Parent.Pledge)],
            .. state.IsOfOne ? (Tag[])[] : [Shared],
            .. state.Payers.Select(OfPayer),
            OfDeliverer(state.Deliverer),
        ];

    public object Entry(Pledge state) => PledgeListing.Of(state);

    public Task CountAsync(int generation, Pledge state, bool isNew, CancellationToken cancel) =>
        totals.CountAsync(generation, state, isNew, cancel);

    public Task UncountAsync(int generation, Pledge state, CancellationToken cancel) =>
        totals.UncountAsync(generation, state.Id, cancel);

    public Task<bool> IsCountedAsync(int generation, Pledge state, CancellationToken cancel) =>
        totals.IsCountedAsync(generation, state, cancel);
}
