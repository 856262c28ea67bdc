using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>How agreements show in lists.</summary>
internal sealed class AgreementProjection : IProjection<Agreement>
{
    /// <summary>Of agreements with a bottleneck that is open.</summary>
    public static Tag WithBottleneck { get; } = new("bottlenecks", "open");

    /// <summary>Of agreements that may be expected to give something.</summary>
    public static Tag Supply { get; } = new("supply", "yes");

    /// <summary>The same, of a capability.</summary>
    public static Tag SupplyOf(string capability) => new("supplyOf", capability);

    public static Tag OfDonor(string party) => new("donor", party);

    public static Tag OfCapability(string capability) => new("capability", capability);

    public static Tag OfStatus(AgreementStatus status) => new("status", DomainJson.Word(status));

    public static Tag OfModel(ProductionModel model) => new("model", DomainJson.Word(model));

    public static Tag OfVehicle(ProcurementVehicle vehicle) => new("vehicle", DomainJson.Word(vehicle));

    /// <summary>Of agreements with an open bottleneck of that kind.</summary>
    public static Tag OfBottleneck(BottleneckKind kind) => new("bottleneck", DomainJson.Word(kind));

    public string Path(Agreement state) => $"/api/coproduction/agreements/{state.Id}";

    public IReadOnlyList<Tag> Tags(Agreement state)
    {
        // What has ended is short of nothing.
        var open = state.Bottlenecks.Where(b => b.IsOpen && !state.IsEnded).Select(b => b.Kind).Distinct().ToList();
        return
        [
            Tag.All,
            OfDonor(state.Donor),
            OfCapability(state.Terms.Capability),
            OfStatus(state.Status),
            OfModel(state.Terms.Model),
            OfVehicle(state.Terms.Vehicle),
            .. state is { IsLive: true, Status: >= AgreementStatus.Funded }
                ? (Tag[])[Supply, SupplyOf(state.Terms.Capability)]
                : [],
            .. open.Count > 0 ? (Tag[])[WithBottleneck] : [],
            .. open.Select(OfBottleneck),
        ];
    }

    public object Entry(Agreement state) => state;
}
