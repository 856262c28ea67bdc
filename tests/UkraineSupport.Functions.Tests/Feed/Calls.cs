using Azure.Core;
using Azure.Core.Pipeline;

namespace UkraineSupport.Functions.Tests.Feed;

/// <summary>Counts calls to tables.</summary>
internal sealed class Calls : HttpPipelinePolicy
{
    private int _made;

    public int Made => _made;

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // Looks for what other processes appended are made whoever listens.
        if (!message.Request.Uri.Path.EndsWith("RowKey='head')", StringComparison.Ordinal))
            Interlocked.Increment(ref _made);
        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();
}
