using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Domain.Decisions;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>
/// Brings a force commitment, of the Netherlands unless said otherwise, into a state by the decisions that lead there.
/// </summary>
internal sealed class AForce
{
    private AForce(ForceCommitment state) => State = state;

    public ForceCommitment State { get; private set; }

    public static implicit operator ForceCommitment(AForce force) => force.State;

    public static DateOnly From => Given.Today.AddDays(100);

    public static DateOnly To => From.AddYears(1);

    /// <summary>A statement of a phase and four serials, one of them restricted and one public.</summary>
    public static StatementOfRequirements Statement { get; } =
        Put(
            Serial("L1"),
            Serial("L2"),
            Serial("R1") with
            {
                Disclosure = Disclosure.Restricted,
            },
            Serial("P1") with
            {
                Disclosure = Disclosure.Public,
            },
            Serial("M1") with
            {
                Domain = ForceDomain.Maritime,
            }
        );

    public static CommitForce Offer { get; } =
        new(
            "NLD",
            "Mechanised battalion",
            ForceDomain.Land,
            800,
            20,
            From,
            To,
            [Basing.InUkraine],
            new Mandate(MandateStatus.NotRequired)
        );

    public static PutSerial Serial(string id) =>
        new(id, "one", "Mechanised battalion", ForceDomain.Land, 1000, 30, [Basing.InUkraine], 10, 24, Critical: true);

    public static StatementOfRequirements Put(params PutSerial[] serials) =>
        PutStatement
            .Decide("statement-1", null, new([new("one", "Reassurance", 0, 12)], serials), Given.Coordinator, Given.Now)
            .Events.Aggregate((StatementOfRequirements?)null, StatementOfRequirements.Apply)!;

    /// <summary>What there is to somebody to name.</summary>
    public static ForceContext Around(params ForceCommitment[] successors) => Around(Given.Dutch, successors);

    public static ForceContext Around(Actor actor, params ForceCommitment[] successors) =>
        new() { Statement = Statement.SeenBy(actor), Successors = successors };

    public static Decision<ForceEvent> Decide(
        CommitForce offer,
        ForceContext? around = null,
        Actor? actor = null,
        string id = "force-1"
    ) => Commit.Decide(id, offer, around ?? Around(), actor ?? Given.Dutch, Given.Now, Given.Deadlines);

    public static AForce Offered(
        CommitForce? offer = null,
        string id = "force-1",
        params ForceCommitment[] successors
    ) =>
        new(
            Decide(offer ?? Offer, Around(successors), Given.Liaison((offer ?? Offer).Nation), id)
                .Events.Aggregate((ForceCommitment?)null, ForceCommitment.Apply)!
        );

    public static AForce Accepted(
        CommitForce? offer = null,
        string id = "force-1",
        params ForceCommitment[] successors
    ) => Offered(offer, id, successors).Reviewed(ForceReview.Accept);

    private Actor Owner => Given.Liaison(State.Nation);

    public AForce Do(Decision<ForceEvent> decision)
    {
        Assert.Null(decision.Error);
        State = decision.Events.Aggregate(State, ForceCommitment.Apply);
        return this;
    }

    public AForce Reviewed(ForceReview review) =>
        Do(ForceSteps.Review(State, new(review, "Seen"), Given.Coordinator, Given.Now));

    public AForce Ready() => Do(ForceSteps.Readiness(State, new(true, "Exercised"), Owner));

    public AForce Suspended() => Do(ForceSteps.Suspend(State, new("Flood at home"), Owner));

    public AForce Resumed() => Do(ForceSteps.Resume(State, new("Dry again"), Owner));

    public AForce CalledUpon(Place place, string activation = AnActivation.Id, DateOnly? declaredOn = null) =>
        Do(
            ForceActivation.Call(
                State,
                new(
                    activation,
                    place.N,
                    place.Serial,
                    declaredOn ?? Given.Today,
                    place.Deadline,
                    place.PlannedOn,
                    place.Disclosure
                )
            )
        );

    public AForce Confirmed(DateTimeOffset? at = null) => Do(Answering(CallUpAnswer.Confirm, at));

    public AForce Deployed(DateOnly on) => Do(ForceActivation.Deploy(State, new(on, "There"), Owner, Begin(on)));

    public AForce Rotating(AForce by) =>
        Do(ForceActivation.BeginRelief(State, State.CalledFor!.Activation, State.CalledFor.Place, by));

    public AForce Relieved(DateOnly on) => Do(ForceActivation.Transfer(State, new(on, "Signed"), Owner, Begin(on)));

    public Decision<ForceEvent> Answering(CallUpAnswer answer, DateTimeOffset? at = null) =>
        ForceActivation.Answer(State, new(answer, "Decided"), Owner, at ?? Given.Now);

    public AForce Withdrawn() => Do(ForceSteps.Withdraw(State, new("Needed elsewhere"), Owner));

    public Decision<ForceEvent> Amending(AmendForce change, ForceContext? around = null) =>
        Amend.Decide(State, change, around ?? Around(), Owner, Given.Now.AddDays(1), Given.Deadlines);

    private static DateTimeOffset Begin(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
