using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;

namespace UkraineSupport.Functions.Backups;

/// <summary>
/// The container <c>backups</c> of another storage account than the app's, where nightly backups are laid down:
/// <c>Backup__AccountName</c> with managed identity, or a connection string in <c>Backup__ConnectionString</c>. The
/// container must be there: who may add to it only, makes none.
/// </summary>
internal sealed class BackupVault
{
    /// <summary>The name of the container.</summary>
    public const string Container = "backups";

    /// <summary>Most bytes of a blob that come in one call, by the Blob service.</summary>
    private const long Largest = 5000L * 1024 * 1024;

    private readonly BlobContainerClient? _container;

    /// <param name="configuration">Where the account is.</param>
    /// <param name="policy">Sees every call, each retry too: for tests in which storage fails.</param>
    public BackupVault(IConfiguration configuration, HttpPipelinePolicy? policy = null)
    {
        // The whole file is one call.
        var options = new BlobClientOptions { Retry = { NetworkTimeout = TimeSpan.FromMinutes(10) } };
        if (policy is not null)
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        if (configuration["Backup:ConnectionString"] is { Length: > 0 } connection)
            _container = new BlobContainerClient(connection, Container, options);
        else if (configuration["Backup:AccountName"] is { Length: > 0 } account)
        {
            var address = new Uri($"https://{account}.blob.core.windows.net/{Container}");
            _container = new BlobContainerClient(address, new DefaultAzureCredential(), options);
        }
    }

    /// <summary>Whether a setting says where.</summary>
    public bool IsSet => _container is not null;

    /// <summary>
    /// Adds a blob. It is one call, so that a right to add is enough, which neither reads nor overwrites nor deletes;
    /// of a call that is cut off, nothing is there.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">All of it, from its position on; it must be able to seek. At most 5,000 MiB.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RequestFailedException">It is not there; of 409, another one is.</exception>
    public Task AddAsync(string name, Stream content, CancellationToken cancel) =>
        _container!
            .GetBlobClient(name)
            .UploadAsync(
                content,
                new BlobUploadOptions
                {
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                    HttpHeaders = new BlobHttpHeaders { ContentType = "application/zip" },
                    TransferOptions = new StorageTransferOptions { InitialTransferSize = Largest },
                },
                cancel
            );
}
