using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Events;

/// <summary>What every aggregate says of itself.</summary>
public interface IAggregate
{
    /// <summary>Identifier, unique over all aggregates; prefixed by the kind.</summary>
    string Id { get; }

    /// <summary>Version of its last event.</summary>
    long Version { get; }

    /// <summary>Who may see it.</summary>
    Disclosure Disclosure { get; }

    /// <summary>The donor it belongs to, for restricted disclosure; null when it belongs to the recipient.</summary>
    string? Owner { get; }

    /// <summary>
    /// Whether a caller may know of it at all; narrower than its disclosure where it is for several that it concerns.
    /// </summary>
    bool IsSeenBy(Actor viewer) => viewer.MaySee(Disclosure, Owner);
}

/// <summary>A unit of consistency: its events are decided and stored together, one version at a time.</summary>
/// <typeparam name="TSelf">The state.</typeparam>
/// <typeparam name="TEvent">The base of its events.</typeparam>
public interface IAggregate<TSelf, TEvent> : IAggregate
    where TSelf : class, IAggregate<TSelf, TEvent>
    where TEvent : class
{
    /// <summary>What it is, and the prefix of its ids.</summary>
    static abstract string IdKind { get; }

    /// <summary>
    /// The same under the version that one reader counts (<see cref="Levels"/>): to be shown, not to be decided on.
    /// </summary>
    TSelf Numbered(long version);

    /// <summary>
    /// The state after <paramref name="happened"/>, whose version is one more than <paramref name="state"/>'s.
    /// </summary>
    static abstract TSelf Apply(TSelf? state, TEvent happened);
}
