using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Requirements;

/// <summary>
/// How requirements show in lists. The entry is the whole state, since what a caller sees of it depends on the caller;
/// and there is no list by status, since the status does too.
/// </summary>
internal sealed class RequirementProjection : IProjection<Requirement>
{
    public static Place All { get; } = new("RequirementsAll", "all");

    public static Place OfCapability(string capability) => new("RequirementsByCapability", capability);

    public string Path(Requirement state) => $"/api/requirements/{state.Id}";

    public IReadOnlyList<Place> Places(Requirement state) => [All, OfCapability(state.Capability)];

    public object Entry(Requirement state) => state;

    public Task CountAsync(Requirement state, Disclosure was, CancellationToken cancel) => Task.CompletedTask;
}
