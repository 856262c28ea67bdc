using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Events;

/// <summary>
/// Who may see one event, for good: the disclosure under which it was recorded, whatever became of its aggregate since.
/// </summary>
/// <param name="Disclosure">Whom it was recorded for.</param>
/// <param name="Donor">The donor that may see it when it is restricted, or null.</param>
public sealed record Audience(Disclosure Disclosure, string? Donor)
{
    /// <summary>The rule. A part about one donor is that donor's; all else is the aggregate's owner's.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="owner">The donor its aggregate belongs to, or null.</param>
    /// <param name="unrecorded">As what an event from before there were envelopes counts.</param>
    public static Audience Of(EventRecord happened, string? owner, Disclosure unrecorded)
    {
        var (whole, part) = (happened.Envelope?.Disclosure ?? unrecorded, IConfidentialEvent.Of(happened));
        return new(
            part?.Confidentiality > whole ? part.Confidentiality : whole,
            part is { IsForOwner: false, Confidentiality: Disclosure.Restricted } ? part.About : owner
        );
    }

    /// <summary>Whether <paramref name="viewer"/> belongs to it.</summary>
    public bool Includes(Actor viewer) => viewer.MaySee(Disclosure, Donor);
}
