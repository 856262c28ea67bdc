using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>What plans came to, in blobs: they repeat caveats and conditions. Each keeps its name.</summary>
internal sealed class ErasureInPlans(StorageAccount account) : IErasurePlace
{
    public async Task EraseAsync(Wanted wanted, bool writes, ErasureCount count, CancellationToken cancel)
    {
        var container = account.Container(PlanContents.Container);
        if (!await container.ExistsAsync(cancel))
            return;
        await foreach (var found in container.GetBlobsAsync(cancellationToken: cancel))
        {
            var blob = container.GetBlobClient(found.Name);
            var content = (await blob.DownloadContentAsync(cancel)).Value.Content;
            if (wanted.Scrubbed(content.ToString()) is not { } left)
                continue;
            count.Plan();
            if (writes)
                await blob.UploadAsync(new BinaryData(left), overwrite: true, cancel);
        }
    }
}
