using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Timers;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Timers;

public sealed class TimerScheduleTests
{
    private static readonly DateTime Moment = new(2026, 3, 1, 11, 58, 30, DateTimeKind.Utc);

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01T12:00:00")]
    [InlineData("*/10 * * * * *", "2026-03-01T11:58:40")]
    [InlineData("0 0 6 * * 1", "2026-03-02T06:00:00")]
    [InlineData("0 6 * * *", "2026-03-02T06:00:00")]
    [InlineData("00:05:00", "2026-03-01T12:03:30")]
    [InlineData("1.00:00:00", "2026-03-02T11:58:30")]
    public void The_next_run_follows_from_the_schedule(string schedule, string next) =>
        Assert.Equal(
            DateTime.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
            TimerSchedule.Parse("F", schedule).Next(Moment)
        );

    [Theory]
    [InlineData("")]
    [InlineData("every minute")]
    [InlineData("0 61 * * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:05:00")]
    public void A_schedule_that_cannot_be_read_names_the_function(string schedule)
    {
        var refused = Assert.Throws<FunctionsStartupException>(() => TimerSchedule.Parse("Sweep", schedule));
        Assert.StartsWith($"Function 'Sweep': '{schedule}' is neither", refused.Message, StringComparison.Ordinal);
    }
}
