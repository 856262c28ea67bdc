using System.Text.Json.Serialization;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Training;

public sealed partial record Intake
{
    /// <summary>When it begins.</summary>
    [JsonIgnore]
    public DateTimeOffset Begins => Moments.Begin(Dates.Start);

    /// <summary>Until when Ukraine can nominate; for empty places that were offered on, the start.</summary>
    [JsonIgnore]
    public DateTimeOffset NominationUntil => EmptyOffered ? Begins : Moments.Begin(Dates.NominationDeadline.AddDays(1));

    /// <summary>Places that nobody takes by what is known: nominated and not confirmed yet counts as taken.</summary>
    [JsonIgnore]
    public int Empty => Math.Max(0, Places - (Status == IntakeStatus.Confirmed ? Accepted : Nominated));

    /// <summary>Nominated and without a place.</summary>
    [JsonIgnore]
    public int Waiting => IsOpen ? Math.Max(0, Nominated - (Status == IntakeStatus.Confirmed ? Accepted : Places)) : 0;

    /// <summary>What happens next by itself, or null when nothing will.</summary>
    public Deadline? NextDeadline(TrainingSettings settings) => Pending(settings).MinBy(d => (d.At, d.Kind));

    /// <summary>A deadline was reached; nothing when it no longer stands or was dealt with.</summary>
    /// <param name="deadline">The deadline.</param>
    /// <param name="inLine">Who could use empty places.</param>
    /// <param name="board">Who is on the escalation board.</param>
    /// <param name="now">The present.</param>
    /// <param name="settings">How long steps take.</param>
    public Decision<IntakeEvent> Reached(
        Deadline deadline,
        IReadOnlyList<InLine> inLine,
        IReadOnlyList<string> board,
        DateTimeOffset now,
        TrainingSettings settings
    )
    {
        if (deadline.At > now || !Pending(settings).Contains(deadline))
            return default;
        return deadline.Kind switch
        {
            DeadlineKind.NominationOpening => new IntakeNominationOpened(Places, Dates.NominationDeadline, now),
            DeadlineKind.NominationClosing => new IntakeNominationClosed(Nominated, now),
            DeadlineKind.EmptyPlaces => (IntakeEvent[])
                [new IntakeEmptyOffered(Empty, Begins), .. inLine.Select(i => new IntakeOfferedTo(i))],
            DeadlineKind.IntakeReminder => new IntakeReminded(Step!.Value, Due(Step.Value, settings)),
            DeadlineKind.IntakeStep => new IntakeOverdue(Step!.Value, Due(Step.Value, settings), board),
            _ => default(Decision<IntakeEvent>),
        };
    }

    /// <summary>The step that is waited for.</summary>
    private IntakeStep? Step =>
        Status switch
        {
            IntakeStatus.NominationOpen when ClosedAt is null => IntakeStep.Nomination,
            IntakeStatus.NominationOpen when Nominated > 0 => IntakeStep.Confirmation,
            IntakeStatus.NominationOpen or IntakeStatus.Confirmed => IntakeStep.Start,
            IntakeStatus.Running => IntakeStep.Results,
            IntakeStatus.Graduated when Confirmed is null => IntakeStep.Receipt,
            _ => null,
        };

    private IEnumerable<Deadline> Pending(TrainingSettings settings)
    {
        if (Status is IntakeStatus.Scheduled or IntakeStatus.Postponed)
            yield return new(DeadlineKind.NominationOpening, NominationFrom);
        if (IsOpen && ClosedAt is null)
            yield return new(DeadlineKind.NominationClosing, Moments.Begin(Dates.NominationDeadline.AddDays(1)));
        if (IsOpen && ClosedAt is { } closed && !EmptyOffered && Empty > 0)
        {
            var offer = Begins - settings.OfferEmpty;
            yield return new(DeadlineKind.EmptyPlaces, offer > closed ? offer : closed);
        }

        if (Step is not { } step)
            yield break;
        if (!Reminded.Contains(step))
            yield return new(DeadlineKind.IntakeReminder, RemindAt(step, settings));
        if (!Overdue.Contains(step) && step != IntakeStep.Nomination)
            yield return new(DeadlineKind.IntakeStep, Due(step, settings));
    }

    private DateTimeOffset Due(IntakeStep step, TrainingSettings settings)
    {
        switch (step)
        {
            case IntakeStep.Nomination:
                return Moments.Begin(Dates.NominationDeadline.AddDays(1));
            case IntakeStep.Confirmation:
                var within = ClosedAt!.Value + settings.ConfirmWithin;
                return within < Begins ? within : Begins;
            case IntakeStep.Start:
                return Begins + settings.ReportWithin;
            case IntakeStep.Results:
                return Moments.Begin(Dates.End.AddDays(1)) + settings.ReportWithin;
            default:
                return ReportedAt!.Value + settings.ReceiptWithin;
        }
    }

    /// <summary>At half of the time; of what is to be reported, on the day itself.</summary>
    private DateTimeOffset RemindAt(IntakeStep step, TrainingSettings settings) =>
        step switch
        {
            IntakeStep.Nomination => Moments.Half(OpenedAt!.Value, Due(step, settings)),
            IntakeStep.Confirmation => Moments.Half(ClosedAt!.Value, Due(step, settings)),
            IntakeStep.Receipt => Moments.Half(ReportedAt!.Value, Due(step, settings)),
            _ => Due(step, settings) - settings.ReportWithin,
        };
}
