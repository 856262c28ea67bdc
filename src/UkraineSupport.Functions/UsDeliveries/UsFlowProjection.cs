using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>
/// How deliveries show in their list: from the baseline on, with the whole state, since the forecast depends on who
/// asks.
/// </summary>
internal sealed class UsFlowProjection : IProjection<UsFlow>
{
    public string Path(UsFlow state) => $"/api/us-deliveries/{state.Capability}";

    public IReadOnlyList<Tag> Tags(UsFlow state) => state.Baseline is null ? [] : [Tag.All];

    public IEnumerable<string> Capabilities(UsFlow state) => [state.Capability];

    public object Entry(UsFlow state) => state;
}

/// <summary>How signals show in their list.</summary>
internal sealed class UsSignalProjection : IProjection<UsSignal>
{
    public static string PathOf(UsSignal state) => $"/api/us-deliveries/signals/{state.Id}";

    public string Path(UsSignal state) => PathOf(state);

    public IReadOnlyList<Tag> Tags(UsSignal state) => [Tag.All];

    public IEnumerable<string> Capabilities(UsSignal state) => state.Terms.Scope.Codes();

    public object Entry(UsSignal state) => state;
}
