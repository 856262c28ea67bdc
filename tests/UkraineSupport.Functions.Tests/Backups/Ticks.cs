using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace UkraineSupport.Functions.Tests.Backups;

/// <summary>
/// A clock goes on with every call to storage, so that no two events of an aggregate are at one time.
/// </summary>
internal sealed class Ticks : HttpPipelinePolicy
{
    /// <summary>The clock.</summary>
    public FakeTimeProvider? Clock { get; set; }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Clock?.Advance(TimeSpan.FromMilliseconds(1));
        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();
}
