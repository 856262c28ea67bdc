using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Pledges;

/// <summary>The recipient's word on what the donor documents.</summary>
/// <param name="Url">The document as the recipient read it.</param>
/// <param name="Reason">Why, such as who compared it with what.</param>
public sealed record EvidenceConfirmation(string Url, string Reason);

/// <summary>
/// Evidence is confirmed by both sides (DOMAIN §2): the donor documents it, the recipient confirms that.
/// </summary>
public static class ConfirmEvidence
{
    /// <summary>Decides on <paramref name="confirmation"/>.</summary>
    public static Decision<PledgeEvent> Decide(Pledge pledge, EvidenceConfirmation confirmation, Actor actor)
    {
        if (actor.Role != Role.Recipient)
            return new Forbidden("Only the recipient confirms what a donor documents.");
        var check = new Check();
        check.Text(confirmation.Url, "/url", 1000);
        check.Text(confirmation.Reason, "/reason", 2000);
        if (check.Error is { } invalid)
            return invalid;
        return pledge.Evidence switch
        {
            { Level: EvidenceLevel.Confirmed } => new Conflict("already-confirmed", "It is confirmed by both sides."),
            { Level: EvidenceLevel.Documented, Url: { } url } when url == confirmation.Url =>
                new PledgeEvidenceConfirmed(url),
            { Level: EvidenceLevel.Documented } => new Conflict(
                "other-document",
                "The donor names another document now; read the pledge again."
            ),
            _ => new Conflict("not-documented", "The donor names no document that could be confirmed."),
        };
    }
}
