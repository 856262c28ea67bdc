using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

public sealed class ReportsDueTests
{
    private static readonly TimeSpan Time = TimeSpan.FromDays(14);
    private static readonly Month December = new(2026, 12);
    private static readonly Month January = new(2027, 1);

    private static readonly UsFlow Flow = AFlow.Expecting(
        AFlow.Shells,
        new BaselineRow(new(2026, 11), 0),
        new(December, 10, new Month(2027, 2))
    );

    private static Decision<UsFlowEvent> Due(UsFlow flow, DateTimeOffset now) =>
        ReportsDue.Decide(flow, Time, ["FRA", "POL"], now);

    [Fact]
    public void A_missing_report_is_reminded_of_at_half_its_time_and_put_before_the_board_at_its_end_once()
    {
        var half = December.End() + (Time / 2);
        Due(Flow, half.AddTicks(-1)).IsNothing();
        Assert.Equal([December], Due(Flow, half).Only<UsReportsReminded>().Months);
        var reminded = Flow.After(Due(Flow, half));
        Due(reminded, half).IsNothing();

        var end = December.End() + Time;
        Due(reminded, end.AddTicks(-1)).IsNothing();
        var overdue = Due(reminded, end).Only<UsReportsOverdue>();
        Assert.Equal([December], overdue.Months);
        Assert.Equal(["FRA", "POL"], overdue.Board);
        Due(reminded.After(Due(reminded, end)), end).IsNothing();
    }

    [Fact]
    public void Found_late_it_goes_before_the_board_without_a_reminder_before() =>
        Assert.Equal([December], Due(Flow, December.End() + Time).Only<UsReportsOverdue>().Months);

    [Fact]
    public void What_is_reported_or_was_not_expected_is_not_asked_for()
    {
        var now = January.End().AddDays(-1);
        Due(Flow.Reporting(December, 10), now).IsNothing();
        // November expected nothing.
        Assert.Equal([December], Due(Flow, now).Only<UsReportsOverdue>().Months);
    }

    [Fact]
    public void The_next_moment_is_the_nearest_that_is_still_to_come()
    {
        Assert.Equal(December.End() + (Time / 2), ReportsDue.Next(Flow, Time, December.End()));
        Assert.Equal(December.End() + Time, ReportsDue.Next(Flow, Time, December.End() + (Time / 2)));
        Assert.Equal(January.End() + (Time / 2), ReportsDue.Next(Flow, Time, December.End() + Time));
        Assert.Equal(January.End() + (Time / 2), ReportsDue.Next(Flow.Reporting(December, 1), Time, December.End()));
        Assert.Null(ReportsDue.Next(Flow, Time, new Month(2027, 2).End() + Time));
    }
}
