using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Gaps;

/// <summary>How gaps show in lists: the whole state, since what a caller sees of it depends on the caller.</summary>
internal sealed class GapProjection : IProjection<Gap>
{
    public static Place All { get; } = new("GapsAll", "all");

    public static Place OfCapability(string capability) => new("GapsByCapability", capability);

    public string Path(Gap state) => $"/api/gaps/{state.Id}";

    public IReadOnlyList<Place> Places(Gap state) => [All, OfCapability(state.Capability)];

    public object Entry(Gap state) => state;

    public Task CountAsync(Gap state, Disclosure was, CancellationToken cancel) => Task.CompletedTask;
}
