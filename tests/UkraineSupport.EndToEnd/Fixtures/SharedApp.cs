using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedApp))]

namespace UkraineSupport.EndToEnd.Fixtures;

/// <summary>One app for all tests that mind only what they stored themselves.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    public TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await TestApp.StartAsync(Quiet.Settings);

    public ValueTask DisposeAsync() => App?.DisposeAsync() ?? ValueTask.CompletedTask;
}
