using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Requirements;

/// <summary>
/// How requirements show in lists. The entry is the whole state, since what a caller sees of it depends on the caller;
/// and there is no list by status, since the status does too.
/// </summary>
internal sealed class RequirementProjection : IProjection<Requirement>
{
    public static Tag OfCapability(string capability) => new("capability", capability);

    public static Tag OfKind(RequirementKind kind) => new("kind", DomainJson.Word(kind));

    /// <summary>Of one series, by the id of its first requirement.</summary>
    public static Tag OfSeries(string first) => new("series", first);

    public string Path(Requirement state) => $"/api/requirements/{state.Id}";

    public IReadOnlyList<Tag> Tags(Requirement state) =>
        [
            Tag.All,
            OfCapability(state.Capability),
            OfKind(state.Kind),
            .. state.Series is { } series ? (Tag[])[OfSeries(series.First)] : [],
        ];

    public object Entry(Requirement state) => state;
}
