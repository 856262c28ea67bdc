using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

/// <summary>A gap that more may see than before tells them what it is, and not what it was.</summary>
public sealed class WiderDisclosureTests
{
    private static FoundGap Found(long version, Disclosure disclosure, decimal shortfall) =>
        AGap.Found(version, shortfall) with
        {
            Disclosure = disclosure,
        };

    private static Gap Of(params (Disclosure Disclosure, decimal Shortfall)[] found)
    {
        Gap? gap = null;
        foreach (var ((disclosure, shortfall), i) in found.Select((f, i) => (f, i)))
            gap = FollowDeliveries
                .Decide(gap, Found(i + 1, disclosure, shortfall), Given.Now)
                .Events.Aggregate(gap, Gap.Apply);
        return gap!;
    }

    [Theory]
    [InlineData(500)]
    [InlineData(1000)]
    [InlineData(1500)]
    public void What_it_was_for_fewer_is_not_told(int shortfall)
    {
        var gap = Of((Disclosure.Public, 500), (Disclosure.Restricted, 1000));

        var revised = FollowDeliveries
            .Decide(gap, Found(3, Disclosure.Public, shortfall), Given.Now)
            .Only<GapRevised>();

        Assert.Equal((Disclosure.Public, shortfall), (revised.Disclosure, revised.Months.Sum(m => m.Shortfall)));
        Assert.Equal(shortfall, Gap.Apply(gap, revised).Shortfall);
    }

    [Fact]
    public void To_those_who_saw_it_before_it_is_told()
    {
        var gap = Of((Disclosure.Coalition, 500));

        var wider = FollowDeliveries.Decide(gap, Found(2, Disclosure.Restricted, 1000), Given.Now).Only<GapWidened>();
        var narrower = FollowDeliveries.Decide(gap, Found(2, Disclosure.Coalition, 400), Given.Now).Only<GapNarrowed>();

        Assert.Equal((500, 500), (wider.Was, narrower.Was));
    }

    [Fact]
    public void How_fewer_may_see_a_gap_weighed_does_not_go_on_in_one_that_more_may_see()
    {
        var assessed = new GapAssessed(1, [new("MLRS-GUIDED", 2)], "They would run out in May");
        var secret = Gap.Apply(Of((Disclosure.Restricted, 500)), assessed) with { Id = "gap-2" };
        var open = Of((Disclosure.Public, 500));

        var joined = FollowDeliveries.Join(open, secret).Only<GapJoined>();
        Assert.Equal((open.Priority, 0, null), (joined.Priority, joined.Substitutes.Count, joined.Risk));
        Assert.Equal(Disclosure.Restricted, ((IConfidentialEvent)joined).Confidentiality);

        joined = FollowDeliveries.Join(secret, open with { Id = "gap-3" }).Only<GapJoined>();
        Assert.Equal((1, 1, assessed.Risk), (joined.Priority, joined.Substitutes.Count, joined.Risk));
        // One from before that was kept is as open as its gap.
        Assert.Equal(Disclosure.Public, ((IConfidentialEvent)(joined with { Disclosure = null })).Confidentiality);
    }
}
