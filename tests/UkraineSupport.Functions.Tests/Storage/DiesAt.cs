using Azure.Core;
using Azure.Core.Pipeline;

namespace UkraineSupport.Functions.Tests.Storage;

/// <summary>
/// A process that dies at one of its storage calls: that call is not made, or it takes effect and its answer is lost;
/// none is made after it.
/// </summary>
/// <param name="call">Which call, from 1 on.</param>
/// <param name="takesEffect">Whether that call takes effect.</param>
internal sealed class DiesAt(int call, bool takesEffect) : HttpPipelinePolicy
{
    private int _made;

    /// <summary>Whether it died.</summary>
    public bool IsDead => _made >= call;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var number = Interlocked.Increment(ref _made);
        if (number < call || (number == call && takesEffect))
            await ProcessNextAsync(message, pipeline);
        if (number >= call)
            throw new DeadException();
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();
}

/// <summary>Not one that storage clients try again after.</summary>
internal sealed class DeadException() : Exception("The process is dead.");
