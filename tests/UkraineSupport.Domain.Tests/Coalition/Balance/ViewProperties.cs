using CsCheck;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Balance;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

public class ViewProperties
{
    private static readonly DateOnly End = AForce.D.AddMonths(5);

    [Fact]
    public void Usable_is_never_outside_a_period_over_a_strength_against_a_caveat_or_a_mandate() =>
        SmallForces.All.Sample(
            input =>
            {
                var balance = ForceBalance.Of(input);
                for (var day = AForce.D; day < End; day = day.AddDays(3))
                {
                    var lines = balance.At(day).Serials;
                    foreach (var line in lines)
                        IsTrue(input, line);
                    var units = lines.SelectMany(l =>
                        l.Contributions.Select(c => c.Unit).Concat(l.NotUsable.Select(n => n.Unit))
                    );
                    Assert.DoesNotContain(units.GroupBy(u => u), g => g.Count() > 1);
                }
            },
            iter: Effort.Runs / 4,
            print: SmallForces.Print
        );

    [Fact]
    public void Days_on_which_something_is_missing_are_those_that_a_count_day_by_day_finds() =>
        SmallForces.All.Sample(
            input =>
            {
                var balance = ForceBalance.Of(input);
                foreach (var period in balance.Over(AForce.D, End).Serials)
                {
                    foreach (var day in Days(AForce.D, End))
                    {
                        var gap = period.Gaps.SingleOrDefault(g => g.Days.Contains(day));
                        Assert.Equal(Missing(input, balance, period.Serial, day), gap?.Missing ?? 0);
                    }

                    foreach (var month in period.Months)
                        Assert.Equal(WorstOf(input, balance, period.Serial, month.Month), month.Missing);
                    foreach (var (one, next) in period.Gaps.Zip(period.Gaps.Skip(1)))
                        Assert.True(one.Days.To.AddDays(1) < next.Days.From || one.Missing != next.Missing);
                }
            },
            iter: Effort.Runs / 4,
            print: SmallForces.Print
        );

    [Fact]
    public void Why_not_on_a_day_is_empty_on_exactly_the_days_that_are_usable() =>
        SmallForces.All.Sample(
            input =>
            {
                foreach (var (serial, unit) in input.Serials.SelectMany(s => input.Units.Select(u => (s, u))))
                {
                    var days = Suitability.UsableDays(serial, unit, AForce.D);
                    foreach (var day in Days(AForce.D, End))
                    {
                        var usable = NaiveRules.IsUsable(serial, unit, AForce.D, day);
                        Assert.Equal(usable, days.Any(d => d.Contains(day)));
                        Assert.Equal(usable, Suitability.WhyNotOn(serial, unit, AForce.D, day).Count == 0);
                    }

                    Assert.Equal(Suitability.CanServe(serial, unit), Suitability.WhyNot(serial, unit).Count == 0);
                }
            },
            iter: Effort.Runs / 10,
            print: SmallForces.Print
        );

    private static void IsTrue(BalanceInput input, SerialLine line)
    {
        foreach (var contribution in line.Contributions)
        {
            var unit = input.Units.Single(u => u.Id == contribution.Unit);
            Assert.True(NaiveRules.IsUsable(line.Serial, unit, input.DDay, line.Day));
            Assert.Equal(
                line.Serial.Count is null ? unit.Terms.Strength : unit.Terms.Count!.Value,
                contribution.Amount
            );
        }

        Assert.Equal(line.Contributions.Sum(c => c.Amount), line.Usable);
        Assert.Equal(Math.Max(0, line.Required - line.Usable), line.Missing);
        Assert.True(line.Offered >= line.Accepted && line.Accepted >= line.Ready && line.Ready >= line.Usable);
    }

    private static long Missing(BalanceInput input, ForceBalance balance, Serial serial, DateOnly day)
    {
        if (day < serial.Start(input.DDay) || day >= serial.End(input.DDay))
            return 0;
        var there = balance
            .Placements.Where(p => p.Counts && p.Serial == serial.Id)
            .Select(p => input.Units.Single(u => u.Id == p.Unit))
            .Where(u => NaiveRules.IsUsable(serial, u, input.DDay, day));
        return Math.Max(0, serial.Required - there.Sum(u => Suitability.Amount(serial, u)));
    }

    private static long WorstOf(BalanceInput input, ForceBalance balance, Serial serial, DateOnly month) =>
        Days(month, month.AddMonths(1).AddDays(-1)).Max(d => Missing(input, balance, serial, d));

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
            yield return day;
    }
}
