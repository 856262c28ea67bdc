using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.Training;
using Xunit;

namespace UkraineSupport.Domain.Tests.Training;

public class ScheduleTests
{
    private static readonly ScheduleIntakes Wish = AnIntake.Wish;

    [Fact]
    public void Only_who_gives_the_course_and_the_places_schedules()
    {
        var pledge = AnIntake.Places(100);
        Assert.All(
            Given.Everyone,
            actor => Assert.Equal(actor != Given.Dutch, AnIntake.Decide(pledge, actor: actor).IsForbidden())
        );
        var danish = AnIntake.Course() with { Provider = "DNK" };
        Assert.True(AnIntake.Decide(pledge, course: danish).IsForbidden());
    }

    [Theory]
    [InlineData("line", "/line")]
    [InlineData("other capability", "/line")]
    [InlineData("no places", "/places")]
    [InlineData("negative", "/places")]
    [InlineData("more than the course", "/places")]
    [InlineData("capacity", "/capacity")]
    [InlineData("past", "/start")]
    [InlineData("far", "/start")]
    [InlineData("end before start", "/end")]
    [InlineData("weeks", "/end")]
    [InlineData("nomination after start", "/nominationDeadline")]
    [InlineData("nomination past", "/nominationDeadline")]
    [InlineData("every", "/repeat/everyWeeks")]
    [InlineData("times", "/repeat/times")]
    [InlineData("open", "/disclosure")]
    public void What_makes_no_sense_is_told_by_field(string what, string wrong)
    {
        var course =
            what == "other capability"
                ? AnIntake.Course(AnIntake.Published with { Capability = "TRAIN-PILOT" })
                : AnIntake.Course();
        var wish = what switch
        {
            "line" => Wish with { Line = 2 },
            "no places" => Wish with { Places = 0 },
            "negative" => Wish with { Places = -5 },
            "more than the course" => Wish with { Places = 101 },
            "capacity" => Wish with { Capacity = 10_001 },
            "past" => Wish with { Start = Given.Today },
            "far" => Wish with { Start = new(2038, 1, 1), End = new(2038, 2, 3) },
            "end before start" => Wish with { End = AnIntake.Start.AddDays(-1) },
            "weeks" => Wish with { End = AnIntake.Start.AddDays(35) },
            "nomination after start" => Wish with { NominationDeadline = AnIntake.Start },
            "nomination past" => Wish with { NominationDeadline = Given.Today.AddDays(-1) },
            "every" => Wish with { Repeat = new(0, 2) },
            "times" => Wish with { Repeat = new(6, 53) },
            "open" => Wish with { Disclosure = Disclosure.Public },
            _ => Wish,
        };
        Assert.Contains(wrong, AnIntake.Decide(AnIntake.Places(100), wish, course).Wrong());
    }

    [Theory]
    [InlineData("2027-03-01", "2027-03-29")]
    [InlineData("2027-03-01", "2027-04-04")]
    [InlineData("2028-02-07", "2028-03-10")]
    public void The_last_week_may_be_short_and_leap_days_are_days(string start, string end)
    {
        var wish = Wish with { Start = DateOnly.Parse(start, null), End = DateOnly.Parse(end, null) };
        Assert.Null(AnIntake.Decide(AnIntake.Places(100), wish).Error);
    }

    [Fact]
    public void A_series_is_reserved_whole_or_not_at_all()
    {
        var pledge = AnIntake.Places(100);
        Assert.Equal(
            "over-commitment",
            AnIntake.Decide(pledge, Wish with { Places = 34, Repeat = new(6, 3) }).Conflict()
        );
        var made = AnIntake
            .Decide(pledge, Wish with { Places = 33, Repeat = new(6, 3) })
            .Only<PledgeIntakesScheduled>();

        Assert.Equal([new DateOnly(2027, 3, 1), new(2027, 4, 12), new(2027, 5, 24)], made.Intakes.Select(i => i.Start));
        Assert.All(made.Intakes, i => Assert.Equal("intake-0", i.Series));
        var after = Pledge.Apply(pledge, made);
        Assert.Equal((99, 1), (after.Ledger(after.Line(1)!).Allocated, after.Ledger(after.Line(1)!).Free));
        // 33 × 0.85 = 28.05: whole persons.
        Assert.All(after.Intakes, p => Assert.Equal(28, p.Persons));
        Assert.Equal("over-commitment", AnIntake.Decide(after, Wish with { Places = 2 }).Conflict());
    }

    [Fact]
    public void Only_what_is_committed_and_not_allocated_gives_places()
    {
        var announced = APledge.From(
            new(
                "NLD",
                PledgeKind.Training,
                "Places",
                Given.Now.AddDays(90),
                [new("TRAIN-BASIC", 100, Given.Today.AddDays(200))]
            )
        );
        Assert.Equal("not-committed", AnIntake.Decide(announced).Conflict());
        var needed = ARequirement
            .From("requirement-1", ARequirement.Filing(1000) with { Capability = "TRAIN-BASIC" })
            .Validated();
        var allocated = AnIntake.Places(100).Allocated("a1", 50, requirement: needed);
        Assert.Equal("over-commitment", AnIntake.Decide(allocated).Conflict());
        Assert.Null(AnIntake.Decide(allocated, Wish with { Places = 50 }).Error);
    }

    [Fact]
    public void Nominations_open_six_weeks_before_their_deadline_or_at_once()
    {
        var late = AnIntake.Decide(AnIntake.Places(100)).Only<PledgeIntakesScheduled>();
        Assert.Equal(Given.Now, late.Intakes[0].NominationFrom);
        var early = AnIntake
            .Decide(AnIntake.Places(100), Wish with { NominationDeadline = new(2027, 2, 28) })
            .Only<PledgeIntakesScheduled>();
        Assert.Equal(new DateTimeOffset(2027, 1, 17, 0, 0, 0, TimeSpan.Zero), early.Intakes[0].NominationFrom);
    }
}
