using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Training;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>
/// A course of five weeks for 100 with a stated rate of 85 %, and an intake of it from 1 March to 2 April 2027 on a
/// Dutch pledge; brought on by the decisions that lead there.
/// </summary>
internal sealed class AnIntake
{
    public const string CourseId = "course-1";
    public const string Id = "intake-0";
    public static readonly DateOnly Start = new(2027, 3, 1);
    public static readonly DateOnly End = new(2027, 4, 2);
    public static readonly TrainingSettings Settings = new();
    public static readonly string[] Board = ["NATO"];

    public static readonly PublishCourse Published = new(
        "NLD",
        "TRAIN-BASIC",
        "Basic infantry",
        CourseLevel.Basic,
        "uk",
        5,
        100,
        "GBR",
        0.85m,
        "Interflex",
        8,
        4
    );

    public static readonly ScheduleIntakes Wish = new(CourseId, "pledge-1", 1, 60, Start, End, new(2027, 2, 1));

    private AnIntake(Pledge pledge, Intake state) => (Pledge, State) = (pledge, state);

    public Pledge Pledge { get; private set; }

    public Intake State { get; private set; }

    public DateTimeOffset Now { get; private set; } = Given.Now;

    public static implicit operator Intake(AnIntake intake) => intake.State;

    public static Course Course(PublishCourse? course = null, string id = CourseId) =>
        UkraineSupport.Domain.Training.Course.Apply(
            null,
            CourseRules.Publish(id, course ?? Published, [], Given.Dutch, Given.Now).Only<CoursePublished>()
        );

    /// <summary>A committed pledge of training places.</summary>
    public static APledge Places(decimal places, string donor = "NLD", Disclosure disclosure = Disclosure.Coalition) =>
        APledge
            .From(
                new(
                    donor,
                    PledgeKind.Training,
                    "Places",
                    Given.Now.AddDays(90),
                    [new("TRAIN-BASIC", places, Given.Today.AddDays(200), UnitValue: 20_000, Currency: "EUR")],
                    Disclosure: disclosure
                )
            )
            .Accepted()
            .Formalised();

    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        ScheduleIntakes? wish = null,
        Course? course = null,
        Actor? actor = null
    ) =>
        Schedule.Decide(
            pledge,
            course ?? Course(),
            wish ?? Wish,
            n => $"intake-{n}",
            actor ?? Given.Dutch,
            Given.Now,
            Settings
        );

    public static AnIntake Scheduled(ScheduleIntakes? wish = null, APledge? pledge = null)
    {
        pledge ??= Places(100);
        var scheduled = Decide(pledge, wish).Only<PledgeIntakesScheduled>();
        var reserved = UkraineSupport.Domain.Pledges.Pledge.Apply(pledge, scheduled);
        var share = SharePlaces.ShareOf(reserved, scheduled.Line, scheduled.Places);
        var made = PlanIntake.Make(scheduled.Intakes[0], share, Given.Now).Only<IntakeScheduled>();
        return new(reserved, Intake.Apply(null, made));
    }

    public static AnIntake Open() => Scheduled().Reached();

    public AnIntake Do(Decision<IntakeEvent> decision)
    {
        Assert.Null(decision.Error);
        State = decision.Events.Aggregate(State, Intake.Apply);
        return this;
    }

    public AnIntake Until(DateOnly day)
    {
        var at = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero);
        Now = at > Now ? at : Now;
        return this;
    }

    /// <summary>The next deadline is reached, whatever the time.</summary>
    public AnIntake Reached(params InLine[] inLine)
    {
        var next = State.NextDeadline(Settings)!;
        Now = next.At > Now ? next.At : Now;
        return Do(State.Reached(next, inLine, Board, Now, Settings));
    }

    public AnIntake Nominated(int persons) => Do(RunIntake.Nominate(State, new(persons), Given.Ukraine, Now));

    public AnIntake Confirmed(int persons) => Do(RunIntake.Confirm(State, new(persons), Given.Dutch));

    public AnIntake Started(int persons) =>
        Until(Start).Do(RunIntake.Start(State, new(persons, Start), Given.Dutch, Now));

    public AnIntake Graduated(int completed, int droppedOut, int failed, string? reason = null) =>
        Until(End.AddDays(1)).Do(RunIntake.Report(State, new(completed, droppedOut, failed, reason), Given.Dutch, Now));

    public AnIntake Received(int persons, string? discrepancy = null, string? reason = null) =>
        Do(RunIntake.Receive(State, new(persons, discrepancy, reason), Given.Ukraine));

    /// <summary>The pledge hears of it.</summary>
    public AnIntake Told()
    {
        var decision = FollowIntake.Decide(Pledge, State, Now);
        Assert.Null(decision.Error);
        Pledge = decision.Events.Aggregate(Pledge, UkraineSupport.Domain.Pledges.Pledge.Apply);
        return this;
    }

    public AnIntake Pledged(Decision<PledgeEvent> decision)
    {
        Assert.Null(decision.Error);
        Pledge = decision.Events.Aggregate(Pledge, UkraineSupport.Domain.Pledges.Pledge.Apply);
        return this;
    }
}
