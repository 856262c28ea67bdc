using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>A correction of a signal: what it should have said, or that it should not have been.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Signal">What it says from now on, whole; left out when it is withdrawn.</param>
/// <param name="Withdraw">True when it no longer counts.</param>
public sealed record CorrectSignal(string Reason, SignalTerms? Signal = null, bool Withdraw = false);

/// <summary>
/// Coordinators record what the United States say of their deliveries; each capability counts it from there.
/// </summary>
public static class Signals
{
    /// <summary>Decides on recording <paramref name="terms"/>; <paramref name="id"/> becomes the signal's id.</summary>
    public static Decision<UsSignalEvent> Decide(string id, SignalTerms terms, Actor actor, DateTimeOffset now)
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators record signals.");
        var check = new Check();
        Terms(check, terms, "");
        return check.Error is { } invalid
            ? invalid
            : new UsSignalRecorded(id, terms with { Source = terms.Source.Trim() }, actor.Party, now);
    }

    /// <summary>Decides on <paramref name="correction"/>.</summary>
    public static Decision<UsSignalEvent> Correct(UsSignal signal, CorrectSignal correction, Actor actor)
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators correct signals.");
        var check = new Check();
        check.Text(correction.Reason, "/reason", 2000);
        check.That(
            correction.Withdraw == correction.Signal is null,
            "/signal",
            "Either the signal as it should have been, or withdraw."
        );
        if (correction.Signal is { } terms)
            Terms(check, terms, "/signal");
        if (check.Error is { } invalid)
            return invalid;
        if (correction.Signal is { } corrected)
            return new UsSignalCorrected(corrected with { Source = corrected.Source.Trim() });
        return signal.Withdrawn
            ? new Conflict("already-withdrawn", "The signal is withdrawn already.")
            : new UsSignalWithdrawn();
    }

    /// <summary>
    /// The capability's side: takes over what <paramref name="signal"/> says at its version; older news, or a signal
    /// that never was about the capability, changes nothing. It is kept even before there is a baseline, so that a
    /// later one counts it.
    /// </summary>
    /// <param name="id">The id of the capability's deliveries.</param>
    /// <param name="capability">Code from the catalogue.</param>
    /// <param name="flow">The deliveries, or null when nothing is known of them yet.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="now">The present.</param>
    public static Decision<UsFlowEvent> Take(
        string id,
        string capability,
        UsFlow? flow,
        UsSignal signal,
        DateTimeOffset now
    )
    {
        var applied = signal.For(capability);
        var known = flow?.Signals.FirstOrDefault(s => s.Id == signal.Id);
        if (
            known is null
                ? applied.Withdrawn
                : known.Version >= signal.Version || known with { Version = signal.Version } == applied
        )
            return default;
        var taken = new UsSignalApplied(applied);
        return flow is null ? new UsFlowEvent[] { new UsFlowOpened(id, capability, now), taken } : taken;
    }

    private static void Terms(Check check, SignalTerms terms, string at)
    {
        check.Text(terms.Source, $"{at}/source", 1000);
        check.That(terms.Until is null || terms.Until >= terms.From, $"{at}/until", "Not before the first day.");
        var reduces = terms.Kind == SignalKind.Reduce;
        check.That(!reduces || terms.Factor is not null, $"{at}/factor", "Say what remains: between 0 and 1.");
        check.That(reduces || terms.Factor is null, $"{at}/factor", "Only a reduction has a factor.");
        check.That(
            terms.Factor is null
                || (terms.Factor is > 0 and < 1 && decimal.Round(terms.Factor.Value, 4) == terms.Factor),
            $"{at}/factor",
            "More than 0 and less than 1, four decimals."
        );
        if (terms.Scope.Capabilities is not { } codes)
            return;
        check.Count(codes, $"{at}/scope", 1, CapabilityCatalog.All.Count);
        foreach (var (code, i) in codes.Take(CapabilityCatalog.All.Count).Select((c, i) => (c, i)))
            check.Capability(code, $"{at}/scope/{i}");
        check.That(codes.Distinct().Count() == codes.Count, $"{at}/scope", "Each capability once.");
    }
}
