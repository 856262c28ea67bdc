using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Pledges;

/// <summary>What a donor signs.</summary>
/// <param name="Instrument">Sort of document, such as a memorandum or contract.</param>
/// <param name="LegalReference">Its reference.</param>
/// <param name="SignedOn">Day of signature.</param>
/// <param name="ParliamentApprovedOn">Day of parliament's approval, or null where none is needed.</param>
/// <param name="Jointly">Whether the signature is kept, if the pledge depends on others who have not signed, until they
/// have: then all of them become commitments together.</param>
public sealed record FormalisePledge(
    string Instrument,
    string LegalReference,
    DateOnly SignedOn,
    DateOnly? ParliamentApprovedOn = null,
    bool Jointly = false
)
{
    /// <summary>What makes the pledge a commitment.</summary>
    public Commitment ToCommitment() => new(Instrument, LegalReference, SignedOn, ParliamentApprovedOn);
}

/// <summary>
/// Pledges that depend on each other ("five if the others reach thirty") become commitments together: each donor signs,
/// and the largest set of signed pledges whose conditions hold, once all of the set count, is formalised. Afterwards
/// the conditions go on being watched.
/// </summary>
public static class JointFormalisation
{
    /// <summary>Those of the signed pledges that can be formalised together now.</summary>
    /// <param name="signed">Pledges with a signature that waits.</param>
    /// <param name="committed">What donors have committed, by capability and donor.</param>
    /// <param name="now">The present: an offer that ran out counts for nobody.</param>
    public static IReadOnlyList<Pledge> Ready(
        IReadOnlyList<Pledge> signed,
        IReadOnlyList<CommittedQuantity> committed,
        DateTimeOffset now
    )
    {
        var together = signed.Where(p => IsWaiting(p) && p.ValidUntil >= now).ToList();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        int fail;
        do
        {
            var all = together.ToList();
            fail = together.RemoveAll(p => !Holds(p, committed, all, today));
        } while (fail > 0);
        return together;
    }

    /// <summary>Makes a signed pledge a commitment; nothing when it is not one, or not signed any more.</summary>
    public static Decision<PledgeEvent> Formalise(Pledge pledge) =>
        IsWaiting(pledge)
            ? new PledgeFormalised(pledge.Prepared!, pledge.PreparedRates)
            : default(Decision<PledgeEvent>);

    /// <summary>
    /// Whether what a commitment depends on still holds, or holds again; nothing when that is as it was.
    /// </summary>
    /// <param name="pledge">The commitment.</param>
    /// <param name="committed">What donors have committed, by capability and donor.</param>
    /// <param name="signed">Pledges with a signature that waits: those that it became a commitment with may follow a
    /// moment later.</param>
    public static Decision<PledgeEvent> Watch(
        Pledge pledge,
        IReadOnlyList<CommittedQuantity> committed,
        IReadOnlyList<Pledge> signed
    )
    {
        if (!pledge.IsCommitted || !pledge.Conditions.Any(c => c.IsChecked))
            return default;
        // The day until which it could come to hold is past or not: what counts now is whether it does.
        var holds = Holds(pledge, committed, signed, DateOnly.MinValue);
        return holds != pledge.ConditionsFailed ? default(Decision<PledgeEvent>) : new PledgeConditionsChanged(holds);
    }

    private static bool IsWaiting(Pledge pledge) =>
        pledge is { Prepared: not null, Status: PledgeStatus.Accepted or PledgeStatus.PartiallyAccepted };

    private static bool Holds(
        Pledge pledge,
        IReadOnlyList<CommittedQuantity> committed,
        IReadOnlyList<Pledge> together,
        DateOnly today
    ) =>
        pledge
            .Conditions.Where(c => c.IsChecked)
            .All(c =>
                !(c.By < today)
                && committed.Where(q => q.Capability == c.Capability && q.Donor != pledge.Donor).Sum(q => q.Quantity)
                    + together
                        .Where(p => p.Donor != pledge.Donor && CommitsBySignature(p))
                        .SelectMany(p => p.Lines)
                        .Where(l => l.Capability == c.Capability)
                        .Sum(l => l.Accepted)
                    >= c.OthersReach
            );

    /// <summary>A pool commits when it buys, and a reimbursement adds nothing to the goods that it pays for.</summary>
    private static bool CommitsBySignature(Pledge pledge) => pledge is { Pool: false, Parent: null or { Pool: true } };
}
