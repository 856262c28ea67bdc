using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Pledges;

/// <summary>What a coordinator can say of a pledge.</summary>
public enum ReviewDecision
{
    /// <summary>Taken up; to be decided.</summary>
    Start,

    /// <summary>Wanted as offered.</summary>
    Accept,

    /// <summary>Wanted in part: the lines named, in the quantities named.</summary>
    Partial,

    /// <summary>Not wanted.</summary>
    Decline,
}

/// <summary>A coordinator's word on a pledge.</summary>
/// <param name="Decision">The word.</param>
/// <param name="Reason">Why.</param>
/// <param name="Lines">For a partial acceptance: quantities by line; a line that is not named is not wanted.</param>
public sealed record ReviewPledge(ReviewDecision Decision, string Reason, IReadOnlyList<LineQuantity>? Lines = null);

/// <summary>Coordinators review a pledge: accept, accept in part or decline.</summary>
public static class Review
{
    /// <summary>
    /// Decides on <paramref name="review"/>; <paramref name="fourEyes"/> as usual unless it is given.
    /// </summary>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        ReviewPledge review,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines,
        FourEyes? fourEyes = null
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators review pledges.");
        if ((fourEyes ?? FourEyes.Usual).WhyNot(actor, pledge.Donor) is { } alone)
            return alone;
        if (Validate(pledge, review).Error is { } invalid)
            return invalid;
        if (pledge.Status is not (PledgeStatus.Announced or PledgeStatus.UnderReview))
            return new Conflict(
                "not-under-review",
                $"The pledge is {pledge.Status}; only an announced pledge can be reviewed."
            );
        if (pledge.ValidUntil < now)
            return new Conflict("no-longer-valid", $"The offer was valid until {pledge.ValidUntil:yyyy-MM-dd}.");
        if (review.Decision == ReviewDecision.Start)
            return pledge.Status == PledgeStatus.UnderReview
                ? default(Decision<PledgeEvent>)
                : new PledgeReviewStarted();

        var accepted = pledge.Lines.Select(l => new LineQuantity(l.Line, Accepted(l, review))).ToList();
        var status =
            accepted.All(a => a.Quantity == 0) ? PledgeStatus.Declined
            : pledge.Lines.All(l => accepted[l.Line - 1].Quantity == l.Quantity) ? PledgeStatus.Accepted
            : PledgeStatus.PartiallyAccepted;
        return new PledgeReviewed(
            status,
            accepted,
            now,
            status == PledgeStatus.Declined ? null : now + deadlines.Formalisation
        );
    }

    private static decimal Accepted(PledgeLine line, ReviewPledge review) =>
        review.Decision switch
        {
            ReviewDecision.Accept => line.Quantity,
            ReviewDecision.Partial => review.Lines!.FirstOrDefault(l => l.Line == line.Line)?.Quantity ?? 0,
            _ => 0,
        };

    private static Check Validate(Pledge pledge, ReviewPledge review)
    {
        var check = new Check();
        check.Text(review.Reason, "/reason", 2000);
        var partial = review.Decision == ReviewDecision.Partial;
        check.That(
            partial == review.Lines is { Count: > 0 },
            "/lines",
            partial ? "A partial acceptance names its lines." : "Only a partial acceptance names lines."
        );
        if (!partial)
            return check;
        check.Count(review.Lines, "/lines", 0, Announce.MaxLines);
        foreach (var (named, i) in (review.Lines ?? []).Take(Announce.MaxLines).Select((l, i) => (l, i)))
        {
            var line = pledge.Line(named.Line);
            check.That(
                line is not null,
                $"/lines/{i}/line",
                $"There is no line {named.Line}; lines are numbered from 1 to {pledge.Lines.Count}."
            );
            check.Quantity(
                named.Quantity,
                CapabilityCatalog.Find(line?.Capability),
                $"/lines/{i}/quantity",
                zeroToo: true
            );
            check.Lots(named.Quantity, line?.Lot, $"/lines/{i}/quantity");
            check.That(
                line is null || named.Quantity <= line.Quantity,
                $"/lines/{i}/quantity",
                $"At most what was pledged: {line?.Quantity}."
            );
        }

        check.That(
            (review.Lines ?? []).DistinctBy(l => l.Line).Count() == (review.Lines?.Count ?? 0),
            "/lines",
            "Each line once."
        );
        check.That((review.Lines ?? []).Any(l => l.Quantity > 0), "/lines", "Nothing accepted: decline instead.");
        return check;
    }
}
