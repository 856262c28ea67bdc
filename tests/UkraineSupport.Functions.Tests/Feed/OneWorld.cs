using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Functions.Tests.Feed;

/// <summary>One world for the tests of a class, one after the other: each minds what came since it began.</summary>
public sealed class OneWorld : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await World.StartAsync(TimeProvider.System.GetUtcNow());

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
