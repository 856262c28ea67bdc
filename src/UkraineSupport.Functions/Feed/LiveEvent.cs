using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Events;

namespace UkraineSupport.Functions.Feed;

/// <summary>
/// An event on its way to those who listen: for each level it is written once, as server-sent events are.
/// </summary>
/// <param name="fed">The event, at its place in the feed.</param>
/// <param name="cursors">Seals the position.</param>
internal sealed class LiveEvent(FedEvent fed, FeedCursors cursors)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]?>>> _frames = new();

    public FeedRow Row => fed.Row;

    public FedEvent Fed => fed;

    /// <summary>What is sent to <paramref name="viewer"/>; null for one who may not see it.</summary>
    public Task<byte[]?> FrameAsync(Actor viewer) =>
        _frames.GetOrAdd(FedEvent.LevelOf(viewer), _ => new(() => WriteAsync(viewer))).Value;

    /// <summary>An event as it is sent.</summary>
    /// <param name="cursor">Its id: behind it the reader goes on.</param>
    /// <param name="type">Such as <c>pledge.announced</c>.</param>
    /// <param name="json">The CloudEvent, on one line.</param>
    public static byte[] Frame(string cursor, string type, BinaryData json) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"id: {cursor}\nevent: {CloudEvents.TypePrefix}{type}\ndata: {json}\n\n"
            )
        );

    private async Task<byte[]?> WriteAsync(Actor viewer) =>
        fed.For(viewer) is { } json
            ? Frame(await cursors.SealAsync(Row.Position, CancellationToken.None), Row.Type, json)
            : null;
}
