using Azure.Core;
using Azure.Core.Pipeline;

namespace UkraineSupport.Functions.Tests.Storage;

/// <summary>Lets a call take effect and then loses its answer, as a broken connection does.</summary>
internal sealed class LosesAnswers : HttpPipelinePolicy
{
    private Func<Request, bool>? _which;

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>The next call that fits loses its answer.</summary>
    public void LoseNext(Func<Request, bool> which) => _which = which;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var loses = Interlocked.Exchange(ref _which, null);
        if (loses is not null && !loses(message.Request))
            (_which, loses) = (loses, null);
        await ProcessNextAsync(message, pipeline);
        if (loses is null)
            return;
        Lost++;
        throw new IOException("The connection broke before the answer came.");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();
}
