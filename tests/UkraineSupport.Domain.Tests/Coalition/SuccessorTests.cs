using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

public class SuccessorTests
{
    private static readonly CommitForce Offer = AForce.Offer with { Successor = "force-2" };
    private static readonly CommitForce Next = AForce.Offer with
    {
        From = AForce.To.AddDays(1),
        To = AForce.To.AddYears(1),
    };

    private static ForceCommitment Second(CommitForce? offer = null) => AForce.Offered(offer ?? Next, "force-2");

    [Fact]
    public void It_begins_between_the_first_day_and_the_day_after_the_last()
    {
        AForce.Decide(Offer, AForce.Around(Second())).Only<ForceOffered>();
        AForce.Decide(Offer, AForce.Around(Second(Next with { From = AForce.From }))).Only<ForceOffered>();
        Assert.Equal(
            ["/successor"],
            AForce.Decide(Offer, AForce.Around(Second(Next with { From = AForce.To.AddDays(2) }))).Wrong()
        );
        Assert.Equal(
            ["/successor"],
            AForce.Decide(Offer, AForce.Around(Second(Next with { From = AForce.From.AddDays(-1) }))).Wrong()
        );
    }

    [Fact]
    public void It_is_there_of_the_same_domain_and_no_narrower()
    {
        Assert.Equal(["/successor"], AForce.Decide(Offer).Wrong());
        Assert.Equal(
            ["/successor"],
            AForce.Decide(Offer, AForce.Around(Second(Next with { Domain = ForceDomain.Air }))).Wrong()
        );
        Assert.Equal(
            ["/successor"],
            AForce.Decide(Offer, AForce.Around(Second(Next with { Disclosure = Disclosure.Restricted }))).Wrong()
        );
    }

    [Fact]
    public void No_chain_comes_back_to_itself_or_is_endless()
    {
        Assert.Equal(["/successor"], AForce.Decide(Offer with { Successor = "force-1" }).Wrong());
        var second = Second();
        var back = second with { Terms = second.Terms with { Successor = "force-1" } };
        Assert.Equal(["/successor"], AForce.Decide(Offer, AForce.Around(back)).Wrong());
        Assert.Equal(["/successor"], AForce.Decide(Offer, AForce.Around([.. Enumerable.Repeat(second, 50)])).Wrong());
        AForce.Decide(Offer, AForce.Around([.. Enumerable.Repeat(second, 49)])).Only<ForceOffered>();
    }

    [Fact]
    public void It_relieves_one_only_and_not_once_it_has_ended()
    {
        var around = AForce.Around(Second());
        Assert.Equal("successor-taken", AForce.Decide(Offer, around with { Predecessors = ["force-9"] }).Conflict());
        AForce.Decide(Offer, around with { Predecessors = ["force-1"] }).Only<ForceOffered>();

        var gone = AForce.Offered(Next, "force-2").Withdrawn();
        Assert.Equal("successor-ended", AForce.Decide(Offer, AForce.Around(gone)).Conflict());
    }

    [Fact]
    public void An_amendment_is_held_against_the_same_rules()
    {
        var force = AForce.Accepted();
        Assert.Equal(["/successor"], force.Amending(new("More", Successor: "force-2")).Wrong());
        var named = force.Amending(new("More", Successor: "force-2"), AForce.Around(Second()));
        Assert.False(named.Only<ForceAmended>().NewReview);
        force.Do(named);
        Assert.Equal(
            ["/successor"],
            force.Amending(new("Shorter", To: AForce.To.AddDays(-9)), AForce.Around(Second())).Wrong()
        );
        force.Do(force.Amending(new("Nobody", Successor: "")));
        Assert.Null(force.State.Terms.Successor);
    }

    [Fact]
    public void That_it_does_not_come_is_told_once_to_those_who_see_it()
    {
        var second = AForce.Offered(Next, "force-2");
        var force = new AForceNaming(second).State;
        force.LoseSuccessor(second).IsNothing();
        var gone = second.Withdrawn().State with { Disclosure = Disclosure.Restricted, Nation = "DNK" };

        var lost = force.LoseSuccessor(gone).Only<ForceSuccessorLost>();

        var audience = Audience.Of(lost, Disclosure.Coalition, "NLD");
        Assert.Equal([Given.Danish, Given.Coordinator, Given.Ukraine], Given.Everyone.Where(audience.Includes));
        var after = ForceCommitment.Apply(force, lost);
        Assert.Equal(
            [Given.Danish, Given.Coordinator, Given.Ukraine],
            Given.Everyone.Where(viewer => after.SeenBy(viewer).SuccessorLost is not null)
        );
        after.LoseSuccessor(gone).IsNothing();
    }

    /// <summary>A commitment that names another as its successor.</summary>
    private sealed class AForceNaming(ForceCommitment successor)
    {
        public ForceCommitment State { get; } =
            ForceCommitment.Apply(null, AForce.Decide(Offer, AForce.Around(successor)).Only<ForceOffered>());
    }
}
