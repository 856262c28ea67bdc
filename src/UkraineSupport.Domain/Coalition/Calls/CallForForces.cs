using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.Coalition.Calls;

/// <summary>Calling nations to commit forces, and what becomes of it. Each step may be repeated.</summary>
public static class CallForForces
{
    /// <summary>Calls.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="wish">Whom, what for, until when.</param>
    /// <param name="statement">The statement of requirements, or null.</param>
    /// <param name="actor">Who calls.</param>
    /// <param name="now">The time; nations are reminded at half of what is left.</param>
    public static Decision<CallEvent> Decide(
        string id,
        OpenCall wish,
        StatementOfRequirements? statement,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators call for forces.");
        var check = new Check();
        check.That(wish.Deadline > now, "/deadline", "In the future.");
        check.That(wish.Deadline < now.AddYears(2), "/deadline", "Within two years.");
        check.Text(wish.Text, "/text", 4000, required: false);
        CallRules.Serials(check, wish.Serials, statement);
        CallRules.Nations(check, wish.Nations);
        if (check.Error is { } invalid)
            return invalid;
        if (statement is null)
            return new Conflict("no-requirements", "There is no statement of requirements to call for.");
        var nations =
            wish.Nations
            ?? [.. DonorCatalog.All.Select(d => d.Party).Where(p => Parties.IsNation(p) && DonorCatalog.ClosesGaps(p))];
        var (serials, text) = (wish.Serials ?? [], string.IsNullOrWhiteSpace(wish.Text) ? null : wish.Text.Trim());
        return (CallEvent[])
            [
                new CallOpened(id, serials, wish.Deadline, Moments.Half(now, wish.Deadline), text, actor.Party, now),
                .. nations.Select(n => new CallNationAsked(n, serials, wish.Deadline, text)),
            ];
    }

    /// <summary>A nation declines.</summary>
    public static Decision<CallEvent> Decline(ForceCall call, DeclineCall answer, Actor actor)
    {
        if (actor.Role != Role.Donor || call.Of(actor.Party) is not { } asked)
            return new Forbidden("Only a nation that was called declines.");
        if (Check.Reason(answer.Reason) is { } invalid)
            return invalid;
        return asked.Status == SolicitationStatus.Open
            ? new CallNationDeclined(asked.Nation, answer.Reason.Trim())
            : new Conflict("already-answered", $"The call is {asked.Status} for {asked.Nation}.");
    }

    /// <summary>A nation's commitment that names the call was offered; nothing when that is known.</summary>
    public static Decision<CallEvent> Answered(ForceCall call, ForceCommitment force) =>
        call.Of(force.Nation) is not { } asked
        || force.Status == ForceStatus.Indicated
        || asked.Commitments.Contains(force.Id)
            ? default(Decision<CallEvent>)
            : new CallNationAnswered(force.Nation, force.Id, force.StatedAt);

    /// <summary>Half of the time is gone.</summary>
    public static Decision<CallEvent> Remind(ForceCall call, string nation) =>
        call.Of(nation) is { Status: SolicitationStatus.Open, Reminded: false }
            ? new CallNationReminded(nation, call.Deadline)
            : default(Decision<CallEvent>);

    /// <summary>The time is over.</summary>
    public static Decision<CallEvent> Lapse(ForceCall call, string nation) =>
        call.Of(nation) is { Status: SolicitationStatus.Open }
            ? new CallNationLapsed(nation)
            : default(Decision<CallEvent>);

    /// <summary>
    /// All nations have answered or lapsed: the call is over, and the critical serials for which no nation at all has
    /// offered anything go before the board.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="statement">The statement of requirements as it is now, or null.</param>
    /// <param name="standing">Commitments that stand, of whatever nation and call.</param>
    /// <param name="board">Who is told.</param>
    public static Decision<CallEvent> End(
        ForceCall call,
        StatementOfRequirements? statement,
        IReadOnlyCollection<ForceCommitment> standing,
        IReadOnlyList<string> board
    )
    {
        if (call.Ended || !call.IsOver)
            return default;
        var bare = (statement?.Serials ?? [])
            .Where(s => s.Critical && IsCalledFor(call, s) && !standing.Any(f => IsFor(f, s)))
            .Select(s => s.Id)
            .ToList();
        var by = call.Nations.ToLookup(n => n.Status);
        var ended = new CallEnded(
            by[SolicitationStatus.Answered].Count(),
            by[SolicitationStatus.Declined].Count(),
            by[SolicitationStatus.Lapsed].Count()
        );
        return bare.Count == 0 ? ended : (CallEvent[])[ended, new CallEscalated(bare, board)];
    }

    private static bool IsCalledFor(ForceCall call, Serial serial) =>
        call.Serials.Count == 0 ? serial.Disclosure <= Disclosure.Coalition : call.Serials.Contains(serial.Id);

    private static bool IsFor(ForceCommitment force, Serial serial) =>
        force.Stands
        && force.Terms.Domain == serial.Domain
        && (force.Terms.Serials.Count == 0 || force.Terms.Serials.Contains(serial.Id))
        && !force.Terms.Caveats.Any(c => c.Blocks(serial));
}
