using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Events;

/// <summary>
/// Who may see one event, for good: the disclosure under which it was recorded, whatever became of its aggregate since.
/// </summary>
/// <param name="Disclosure">Whom it was recorded for.</param>
/// <param name="Donors">The donors that may see it when it is restricted.</param>
public sealed record Audience(Disclosure Disclosure, IReadOnlyList<string> Donors)
{
    /// <summary>
    /// The rule. A part about one donor is that donor's, and the owner's where it is for the owner in any case; all
    /// else is the aggregate's owner's.
    /// </summary>
    /// <param name="happened">The event.</param>
    /// <param name="owner">The donor its aggregate belongs to, or null.</param>
    /// <param name="unrecorded">As what an event from before there were envelopes counts.</param>
    public static Audience Of(EventRecord happened, string? owner, Disclosure unrecorded) =>
        Of(IConfidentialEvent.Of(happened), happened.Envelope?.Disclosure ?? unrecorded, owner);

    /// <summary>The same of what happened, before it is kept.</summary>
    /// <param name="part">The event, if fewer may see it than what it happened to; or null.</param>
    /// <param name="whole">Who may see what it happened to.</param>
    /// <param name="owner">The donor that belongs to, or null.</param>
    public static Audience Of(IConfidentialEvent? part, Disclosure whole, string? owner)
    {
        string?[] donors =
            part?.Confidentiality == Disclosure.Restricted ? [part.About, part.IsForOwner ? owner : null] : [owner];
        return new(
            part?.Confidentiality > whole ? part.Confidentiality : whole,
            [.. donors.OfType<string>().Distinct()]
        );
    }

    /// <summary>Whether <paramref name="viewer"/> belongs to it.</summary>
    public bool Includes(Actor viewer) =>
        viewer.MaySee(Disclosure, null) || (Disclosure == Disclosure.Restricted && Donors.Any(viewer.IsDonor));
}
