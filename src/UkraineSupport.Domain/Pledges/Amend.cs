using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Pledges;

/// <summary>A donor's change of its pledge; what is left out stays.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Title">New title.</param>
/// <param name="ValidUntil">New validity; only before formalisation.</param>
/// <param name="Disclosure">New disclosure.</param>
/// <param name="Conditions">New conditions; only before formalisation.</param>
/// <param name="Caveats">New caveats.</param>
/// <param name="Lines">Changed lines.</param>
/// <param name="Evidence">New evidence; what the recipient confirmed before it counts no more.</param>
public sealed record AmendPledge(
    string Reason,
    string? Title = null,
    DateTimeOffset? ValidUntil = null,
    Disclosure? Disclosure = null,
    IReadOnlyList<Condition>? Conditions = null,
    IReadOnlyList<Caveat>? Caveats = null,
    IReadOnlyList<AmendLine>? Lines = null,
    Evidence? Evidence = null
);

/// <summary>A change of one line.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Quantity">New quantity; after formalisation only less, and not less than is allocated.</param>
/// <param name="DeliverBy">New last day.</param>
/// <param name="AvailableFrom">New first day.</param>
public sealed record AmendLine(
    int Line,
    decimal? Quantity = null,
    DateOnly? DeliverBy = null,
    DateOnly? AvailableFrom = null
);

/// <summary>
/// The donor changes its pledge. What coordinators had decided on is decided again if the substance changes.
/// </summary>
public static class Amend
{
    /// <summary>
    /// Decides on <paramref name="change"/>; <paramref name="hasShares"/> says whether others contribute to it.
    /// </summary>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        AmendPledge change,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines,
        bool hasShares = false
    )
    {
        if (!actor.IsDonor(pledge.Donor))
            return new Forbidden("Only the pledge's donor amends it.");
        var lines = pledge.Lines.Select(l => Changed(l, change, pledge.IsCommitted)).ToList();
        if (Validate(pledge, change, lines, now).Error is { } invalid)
            return invalid;
        // Who may see what was given, or was not, is the donor's to say for good.
        if (pledge.IsEnded && change != new AmendPledge(change.Reason, Disclosure: change.Disclosure))
            return new Conflict("already-ended", $"The pledge is {pledge.Status}.");
        if (pledge.IsCommitted && WhyNotAfterFormalisation(pledge, change, lines) is { } conflict)
            return conflict;
        if (
            change.Disclosure == Disclosure.Restricted
            && pledge.Allocations.FirstOrDefault(a =>
                a.To is not null && pledge.Progress(a) is var p && p.Received < p.Allocated
            )
                is { } replenishes
        )
            return new Conflict(
                "replenishes",
                $"It replenishes the stock of {replenishes.To}, who could not see it any more to confirm receipt."
            );

        if (change.Disclosure is { } narrower && IntakesMoreOpen(pledge, narrower) is { } open)
            return open;
        if (PooledOffer.WhyNotDisclose(pledge, change.Disclosure, hasShares) is { } shared)
            return shared;

        var substance =
            change.ValidUntil is not null
            || change.Conditions is not null
            || change.Caveats is not null
            || change.Lines is { Count: > 0 };
        var newReview = substance && !pledge.IsCommitted;
        if (newReview)
            lines = [.. lines.Select(l => l with { Accepted = 0 })];
        var amended = new PledgeAmended(
            change.Title?.Trim() ?? pledge.Title,
            change.ValidUntil ?? pledge.ValidUntil,
            change.Disclosure ?? pledge.Disclosure,
            change.Conditions ?? pledge.Conditions,
            change.Caveats ?? pledge.Caveats,
            lines,
            newReview,
            now,
            newReview ? now + deadlines.Review : pledge.ReviewDue,
            change.Evidence
        );
        // A commitment that shrinks to what was received has nothing left to wait for.
        return (PledgeEvent[])[amended, .. Pledge.Apply(pledge, amended).Completion()];
    }

    /// <summary>An intake names the pledge that it rests on, and who may see it is said once.</summary>
    private static Conflict? IntakesMoreOpen(Pledge pledge, Disclosure disclosure) =>
        pledge.Intakes.FirstOrDefault(p => p.IsLive && p.Disclosure < disclosure) is { } open
            ? new(
                "intakes",
                $"Its places are in {open.Intake}, which is {open.Disclosure}: fewer cannot see the pledge than the intake."
            )
            : null;

    private static PledgeLine Changed(PledgeLine line, AmendPledge change, bool committed)
    {
        if (change.Lines?.FirstOrDefault(l => l.Line == line.Line) is not { } amended)
            return line;
        var quantity = amended.Quantity ?? line.Quantity;
        return line with
        {
            Quantity = quantity,
            DeliverBy = amended.DeliverBy ?? line.DeliverBy,
            AvailableFrom = amended.AvailableFrom ?? line.AvailableFrom,
            Accepted = committed ? Math.Min(line.Accepted, quantity) : line.Accepted,
            Committed = committed ? Math.Min(line.Committed, quantity) : line.Committed,
            Training = line.Training is { Places: not null } course ? course with { Places = quantity } : line.Training,
        };
    }

    private static Check Validate(Pledge pledge, AmendPledge change, List<PledgeLine> lines, DateTimeOffset now)
    {
        var check = new Check();
        check.Text(change.Reason, "/reason", 2000);
        check.That(
            change
                is not {
                    Title: null,
                    ValidUntil: null,
                    Disclosure: null,
                    Conditions: null,
                    Caveats: null,
                    Lines: null or { Count: 0 },
                    Evidence: null
                },
            "",
            "Nothing is amended."
        );
        OfferRules.Terms(
            check,
            change.Title ?? pledge.Title,
            change.ValidUntil ?? now.AddTicks(1),
            change.Conditions,
            change.Caveats,
            now
        );
        OfferRules.OwnEvidence(check, change.Evidence);
        check.That(
            pledge.Gap is null || change.Disclosure is null || change.Disclosure >= pledge.GapDisclosure,
            "/disclosure",
            $"The pledge names the gap that it was offered for, which is {pledge.GapDisclosure}."
        );
        check.Count(change.Lines, "/lines", 0, Announce.MaxLines);
        foreach (var (amended, i) in (change.Lines ?? []).Take(Announce.MaxLines).Select((l, i) => (l, i)))
        {
            var line = lines.FirstOrDefault(l => l.Line == amended.Line);
            check.That(
                line is not null,
                $"/lines/{i}/line",
                $"There is no line {amended.Line}; lines are numbered from 1 to {lines.Count}."
            );
            if (line is null)
                continue;
            check.Quantity(line.Quantity, CapabilityCatalog.Find(line.Capability), $"/lines/{i}/quantity");
            check.Lots(line.Quantity, line.Lot, $"/lines/{i}/quantity");
            check.That(
                line.AvailableFrom is null || line.AvailableFrom <= line.DeliverBy,
                $"/lines/{i}/availableFrom",
                "Not after deliverBy."
            );
        }

        check.That(
            (change.Lines ?? []).DistinctBy(l => l.Line).Count() == (change.Lines?.Count ?? 0),
            "/lines",
            "Each line once."
        );
        return check;
    }

    private static Conflict? WhyNotAfterFormalisation(Pledge pledge, AmendPledge change, List<PledgeLine> lines)
    {
        if (change.ValidUntil is not null || change.Conditions is not null)
            return new("already-formalised", "Validity and conditions are settled by the formalisation.");
        foreach (var (was, becomes) in pledge.Lines.Zip(lines))
        {
            if (becomes.Quantity > was.Quantity)
                return new(
                    "already-formalised",
                    $"Line {was.Line} is a commitment of {was.Committed}; announce a further pledge for more."
                );
            if (pledge.BoughtAndCommitted(was) is var bought && becomes.Quantity < bought)
                return new("purchases", $"Of line {was.Line}, {bought} {was.Unit} are bought.");
            if (becomes.Committed < pledge.Ledger(was).Allocated)
                return new(
                    "below-allocation",
                    $"Of line {was.Line}, {pledge.Ledger(was).Allocated} {was.Unit} are allocated."
                );
        }

        return null;
    }
}
