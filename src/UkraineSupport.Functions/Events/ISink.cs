using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Functions.Events;

/// <summary>An event on its way to dashboards.</summary>
/// <param name="Happened">The event as it is stored.</param>
/// <param name="Before">The aggregate's levels before it.</param>
/// <param name="Disclosure">The aggregate's disclosure by now.</param>
/// <param name="Path">Where the aggregate is to be found.</param>
internal sealed record OutgoingEvent(EventRecord Happened, Levels Before, Disclosure Disclosure, string Path)
{
    /// <summary>
    /// Whom it was recorded for: that counts, also when it is dispatched after the aggregate became more open.
    /// </summary>
    public Disclosure Recorded { get; } = Audience.Of(Happened, owner: null, Before.Unrecorded).Disclosure;

    /// <summary>
    /// The event as those read it who see what is disclosed to <paramref name="level"/>, with its id, number and hash
    /// there; null when they may not see it, or may not any more.
    /// </summary>
    public EventRecord? At(Disclosure level) =>
        CloudEvents.DisclosureOf(this) > level ? null : Before.Of(level)?.Next(Happened) ?? Happened;
}

/// <summary>
/// Where events go out to dashboards. Each sink has a progress of its own for each aggregate: one that is away holds up
/// no other, and nothing is sent to the others again on its account (docs/decisions/0008).
/// </summary>
internal interface ISink
{
    /// <summary>Its name in the progress of each aggregate: letters, digits and underscores, and never changed once
    /// used.</summary>
    string Name { get; }

    /// <summary>
    /// The queue that calls for its dispatch; null for a sink in the app's own storage account, which is served with
    /// the rest: if that account is away, everything is.
    /// </summary>
    string? Outbox { get; }

    /// <summary>
    /// Sends events of one aggregate in their order; returns when all are accepted. May be called again for the same
    /// ones: they have the same message ids then.
    /// </summary>
    Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel);
}
