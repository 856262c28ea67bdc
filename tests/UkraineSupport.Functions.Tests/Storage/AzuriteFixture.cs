using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace UkraineSupport.Functions.Tests.Storage;

/// <summary>One Azurite for all tests of the assembly; each test uses ids of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync();

    public ValueTask DisposeAsync() => _azurite!.DisposeAsync();
}
