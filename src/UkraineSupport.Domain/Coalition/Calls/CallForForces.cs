using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.Coalition.Calls;

/// <summary>A coordinator's wish to call for forces.</summary>
/// <param name="Deadline">Until when nations may answer.</param>
/// <param name="Serials">What for; all serials when it is left out.</param>
/// <param name="Nations">Whom to call; every nation of the catalogue but the United States when it is left out.</param>
/// <param name="Text">Words to those called.</param>
public sealed record OpenCall(
    DateTimeOffset Deadline,
    IReadOnlyList<string>? Serials = null,
    IReadOnlyList<string>? Nations = null,
    string? Text = null
);

/// <summary>A nation's refusal.</summary>
/// <param name="Reason">Why.</param>
public sealed record DeclineCall(string Reason);

/// <summary>Calling nations to commit forces, and what becomes of it. Each step may be repeated.</summary>
public static class CallForForces
{
    /// <summary>Most nations that one call goes to.</summary>
    public const int MaxNations = 60;

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
        Serials(check, wish.Serials, statement);
        Nations(check, wish.Nations);
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
                new CallOpened(id, serials, wish.Deadline, Half(now, wish.Deadline), text, actor.Party, now),
                .. nations.Select(n => new CallNationAsked(n, serials, wish.Deadline, text)),
            ];
    }

    /// <summary>A nation declines.</summary>
    public static Decision<CallEvent> Decline(ForceCall call, DeclineCall answer, Actor actor)
    {
        if (actor.Role != Role.Donor || call.Of(actor.Party) is not { } asked)
            return new Forbidden("Only a nation that was called declines.");
        var check = new Check();
        check.Text(answer.Reason, "/reason", 2000);
        if (check.Error is { } invalid)
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

    private static void Serials(Check check, IReadOnlyList<string>? serials, StatementOfRequirements? statement)
    {
        if (serials is null)
            return;
        check.Count(serials, "/serials", 1, SerialRules.MaxSerials);
        check.That(serials.Distinct().Count() == serials.Count, "/serials", "Each serial once.");
        foreach (var (id, i) in serials.Take(SerialRules.MaxSerials).Select((s, i) => (s, i)))
        {
            var serial = statement?.Serial(id);
            check.That(serial is not null, $"/serials/{i}", "The statement of requirements has no such serial.");
            check.That(
                serial is null or { Disclosure: <= Disclosure.Coalition },
                $"/serials/{i}",
                "It is restricted: no nation could see what it is called for."
            );
        }
    }

    private static void Nations(Check check, IReadOnlyList<string>? nations)
    {
        if (nations is null)
            return;
        check.Count(nations, "/nations", 1, MaxNations);
        check.That(nations.Distinct().Count() == nations.Count, "/nations", "Each nation once.");
        foreach (var (nation, i) in nations.Take(MaxNations).Select((n, i) => (n, i)))
            check.That(SerialRules.IsNation(nation), $"/nations/{i}", "A nation of /api/catalog/donors.");
    }

    private static DateTimeOffset Half(DateTimeOffset from, DateTimeOffset to) => from + ((to - from) / 2);
}
