using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.Training;
using Xunit;

namespace UkraineSupport.Domain.Tests.Training;

public class CourseTests
{
    private static readonly PublishCourse Wish = AnIntake.Published;

    [Fact]
    public void Only_a_training_command_publishes_its_own_courses_and_changes_them()
    {
        Assert.All(
            Given.Everyone,
            actor =>
            {
                var isOwn = actor == Given.Dutch;
                Assert.Equal(!isOwn, CourseRules.Publish("course-1", Wish, [], actor, Given.Now).IsForbidden());
                Assert.Equal(
                    !isOwn,
                    CourseRules.Amend(AnIntake.Course(), new("x", Places: 1), [], actor).IsForbidden()
                );
            }
        );
    }

    [Theory]
    [InlineData("unknown capability", "/capability")]
    [InlineData("no training", "/capability")]
    [InlineData("title", "/title")]
    [InlineData("language", "/language")]
    [InlineData("no such language", "/language")]
    [InlineData("no weeks", "/weeks")]
    [InlineData("too many weeks", "/weeks")]
    [InlineData("no places", "/places")]
    [InlineData("absurd places", "/places")]
    [InlineData("negative instructors", "/instructors")]
    [InlineData("negative interpreters", "/interpreters")]
    [InlineData("country", "/country")]
    [InlineData("institution", "/country")]
    [InlineData("nobody completes", "/completionRate")]
    [InlineData("more complete than begin", "/completionRate")]
    [InlineData("too exact", "/completionRate")]
    [InlineData("unknown course", "/prerequisites/0")]
    [InlineData("twice", "/prerequisites")]
    public void What_makes_no_sense_is_told_by_field(string what, string wrong)
    {
        var wish = what switch
        {
            "unknown capability" => Wish with { Capability = "TRAIN-X" },
            "no training" => Wish with { Capability = "AMMO-155" },
            "title" => Wish with { Title = " " },
            "language" => Wish with { Language = "UK" },
            "no such language" => Wish with { Language = "qq" },
            "no weeks" => Wish with { Weeks = 0 },
            "too many weeks" => Wish with { Weeks = 157 },
            "no places" => Wish with { Places = 0 },
            "absurd places" => Wish with { Places = 10_001 },
            "negative instructors" => Wish with { Instructors = -1 },
            "negative interpreters" => Wish with { Interpreters = -1 },
            "country" => Wish with { Country = "Kent" },
            "institution" => Wish with { Country = "NATO" },
            "nobody completes" => Wish with { CompletionRate = 0 },
            "more complete than begin" => Wish with { CompletionRate = 1.01m },
            "too exact" => Wish with { CompletionRate = 0.33333m },
            "unknown course" => Wish with { Prerequisites = ["course-9"] },
            _ => Wish with { Prerequisites = ["course-2", "course-2"] },
        };
        Assert.Contains(wrong, CourseRules.Publish("course-1", wish, [], Given.Dutch, Given.Now).Wrong());
    }

    [Fact]
    public void Courses_do_not_ask_for_each_other_in_a_circle_nor_for_one_that_fewer_see()
    {
        var first = AnIntake.Course();
        var second = AnIntake.Course(Wish with { Title = "Leaders" }, "course-2") with
        {
            Terms = first.Terms with { Prerequisites = ["course-1"] },
        };
        Assert.Equal(
            ["/prerequisites/0"],
            CourseRules.Amend(first, new("x", Prerequisites: ["course-2"]), [first, second], Given.Dutch).Wrong()
        );
        Assert.Equal(
            ["/prerequisites/0"],
            CourseRules.Amend(first, new("x", Prerequisites: ["course-1"]), [first], Given.Dutch).Wrong()
        );
        var secret = first with { Disclosure = Disclosure.Restricted };
        Assert.Equal(
            ["/prerequisites/0"],
            CourseRules
                .Publish("course-3", Wish with { Prerequisites = ["course-1"] }, [secret], Given.Dutch, Given.Now)
                .Wrong()
        );
    }

    [Fact]
    public void An_amendment_changes_what_it_names()
    {
        var course = AnIntake.Course();
        var amended = Course.Apply(
            course,
            CourseRules.Amend(course, new("Shorter", Weeks: 4, Programme: ""), [], Given.Dutch).Only<CourseAmended>()
        );
        Assert.Equal((4, (string?)null, 100), (amended.Terms.Weeks, amended.Terms.Programme, amended.Terms.Places));
        CourseRules.Amend(course, new("Nothing", Weeks: 5), [], Given.Dutch).IsNothing();
        Assert.Equal(["/reason"], CourseRules.Amend(course, new("", Weeks: 4), [], Given.Dutch).Wrong());
    }
}
