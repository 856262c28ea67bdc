using System.Threading.Channels;
using UkraineSupport.Domain.Access;

namespace UkraineSupport.Functions.Feed;

/// <summary>
/// One who listens: gets what comes after a position. If it does not keep up, what is kept for it is full and no more
/// comes: it goes on from the feed itself, and holds up nobody.
/// </summary>
/// <param name="viewer">Who.</param>
/// <param name="filter">What is asked for.</param>
/// <param name="from">What comes after this position comes here.</param>
/// <param name="leave">Takes it off the list.</param>
internal sealed class Listening(Actor viewer, FeedFilter filter, long from, Action<Listening> leave) : IDisposable
{
    /// <summary>Events that are kept for one who is slow.</summary>
    public const int Kept = 256;

    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(
        new BoundedChannelOptions(Kept) { SingleReader = true, SingleWriter = true }
    );

    /// <summary>What comes after this position comes here.</summary>
    public long From => from;

    /// <summary>What comes; it ends when this one did not keep up.</summary>
    public ChannelReader<LiveEvent> Events => _events.Reader;

    /// <summary>Hands it an event, if it is for it; false when it does not keep up.</summary>
    public bool Offer(LiveEvent one)
    {
        if (!filter.Takes(one.Row) || !one.Row.Audience.Includes(viewer) || _events.Writer.TryWrite(one))
            return true;
        _events.Writer.TryComplete();
        return false;
    }

    /// <inheritdoc />
    public void Dispose() => leave(this);
}
