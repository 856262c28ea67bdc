using System.Collections.Concurrent;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Events;

namespace UkraineSupport.Functions.Feed;

/// <summary>
/// An event of the feed with what it carries, as its aggregate stood when it was read: it can be shown to anybody. What
/// one level sees is made once, however many ask.
/// </summary>
/// <param name="row">The event in the feed.</param>
/// <param name="path">Where its aggregate is to be found.</param>
/// <param name="readAt">As of when it is known who may see it.</param>
/// <param name="seen">The event as a reader counts it; null for those who may not see it, or not any more.</param>
internal sealed class FedEvent(FeedRow row, string path, DateTimeOffset readAt, Func<Actor, EventRecord?> seen)
{
    private readonly ConcurrentDictionary<string, Lazy<BinaryData?>> _shown = new();

    public FeedRow Row => row;

    /// <summary>As of when it is known who may see it.</summary>
    public DateTimeOffset ReadAt => readAt;

    /// <summary>The same at its place in the feed.</summary>
    public FedEvent At(long position) => new(row with { Position = position }, path, readAt, seen);

    /// <summary>
    /// The event as <paramref name="viewer"/> reads it in history, as a CloudEvent; null for one who may not see it.
    /// </summary>
    public BinaryData? For(Actor viewer) => _shown.GetOrAdd(LevelOf(viewer), _ => new(() => Show(viewer))).Value;

    /// <summary>
    /// What <paramref name="viewer"/> sees depends on this alone (<see cref="Actor.MaySee"/>).
    /// </summary>
    public static string LevelOf(Actor viewer) =>
        viewer.MaySee(Disclosure.Restricted, null) ? "all"
        : !viewer.MaySee(Disclosure.Coalition, null) ? "public"
        : viewer.Role == Role.Donor ? $"donor {viewer.Party}"
        : "coalition";

    private BinaryData? Show(Actor viewer) =>
        row.Audience.Includes(viewer) && seen(viewer) is { } happened
            ? CloudEvents.Encode(
                happened,
                row.Audience.Disclosure,
                path,
                whole: viewer.MaySee(Disclosure.Restricted, null)
            )
            : null;
}
