using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Gaps;

/// <summary>A coordinator's weighing of a gap.</summary>
/// <param name="Priority">1 (highest) to 5.</param>
/// <param name="Reason">Why.</param>
/// <param name="Substitutes">What else would do.</param>
/// <param name="Risk">What it means if it stays open.</param>
public sealed record GapAssessment(
    int Priority,
    string Reason,
    IReadOnlyList<Substitute>? Substitutes = null,
    string? Risk = null
);

/// <summary>A coordinator's word on the risk of a gap.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Accept">False takes an acceptance back.</param>
public sealed record GapRisk(string Reason, bool Accept = true);

/// <summary>Coordinators weigh gaps, and may accept the risk of one.</summary>
public static class AssessGap
{
    /// <summary>Decides on <paramref name="assessment"/>.</summary>
    public static Decision<GapEvent> Decide(Gap gap, GapAssessment assessment, Actor actor)
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators weigh gaps.");
        var check = new Check();
        check.That(assessment.Priority is >= 1 and <= 5, "/priority", "1 (highest) to 5.");
        check.Text(assessment.Reason, "/reason", 2000);
        check.Text(assessment.Risk, "/risk", 2000, required: false);
        Submit.Substitutes(check, gap.Capability, assessment.Substitutes);
        if (check.Error is { } invalid)
            return invalid;
        if (gap.Gone)
            return new Conflict("already-ended", "The gap's shortfall is gone.");
        return new GapAssessed(assessment.Priority, assessment.Substitutes ?? [], assessment.Risk);
    }

    /// <summary>
    /// Accepts the risk of what is missing now, or takes that back. A gap that widens later is open again.
    /// </summary>
    public static Decision<GapEvent> Decide(Gap gap, GapRisk risk, Actor actor)
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators accept a gap's risk.");
        if (Check.Reason(risk.Reason) is { } invalid)
            return invalid;
        if (!risk.Accept)
            return gap.AcceptedOpen is null
                ? new Conflict("not-accepted", "The gap's risk is not accepted.")
                : new GapRiskRevoked(actor.Party);
        return gap.Status switch
        {
            GapStatus.Closed => new Conflict("already-ended", "The gap is closed."),
            GapStatus.AcceptedRisk => new Conflict("already-accepted", "The gap's risk is accepted already."),
            _ => gap.AndItsTurn(
                new GapRiskAccepted(gap.Shortfall, actor.Party, gap.SeenAt(gap.Disclosure).OpenQuantity)
            ),
        };
    }
}
