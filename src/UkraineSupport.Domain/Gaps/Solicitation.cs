using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Gaps;

/// <summary>What became of asking one donor (DOMAIN §3).</summary>
public enum SolicitationStatus
{
    /// <summary>Asked; no answer yet.</summary>
    Open,

    /// <summary>Answered with an offer.</summary>
    Answered,

    /// <summary>Declined, with a reason.</summary>
    Declined,

    /// <summary>No answer before the deadline.</summary>
    Lapsed,

    /// <summary>
    /// No answer, and none was needed any more: the gap was closed, gone or accepted by the deadline.
    /// </summary>
    CalledOff,
}

/// <summary>Donors asked at one time to close a gap.</summary>
/// <param name="N">Number within the gap, from 1.</param>
/// <param name="Deadline">Until when they may answer.</param>
/// <param name="RemindAt">When those who did not are reminded.</param>
/// <param name="Donors">Who was asked.</param>
/// <param name="Escalated">Whether it went to the escalation board.</param>
public sealed record Solicitation(
    int N,
    DateTimeOffset Deadline,
    DateTimeOffset RemindAt,
    IReadOnlyList<Solicited> Donors,
    bool Escalated = false
)
{
    /// <summary>Whether nobody's answer is waited for any more.</summary>
    [JsonIgnore]
    public bool IsOver => Donors.All(d => d.Status != SolicitationStatus.Open);

    /// <summary>What became of asking that donor, or null when it was not asked.</summary>
    public Solicited? Of(string donor) => Donors.FirstOrDefault(d => d.Donor == donor);
}

/// <summary>One donor in a solicitation.</summary>
/// <param name="Donor">The donor.</param>
/// <param name="Quantity">What it is asked for, in the gap's unit.</param>
/// <param name="Why">Why this donor and this share.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reminded">Whether it was reminded.</param>
/// <param name="Reason">Why it declined, or null.</param>
public sealed record Solicited(
    string Donor,
    decimal Quantity,
    string Why,
    SolicitationStatus Status = SolicitationStatus.Open,
    bool Reminded = false,
    string? Reason = null
)
{
    /// <summary>What of <see cref="Why"/> the donor itself is told.</summary>
    public string Told { get; init; } = "";

    /// <summary>Pledges it answered with.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];
}

/// <summary>A pledge that was offered for a gap, asked or unasked.</summary>
/// <param name="Donor">The donor.</param>
/// <param name="Pledge">The pledge.</param>
/// <param name="Credit">What was offered, in the gap's unit.</param>
/// <param name="Disclosure">Who may see it.</param>
/// <param name="Pending">What of it may still come and is not allocated yet; null as long as that is all of it.</param>
/// <param name="PledgeVersion">The pledge's version that is from.</param>
public sealed record GapOffer(
    string Donor,
    string Pledge,
    decimal Credit,
    Disclosure Disclosure,
    decimal? Pending = null,
    long PledgeVersion = 0
)
{
    /// <summary>What of it may still come and is not allocated yet.</summary>
    [JsonIgnore]
    public decimal StillToCome => Pending ?? Credit;
}
