using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>Branches that are answered in any order and joined once.</summary>
public class ApprovalsTests
{
    private static readonly string[] Branches = ["co-signature", "ministry", "licence-1", "financing-1", "financing-2"];

    [Fact]
    public void In_whatever_order_and_however_often_it_is_funded_once() =>
        Gen.Select(Gen.Shuffle(Branches), Gen.Int[0, 4].Array[0, 6])
            .Sample(
                (order, again) =>
                {
                    var agreement = AnAgreement.Filed();
                    var funded = 0;
                    // Doubled answers come in between, early and late.
                    foreach (
                        var branch in order.SelectMany((b, n) => again.Where(a => a == n).Select(_ => b).Append(b))
                    )
                    {
                        var before = agreement.State.Status;
                        Answer(agreement, branch);
                        if (before != agreement.State.Status && agreement.State.Status == AgreementStatus.Funded)
                            funded++;
                    }

                    Assert.Equal((1, AgreementStatus.Funded), (funded, agreement.State.Status));
                    var version = agreement.State.Version;
                    foreach (var branch in order)
                        Answer(agreement, branch);
                    Assert.Equal(version, agreement.State.Version);
                },
                iter: Effort.Runs
            );

    [Fact]
    public void Each_is_answered_by_whom_it_belongs_to()
    {
        var agreement = AnAgreement.CoSigned();
        Assert.All(
            Given.Everyone,
            actor =>
            {
                var (isUkraine, records) = (
                    actor == Given.Ukraine,
                    actor == Given.Danish || actor == Given.Coordinator
                );
                Assert.Equal(!isUkraine, Refuses("ministry", actor));
                Assert.Equal(!records, Refuses("licence-1", actor));
                Assert.Equal(!records, Refuses("financing-1", actor));
            }
        );
        bool Refuses(string approval, Actor actor) =>
            Approvals.Answer(agreement, Granted(approval), actor, Given.Now).IsForbidden();
    }

    [Fact]
    public void What_was_granted_stays_and_what_was_refused_may_be_granted()
    {
        var agreement = AnAgreement.CoSigned().Answered("licence-1", ApprovalState.Refused).Answered("licence-1");
        var refusal = new AnswerApproval("licence-1", ApprovalState.Refused, Given.Today, Reason: "x");
        Assert.Equal("already-granted", Approvals.Answer(agreement, refusal, Given.Danish, Given.Now).Conflict());
    }

    [Fact]
    public void What_makes_no_sense_is_named()
    {
        var agreement = AnAgreement.CoSigned();
        string[] Wrong(AnswerApproval answer) => Approvals.Answer(agreement, answer, Given.Danish, Given.Now).Wrong();
        Assert.Equal(["/approval"], Wrong(Granted("financing-3")));
        Assert.Equal(["/state"], Wrong(Granted("financing-1") with { State = ApprovalState.Pending }));
        Assert.Equal(["/on"], Wrong(Granted("financing-1") with { On = Given.Today.AddDays(1) }));
        Assert.Equal(["/reason"], Wrong(Granted("financing-1") with { State = ApprovalState.Refused }));
    }

    [Fact]
    public void While_it_is_suspended_it_is_funded_where_it_will_go_on()
    {
        var agreement = AnAgreement
            .CoSigned()
            .Do(a => Stopping.Suspend(a, new("x"), Given.Danish, Given.Now))
            .Answered("ministry")
            .Answered("licence-1")
            .Answered("financing-1")
            .Answered("financing-2");
        Assert.Equal(AgreementStatus.Suspended, agreement.State.Status);
        agreement.Do(a => Stopping.Resume(a, new("x"), Given.Danish, Given.Now));
        Assert.Equal(AgreementStatus.Funded, agreement.State.Status);
    }

    private static AnswerApproval Granted(string approval) => new(approval, ApprovalState.Granted, Given.Today);

    private static void Answer(AnAgreement agreement, string branch)
    {
        if (branch == "co-signature")
            agreement.Do(a => Sign.CoSign(a, Given.Ukraine, Given.Now));
        else
            agreement.Answered(branch);
    }
}
