using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Training;

/// <summary>From nomination to receipt: who may say what, and when. Numbers only.</summary>
public static class RunIntake
{
    private const int MaxPersons = 100_000;

    /// <summary>Ukraine nominates so many in all. Those above the places wait.</summary>
    public static Decision<IntakeEvent> Nominate(
        Intake intake,
        NominatePersons nomination,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (actor.Role != Role.Recipient)
            return new Forbidden("Only the recipient nominates.");
        var check = new Check();
        check.That(nomination.Nominated is >= 0 and <= MaxPersons, "/nominated", $"0 to {MaxPersons} persons.");
        if (check.Error is { } invalid)
            return invalid;
        if (!intake.IsOpen)
            return new Conflict("not-open", $"The intake is {intake.Status}; nominations are not open.");
        // Fewer may be nominated until the start: that frees places.
        var until = nomination.Nominated < intake.Nominated ? intake.Begins : intake.NominationUntil;
        if (until <= now)
            return new Conflict("too-late", $"Nominations were open until {until:u}.");
        return nomination.Nominated == intake.Nominated
            ? default(Decision<IntakeEvent>)
            : new IntakeNominated(nomination.Nominated);
    }

    /// <summary>The provider keeps places for those nominated.</summary>
    public static Decision<IntakeEvent> Confirm(Intake intake, ConfirmIntake confirmation, Actor actor)
    {
        if (!actor.IsDonor(intake.Provider))
            return new Forbidden("Only its provider confirms an intake.");
        var most = Math.Min(intake.Nominated, intake.Places);
        var check = new Check();
        check.That(
            confirmation.Accepted >= 1 && confirmation.Accepted <= most,
            "/accepted",
            $"1 to {most}: {intake.Nominated} are nominated and there are {intake.Places} places."
        );
        if (!intake.IsOpen)
            return new Conflict("not-open", $"The intake is {intake.Status}.");
        if (check.Error is { } invalid)
            return invalid;
        return confirmation.Accepted == intake.Accepted
            ? default(Decision<IntakeEvent>)
            : new IntakeConfirmed(confirmation.Accepted);
    }

    /// <summary>The provider reports the start.</summary>
    public static Decision<IntakeEvent> Start(Intake intake, StartIntake start, Actor actor, DateTimeOffset now)
    {
        if (!actor.IsDonor(intake.Provider))
            return new Forbidden("Only its provider reports the start.");
        if (intake.Status != IntakeStatus.Confirmed)
            return new Conflict("not-confirmed", $"The intake is {intake.Status}.");
        var check = new Check();
        check.That(
            start.Enrolled >= 1 && start.Enrolled <= intake.Accepted,
            "/enrolled",
            $"1 to the {intake.Accepted} for whom a place is kept."
        );
        check.That(start.On >= intake.Dates.Start, "/on", $"Not before {intake.Dates.Start:yyyy-MM-dd}.");
        check.That(start.On <= intake.Dates.End, "/on", $"Not after {intake.Dates.End:yyyy-MM-dd}.");
        check.That(start.On <= DateOnly.FromDateTime(now.UtcDateTime), "/on", "Not in the future.");
        return check.Error is { } invalid ? invalid : new IntakeStarted(start.Enrolled, start.On);
    }

    /// <summary>The provider reports the results, or puts them right.</summary>
    public static Decision<IntakeEvent> Report(Intake intake, ReportResults results, Actor actor, DateTimeOffset now)
    {
        if (!actor.IsDonor(intake.Provider))
            return new Forbidden("Only its provider reports results.");
        if (intake.Status is not (IntakeStatus.Running or IntakeStatus.Graduated))
            return new Conflict("not-running", $"The intake is {intake.Status}.");
        var corrects = intake.Status == IntakeStatus.Graduated;
        var check = new Check();
        check.That(results.Completed >= 0, "/completed", "Not negative.");
        check.That(results.DroppedOut >= 0, "/droppedOut", "Not negative.");
        check.That(results.Failed >= 0, "/failed", "Not negative.");
        check.That(
            (long)results.Completed + results.DroppedOut + results.Failed == intake.Enrolled,
            "/completed",
            $"Completed, dropped out and failed are together the {intake.Enrolled} who began."
        );
        check.Text(results.Reason, "/reason", 2000, required: corrects);
        if (check.Error is { } invalid)
            return invalid;
        if (DateOnly.FromDateTime(now.UtcDateTime) < intake.Dates.End)
            return new Conflict("not-over", $"Its last day is {intake.Dates.End:yyyy-MM-dd}.");
        if (results.Completed < intake.Confirmed)
            return new Conflict("below-receipt", $"Ukraine has confirmed {intake.Confirmed} graduates.");
        var isSame =
            corrects
            && (intake.Completed, intake.DroppedOut, intake.Failed)
                == (results.Completed, results.DroppedOut, results.Failed);
        return isSame
            ? default(Decision<IntakeEvent>)
            : new IntakeGraduated(
                results.Completed,
                results.DroppedOut,
                results.Failed,
                intake.ReportedAt is { } at ? at : now
            );
    }

    /// <summary>Ukraine confirms the graduates that came, or puts right what it had confirmed.</summary>
    public static Decision<IntakeEvent> Receive(Intake intake, ConfirmGraduates receipt, Actor actor)
    {
        if (actor.Role != Role.Recipient)
            return new Forbidden("Only the recipient confirms graduates.");
        if (intake.Status != IntakeStatus.Graduated)
            return new Conflict("not-graduated", $"The intake is {intake.Status}.");
        var check = new Check();
        check.That(
            receipt.Confirmed >= 0 && receipt.Confirmed <= intake.Completed,
            "/confirmed",
            $"0 to the {intake.Completed} who graduated by the provider's word."
        );
        check.Text(receipt.Discrepancy, "/discrepancy", 2000, required: receipt.Confirmed < intake.Completed);
        check.Text(receipt.Reason, "/reason", 2000, required: intake.Confirmed is not null);
        if (check.Error is { } invalid)
            return invalid;
        var discrepancy = receipt.Confirmed < intake.Completed ? receipt.Discrepancy!.Trim() : null;
        return intake.Confirmed == receipt.Confirmed && intake.Discrepancy == discrepancy
            ? default(Decision<IntakeEvent>)
            : new IntakeGraduatesConfirmed(receipt.Confirmed, discrepancy);
    }
}
