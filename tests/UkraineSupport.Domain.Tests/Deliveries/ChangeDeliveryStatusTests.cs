using System.Globalization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;
using static UkraineSupport.Domain.Deliveries.DeliveryStatus;

namespace UkraineSupport.Domain.Tests.Deliveries;

public class ChangeDeliveryStatusTests
{
    /// <summary>A tranche of 20 in each status it can be in.</summary>
    private static APledge In(DeliveryStatus status)
    {
        var pledge = APledge.Committed(100).Allocated("a", 20).Planned(20);
        return status switch
        {
            Planned => pledge,
            Cancelled or Dispatched => pledge.Reported(1, status),
            AtHub or HandedOver or Lost or Returned => pledge.Reported(1, Dispatched, status),
            Received => pledge.HandedOver(1).Receipted(1, 20),
            PartiallyReceived => pledge.HandedOver(1).Receipted(1, 15),
            _ => Verify(pledge.HandedOver(1).Receipted(1, 20)),
        };
    }

    private static APledge Verify(APledge pledge) => pledge.Do(Moved(pledge, Verified, Given.Coordinator));

    private static Decision<PledgeEvent> Moved(
        Pledge pledge,
        DeliveryStatus status,
        Actor? actor = null,
        DateTimeOffset? at = null
    ) => ChangeDeliveryStatus.Decide(pledge, 1, new(status, at), actor ?? Given.Dutch, Given.Now);

    private static readonly Dictionary<DeliveryStatus, DeliveryStatus[]> Allowed = new()
    {
        [Planned] = [Dispatched, Cancelled],
        [Dispatched] = [AtHub, HandedOver, Lost, Returned],
        [AtHub] = [HandedOver, Lost, Returned],
        [Received] = [Verified],
        [PartiallyReceived] = [Verified],
    };

    public static TheoryData<DeliveryStatus, DeliveryStatus> Moves()
    {
        DeliveryStatus[] reported = [Dispatched, AtHub, HandedOver, Lost, Returned, Cancelled, Verified];
        return [.. Enum.GetValues<DeliveryStatus>().SelectMany(from => reported.Select(to => (from, to)))];
    }

    [Theory, MemberData(nameof(Moves))]
    public void A_delivery_moves_on_in_its_order_only(DeliveryStatus from, DeliveryStatus to)
    {
        var decision = Moved(In(from), to, to == Verified ? Given.Coordinator : Given.Dutch);

        if (Allowed.TryGetValue(from, out var next) && next.Contains(to))
            Assert.Equal(to, decision.Only<PledgeDeliveryStatusChanged>().Status);
        else
            Assert.Equal("wrong-order", decision.Conflict());
    }

    [Theory]
    [InlineData(Planned, 0, 0, 0)]
    [InlineData(Cancelled, 0, 0, 0)]
    [InlineData(Dispatched, 20, 0, 0)]
    [InlineData(AtHub, 20, 0, 0)]
    [InlineData(HandedOver, 20, 20, 0)]
    [InlineData(Received, 20, 20, 20)]
    [InlineData(PartiallyReceived, 20, 20, 15)]
    [InlineData(Verified, 20, 20, 20)]
    [InlineData(Lost, 0, 0, 0)]
    [InlineData(Returned, 0, 0, 0)]
    public void Each_status_counts_in_the_ledgers_it_has_reached(
        DeliveryStatus status,
        int dispatched,
        int delivered,
        int received
    )
    {
        var pledge = In(status).State;
        Assert.Equal(
            new LineLedger(100, 100, 100, 20, dispatched, delivered, received),
            pledge.Ledger(pledge.Lines[0])
        );
        Assert.Equal(
            new AllocationProgress(20, dispatched, delivered, received),
            pledge.Progress(pledge.Allocations[0])
        );
    }

    [Fact]
    public void The_pledge_is_in_delivery_from_the_first_dispatch_on()
    {
        Assert.Equal(PledgeStatus.Formalised, In(Planned).State.Status);
        Assert.Equal(PledgeStatus.Formalised, In(Cancelled).State.Status);
        Assert.Equal(PledgeStatus.InDelivery, In(Dispatched).State.Status);
        Assert.True(In(Dispatched).State.IsCommitted);
        Assert.Equal(PledgeStatus.InDelivery, In(Lost).State.Status);
    }

    [Fact]
    public void Only_the_pledges_donor_reports() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Dutch),
            actor => Assert.True(Moved(In(Planned), Dispatched, actor).IsForbidden())
        );

    [Fact]
    public void Only_coordinators_verify() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Coordinator),
            actor => Assert.True(Moved(In(Received), Verified, actor).IsForbidden())
        );

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_delivery_that_is_not_there_is_not_found(int n) =>
        Assert.IsType<NotFound>(
            ChangeDeliveryStatus.Decide(In(Planned), n, new(Dispatched), Given.Dutch, Given.Now).Error
        );

    [Theory]
    [InlineData(Planned)]
    [InlineData(Received)]
    [InlineData(PartiallyReceived)]
    public void The_donor_does_not_report_what_is_not_its_to_say(DeliveryStatus status) =>
        Assert.Equal(["/status"], Moved(In(HandedOver), status).Wrong());

    [Fact]
    public void News_has_its_time_and_does_not_come_from_the_future()
    {
        Assert.Equal(Given.Now, Moved(In(Planned), Dispatched).Only<PledgeDeliveryStatusChanged>().At);
        Assert.Equal(
            Given.Now.AddDays(-1),
            Moved(In(Planned), Dispatched, at: Given.Now.AddDays(-1)).Only<PledgeDeliveryStatusChanged>().At
        );
        Moved(In(Planned), Dispatched, at: Given.Now.AddMinutes(5)).Only<PledgeDeliveryStatusChanged>();
        Assert.Equal(["/at"], Moved(In(Planned), Dispatched, at: Given.Now.AddMinutes(6)).Wrong());
    }

    [Theory]
    [InlineData("2027-01-04T23:59:59Z", true)] // Today, as a day alone.
    [InlineData("2027-01-05T23:59:59Z", true)] // Already today east of here.
    [InlineData("2027-01-06T23:59:59Z", false)]
    [InlineData("2027-01-04T23:59:58Z", false)]
    public void A_day_that_has_begun_is_not_in_the_future(string at, bool accepted)
    {
        var moved = Moved(In(Planned), Dispatched, at: DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        if (accepted)
            Assert.Equal(Given.Now, moved.Only<PledgeDeliveryStatusChanged>().At);
        else
            Assert.Equal(["/at"], moved.Wrong());
    }

    [Fact]
    public void Times_do_not_run_backwards_from_the_dispatch_on()
    {
        var dispatched = APledge.Committed(100).Allocated("a", 20).Planned(20);
        dispatched.Do(Moved(dispatched, Dispatched, at: Given.Now.AddDays(-2)));

        Assert.Equal(["/at"], Moved(dispatched, HandedOver, at: Given.Now.AddDays(-3)).Wrong());
        Assert.Equal(["/at"], Moved(dispatched, HandedOver, at: Given.Now.AddDays(-2).AddSeconds(-1)).Wrong());
        Moved(dispatched, HandedOver, at: Given.Now.AddDays(-2)).Only<PledgeDeliveryStatusChanged>();
        // The same day, told as a day: nobody says at what hour.
        var day = new DateTimeOffset(Given.Today.AddDays(-2), new TimeOnly(23, 59, 59), TimeSpan.Zero);
        dispatched.Do(Moved(dispatched, AtHub, at: day));
        Moved(dispatched, HandedOver, at: Given.Now.AddDays(-2)).Only<PledgeDeliveryStatusChanged>();
        Assert.Equal(["/at"], Moved(dispatched, HandedOver, at: day.AddDays(-1)).Wrong());
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_tranche_is_late_by_its_handover_not_by_when_that_was_told(int daysAfterDue, bool late)
    {
        var due = Given.Now.AddDays(10);
        var pledge = APledge.Committed(100).Allocated("a", 20).Planned(20, due: due).Reported(1, Dispatched);
        pledge.Later(TimeSpan.FromDays(15)).Reached().Reached();
        Assert.True(pledge.State.Deliveries[0].IsLate);

        pledge.Do(
            ChangeDeliveryStatus.Decide(pledge, 1, new(HandedOver, due.AddDays(daysAfterDue)), Given.Dutch, pledge.Now)
        );
        Assert.Equal(late, pledge.State.Deliveries[0].IsLate);
    }

    [Fact]
    public void The_expected_handover_stays_until_other_news_of_it()
    {
        var eta = Given.Now.AddDays(3);
        var pledge = In(Planned);
        pledge
            .Do(ChangeDeliveryStatus.Decide(pledge, 1, new(Dispatched, Eta: eta), Given.Dutch, Given.Now))
            .Reported(1, AtHub);

        Assert.Equal(eta, pledge.State.Deliveries[0].Eta);
        var later = Pledge.Apply(
            pledge,
            ChangeDeliveryStatus
                .Decide(pledge, 1, new(HandedOver, Eta: eta.AddDays(1)), Given.Dutch, Given.Now)
                .Only<PledgeDeliveryStatusChanged>()
        );
        Assert.Equal(eta.AddDays(1), later.Deliveries[0].Eta);
        Assert.Equal([Planned, Dispatched, AtHub], pledge.State.Deliveries[0].History.Select(h => h.Status));
    }
}
