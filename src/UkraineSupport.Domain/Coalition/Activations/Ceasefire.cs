using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Activations;

/// <summary>A coordinator's declaration of a ceasefire.</summary>
/// <param name="DeclaredOn">The ceasefire's day: D. Not in the future, and within the last 30 days.</param>
/// <param name="Source">What says so: a document, by name or URL.</param>
/// <param name="Reason">Why the force is activated.</param>
/// <param name="Disclosure">Who may see that it was; the coalition unless said otherwise.</param>
public sealed record DeclareCeasefire(
    DateOnly DeclaredOn,
    string Source,
    string Reason,
    Disclosure Disclosure = Disclosure.Coalition
);

/// <summary>A coordinator's next step: a revocation, suspension or resumption.</summary>
/// <param name="Reason">Why.</param>
public sealed record TakeStep(string Reason);

/// <summary>A second coordinator's word.</summary>
/// <param name="Step">The step that is confirmed: what it is about is not left to chance.</param>
/// <param name="Reason">Why.</param>
public sealed record ConfirmStep(ActivationStep Step, string Reason);

/// <summary>
/// Declaring a ceasefire, and what may become of it. Each step takes two coordinators of different parties, the second
/// one within <see cref="CoalitionSettings.ConfirmWithin"/>.
/// </summary>
public static class Ceasefire
{
    /// <summary>How long ago a ceasefire may be that is declared.</summary>
    public const int MaxDaysAgo = 30;

    /// <summary>A coordinator declares.</summary>
    /// <param name="id">The activation's id.</param>
    /// <param name="number">Its number.</param>
    /// <param name="wish">The declaration.</param>
    /// <param name="hasStatement">Whether there is a statement of requirements to fill.</param>
    /// <param name="actor">Who declares.</param>
    /// <param name="now">The present.</param>
    /// <param name="settings">How long a second coordinator has.</param>
    public static Decision<ActivationEvent> Declare(
        string id,
        int number,
        DeclareCeasefire wish,
        bool hasStatement,
        Actor actor,
        DateTimeOffset now,
        CoalitionSettings settings
    )
    {
        if (WhyNot(actor) is { } forbidden)
            return forbidden;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var check = new Check();
        check.That(wish.DeclaredOn <= today, "/declaredOn", "Not in the future.");
        check.That(wish.DeclaredOn >= today.AddDays(-MaxDaysAgo), "/declaredOn", "Within the last 30 days.");
        check.Text(wish.Source, "/source", 500);
        check.Text(wish.Reason, "/reason", 2000);
        check.That(
            wish.Disclosure != Disclosure.Restricted,
            "/disclosure",
            "Public or coalition: nations that are called upon must see it."
        );
        if (check.Error is { } invalid)
            return invalid;
        if (!hasStatement)
            return new Conflict("no-requirements", "There is no statement of requirements to activate.");
        return new CeasefireDeclared(
            id,
            number,
            wish.DeclaredOn,
            wish.Source.Trim(),
            wish.Disclosure,
            Propose(ActivationStep.Declaration, wish.Reason, actor, now, settings)
        );
    }

    /// <summary>Why there cannot be another declaration beside this activation, or null when there can.</summary>
    public static Conflict? WhyNotAgain(Activation last, DeclareCeasefire wish) =>
        last.IsEnded || last.DeclaredOn == wish.DeclaredOn
            ? null
            : new("already-declared", $"A ceasefire is declared as of {last.DeclaredOn:yyyy-MM-dd} already.");

    /// <summary>A coordinator takes another step; nothing when it waits to be confirmed already.</summary>
    public static Decision<ActivationEvent> Take(
        Activation activation,
        ActivationStep step,
        TakeStep wish,
        Actor actor,
        DateTimeOffset now,
        CoalitionSettings settings
    )
    {
        if (WhyNot(actor) is { } forbidden)
            return forbidden;
        if (Check.Reason(wish.Reason) is { } invalid)
            return invalid;
        var fits = step switch
        {
            ActivationStep.Suspension => activation.Status == ActivationStatus.InForce,
            ActivationStep.Resumption => activation.Status == ActivationStatus.Suspended,
            ActivationStep.Revocation => activation.Status is ActivationStatus.InForce or ActivationStatus.Suspended,
            _ => false,
        };
        if (!fits)
            return new Conflict("wrong-state", $"The activation is {activation.Status}.");
        if (activation.Pending is { } pending && pending.Due > now)
            return pending.Step == step
                ? default(Decision<ActivationEvent>)
                : new Conflict("step-pending", $"A {pending.Step} waits to be confirmed.");
        return new ActivationStepProposed(Propose(step, wish.Reason, actor, now, settings));
    }

    /// <summary>A second coordinator, of another party, confirms; nothing when that party has just done so.</summary>
    public static Decision<ActivationEvent> Confirm(
        Activation activation,
        ConfirmStep wish,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (WhyNot(actor) is { } forbidden)
            return forbidden;
        if (Check.Reason(wish.Reason) is { } invalid)
            return invalid;
        if (activation.Pending is null && activation.Confirmed == new Confirmation(wish.Step, actor.Party!))
            return default;
        if (activation.Pending is not { } pending || pending.Step != wish.Step)
            return new Conflict("nothing-to-confirm", $"No {wish.Step} waits to be confirmed.");
        if (pending.By == actor.Party)
            return new Forbidden($"{pending.By} has taken this step: a coordinator of another party confirms it.");
        return pending.Due <= now
            ? new Conflict("too-late", $"It could be confirmed until {pending.Due:u}.")
            : new ActivationStepConfirmed(pending.Step, actor.Party!, now);
    }

    private static Proposal Propose(
        ActivationStep step,
        string reason,
        Actor actor,
        DateTimeOffset now,
        CoalitionSettings settings
    ) => new(step, actor.Party!, now, now + settings.ConfirmWithin, reason.Trim());

    private static Forbidden? WhyNot(Actor actor) =>
        actor.Role != Role.Coordinator ? new("Only coordinators declare a ceasefire and what follows from it.")
        : actor.Party is null ? new("Only a coordinator of a party does: two parties stand for each step.")
        : null;
}
