using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>Why an agreement is stopped, goes on or ends.</summary>
/// <param name="Reason">In words.</param>
public sealed record StopAgreement(string Reason);

/// <summary>Suspended, resumed, terminated: by one of its parties.</summary>
public static class Stopping
{
    /// <summary>Stops it for a time: nothing is forecast, and its deadlines wait.</summary>
    public static Decision<AgreementEvent> Suspend(
        Agreement agreement,
        StopAgreement stop,
        Actor actor,
        DateTimeOffset now
    ) =>
        Refused(agreement, stop, actor)
        ?? (
            agreement.Status == AgreementStatus.Suspended
                ? default(Decision<AgreementEvent>)
                : new AgreementSuspended(agreement.Party(actor), now)
        );

    /// <summary>It goes on where it was.</summary>
    public static Decision<AgreementEvent> Resume(
        Agreement agreement,
        StopAgreement stop,
        Actor actor,
        DateTimeOffset now
    ) =>
        Refused(agreement, stop, actor)
        ?? (
            agreement.Status == AgreementStatus.Suspended
                ? new AgreementResumed(now)
                : default(Decision<AgreementEvent>)
        );

    /// <summary>Ends it: what was planned for months to come is nobody's to count on any more.</summary>
    public static Decision<AgreementEvent> Terminate(
        Agreement agreement,
        StopAgreement stop,
        Actor actor,
        DateTimeOffset now
    ) =>
        Refused(agreement, stop, actor)
        ?? new AgreementTerminated(
            agreement.Party(actor),
            Ramp.PlannedMonths(agreement)
                .Where(m => m.Month >= Month.Of(now))
                .Sum(m => Math.Max(0, m.Quantity - (agreement.Report(m.Month)?.Made ?? 0))),
            now
        );

    private static Decision<AgreementEvent>? Refused(Agreement agreement, StopAgreement stop, Actor actor)
    {
        if (!agreement.IsParty(actor))
            return new Forbidden("The parties of an agreement stop it.");
        if (Check.Reason(stop.Reason) is { } invalid)
            return invalid;
        return agreement.IsEnded ? Sign.Ended(agreement) : default(Decision<AgreementEvent>?);
    }
}
