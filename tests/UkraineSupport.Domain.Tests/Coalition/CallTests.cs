using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

public class CallTests
{
    private static readonly string[] Board = ["NATO"];

    private static Decision<CallEvent> Decide(OpenCall wish, Actor? actor = null) =>
        CallForForces.Decide("call-1", wish, AForce.Statement, actor ?? Given.Coordinator, Given.Now);

    private static ForceCall Taking(ForceCall call, Decision<CallEvent> decision)
    {
        Assert.Null(decision.Error);
        return decision.Events.Aggregate(call, ForceCall.Apply);
    }

    [Fact]
    public void Coordinators_call_all_nations_of_the_catalogue_unless_they_name_some()
    {
        Assert.All(
            Given.Everyone,
            actor => Assert.Equal(actor != Given.Coordinator, Decide(new(ACall.Deadline), actor).IsForbidden())
        );
        var all = Decide(new(ACall.Deadline)).Events.OfType<CallNationAsked>().Select(e => e.Nation).ToList();
        Assert.Contains("NLD", all);
        Assert.True(all.Count > 30);
        Assert.DoesNotContain(all, n => n is "USA" or "EU" or "NATO" or "EIB" or "EPF");
        Assert.Equal(["NLD"], ACall.Opened("NLD").Nations.Select(n => n.Nation));
        Assert.Equal(Given.Now.AddDays(10), ACall.Opened("NLD").RemindAt);
    }

    [Fact]
    public void What_makes_no_sense_is_told_by_field()
    {
        Assert.Equal(["/deadline"], Decide(new(Given.Now)).Wrong());
        Assert.Equal(["/serials/0"], Decide(new(ACall.Deadline, ["X"])).Wrong());
        Assert.Equal(["/serials/0"], Decide(new(ACall.Deadline, ["R1"])).Wrong());
        Assert.Equal(["/serials"], Decide(new(ACall.Deadline, [])).Wrong());
        Assert.Equal(["/nations/0"], Decide(new(ACall.Deadline, Nations: ["EU"])).Wrong());
        Assert.Equal(["/nations"], Decide(new(ACall.Deadline, Nations: ["NLD", "NLD"])).Wrong());
        Assert.Equal(
            "no-requirements",
            CallForForces.Decide("call-1", new(ACall.Deadline), null, Given.Coordinator, Given.Now).Conflict()
        );
    }

    [Fact]
    public void A_nation_sees_its_own_part_and_who_was_not_called_nothing()
    {
        var call = ACall.Opened("NLD", "BEL");
        Assert.Equal([Given.Dutch, Given.Coordinator, Given.Ukraine], Given.Everyone.Where(call.IsSeenBy));
        Assert.Equal(["NLD"], call.SeenBy(Given.Dutch).Nations.Select(n => n.Nation));
        Assert.Equal(2, call.SeenBy(Given.Ukraine).Nations.Count);
        var told = Decide(new(ACall.Deadline, Nations: ["NLD", "BEL"]))
            .Events.Where(e => Audience.Of(e, Disclosure.Coalition, null).Includes(Given.Dutch));
        Assert.Equal("NLD", Assert.IsType<CallNationAsked>(Assert.Single(told)).Nation);
        var ended = Taking(Taking(ACall.Opened("NLD"), CallForForces.Lapse(ACall.Opened("NLD"), "NLD")), default);
        ended = Taking(ended, CallForForces.End(ended, AForce.Statement, [], Board));
        Assert.True(ended.Ended);
        Assert.Equal((false, 0), (ended.SeenBy(Given.Dutch).Ended, ended.SeenBy(Given.Dutch).Escalated.Count));
    }

    [Fact]
    public void A_nation_answers_by_a_commitment_or_declines_for_itself_alone()
    {
        var call = ACall.Opened("NLD", "BEL");
        Assert.All(
            Given.Everyone.Where(a => a != Given.Dutch),
            actor => Assert.True(CallForForces.Decline(call, new("x"), actor).IsForbidden())
        );
        Assert.Equal(["/reason"], CallForForces.Decline(call, new(""), Given.Dutch).Wrong());
        var declined = Taking(call, CallForForces.Decline(call, new("No troops left"), Given.Dutch));
        Assert.Equal(SolicitationStatus.Declined, declined.Of("NLD")!.Status);
        Assert.Equal("already-answered", CallForForces.Decline(declined, new("x"), Given.Dutch).Conflict());

        CallForForces.Answered(call, AForce.Offered(AForce.Offer with { Indicated = true })).IsNothing();
        var answered = Taking(call, CallForForces.Answered(call, AForce.Offered()));
        Assert.Equal(
            (SolicitationStatus.Answered, "force-1"),
            (answered.Of("NLD")!.Status, Assert.Single(answered.Of("NLD")!.Commitments))
        );
        CallForForces.Answered(answered, AForce.Offered()).IsNothing();
        CallForForces.Remind(answered, "NLD").IsNothing();
        CallForForces.Lapse(answered, "NLD").IsNothing();
        CallForForces.End(answered, AForce.Statement, [], Board).IsNothing();
    }

    [Fact]
    public void In_time_is_in_time_though_it_is_told_late_and_what_is_late_is_kept()
    {
        var call = ACall.Opened("NLD", "BEL");
        call = Taking(call, CallForForces.Remind(call, "NLD"));
        CallForForces.Remind(call, "NLD").IsNothing();
        call = Taking(call, CallForForces.Lapse(call, "NLD"));
        var late = AForce.Offered().State with { Id = "force-2", StatedAt = ACall.Deadline.AddDays(1) };
        call = Taking(call, CallForForces.Answered(call, late));
        Assert.Equal(SolicitationStatus.Lapsed, call.Of("NLD")!.Status);
        call = Taking(call, CallForForces.Answered(call, AForce.Offered()));
        Assert.Equal((SolicitationStatus.Answered, 2), (call.Of("NLD")!.Status, call.Of("NLD")!.Commitments.Count));
    }

    [Fact]
    public void Critical_serials_for_which_nobody_offered_anything_go_before_the_board()
    {
        var call = ACall.Opened("NLD");
        call = Taking(call, CallForForces.Lapse(call, "NLD"));
        var events = CallForForces
            .End(call, AForce.Statement, [AForce.Offered(AForce.Offer with { Serials = ["L1"] })], Board)
            .Events;
        Assert.Equal(new CallEnded(0, 0, 1), events[0]);
        Assert.Equal(["L2", "M1", "P1"], Assert.IsType<CallEscalated>(events[1]).Serials);
        call = events.Aggregate(call, ForceCall.Apply);
        CallForForces.End(call, AForce.Statement, [], Board).IsNothing();

        // Any of its domain but where its own caveat keeps it out; what is withdrawn or only thought of is nothing.
        var named = ACall.Opened(["L1", "L2"], ["NLD"]);
        named = Taking(named, CallForForces.Lapse(named, "NLD"));
        var blocked = AForce.Offered(AForce.Offer with { Caveats = [new(CaveatType.Area, "Not there", true, ["L2"])] });
        var thought = AForce.Offered(AForce.Offer with { Indicated = true });
        Assert.Equal(["L2"], Bare(named, blocked, AForce.Offered().Withdrawn(), thought));
        Assert.Empty(Bare(named, AForce.Offered()));
    }

    private static IReadOnlyList<string> Bare(ForceCall call, params ForceCommitment[] standing) =>
        CallForForces
            .End(call, AForce.Statement, standing, Board)
            .Events.OfType<CallEscalated>()
            .FirstOrDefault()
            ?.Serials
        ?? [];
}
