using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

/// <summary>A lot is given whole: everything that is decided on a line with one comes in multiples of it.</summary>
public class LotTests
{
    private static OfferLine Batteries(decimal quantity, decimal? lot) =>
        new("IAMD-HIGH", quantity, Given.Today.AddDays(100), Lot: lot);

    private static string[] Announced(OfferLine line, PledgeKind kind = PledgeKind.Munitions)
    {
        var decision = Announce.Decide(
            "pledge-1",
            Given.Offer(line) with
            {
                Kind = kind,
            },
            Given.Dutch,
            Given.Now,
            Given.Deadlines
        );
        return decision.Error is null ? [] : decision.Wrong();
    }

    [Theory]
    [InlineData(96, 32.0, null)]
    [InlineData(32, 32.0, null)]
    [InlineData(100, 32.0, "/lines/0/quantity")]
    [InlineData(16, 32.0, "/lines/0/quantity")]
    [InlineData(96, 0.0, "/lines/0/lot")]
    [InlineData(96, -32.0, "/lines/0/lot")]
    [InlineData(3, 1.5, "/lines/0/lot")]
    public void What_is_pledged_is_a_number_of_whole_lots(int quantity, double lot, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [wrong], Announced(Batteries(quantity, (decimal)lot)));

    [Fact]
    public void A_lot_of_money_is_in_cents()
    {
        Assert.Empty(Announced(new("FUNDING", 10, Given.Today, Lot: 2.5m), PledgeKind.Funding));
        Assert.Equal(["/lines/0/lot"], Announced(new("FUNDING", 10, Given.Today, Lot: 0.125m), PledgeKind.Funding));
    }

    [Fact]
    public void It_stays_with_the_line_to_the_end()
    {
        var pledge = APledge.Announced(Batteries(96, 32)).Amended(new("More", Lines: [new(1, 128)]));
        Assert.Equal(32, pledge.State.Lines[0].Lot);
        Assert.Equal((32m, 128m), (pledge.Accepted().Formalised().State.Lines[0].Lot, pledge.State.Lines[0].Committed));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void An_amendment_is_held_to_it_before_and_after_formalisation(int quantity, bool accepted)
    {
        var offered = APledge.Announced(Batteries(96, 32));
        foreach (var pledge in new[] { offered.State, offered.Accepted().Formalised().State })
        {
            var decision = Amend.Decide(
                pledge,
                new("Less", Lines: [new(1, quantity)]),
                Given.Dutch,
                Given.Now,
                Given.Deadlines
            );
            Assert.Equal(accepted ? [] : ["/lines/0/quantity"], decision.Error is null ? [] : decision.Wrong());
        }
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(0, true)]
    [InlineData(63, false)]
    public void So_is_a_partial_acceptance(int quantity, bool accepted)
    {
        var pledge = APledge.Announced(Batteries(96, 32), Given.Shells(10));
        var decision = Review.Decide(
            pledge,
            new(ReviewDecision.Partial, "Part", [new(1, quantity), new(2, 7)]),
            Given.Coordinator,
            Given.Now,
            Given.Deadlines
        );
        Assert.Equal(accepted ? [] : ["/lines/0/quantity"], decision.Error is null ? [] : decision.Wrong());
    }

    [Fact]
    public void So_is_an_allocation_though_other_lines_are_not()
    {
        var need = ARequirement
            .From("requirement-1", ARequirement.Filing(500) with { Capability = "IAMD-HIGH" })
            .Validated();
        var pledge = APledge.Announced(Batteries(96, 32)).Accepted().Formalised();
        Decision<PledgeEvent> Allocated(decimal quantity) =>
            Allocate.Decide(pledge, "a", new(1, quantity, "requirement-1"), need.State, Given.Coordinator);

        Assert.Equal(["/quantity"], Allocated(33).Wrong());
        Assert.Equal(
            "A multiple of the lot of 32.",
            Assert.Single(Assert.IsType<InvalidInput>(Allocated(33).Error).Fields).Detail
        );
        Assert.Equal(64, Allocated(64).Only<PledgeAllocationRequested>().Quantity);
    }
}
