using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using UkraineSupport.Functions.Health;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Health;

/// <summary>Storage that takes what is written and loses it is noticed.</summary>
[Collection(nameof(StorageProbeTests))]
public sealed class StorageProbeTests(AzuriteFixture azurite)
{
    private const string Probe = "probe";

    [Fact]
    public async Task What_keeps_is_good_and_nothing_is_left()
    {
        await new StorageProbe(Account(), new(AppContext.BaseDirectory, 1)).RunAsync();
        var blobs = new BlobContainerClient(azurite.ConnectionString, Probe);
        var queue = new QueueClient(azurite.ConnectionString, Probe);
        var table = new TableClient(azurite.ConnectionString, "Probe");
        Assert.Empty(blobs.GetBlobs(cancellationToken: Cancel));
        Assert.Empty((await queue.PeekMessagesAsync(32, Cancel)).Value);
        Assert.Empty(table.Query<TableEntity>(cancellationToken: Cancel));
    }

    [Theory]
    [InlineData("blob")]
    [InlineData("message")]
    [InlineData("row")]
    public async Task What_is_lost_is_told(string what)
    {
        var probe = new StorageProbe(Account(new Loses(what, azurite.ConnectionString)), new(null, 1));
        var fault = await Assert.ThrowsAsync<StorageLosesException>(probe.RunAsync);
        Assert.Equal($"A {what} that was just written is not there as it was written.", fault.Message);
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_is_told_before_it_is()
    {
        var folder = AppContext.BaseDirectory;
        var free = new DriveInfo(folder).AvailableFreeSpace / 1024 / 1024;
        var probe = new StorageProbe(Account(), new(folder, free * 2));
        var fault = await Assert.ThrowsAsync<StorageLosesException>(probe.RunAsync);
        Assert.Matches(
            @"^Where storage is \d+ MiB are free, fewer than \d+ \(Storage__LeastFreeMiB\)\.$",
            fault.Message
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StorageAccount Account(HttpPipelinePolicy? policy = null) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)])
                .Build(),
            policy
        );

    /// <summary>Storage takes a write of one kind, says so, and has it no more: somebody removes it at once.</summary>
    private sealed class Loses(string what, string connection) : HttpPipelinePolicy
    {
        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (message.Response.IsError || message.Request.Method == RequestMethod.Get)
                return;
            var path = message.Request.Uri.ToUri().AbsolutePath;
            if (what == "blob" && path.Contains($"/{Probe}/", StringComparison.Ordinal))
                await new BlobContainerClient(connection, Probe).DeleteBlobIfExistsAsync(path.Split('/')[^1]);
            if (what == "message" && path.EndsWith($"/{Probe}/messages", StringComparison.Ordinal))
                await new QueueClient(connection, Probe).ClearMessagesAsync();
            if (what == "row" && path.Contains("PartitionKey=", StringComparison.Ordinal))
                await ForgetRowsAsync();
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("Storage is asked asynchronously.");

        private async Task ForgetRowsAsync()
        {
            var table = new TableClient(connection, "Probe");
            await foreach (var row in table.QueryAsync<TableEntity>())
                await table.DeleteEntityAsync(row);
        }
    }
}
