using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>
/// How deliveries show in their list: from the baseline on, with the whole state, since the forecast depends on who
/// asks.
/// </summary>
internal sealed class UsFlowProjection : IProjection<UsFlow>
{
    public static Place All { get; } = new("UsDeliveriesAll", "all");

    public string Path(UsFlow state) => $"/api/us-deliveries/{state.Capability}";

    public IReadOnlyList<Place> Places(UsFlow state) => state.Baseline is null ? [] : [All];

    public object Entry(UsFlow state) => state;

    public Task CountAsync(UsFlow state, Disclosure was, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>How signals show in their list.</summary>
internal sealed class UsSignalProjection : IProjection<UsSignal>
{
    public static Place All { get; } = new("UsSignalsAll", "all");

    public static string PathOf(UsSignal state) => $"/api/us-deliveries/signals/{state.Id}";

    public string Path(UsSignal state) => PathOf(state);

    public IReadOnlyList<Place> Places(UsSignal state) => [All];

    public object Entry(UsSignal state) => state;

    public Task CountAsync(UsSignal state, Disclosure was, CancellationToken cancel) => Task.CompletedTask;
}
