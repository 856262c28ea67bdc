using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Catalog;

/// <summary>The capability catalogue, and whether the app is ready.</summary>
internal sealed class CatalogEndpoints(Api api, StorageAccount storage)
{
    /// <summary>What quantities are counted in.</summary>
    [Function("ListCapabilities")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "catalog/capabilities")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            _ => Task.FromResult(Answer.Ok(new ListPage<Capability>(CapabilityCatalog.All, null)))
        );

    /// <summary>200 when storage answers; 503 otherwise.</summary>
    [Function("Health")]
    public Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var queue = await storage.QueueAsync(Outbox.Queue);
                await queue.GetPropertiesAsync(call.Aborted);
                return Answer.Ok(new { status = "ready" });
            }
        );
}
