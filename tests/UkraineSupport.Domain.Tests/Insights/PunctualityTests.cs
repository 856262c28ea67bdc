using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Insights;

/// <summary>Tranches against the day that was promised first; it is 4 January 2027.</summary>
public class PunctualityTests
{
    [Fact]
    public void On_its_day_is_on_time_whatever_the_hour_and_early_makes_up_for_no_late_one()
    {
        var pledge = APledge
            .Committed(100)
            .Allocated("a1", 100)
            .Planned(10, due: At(1, 20, hour: 6))
            .Planned(10, due: At(1, 20))
            .Planned(10, due: At(2, 20))
            .Planned(10, due: At(1, 10))
            .Later(TimeSpan.FromDays(16))
            .HandedOver(1)
            .HandedOver(3)
            .HandedOver(4)
            .Reported(2, DeliveryStatus.Dispatched);

        // Handed over on the 20th: on the day, a month early, and ten days late.
        Assert.Equal(new Punctuality(3, 2, 10), Punctuality.Of(pledge));
        Assert.Equal((0.6667m, 3.3m), (Punctuality.Of(pledge).OnTimeRate, Punctuality.Of(pledge).MeanDaysLate));
        Assert.Equal([new DateOnly(2027, 1, 20)], Punctuality.DueOf(pledge));
    }

    [Fact]
    public void A_line_that_was_moved_after_its_signature_is_late_by_its_first_day()
    {
        var moved = APledge
            .Announced(Given.Shells(100) with { DeliverBy = new(2027, 1, 6) })
            .Amended(new("Sooner", Lines: [new(1, DeliverBy: new(2027, 1, 10))]))
            .Accepted()
            .Formalised()
            .Amended(new("Later", Lines: [new(1, DeliverBy: new(2027, 2, 1))]))
            .Amended(new("Later still", Lines: [new(1, DeliverBy: new(2027, 3, 1))]))
            .Allocated("a1", 100)
            .Planned(10, due: At(2, 20))
            .Later(TimeSpan.FromDays(47))
            .HandedOver(1);

        // On 20 February as planned, and 41 days after what was signed.
        Assert.Equal(new DateOnly(2027, 1, 10), moved.State.FirstDay(1));
        Assert.Equal(new Punctuality(1, 0, 41), Punctuality.Of(moved));
    }

    [Fact]
    public void Without_a_handover_there_is_no_rate()
    {
        var none = Punctuality.Of(APledge.Committed(100).Allocated("a1", 100).Planned(10));
        Assert.Equal((Punctuality.None, null, null), (none, none.OnTimeRate, none.MeanDaysLate));
    }

    private static DateTimeOffset At(int month, int day, int hour = 12) =>
        new(2027, month, day, hour, 0, 0, TimeSpan.Zero);
}
