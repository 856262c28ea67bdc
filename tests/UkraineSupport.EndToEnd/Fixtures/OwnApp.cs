using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Fixtures;

/// <summary>An app with an empty storage for one class of tests.</summary>
public sealed class OwnApp : IAsyncLifetime
{
    public TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await TestApp.StartAsync(Quiet.Settings);

    public ValueTask DisposeAsync() => App?.DisposeAsync() ?? ValueTask.CompletedTask;
}
