using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Gaps;

/// <summary>Something that happened to a gap.</summary>
public abstract record GapEvent;

/// <summary>The deliveries of its capability say what it is now.</summary>
public interface IGapFound
{
    /// <summary>Its months.</summary>
    IReadOnlyList<GapMonth> Months { get; }

    /// <summary>Who may see it.</summary>
    Disclosure Disclosure { get; }

    /// <summary>Version of the deliveries that it was found from.</summary>
    long FoundVersion { get; }

    /// <summary>What it rests on, or null when that stays.</summary>
    IReadOnlyList<string>? Sources { get; }
}

/// <summary>US deliveries leave a shortfall.</summary>
[EventName("gap.opened")]
public sealed record GapOpened(
    string Id,
    string Capability,
    string Unit,
    IReadOnlyList<GapMonth> Months,
    Disclosure Disclosure,
    long FoundVersion,
    DateTimeOffset At,
    IReadOnlyList<string>? Sources = null
) : GapEvent;

/// <summary>
/// An agreement of co-production is expected to give less than before of what may cover it: open as it was, and more
/// of it if what is expected comes. As confidential as the agreement.
/// </summary>
[EventName("gap.futureSupplyNarrowed")]
public sealed record GapFutureSupplyNarrowed(
    string Agreement,
    string Donor,
    int Number,
    IReadOnlyList<NarrowedMonth> Months,
    Disclosure Disclosure
) : GapEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure;

    string? IConfidentialEvent.About => Donor;
}

/// <summary>More is missing than before.</summary>
[EventName("gap.widened")]
public sealed record GapWidened(
    IReadOnlyList<GapMonth> Months,
    decimal Was,
    decimal Shortfall,
    Disclosure Disclosure,
    long FoundVersion,
    IReadOnlyList<string>? Sources = null
) : GapEvent, IGapFound;

/// <summary>Less is missing than before.</summary>
[EventName("gap.narrowed")]
public sealed record GapNarrowed(
    IReadOnlyList<GapMonth> Months,
    decimal Was,
    decimal Shortfall,
    Disclosure Disclosure,
    long FoundVersion,
    IReadOnlyList<string>? Sources = null
) : GapEvent, IGapFound;

/// <summary>
/// The same is missing, but in other months, or a forecast was confirmed; or more may see it now than did, who are told
/// what it is and not what it was.
/// </summary>
[EventName("gap.revised")]
public sealed record GapRevised(
    IReadOnlyList<GapMonth> Months,
    Disclosure Disclosure,
    long FoundVersion,
    IReadOnlyList<string>? Sources = null
) : GapEvent, IGapFound;

/// <summary>The shortfall is gone, or another gap took its months over.</summary>
[EventName("gap.vanished")]
public sealed record GapVanished(string? MergedInto, long FoundVersion) : GapEvent;

/// <summary>
/// It covers more than it needs, and no other gap of its capability needs it: that is given back then, unless it is
/// needed again before.
/// </summary>
/// <param name="Quantity">What is not needed, in the gap's unit.</param>
/// <param name="ReleaseAt">When it is given back.</param>
[EventName("gap.surplusFound")]
public sealed record GapSurplusFound(decimal Quantity, DateTimeOffset ReleaseAt) : GapEvent, IConfidentialEvent
{
    // What covers it may be restricted.
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => null;
}

/// <summary>One of its months begins soon, and what covers it does not come in time for all of it.</summary>
[EventName("gap.monthNear")]
public sealed record GapMonthNear(Month Month) : GapEvent;

/// <summary>
/// One of its months is over, and what covered it did not come in time for all of it: that is put before the escalation
/// board.
/// </summary>
[EventName("gap.monthMissed")]
public sealed record GapMonthMissed(Month Month, IReadOnlyList<string> Board) : GapEvent;

/// <summary>
/// It took the months of another gap over, and with them how that was weighed, unless fewer may see that one.
/// </summary>
/// <param name="From">The gap that is no more.</param>
/// <param name="Priority">The more urgent of the two.</param>
/// <param name="Substitutes">Those of both.</param>
/// <param name="Risk">That of both.</param>
/// <param name="Disclosure">Who may see the gap that is no more; null in events of a time when that was not
/// kept.</param>
[EventName("gap.joined")]
public sealed record GapJoined(
    string From,
    int Priority,
    IReadOnlyList<Substitute> Substitutes,
    string? Risk,
    Disclosure? Disclosure = null
) : GapEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure ?? Access.Disclosure.Public;

    string? IConfidentialEvent.About => null;
}

/// <summary>Who was asked to close the gap whose months it took over, and what was offered for it.</summary>
/// <param name="From">The gap that is no more.</param>
/// <param name="Solicitations">With their new numbers.</param>
/// <param name="Offers">What was offered.</param>
[EventName("gap.askingMoved")]
public sealed record GapAskingMoved(
    string From,
    IReadOnlyList<Solicitation> Solicitations,
    IReadOnlyList<GapOffer> Offers
) : GapEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => null;
}

/// <summary>
/// It closed or opened again, for those who may see what that depends on: to others it is as it was. Its figures are as
/// those see them whom it is for.
/// </summary>
public abstract record GapTurn : GapEvent, IConfidentialEvent
{
    /// <summary>Whom it is for, if not for all who see the gap.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Disclosure Level { get; init; }

    /// <summary>The donor whose own restricted part made it so, and whom it is for too; or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Donor { get; init; }

    /// <summary>Whether it closed.</summary>
    [JsonIgnore]
    public bool Closes => this is GapClosed;

    Disclosure IConfidentialEvent.Confidentiality => Level;

    string? IConfidentialEvent.About => Donor;
}

/// <summary>All of it is covered, or it vanished.</summary>
[EventName("gap.closed")]
public sealed record GapClosed(decimal Shortfall, decimal Covered, string? MergedInto) : GapTurn;

/// <summary>
/// It had been closed and is open again: an allocation was released, or the shortfall grew or came back.
/// </summary>
[EventName("gap.reopened")]
public sealed record GapReopened(decimal Open) : GapTurn;

/// <summary>A coordinator weighed it.</summary>
[EventName("gap.assessed")]
public sealed record GapAssessed(int Priority, IReadOnlyList<Substitute> Substitutes, string? Risk) : GapEvent;

/// <summary>A coordinator accepts that this much of it stays open.</summary>
/// <param name="Shortfall">What was missing in all.</param>
/// <param name="By">The coordinator's party.</param>
/// <param name="Open">What of it was open, and so is accepted, as all see it who see the gap. Null in events of a time
/// when the shortfall was.</param>
[EventName("gap.riskAccepted")]
public sealed record GapRiskAccepted(decimal Shortfall, string? By, decimal? Open = null) : GapEvent;

/// <summary>A coordinator does not accept it any more.</summary>
[EventName("gap.riskRevoked")]
public sealed record GapRiskRevoked(string? By) : GapEvent;

/// <summary>It took an allocation. Data of this and the next two is as confidential as the pledge.</summary>
[EventName("gap.allocationTaken")]
public sealed record GapAllocationTaken(Coverage Coverage) : GapEvent, ICoverageEvent;

/// <summary>It refused an allocation, for good.</summary>
[EventName("gap.allocationRefused")]
public sealed record GapAllocationRefused(Coverage Coverage, string Why) : GapEvent, ICoverageEvent;

/// <summary>An allocation moved on, shrank or was released.</summary>
[EventName("gap.coverageChanged")]
public sealed record GapCoverageChanged(Coverage Coverage) : GapEvent, ICoverageEvent;

/// <summary>
/// A coordinator asks donors to close it. Who is asked for how much is for the coordinators and the recipient.
/// </summary>
[EventName("gap.solicited")]
public sealed record GapSolicited(
    int Solicitation,
    DateTimeOffset Deadline,
    DateTimeOffset RemindAt,
    IReadOnlyList<DonorAsked> Donors
) : GapEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => null;
}

/// <summary>
/// An event about one donor's part in a solicitation: for that donor, the coordinators and the recipient.
/// </summary>
public abstract record GapDonorEvent(int Solicitation, string Donor) : GapEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => Donor;
}

/// <summary>A donor has not answered yet, and the deadline comes near.</summary>
[EventName("gap.donorReminded")]
public sealed record GapDonorReminded(int Solicitation, string Donor, DateTimeOffset Deadline)
    : GapDonorEvent(Solicitation, Donor);

/// <summary>A donor declined.</summary>
[EventName("gap.donorDeclined")]
public sealed record GapDonorDeclined(int Solicitation, string Donor, string Reason)
    : GapDonorEvent(Solicitation, Donor);

/// <summary>A donor let the deadline pass.</summary>
[EventName("gap.donorLapsed")]
public sealed record GapDonorLapsed(int Solicitation, string Donor) : GapDonorEvent(Solicitation, Donor);

/// <summary>
/// A donor had not answered by the deadline, and did not need to: the gap was closed, gone or accepted.
/// </summary>
[EventName("gap.donorCalledOff")]
public sealed record GapDonorCalledOff(int Solicitation, string Donor) : GapDonorEvent(Solicitation, Donor);

/// <summary>A donor offered a pledge for it, asked or unasked. As confidential as the pledge.</summary>
/// <param name="Donor">The donor.</param>
/// <param name="Pledge">The pledge.</param>
/// <param name="Credit">What it offers, in the gap's unit.</param>
/// <param name="Disclosure">The pledge's.</param>
/// <param name="At">When it was announced: in time is in time, whenever the gap is told. Null in older events.</param>
[EventName("gap.offered")]
public sealed record GapOffered(
    string Donor,
    string Pledge,
    decimal Credit,
    Disclosure Disclosure,
    DateTimeOffset? At = null
) : GapEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure;

    string? IConfidentialEvent.About => Donor;
}

/// <summary>
/// What an offered pledge may still bring the gap is another quantity now, or fewer may see it. As confidential as the
/// pledge.
/// </summary>
/// <param name="Donor">The donor.</param>
/// <param name="Pledge">The pledge.</param>
/// <param name="Pending">Offered and not allocated to anything yet, in the gap's unit; 0 once the pledge has
/// ended.</param>
/// <param name="Disclosure">The pledge's.</param>
/// <param name="PledgeVersion">The pledge's version it was read at; older news is ignored.</param>
[EventName("gap.offerChanged")]
public sealed record GapOfferChanged(
    string Donor,
    string Pledge,
    decimal Pending,
    Disclosure Disclosure,
    long PledgeVersion
) : GapEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure;

    string? IConfidentialEvent.About => Donor;
}

/// <summary>
/// A solicitation is over and the gap still open: it is put before the escalation board (DOMAIN §1 row 9), with what is
/// open as all see it who see the gap.
/// </summary>
[EventName("gap.escalated")]
public sealed record GapEscalated(int Solicitation, decimal Open, IReadOnlyList<string> Board) : GapEvent;

/// <summary>A donor and what it is asked for.</summary>
/// <param name="Donor">The donor.</param>
/// <param name="Quantity">Its share of what is open, in the gap's unit.</param>
/// <param name="Why">Why this donor and this share, in words and numbers.</param>
/// <param name="Told">What of that the donor is told: what others have committed or cover does not follow from
/// it.</param>
public sealed record DonorAsked(string Donor, decimal Quantity, string Why, string Told = "");
