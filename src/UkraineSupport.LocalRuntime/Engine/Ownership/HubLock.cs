using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Engine.Log;

namespace UkraineSupport.LocalRuntime.Engine.Ownership;

/// <summary>
/// One process per task hub: a leased blob that says who holds it. It gives a second process a clear answer and lets a
/// killed one be succeeded at once. What keeps two owners from writing over each other is not this but the log itself:
/// its next row can be added once.
/// </summary>
internal sealed class HubLock(BlobContainerClient container, string hub, StorageRetry retry, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReleaseWithin = TimeSpan.FromSeconds(3);

    private readonly BlobClient _blob = container.GetBlobClient("owner");
    private readonly CancellationTokenSource _stop = new();
    private BlobLeaseClient? _lease;
    private Task _renewing = Task.CompletedTask;

    /// <summary>Takes the lock.</summary>
    /// <param name="onLost">Called when somebody else has taken it from us.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TaskHubInUseException">A live process holds it.</exception>
    public async Task TakeAsync(Action<Exception> onLost, CancellationToken cancellation)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!await retry.RunAsync("lease the hub's lock", TryLeaseAsync, cancellation))
        {
            var (owner, alive) = await retry.RunAsync("read the hub's owner", ReadOwnerAsync, cancellation);
            if (alive == true || TimeProvider.System.GetElapsedTime(deadline) > Duration * 1.2)
            {
                throw new TaskHubInUseException(
                    $"Task hub '{hub}' is in use by process {owner.Id} on {owner.Machine}. Stop it, or use another task hub."
                );
            }
            if (alive == false)
            {
                logger.LogInformation("Process {Process} that owned hub {Hub} is gone; taking over", owner.Id, hub);
                await retry.RunAsync("break the lease", BreakAsync, cancellation);
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellation);
            }
        }
        _renewing = Task.Run(() => RenewAsync(onLost, _stop.Token), CancellationToken.None);
    }

    /// <summary>
    /// Gives the lock back, so that this process can take it again at once; storage may fail some times meanwhile.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await StopRenewingAsync();
        using var patience = new CancellationTokenSource(ReleaseWithin, TimeProvider.System);
        try
        {
            if (_lease is { } lease)
                await retry.RunAsync(
                    "release the hub's lock",
                    c => lease.ReleaseAsync(cancellationToken: c),
                    patience.Token
                );
        }
        catch (Exception gone) when (gone is RequestFailedException || StorageRetry.IsTransient(gone))
        {
            // Released by an attempt that seemed to fail, or taken by another, or storage stays away: it runs out by
            // itself.
        }
        _stop.Dispose();
    }

    /// <summary>Stops as a killed process would: the lease stays.</summary>
    internal async Task AbandonAsync()
    {
        await StopRenewingAsync();
        if (_lease is not null)
            await _blob.SetMetadataAsync(MetadataOf(ProcessIdentity.Current() with { Id = int.MaxValue }), Mine());
        _lease = null;
    }

    private async Task StopRenewingAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
    }

    private async Task CreateBlobAsync(CancellationToken cancellation)
    {
        try
        {
            await _blob.UploadAsync(
                BinaryData.FromString(hub),
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } },
                cancellation
            );
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            // From an earlier start; leased or not.
        }
    }

    private async Task<bool> TryLeaseAsync(CancellationToken cancellation)
    {
        var lease = _blob.GetBlobLeaseClient(_lease?.LeaseId ?? Guid.NewGuid().ToString());
        _lease = lease;
        try
        {
            await lease.AcquireAsync(Duration, cancellationToken: cancellation);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return false;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // The hub's first start.
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await CreateBlobAsync(cancellation);
            return await TryLeaseAsync(cancellation);
        }
        await _blob.SetMetadataAsync(MetadataOf(ProcessIdentity.Current()), Mine(), cancellation);
        return true;
    }

    private async Task BreakAsync(CancellationToken cancellation)
    {
        try
        {
            await _blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellation);
        }
        catch (RequestFailedException free) when (free.Status == 409)
        {
            // Already broken or run out.
        }
    }

    private async Task<(ProcessIdentity Owner, bool? Alive)> ReadOwnerAsync(CancellationToken cancellation)
    {
        var properties = await _blob.GetPropertiesAsync(cancellationToken: cancellation);
        var metadata = properties.Value.Metadata;
        if (!metadata.TryGetValue("pid", out var pid))
            return (new("an unknown machine", 0, 0), null);
        var owner = new ProcessIdentity(
            metadata["machine"],
            int.Parse(pid, CultureInfo.InvariantCulture),
            long.Parse(metadata["started"], CultureInfo.InvariantCulture)
        );
        return (owner, owner.IsAlive());
    }

    private async Task RenewAsync(Action<Exception> onLost, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Renewal, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await retry.RunAsync("renew the hub's lease", c => _lease!.RenewAsync(cancellationToken: c), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        catch (RequestFailedException lost)
        {
            onLost(new TaskHubInUseException($"Task hub '{hub}' was taken over by another process.", lost));
        }
    }

    private BlobRequestConditions Mine() => new() { LeaseId = _lease!.LeaseId };

    private static Dictionary<string, string> MetadataOf(ProcessIdentity owner) =>
        new()
        {
            ["machine"] = owner.Machine,
            ["pid"] = owner.Id.ToString(CultureInfo.InvariantCulture),
            ["started"] = owner.StartedTicks.ToString(CultureInfo.InvariantCulture),
        };
}
