using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.Training;
using Xunit;

namespace UkraineSupport.Domain.Tests.Training;

/// <summary>Nominations until 1 February, 1 March to 2 April 2027; what happens by itself.</summary>
public class IntakeDeadlinesTests
{
    private static readonly TrainingSettings Settings = AnIntake.Settings;

    private static DateTimeOffset At(int month, int day) => new(2027, month, day, 0, 0, 0, TimeSpan.Zero);

    private static (DeadlineKind, DateTimeOffset) Next(AnIntake intake) =>
        intake.State.NextDeadline(Settings) is { } next ? (next.Kind, next.At) : default;

    [Fact]
    public void Nominations_open_are_reminded_of_at_half_and_close()
    {
        var intake = AnIntake.Scheduled();
        Assert.Equal((DeadlineKind.NominationOpening, Given.Now), Next(intake));
        intake.Reached();
        Assert.Equal(IntakeStatus.NominationOpen, intake.State.Status);
        // Half of 4 January noon to 2 February.
        Assert.Equal((DeadlineKind.IntakeReminder, At(1, 18).AddHours(18)), Next(intake));
        intake.Reached();
        Assert.Equal((DeadlineKind.NominationClosing, At(2, 2)), Next(intake));
        intake.Reached();
        Assert.Equal("too-late", RunIntake.Nominate(intake, new(5), Given.Ukraine, intake.Now).Conflict());
    }

    [Fact]
    public void Confirmation_start_results_and_receipt_are_chased()
    {
        var intake = AnIntake.Open().Nominated(60).Reached().Reached();
        Assert.Equal((DeadlineKind.IntakeReminder, At(2, 5).AddHours(12)), Next(intake));
        intake.Reached();
        Assert.Equal((DeadlineKind.IntakeStep, At(2, 9)), Next(intake));
        var overdue = intake.State.Reached(
            intake.State.NextDeadline(Settings)!,
            [],
            AnIntake.Board,
            At(2, 9),
            Settings
        );
        Assert.Equal((IntakeStep.Confirmation, AnIntake.Board), Overdue(overdue.Only<IntakeOverdue>()));
        intake.Reached();
        Assert.Equal((DeadlineKind.IntakeReminder, At(3, 1)), Next(intake.Confirmed(60)));
        Assert.Equal((DeadlineKind.IntakeStep, At(3, 8)), Next(intake.Reached()));
        Assert.Equal((DeadlineKind.IntakeReminder, At(4, 3)), Next(intake.Started(60)));
        Assert.Equal((DeadlineKind.IntakeStep, At(4, 10)), Next(intake.Reached()));
        intake.Graduated(50, 5, 5);
        Assert.Equal((DeadlineKind.IntakeReminder, intake.Now.AddDays(7)), Next(intake));
        Assert.Equal((DeadlineKind.IntakeStep, intake.State.ReportedAt!.Value.AddDays(14)), Next(intake.Reached()));
        intake.Reached();
        Assert.Equal(default, Next(intake));
        Assert.Equal([IntakeStep.Confirmation, IntakeStep.Receipt], intake.State.Overdue);
    }

    [Fact]
    public void Empty_places_are_offered_on_three_weeks_before_the_start_once()
    {
        var intake = AnIntake.Open().Nominated(45).Reached().Reached().Confirmed(40);
        Assert.Equal((DeadlineKind.EmptyPlaces, At(2, 8)), Next(intake));
        var secret = new InLine("requirement-1", null, Disclosure.Restricted);
        var waits = new InLine(null, new("intake-2", 7), Disclosure.Coalition);
        var offered = intake.State.Reached(
            intake.State.NextDeadline(Settings)!,
            [secret, waits],
            AnIntake.Board,
            At(2, 8),
            Settings
        );

        Assert.Equal(
            [new IntakeEmptyOffered(20, At(3, 1)), new IntakeOfferedTo(secret), new IntakeOfferedTo(waits)],
            offered.Events
        );
        intake.Reached(secret, waits);
        Assert.Equal((DeadlineKind.IntakeReminder, At(3, 1)), Next(intake));
        // Until the start Ukraine can nominate for them, and the provider confirms them too.
        intake.Nominated(60).Confirmed(60);
        Assert.Equal(0, intake.State.Empty);
    }

    [Fact]
    public void A_deadline_that_is_early_repeated_or_gone_does_nothing()
    {
        var intake = AnIntake.Scheduled();
        var opening = intake.State.NextDeadline(Settings)!;
        intake.State.Reached(opening, [], [], opening.At.AddTicks(-1), Settings).IsNothing();
        intake.Reached();
        intake.State.Reached(opening, [], [], opening.At, Settings).IsNothing();
    }

    private static (IntakeStep, IReadOnlyList<string>) Overdue(IntakeOverdue happened) =>
        (happened.Step, happened.Board);
}
