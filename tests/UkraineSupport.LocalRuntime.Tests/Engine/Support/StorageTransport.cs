using Azure.Core;
using Azure.Core.Pipeline;

namespace UkraineSupport.LocalRuntime.Tests.Engine.Support;

/// <summary>A way to storage on which a test decides what becomes of each call.</summary>
internal abstract class StorageTransport : HttpPipelineTransport
{
    public sealed override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public sealed override void Process(HttpMessage message) =>
        throw new NotSupportedException("The engine makes no synchronous calls.");

    /// <summary>Sends the call on, as if nobody interfered.</summary>
    protected static ValueTask SendAsync(HttpMessage message) => HttpClientTransport.Shared.ProcessAsync(message);
}
