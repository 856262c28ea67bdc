using Azure.Core;
using Azure.Core.Pipeline;

namespace UkraineSupport.Benchmarks.Operations;

/// <summary>
/// Counts calls to storage, each retry too; looking for messages is left out, since one look takes up to 32 of them and
/// the host looks whether there are any or not.
/// </summary>
internal sealed class CountsCalls : HttpPipelinePolicy
{
    private int _made;

    /// <summary>How many there were since it was asked the last time.</summary>
    public int Take() => Interlocked.Exchange(ref _made, 0);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var request = message.Request;
        var looks =
            request.Method == RequestMethod.Get && request.Uri.Path.EndsWith("/messages", StringComparison.Ordinal);
        if (!looks)
            Interlocked.Increment(ref _made);
        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();
}
