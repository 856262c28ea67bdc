using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Gaps;

/// <summary>How gaps show in lists: the whole state, since what a caller sees of it depends on the caller.</summary>
internal sealed class GapProjection : IProjection<Gap>
{
    public static Tag OfCapability(string capability) => new("capability", capability);

    public string Path(Gap state) => $"/api/gaps/{state.Id}";

    public IReadOnlyList<Tag> Tags(Gap state) => [Tag.All, OfCapability(state.Capability)];

    public object Entry(Gap state) => state;
}
