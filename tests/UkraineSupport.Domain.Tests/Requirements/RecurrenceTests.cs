using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

public class RecurrenceTests
{
    [Fact]
    public void The_same_day_of_each_month_or_its_last() =>
        Assert.Equal(
            [new(2027, 11, 30), new(2027, 12, 30), new(2028, 1, 30), new(2028, 2, 29), new(2028, 3, 30)],
            new Recurrence(RecurrenceEvery.Monthly, 5).Days(new(2027, 11, 30))
        );

    [Fact]
    public void Every_three_months_until_a_day_that_is_still_in_it() =>
        Assert.Equal(
            [new(2027, 3, 31), new(2027, 6, 30), new(2027, 9, 30)],
            new Recurrence(RecurrenceEvery.Quarterly, Until: new(2027, 9, 30)).Days(new(2027, 3, 31))
        );

    [Fact]
    public void Each_is_filed_as_the_first_but_for_its_day_and_knows_which_it_is()
    {
        var first = Filed(new(RecurrenceEvery.Quarterly, 3)).Only<RequirementSubmitted>();
        var third = Recurrence.Next(first, 3, "requirement-3");
        Assert.Equal(
            (first.RequiredBy.AddMonths(6), new RequirementSeries("requirement-1", 3, 3), first.Title),
            (third.RequiredBy, third.Series, third.Title)
        );
        Assert.Equal(
            third.RequiredByReminderAt,
            Submit
                .Decide(
                    "r",
                    ARequirement.Filing(1) with
                    {
                        RequiredBy = third.RequiredBy,
                    },
                    Given.Ukraine,
                    Given.Now,
                    Given.Deadlines
                )
                .Only<RequirementSubmitted>()
                .RequiredByReminderAt
        );
    }

    [Theory]
    [InlineData(1, null, "/recurrence/count")]
    [InlineData(37, null, "/recurrence/count")]
    [InlineData(null, null, "/recurrence")]
    [InlineData(5, 400, "/recurrence")]
    [InlineData(null, 125, "/recurrence/until")]
    [InlineData(null, -10, "/recurrence/until")]
    [InlineData(null, 9999, "/recurrence/until")]
    public void A_series_that_cannot_be_is_refused(int? count, int? untilDays, string pointer)
    {
        DateOnly? until = untilDays is { } days ? Given.Today.AddDays(days) : null;
        var wrong = Assert.IsType<InvalidInput>(Filed(new(RecurrenceEvery.Monthly, count, until)).Error);
        Assert.Contains(pointer, wrong.Fields.Select(f => f.Pointer));
    }

    private static Decision<RequirementEvent> Filed(Recurrence recurrence) =>
        Submit.Decide(
            "requirement-1",
            ARequirement.Filing(100) with
            {
                Recurrence = recurrence,
            },
            Given.Ukraine,
            Given.Now,
            Given.Deadlines
        );
}
