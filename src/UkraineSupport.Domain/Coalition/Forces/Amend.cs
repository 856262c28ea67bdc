using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>
/// The nation changes its commitment. One that is accepted or ready, and that becomes weaker or another one by it, is
/// offered anew: less strength, another force element, a shorter period, a longer notice to move, less basing, other
/// serials, a caveat more, a shorter rotation. More of the same stays accepted. What was called upon in an activation
/// cannot become weaker: it is suspended or withdrawn.
/// </summary>
public static class Amend
{
    /// <summary>Decides on <paramref name="change"/>; nothing when it says what is already so.</summary>
    /// <param name="force">The commitment.</param>
    /// <param name="change">The change.</param>
    /// <param name="around">What it names after the change, as the caller sees it.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="now">The present.</param>
    /// <param name="deadlines">How long the coordinators have.</param>
    public static Decision<ForceEvent> Decide(
        ForceCommitment force,
        AmendForce change,
        ForceContext around,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines
    )
    {
        if (!actor.IsDonor(force.Nation))
            return new Forbidden("Only the nation amends its commitment.");
        if (Check.Reason(change.Reason) is { } invalid)
            return invalid;
        var disclosure = change.Disclosure ?? force.Disclosure;
        // Who may see what was committed, or was not, is the nation's to say for good.
        if (force.IsEnded && change != new AmendForce(change.Reason, Disclosure: change.Disclosure))
            return new Conflict("already-ended", $"The commitment is {force.Status}.");
        var terms = Changed(force.Terms, change);
        if (!force.IsEnded && WhyNot(force, change, terms, disclosure, around, now) is { } refused)
            return refused;
        var substance = Json(terms) != Json(force.Terms);
        if (!substance && disclosure == force.Disclosure)
            return default;
        var weaker = substance && IsWeaker(force.Terms, terms);
        if (weaker && (force.IsActivated || force.Status == ForceStatus.Suspended))
            return new Conflict(
                "held",
                $"The commitment is {force.Status} and would become weaker or another one: suspend or withdraw it instead."
            );
        var newReview = (force.Status == ForceStatus.Offered && substance) || (IsAgreed(force) && weaker);
        return new ForceAmended(
            terms,
            disclosure,
            newReview,
            now,
            newReview ? now + deadlines.Review : force.ReviewDue
        );
    }

    /// <summary>The terms after the change.</summary>
    public static ForceTerms Changed(ForceTerms was, AmendForce change) =>
        was with
        {
            ForceElement = change.ForceElement?.Trim() ?? was.ForceElement,
            Strength = change.Strength ?? was.Strength,
            Count = change.Count is { } count ? NoneIfZero(count) : was.Count,
            Serials = change.Serials ?? was.Serials,
            NtmDays = change.NtmDays ?? was.NtmDays,
            From = change.From ?? was.From,
            To = change.To ?? was.To,
            Basing = change.Basing is { } basing ? [.. basing.Distinct().Order()] : was.Basing,
            RotationMonths = change.RotationMonths is { } months ? NoneIfZero(months) : was.RotationMonths,
            Successor = change.Successor is { } successor ? (successor.Length == 0 ? null : successor) : was.Successor,
            Caveats = change.Caveats is { } caveats ? [.. caveats.Select(c => c.ToCaveat())] : was.Caveats,
            AlsoPromised = change.AlsoPromised ?? was.AlsoPromised,
        };

    private static DomainError? WhyNot(
        ForceCommitment force,
        AmendForce change,
        ForceTerms terms,
        Disclosure disclosure,
        ForceContext around,
        DateTimeOffset now
    )
    {
        var check = new Check();
        ForceRules.Terms(check, terms, now);
        check.That(
            force.Mandate.Until is not { } until || until >= terms.From,
            "/from",
            "The mandate ends before that."
        );
        // What is named since before stays, though a later statement may not have it any more.
        var opens = disclosure < force.Disclosure;
        if (opens || change.Serials is not null || change.Caveats is not null)
            ForceRules.Named(check, terms, disclosure, around);
        var relieves = opens || change.Successor is not null || change.From is not null || change.To is not null;
        if (relieves)
            SuccessorRules.Named(check, force.Id, terms, disclosure, around);
        if (check.Error is { } invalid)
            return invalid;
        return relieves && terms.Successor != force.Terms.Successor
            ? SuccessorRules.WhyNot(force.Id, terms, around)
            : null;
    }

    private static bool IsAgreed(ForceCommitment force) => force.Status is ForceStatus.Accepted or ForceStatus.Ready;

    private static bool IsWeaker(ForceTerms was, ForceTerms now) =>
        now.ForceElement != was.ForceElement
        || now.Strength < was.Strength
        || now.Count is null != was.Count is null
        || now.Count < was.Count
        || now.From > was.From
        || now.To < was.To
        || now.NtmDays > was.NtmDays
        || was.Basing.Except(now.Basing).Any()
        || !was.Serials.ToHashSet().SetEquals(now.Serials)
        || (now.RotationMonths ?? int.MaxValue) < (was.RotationMonths ?? int.MaxValue)
        || now.Caveats.Select(Json).Except(was.Caveats.Select(Json)).Any();

    private static int? NoneIfZero(int number) => number == 0 ? null : number;

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);
}
