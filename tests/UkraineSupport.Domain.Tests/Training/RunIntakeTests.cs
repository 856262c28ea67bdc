using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.Training;
using Xunit;

namespace UkraineSupport.Domain.Tests.Training;

/// <summary>An intake of 60 places from nomination to receipt.</summary>
public class RunIntakeTests
{
    [Fact]
    public void Each_step_is_for_who_takes_it()
    {
        var open = AnIntake.Open();
        var nominated = AnIntake.Open().Nominated(50);
        var confirmed = AnIntake.Open().Nominated(50).Confirmed(50);
        var running = AnIntake.Open().Nominated(50).Confirmed(50).Started(48);
        var over = AnIntake.Open().Nominated(50).Confirmed(50).Started(48).Graduated(40, 5, 3);
        var after = AnIntake.End.AddDays(1).ToDateTime(default);
        var then = new DateTimeOffset(after, TimeSpan.Zero);
        Assert.All(
            Given.Everyone,
            actor =>
            {
                var (isUkraine, isProvider) = (actor == Given.Ukraine, actor == Given.Dutch);
                Assert.Equal(!isUkraine, RunIntake.Nominate(open, new(5), actor, open.Now).IsForbidden());
                Assert.Equal(!isProvider, RunIntake.Confirm(nominated, new(5), actor).IsForbidden());
                Assert.Equal(
                    !isProvider,
                    RunIntake.Start(confirmed, new(5, AnIntake.Start), actor, then).IsForbidden()
                );
                Assert.Equal(!isProvider, RunIntake.Report(running, new(40, 5, 3), actor, then).IsForbidden());
                Assert.Equal(!isUkraine, RunIntake.Receive(over, new(40), actor).IsForbidden());
                Assert.Equal(!isProvider, PlanIntake.Cancel(open, new("x"), actor).IsForbidden());
                Assert.Equal(!isProvider, PlanIntake.Postpone(open, Later, 5, actor, open.Now, Settings).IsForbidden());
                Assert.Equal(!isProvider, PlanIntake.Amend(open, new("x"), 5, actor, open.Now, Settings).IsForbidden());
            }
        );
    }

    [Fact]
    public void Places_and_persons_are_two_ledgers()
    {
        var intake = AnIntake.Scheduled();
        Assert.Equal(new(60, 0, 0), intake.State.PlacesLedger());
        // 60 × 0.85 = 51.
        Assert.Equal(51, intake.State.Expected);

        intake.Reached().Nominated(70);
        Assert.Equal((new PlacesLedger(60, 60, 0), 10), (intake.State.PlacesLedger(), intake.State.Waiting));

        intake.Confirmed(58).Started(55);
        Assert.Equal(new(60, 60, 55), intake.State.PlacesLedger());
        Assert.Equal(5, intake.State.PlacesLedger().Empty);
        Assert.Equal(new(70, 55, 0, 0), intake.State.PersonsLedger());

        intake.Graduated(45, 6, 4);
        Assert.Equal((new PersonsLedger(70, 55, 45, 0), 45), (intake.State.PersonsLedger(), intake.State.Expected));

        intake.Received(43, "Two went to another unit");
        Assert.Equal((new PersonsLedger(70, 55, 45, 43), 43), (intake.State.PersonsLedger(), intake.State.Expected));
        Assert.Equal(
            (IntakeStatus.Graduated, "Two went to another unit"),
            (intake.State.Status, intake.State.Discrepancy)
        );
        Assert.Null(intake.State.NextDeadline(Settings));
    }

    [Fact]
    public void A_receipt_is_put_right_by_a_further_entry_and_so_are_results()
    {
        var intake = AnIntake.Open().Nominated(50).Confirmed(50).Started(48).Graduated(40, 5, 3);
        Assert.Equal(["/discrepancy"], RunIntake.Receive(intake, new(39), Given.Ukraine).Wrong());
        intake.Received(39, "One is missing");
        RunIntake.Receive(intake, new(39, "One is missing", "Again"), Given.Ukraine).IsNothing();
        Assert.Equal(["/reason"], RunIntake.Receive(intake, new(40), Given.Ukraine).Wrong());
        intake.Received(40, reason: "Found");
        Assert.Equal((40, (string?)null), (intake.State.Confirmed, intake.State.Discrepancy));

        Assert.Equal(["/reason"], RunIntake.Report(intake, new(41, 4, 3), Given.Dutch, intake.Now).Wrong());
        Assert.Equal(
            "below-receipt",
            RunIntake.Report(intake, new(39, 6, 3, "Counted again"), Given.Dutch, intake.Now).Conflict()
        );
        intake.Graduated(41, 4, 3, "Counted again");
        Assert.Equal((41, 40), (intake.State.Completed, intake.State.Confirmed));
    }

    [Theory]
    [InlineData(41, 5, 3)]
    [InlineData(49, 0, 0)]
    [InlineData(39, 5, 3)]
    [InlineData(50, -1, 0)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void More_do_not_complete_than_began_nor_fewer_come_to_an_end(int completed, int droppedOut, int failed)
    {
        var intake = AnIntake.Open().Nominated(50).Confirmed(50).Started(48).Until(AnIntake.End);
        Assert.Contains(
            "/completed",
            RunIntake.Report(intake, new(completed, droppedOut, failed), Given.Dutch, intake.Now).Wrong()
        );
    }

    [Fact]
    public void No_more_are_confirmed_than_nominated_or_places_and_no_more_begin()
    {
        var intake = AnIntake.Open();
        Assert.Equal(["/accepted"], RunIntake.Confirm(intake, new(1), Given.Dutch).Wrong());
        intake.Nominated(70);
        Assert.Equal(["/accepted"], RunIntake.Confirm(intake, new(61), Given.Dutch).Wrong());
        Assert.Equal(["/accepted"], RunIntake.Confirm(intake, new(0), Given.Dutch).Wrong());
        Assert.Equal(["/nominated"], RunIntake.Nominate(intake, new(-1), Given.Ukraine, intake.Now).Wrong());
        Assert.Equal(["/nominated"], RunIntake.Nominate(intake, new(100_001), Given.Ukraine, intake.Now).Wrong());
        intake.Confirmed(60);
        Assert.Equal(["/on"], RunIntake.Start(intake, new(50, AnIntake.Start), Given.Dutch, intake.Now).Wrong());
        intake.Until(AnIntake.Start);
        foreach (var enrolled in new[] { 0, 61 })
            Assert.Equal(
                ["/enrolled"],
                RunIntake.Start(intake, new(enrolled, AnIntake.Start), Given.Dutch, intake.Now).Wrong()
            );
    }

    [Fact]
    public void Fewer_nominated_frees_places_until_the_start()
    {
        var intake = AnIntake.Open().Nominated(60).Confirmed(60).Until(AnIntake.Start.AddDays(-1));
        Assert.Equal("too-late", RunIntake.Nominate(intake, new(61), Given.Ukraine, intake.Now).Conflict());
        intake.Nominated(50);
        Assert.Equal((50, 10), (intake.State.Accepted, intake.State.Empty));
    }

    [Fact]
    public void Steps_are_refused_where_the_state_does_not_lead_to_them()
    {
        var scheduled = AnIntake.Scheduled();
        Assert.Equal("not-open", RunIntake.Nominate(scheduled, new(5), Given.Ukraine, scheduled.Now).Conflict());
        Assert.Equal("not-open", RunIntake.Confirm(scheduled, new(5), Given.Dutch).Conflict());
        Assert.Equal(
            "not-confirmed",
            RunIntake.Start(scheduled, new(5, AnIntake.Start), Given.Dutch, scheduled.Now).Conflict()
        );
        Assert.Equal("not-running", RunIntake.Report(scheduled, new(1, 0, 0), Given.Dutch, scheduled.Now).Conflict());
        Assert.Equal("not-graduated", RunIntake.Receive(scheduled, new(1), Given.Ukraine).Conflict());
        var running = AnIntake.Open().Nominated(50).Confirmed(50).Started(48);
        Assert.Equal("not-over", RunIntake.Report(running, new(48, 0, 0), Given.Dutch, running.Now).Conflict());
        Assert.Equal("intake-not-ahead", PlanIntake.Cancel(running, new("x"), Given.Dutch).Conflict());
        Assert.Equal(
            "intake-not-ahead",
            PlanIntake.Postpone(running, Later, 5, Given.Dutch, Given.Now, Settings).Conflict()
        );
    }

    [Fact]
    public void Postponed_it_is_nominated_for_anew_and_cancelled_it_is_gone()
    {
        var intake = AnIntake.Open().Nominated(50).Confirmed(50);
        Assert.Contains(
            "/start",
            PlanIntake
                .Postpone(
                    intake,
                    Later with
                    {
                        Start = AnIntake.Start,
                        End = AnIntake.End,
                    },
                    5,
                    Given.Dutch,
                    intake.Now,
                    Settings
                )
                .Wrong()
        );
        intake.Do(PlanIntake.Postpone(intake, Later, 5, Given.Dutch, intake.Now, Settings));
        Assert.Equal(
            (IntakeStatus.Postponed, 0, 0),
            (intake.State.Status, intake.State.Nominated, intake.State.Accepted)
        );
        intake.Reached();
        Assert.Equal(IntakeStatus.NominationOpen, intake.State.Status);

        intake.Do(PlanIntake.Cancel(intake, new("No instructors"), Given.Dutch));
        Assert.Equal((IntakeStatus.Cancelled, 0, 0), (intake.State.Status, intake.State.Places, intake.State.Expected));
        Assert.Null(intake.State.NextDeadline(Settings));
    }

    [Fact]
    public void An_amendment_brings_it_forward_and_never_makes_it_later()
    {
        var intake = AnIntake.Open();
        Decision<IntakeEvent> Amend(AmendIntake change) =>
            PlanIntake.Amend(intake, change, 5, Given.Dutch, intake.Now, Settings);
        Assert.Equal("postponement", Amend(new("x", AnIntake.Start.AddDays(7), AnIntake.End.AddDays(7))).Conflict());
        Assert.Equal(["/capacity"], Amend(new("x", Capacity: 59)).Wrong());
        Assert.Equal(["/end"], Amend(new("x", AnIntake.Start.AddDays(-7))).Wrong());
        Amend(new("x", Capacity: 100)).IsNothing();
        intake.Do(Amend(new("x", AnIntake.Start.AddDays(-7), AnIntake.End.AddDays(-7), Capacity: 80)));
        Assert.Equal(
            (AnIntake.Start.AddDays(-7), 80, IntakeStatus.NominationOpen),
            (intake.State.Dates.Start, intake.State.Capacity, intake.State.Status)
        );
        intake.Nominated(5).Confirmed(5);
        Assert.Equal("confirmed", Amend(new("x", NominationDeadline: new(2027, 1, 20))).Conflict());
    }

    [Fact]
    public void What_donors_give_beside_places_is_no_place()
    {
        var intake = AnIntake.Open();
        intake.Do(
            PlanIntake.Contribute(intake, new("DNK", ContributionKind.Instructors, 3, "From Oksboel"), Given.Danish)
        );
        intake.Do(PlanIntake.Contribute(intake, new("DNK", ContributionKind.Instructors, 5), Given.Danish));
        intake.Do(PlanIntake.Contribute(intake, new("DNK", ContributionKind.Kit, 60), Given.Danish));
        PlanIntake.Contribute(intake, new("DNK", ContributionKind.Kit, 60), Given.Danish).IsNothing();
        Assert.Equal([5, 60], intake.State.Contributions.Select(c => c.Quantity));
        Assert.Equal(60, intake.State.Places);
        intake.Do(PlanIntake.Contribute(intake, new("DNK", ContributionKind.Kit, 0), Given.Danish));
        Assert.Single(intake.State.Contributions);
        Assert.True(PlanIntake.Contribute(intake, new("NLD", ContributionKind.Kit, 1), Given.Danish).IsForbidden());
        Assert.Equal(
            ["/quantity"],
            PlanIntake.Contribute(intake, new("DNK", ContributionKind.Kit, -1), Given.Danish).Wrong()
        );
    }

    private static TrainingSettings Settings => AnIntake.Settings;

    private static PostponeIntake Later { get; } =
        new("Instructors are late", AnIntake.Start.AddDays(28), AnIntake.End.AddDays(28), new(2027, 3, 1));
}
