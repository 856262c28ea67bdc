using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.Coalition.Calls;

/// <summary>What became of calling one nation.</summary>
/// <param name="Nation">The nation.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reminded">Whether it was reminded.</param>
/// <param name="Reason">Why it declined, or null.</param>
public sealed record CalledNation(
    string Nation,
    SolicitationStatus Status = SolicitationStatus.Open,
    bool Reminded = false,
    string? Reason = null
)
{
    /// <summary>Commitments that it answered with.</summary>
    public IReadOnlyList<string> Commitments { get; init; } = [];
}

/// <summary>A call to nations to commit forces for serials of the statement of requirements.</summary>
public sealed record ForceCall : IAggregate<ForceCall, CallEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "call";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public ForceCall Numbered(long version) => this with { Version = version };

    /// <summary>What for; empty: all of the statement of requirements.</summary>
    public IReadOnlyList<string> Serials { get; init; } = [];

    /// <summary>Until when nations may answer.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>When those who did not are reminded.</summary>
    public required DateTimeOffset RemindAt { get; init; }

    /// <summary>The coordinator's words, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The coordinator's party.</summary>
    public string? By { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who was called.</summary>
    public IReadOnlyList<CalledNation> Nations { get; init; } = [];

    /// <summary>Whether it is over.</summary>
    public bool Ended { get; init; }

    /// <summary>The critical serials that were put before the board since nobody offered anything.</summary>
    public IReadOnlyList<string> Escalated { get; init; } = [];

    /// <summary>
    /// So that several nations find it; which of them see it at all says <see cref="IsSeenBy"/>, and every event of it
    /// is for fewer.
    /// </summary>
    public Disclosure Disclosure => Disclosure.Coalition;

    /// <inheritdoc/>
    public string? Owner => null;

    /// <summary>Whether no nation's answer is waited for any more.</summary>
    public bool IsOver => Nations.All(n => n.Status != SolicitationStatus.Open);

    /// <summary>What became of calling that nation, or null when it was not called.</summary>
    public CalledNation? Of(string? nation) => Nations.FirstOrDefault(n => n.Nation == nation);

    /// <summary>Only who was called, the coordinators and the recipient see it.</summary>
    public bool IsSeenBy(Actor viewer) =>
        viewer.MaySee(Disclosure.Restricted, null) || (viewer.Role == Role.Donor && Of(viewer.Party) is not null);

    /// <summary>
    /// The call as <paramref name="viewer"/> may see it: a nation sees its own part and not whether others answered.
    /// </summary>
    public ForceCall SeenBy(Actor viewer) =>
        viewer.MaySee(Disclosure.Restricted, null)
            ? this
            : this with
            {
                Nations = [.. Nations.Where(n => viewer.IsDonor(n.Nation))],
                Ended = false,
                Escalated = [],
            };

    /// <inheritdoc/>
    public static ForceCall Apply(ForceCall? state, CallEvent happened)
    {
        var next = happened is CallOpened opened
            ? From(opened)
            : (state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the call.")).After(
                happened
            );
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private static ForceCall From(CallOpened e) =>
        new()
        {
            Id = e.Id,
            Serials = e.Serials,
            Deadline = e.Deadline,
            RemindAt = e.RemindAt,
            Text = e.Text,
            By = e.By,
            OpenedAt = e.At,
        };

    private ForceCall After(CallEvent happened) =>
        happened switch
        {
            CallNationAsked e => this with { Nations = [.. Nations, new(e.Nation)] },
            CallNationReminded e => With(e.Nation, n => n with { Reminded = true }),
            CallNationAnswered e => With(e.Nation, n => Answered(n, e)),
            CallNationDeclined e => With(
                e.Nation,
                n => n with { Status = SolicitationStatus.Declined, Reason = e.Reason }
            ),
            CallNationLapsed e => With(e.Nation, n => n with { Status = SolicitationStatus.Lapsed }),
            CallEnded => this with { Ended = true },
            CallEscalated e => this with { Escalated = e.Serials },
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };

    /// <summary>Late ones are kept too; in time is in time, though it may be told late.</summary>
    private CalledNation Answered(CalledNation nation, CallNationAnswered answer) =>
        nation with
        {
            Commitments = [.. nation.Commitments, answer.Commitment],
            Status =
                nation.Status == SolicitationStatus.Open || answer.At <= Deadline
                    ? SolicitationStatus.Answered
                    : nation.Status,
        };

    private ForceCall With(string nation, Func<CalledNation, CalledNation> change) =>
        this with
        {
            Nations = [.. Nations.Select(n => n.Nation == nation ? change(n) : n)],
        };
}
