using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

/// <summary>Reported, documented, confirmed by both sides, demo: or none.</summary>
public sealed class EvidenceTests
{
    private const string Letter = "https://example.org/letter";

    private static readonly EvidenceConfirmation Confirmation = new(Letter, "Read and compared");

    private static APledge With(Evidence? evidence) => APledge.From(Given.Offer() with { Evidence = evidence });

    private static APledge Documented() => With(new(EvidenceLevel.Documented, Letter));

    [Fact]
    public void Without_evidence_there_is_none()
    {
        Assert.Null(With(null).State.Evidence);
        Assert.Null(ARequirement.Open(1).State.Evidence);
    }

    [Fact]
    public void One_side_alone_cannot_say_confirmed()
    {
        var alone = new Evidence(EvidenceLevel.Confirmed, Letter);
        Assert.Equal(
            ["/evidence/level"],
            Announce
                .Decide("pledge-1", Given.Offer() with { Evidence = alone }, Given.Dutch, Given.Now, Given.Deadlines)
                .Wrong()
        );
        Assert.Equal(
            ["/evidence/level"],
            Amend.Decide(Documented(), new("r", Evidence: alone), Given.Dutch, Given.Now, Given.Deadlines).Wrong()
        );
        Assert.Equal(
            ["/evidence/level"],
            Submit
                .Decide(
                    "requirement-1",
                    ARequirement.Filing(1) with
                    {
                        Evidence = alone,
                    },
                    Given.Ukraine,
                    Given.Now,
                    Given.Deadlines
                )
                .Wrong()
        );
    }

    [Fact]
    public void The_recipient_confirms_what_the_donor_documents()
    {
        var pledge = Documented();
        Assert.All(
            Given.Everyone,
            a => Assert.Equal(a.Role != Role.Recipient, ConfirmEvidence.Decide(pledge, Confirmation, a).IsForbidden())
        );
        Assert.Equal(["/url", "/reason"], ConfirmEvidence.Decide(pledge, new(" ", ""), Given.Ukraine).Wrong());
        pledge.Do(ConfirmEvidence.Decide(pledge, Confirmation, Given.Ukraine).Only<PledgeEvidenceConfirmed>());
        Assert.Equal(new(EvidenceLevel.Confirmed, Letter), pledge.State.Evidence);
        Assert.Equal("already-confirmed", ConfirmEvidence.Decide(pledge, Confirmation, Given.Ukraine).Conflict());

        // Another document is not the one that was confirmed.
        pledge.Amended(new("A newer letter", Evidence: new(EvidenceLevel.Documented, Letter + "/2")));
        Assert.Equal(EvidenceLevel.Documented, pledge.State.Evidence!.Level);
        Assert.Equal("other-document", ConfirmEvidence.Decide(pledge, Confirmation, Given.Ukraine).Conflict());
        // What is amended otherwise leaves it.
        Assert.Equal(pledge.State.Evidence, pledge.UnrelatedNews().State.Evidence);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(EvidenceLevel.Reported)]
    [InlineData(EvidenceLevel.Demo)]
    public void What_is_not_documented_is_not_confirmed(EvidenceLevel? level) =>
        Assert.Equal(
            "not-documented",
            ConfirmEvidence.Decide(With(level is { } l ? new(l, Letter) : null), Confirmation, Given.Ukraine).Conflict()
        );

    [Fact]
    public void New_evidence_of_a_commitment_asks_for_no_new_review() =>
        Assert.Equal(
            PledgeStatus.Formalised,
            APledge.Committed(10).Amended(new("r", Evidence: new(EvidenceLevel.Reported))).State.Status
        );
}
