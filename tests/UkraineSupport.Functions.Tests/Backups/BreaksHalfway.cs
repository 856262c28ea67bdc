using Azure.Core;
using Azure.Core.Pipeline;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Backups;

/// <summary>A process that dies when half of what it sends to storage is sent.</summary>
internal sealed class BreaksHalfway : HttpPipelinePolicy
{
    /// <summary>How many bytes were sent.</summary>
    public long Sent { get; private set; }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Content is { } content)
            message.Request.Content = new Half(content, this);
        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();

    private sealed class Half(RequestContent whole, BreaksHalfway of) : RequestContent
    {
        public override async Task WriteToAsync(Stream stream, CancellationToken cancellation)
        {
            using var content = new MemoryStream();
            await whole.WriteToAsync(content, cancellation);
            var half = content.ToArray().AsMemory(0, (int)content.Length / 2);
            await stream.WriteAsync(half, cancellation);
            await stream.FlushAsync(cancellation);
            of.Sent += half.Length;
            throw new DeadException();
        }

        public override void WriteTo(Stream stream, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public override bool TryComputeLength(out long length) => whole.TryComputeLength(out length);

        public override void Dispose() => whole.Dispose();
    }
}
