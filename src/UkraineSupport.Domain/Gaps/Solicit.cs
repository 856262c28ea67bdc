using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Gaps;

/// <summary>A coordinator's wish to ask donors.</summary>
/// <param name="Deadline">Until when they may answer.</param>
/// <param name="Donors">Whom to ask; chosen by capability and fair share when it is left out.</param>
public sealed record SolicitDonors(DateTimeOffset Deadline, IReadOnlyList<string>? Donors = null);

/// <summary>A donor's refusal.</summary>
/// <param name="Reason">Why.</param>
public sealed record DeclineSolicitation(string Reason);

/// <summary>
/// Asking donors to close a gap, and what becomes of it. Each step may be repeated: the gap knows what was done.
/// </summary>
public static class Solicit
{
    /// <summary>Most solicitations a gap can have.</summary>
    public const int MaxSolicitations = 100;

    /// <summary>Asks.</summary>
    /// <param name="gap">The gap.</param>
    /// <param name="wish">Whom, until when.</param>
    /// <param name="committed">What each donor has committed of the capability, in its unit: for the fair
    /// share.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="now">The time; donors are reminded at half of what is left.</param>
    public static Decision<GapEvent> Decide(
        Gap gap,
        SolicitDonors wish,
        IReadOnlyDictionary<string, decimal> committed,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators solicit donors.");
        var check = new Check();
        check.That(wish.Deadline > now, "/deadline", "In the future.");
        check.That(wish.Deadline < now.AddYears(2), "/deadline", "Within two years.");
        if (wish.Donors is { } donors)
        {
            check.Count(donors, "/donors", 1, 60);
            foreach (var (donor, i) in donors.Select((d, i) => (d, i)))
                check.That(
                    DonorCatalog.ClosesGaps(donor),
                    $"/donors/{i}",
                    "An ally or institution of /api/catalog/donors; not the USA, whose gap it is."
                );
            check.That(donors.Distinct().Count() == donors.Count, "/donors", "Each donor once.");
        }

        if (check.Error is { } invalid)
            return invalid;
        if (gap.Status is GapStatus.Closed or GapStatus.AcceptedRisk)
            return new Conflict("gap-not-open", $"The gap is {gap.Status}.");
        if (gap.Solicitations.Count >= MaxSolicitations)
            return new Conflict("too-many-solicitations", $"A gap has at most {MaxSolicitations} solicitations.");
        if (gap.Unasked <= 0)
            return new Conflict(
                "all-asked",
                $"All {gap.OpenQuantity} {gap.Unit} that are open are offered or asked for already; what is declined or lapses can be asked for again."
            );
        return new GapSolicited(
            gap.Solicitations.Count + 1,
            wish.Deadline,
            Moments.Half(now, wish.Deadline),
            FairShare.Of(
                gap,
                committed,
                wish.Donors,
                [.. DonorCatalog.All.Where(d => DonorCatalog.ClosesGaps(d.Party))]
            )
        );
    }

    /// <summary>A donor declines.</summary>
    public static Decision<GapEvent> Decline(Gap gap, int solicitation, DeclineSolicitation answer, Actor actor)
    {
        // Who else was asked is not for other donors to know: to them this solicitation is not there.
        if (actor.Role != Role.Donor || Asked(gap, solicitation, actor.Party!) is not { } asked)
            return new NotFound("There is no such solicitation of yours.");
        if (Check.Reason(answer.Reason) is { } invalid)
            return invalid;
        if (gap.MergedInto is { } into)
            return new Conflict(
                "moved",
                $"{into} took the gap's months over, and with them who was asked: answer there."
            );
        return asked.Status == SolicitationStatus.Open
            ? new GapDonorDeclined(solicitation, asked.Donor, answer.Reason.Trim())
            : new Conflict("already-answered", $"The solicitation is {asked.Status} for {asked.Donor}.");
    }

    /// <summary>A donor's pledge for the gap was announced; nothing when that is known.</summary>
    public static Decision<GapEvent> Offered(Gap gap, Pledge pledge)
    {
        if (gap.Offers.Any(o => o.Pledge == pledge.Id))
            return default;
        return new GapOffered(
            pledge.Donor,
            pledge.Id,
            Credit(gap, pledge, l => l.Quantity),
            pledge.Disclosure,
            pledge.AnnouncedAt
        );
    }

    /// <summary>
    /// The offered pledge moved on: what of it may still come. Nothing when that is as the gap knows it, or newer than
    /// what is told.
    /// </summary>
    public static Decision<GapEvent> Follow(Gap gap, Pledge pledge)
    {
        if (gap.Offers.FirstOrDefault(o => o.Pledge == pledge.Id) is not { } offer)
            return default;
        var pending = Credit(gap, pledge, pledge.StillToCome);
        return
            pledge.Version <= offer.PledgeVersion
            || (pending == offer.StillToCome && pledge.Disclosure == offer.Disclosure)
            ? default(Decision<GapEvent>)
            : new GapOfferChanged(offer.Donor, offer.Pledge, pending, pledge.Disclosure, pledge.Version);
    }

    /// <summary>Half of the time is gone; nothing for a gap that needs no answer.</summary>
    public static Decision<GapEvent> Remind(Gap gap, int solicitation, string donor) =>
        NeedsAnswers(gap) && Asked(gap, solicitation, donor) is { Status: SolicitationStatus.Open, Reminded: false }
            ? new GapDonorReminded(solicitation, donor, gap.Solicitations[solicitation - 1].Deadline)
            : default(Decision<GapEvent>);

    /// <summary>The time is over: the donor let it pass, or was not needed any more.</summary>
    public static Decision<GapEvent> Lapse(Gap gap, int solicitation, string donor) =>
        Asked(gap, solicitation, donor) is not { Status: SolicitationStatus.Open } ? default(Decision<GapEvent>)
        : NeedsAnswers(gap) ? new GapDonorLapsed(solicitation, donor)
        : new GapDonorCalledOff(solicitation, donor);

    /// <summary>
    /// All donors have answered or lapsed: a gap that the offers that stand do not close goes before the board, then
    /// or whenever one of them ends. What of an offer is allocated is not open any more, or serves another need.
    /// </summary>
    public static Decision<GapEvent> Escalate(Gap gap, int solicitation, IReadOnlyList<string> board)
    {
        if (gap.Solicitations[solicitation - 1] is not { Escalated: false, IsOver: true })
            return default;
        if (!NeedsAnswers(gap))
            return default;
        return gap.Offers.Sum(o => o.StillToCome) < gap.OpenQuantity
            ? new GapEscalated(solicitation, gap.SeenAt(gap.Disclosure).OpenQuantity, board)
            : default(Decision<GapEvent>);
    }

    private static bool NeedsAnswers(Gap gap) => gap.Status is not (GapStatus.Closed or GapStatus.AcceptedRisk);

    /// <summary>What lines stand for in the gap's unit.</summary>
    private static decimal Credit(Gap gap, Pledge pledge, Func<PledgeLine, decimal> quantity) =>
        pledge.Lines.Sum(l => quantity(l) * (gap.FactorFor(l.Capability) ?? 0));

    private static Solicited? Asked(Gap gap, int solicitation, string donor) =>
        solicitation >= 1 && solicitation <= gap.Solicitations.Count
            ? gap.Solicitations[solicitation - 1].Of(donor)
            : null;
}
