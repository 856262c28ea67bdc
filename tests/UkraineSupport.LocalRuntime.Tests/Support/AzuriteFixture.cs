using Azure.Storage.Queues;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace UkraineSupport.LocalRuntime.Tests.Support;

/// <summary>One Azurite for all tests that only need one; each uses queues and hubs of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess process = null!;

    public string ConnectionString => process.ConnectionString;

    public async ValueTask InitializeAsync() => process = await AzuriteProcess.StartAsync();

    public ValueTask DisposeAsync() => process.DisposeAsync();

    /// <summary>A queue nobody else uses.</summary>
    public async Task<QueueClient> CreateQueueAsync(string? name = null)
    {
        var queue = new QueueClient(ConnectionString, name ?? $"q-{Guid.NewGuid():N}");
        await queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        return queue;
    }
}
