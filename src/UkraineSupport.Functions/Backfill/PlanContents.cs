using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Backfill;

/// <summary>
/// What plans came to, in blobs named by their content: a plan can be larger than a row, and what was once read under a
/// name never changes.
/// </summary>
internal sealed class PlanContents(StorageAccount account)
{
    /// <summary>The container.</summary>
    public const string Container = "plans";

    /// <summary>Keeps it; answers its name.</summary>
    public async Task<string> KeepAsync(BackfillPlan plan, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(Answer.Json(plan));
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var blob = (await account.ContainerAsync(Container)).GetBlobClient(name);
        await blob.UploadAsync(new BinaryData(bytes), overwrite: true, cancel);
        return name;
    }

    /// <summary>Reads it; null for a plan without a name yet.</summary>
    public async Task<BackfillPlan?> ReadAsync(string? name, CancellationToken cancel)
    {
        if (name is null)
            return null;
        var blob = (await account.ContainerAsync(Container)).GetBlobClient(name);
        return JsonSerializer.Deserialize<BackfillPlan>(
            (await blob.DownloadContentAsync(cancel)).Value.Content,
            DomainJson.Options
        );
    }
}
