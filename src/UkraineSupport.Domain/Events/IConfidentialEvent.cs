using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Events;

/// <summary>An event that fewer may see than its aggregate: it is about one donor's part in it.</summary>
public interface IConfidentialEvent
{
    /// <summary>Who may see it, if that is narrower than the aggregate's own disclosure.</summary>
    Disclosure Confidentiality { get; }

    /// <summary>
    /// The donor it is about, who may see it too when it is restricted; null when it is about several.
    /// </summary>
    string? About { get; }

    /// <summary>Whether the aggregate's own donor sees it in any case.</summary>
    bool IsForOwner => false;

    /// <summary>The kept event as such, or null when it is as open as its aggregate.</summary>
    static IConfidentialEvent? Of(EventRecord kept) =>
        EventTypes.All[kept.Type].IsAssignableTo(typeof(IConfidentialEvent))
            ? (IConfidentialEvent)kept.Happened()
            : null;
}
