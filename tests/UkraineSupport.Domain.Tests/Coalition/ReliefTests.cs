using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>A unit that is there is relieved in time, or its lack is told.</summary>
public class ReliefTests
{
    private static readonly DateOnly There = AForce.From;
    private static readonly DateOnly Due = There.AddMonths(4);
    private static readonly DateTimeOffset CallAt = Begin(Due).AddDays(-21);
    private static readonly CommitForce First = AForce.Offer with { RotationMonths = 4, Successor = "force-2" };
    private static readonly CommitForce Next = AForce.Offer with { Nation = "DNK", From = Due, To = Due.AddYears(1) };

    private readonly AForce _successor = AForce.Accepted(Next, "force-2").Ready();
    private readonly AForce _unit;
    private readonly AnActivation _activation;

    public ReliefTests()
    {
        _unit = AForce.Accepted(First, "force-1", _successor).Ready();
        _activation = AnActivation.Calling(_unit);
        _unit.Confirmed().Deployed(There);
        _activation.Follow(_unit, Begin(There), _successor);
    }

    private Place Place => _activation.PlaceOf(_unit);

    private PlaceId Id => Place.Id;

    [Fact]
    public void It_is_due_after_the_rotation_at_the_end_of_the_period_or_of_the_nations_turn()
    {
        var serial = AnActivation.Serial("L1");
        Assert.Equal(Due, DueOf(First, serial));
        Assert.Equal(AForce.To.AddDays(1), DueOf(First with { RotationMonths = null }, serial));
        var turns = serial with { Turns = [new("NLD", 6), new("GBR", 6)] };
        Assert.Equal(Given.Today.AddDays(10).AddMonths(6), DueOf(First with { RotationMonths = null }, turns));
        Assert.Equal(Given.Today.AddDays(10).AddMonths(6), DueOf(First, turns));
        // The last turn lasts as long as the serial.
        Assert.Equal(Due, DueOf(First, serial with { Turns = [new("GBR", 1), new("NLD", 6)] }));
    }

    [Fact]
    public void There_is_none_when_the_serial_is_over_by_then_or_is_no_more_or_the_unit_is_not_there()
    {
        var serial = AnActivation.Serial("L1");
        Assert.Null(DueOf(First, serial with { SustainMonths = 7 }));
        Assert.NotNull(DueOf(First, serial with { SustainMonths = 8 }));
        Assert.Null(DueOf(First, null));
        Assert.Null(Relief.Of(AnActivation.InForce(), AForce.Accepted(), serial, null, AnActivation.Settings));
    }

    [Fact]
    public void The_successor_is_called_its_notice_to_move_before_and_not_earlier()
    {
        Assert.Equal(
            (Due, (DateTimeOffset?)CallAt, "force-2"),
            (Place.ReliefDue!.Value, Place.ReliefCallAt, Place.ReliefBy)
        );
        Assert.Equal(new(DeadlineKind.Relief, CallAt), _activation.State.NextDeadlineOf(Id));
        Seek(at: CallAt.AddTicks(-1)).IsNothing();

        _activation.Do(Seek());

        var by = _activation.PlaceOf(_successor);
        Assert.Equal((PlaceStatus.Asked, "L1", Due, Id), (by.Status, by.Serial, by.PlannedOn, by.Relieves));
        Seek().IsNothing();
        Assert.Equal(new(DeadlineKind.Transfer, Begin(Due.AddDays(1))), _activation.State.NextDeadlineOf(Id));
    }

    [Fact]
    public void Who_relieves_is_not_counted_beside_and_counts_after()
    {
        _activation.Do(Seek());
        Assert.Equal(200, MissingOf("L1"));
        _successor.CalledUpon(_activation.PlaceOf(_successor)).Confirmed(CallAt).Deployed(Due);
        _activation.Follow(_successor, Begin(Due));
        Assert.Equal(200, MissingOf("L1"));
        _unit.Rotating(_successor).Relieved(Due);
        _activation.Follow(_unit, Begin(Due), _successor);
        Assert.Equal(PlaceStatus.Relieved, Place.Status);
        Assert.Equal(200, MissingOf("L1"));
        Assert.Null(_activation.State.NextDeadlineOf(Id));
    }

    [Fact]
    public void Relieved_by_one_that_is_not_there_any_more_leaves_the_serial_open()
    {
        _activation.Do(Seek());
        _successor.CalledUpon(_activation.PlaceOf(_successor)).Confirmed(CallAt).Deployed(Due);
        _activation.Follow(_successor, Begin(Due));
        _unit.Rotating(_successor);
        _activation.Follow(_unit, Begin(Due), _successor).Follow(_successor.Withdrawn(), Begin(Due));
        _activation.Do(new ActivationFilled(new Dictionary<string, int>(), [], null, IsShort: false));
        _unit.Relieved(Due);
        _activation.Follow(_unit, Begin(Due), _successor);
        Assert.Equal(Begin(Due), _activation.State.FillAt);
    }

    [Fact]
    public void Without_a_successor_that_can_come_it_is_missing_and_before_the_board_once()
    {
        var missing = Seek(null).Only<ActivationReliefMissing>();
        Assert.Equal((Due, AnActivation.Board), (missing.ReliefDue, missing.Board));
        _activation.Do(missing);
        Assert.True(Place.ReliefMissing);
        Seek(null).IsNothing();
        Seek().IsNothing();
        Assert.Equal(DeadlineKind.Transfer, _activation.State.NextDeadlineOf(Id)?.Kind);
        Assert.Equal(
            ["relief"],
            HoldUp.Of(_activation, Given.Today).Where(h => h.Commitment == "force-1").Select(h => h.What)
        );
    }

    [Fact]
    public void One_that_cannot_come_is_none()
    {
        AForce[] wrong =
        [
            AForce.Accepted(Next, "force-2"),
            AForce.Accepted(Next, "force-2").Ready().Suspended(),
            AForce.Accepted(Next with { From = Due.AddDays(1) }, "force-2").Ready(),
            AForce.Accepted(Next with { From = There, To = Due.AddDays(-1) }, "force-2").Ready(),
            AForce.Accepted(Next with { Mandate = new(MandateStatus.Asked) }, "force-2").Ready(),
            AForce.Accepted(Next with { Domain = ForceDomain.Air }, "force-2").Ready(),
            AForce.Accepted(Next with { Serials = ["L2"] }, "force-2").Ready(),
            AForce.Accepted(Next with { Basing = [Basing.AtSea] }, "force-2").Ready(),
            AForce.Accepted(Next with { NtmDays = 31 }, "force-2").Ready(),
            AForce.Accepted(Next with { Caveats = [new(CaveatType.Task, "No", Blocking: true)] }, "force-2").Ready(),
        ];
        Assert.All(wrong, successor => Seek(successor).Only<ActivationReliefMissing>());
        Seek(_successor, AnActivation.Serial("L1") with { Turns = [new("GBR", 1)] }).Only<ActivationReliefMissing>();
        Seek(_successor, AnActivation.Serial("L1") with { Count = 2 }).Only<ActivationReliefMissing>();
        Seek(_successor, serial: null).Only<ActivationReliefMissing>();
    }

    [Fact]
    public void One_that_can_come_after_all_is_called()
    {
        _activation.Do(Seek(AForce.Accepted(Next, "force-2")));
        Again(AForce.Accepted(Next, "force-2")).IsNothing();
        Again(AForce.Accepted(Next, "force-3").Ready()).IsNothing();
        _activation.Do(Again(_successor).Only<ActivationReliefAgain>());
        Again(_successor).IsNothing();
        Assert.Equal(new(DeadlineKind.Relief, CallAt), _activation.State.NextDeadlineOf(Id));
        _activation.Do(Seek());
        Assert.False(Place.ReliefMissing);
        Again(_successor).IsNothing();
    }

    [Fact]
    public void Another_successor_or_another_day_is_looked_for_anew()
    {
        _activation.Do(Seek(null));
        var third = AForce.Accepted(Next, "force-3").Ready();
        _unit.Do(_unit.Amending(new("Another one", Successor: "force-3"), AForce.Around(third)));
        _activation.Follow(_unit, CallAt, third);
        Assert.Equal((false, false, "force-3"), (Place.ReliefMissing, Place.ReliefSought, Place.ReliefBy));
        _activation.Do(Seek(third));
        Assert.Equal(Id, _activation.PlaceOf(third).Relieves);
        // It stays longer: who relieves it is called already.
        _unit.Do(_unit.Amending(new("Longer", RotationMonths: 6)));
        _activation.Follow(_unit, CallAt, third);
        Assert.Equal(There.AddMonths(6), Place.ReliefDue);
        Assert.Equal(DeadlineKind.Transfer, _activation.State.NextDeadlineOf(Id)?.Kind);
        Seek(third).IsNothing();
    }

    [Fact]
    public void A_successor_that_is_lost_before_is_missing_in_good_time()
    {
        _successor.Withdrawn();
        _unit.Do(_unit.State.LoseSuccessor(_successor));
        _activation.Follow(_unit, Begin(There), _successor);
        Assert.Equal(
            new(DeadlineKind.Relief, Begin(Due) - AnActivation.Settings.ReliefMissing),
            _activation.State.NextDeadlineOf(Id)
        );
    }

    [Fact]
    public void A_successor_that_is_lost_after_it_was_called_is_looked_for_again_and_then_missing()
    {
        _activation.Do(Seek());
        _successor.CalledUpon(_activation.PlaceOf(_successor));
        var filled = _activation.State.FillAt;
        _activation.Follow(_successor.Suspended(), CallAt);
        Assert.Equal(new(DeadlineKind.Relief, CallAt), _activation.State.NextDeadlineOf(Id));
        _activation.Do(Seek().Only<ActivationReliefMissing>());
        // It goes on after all.
        _activation.Follow(_successor.Resumed(), CallAt.AddDays(1));
        Assert.Equal((false, DeadlineKind.Transfer), (Place.ReliefMissing, _activation.State.NextDeadlineOf(Id)!.Kind));
        _activation.Follow(_successor.Withdrawn(), CallAt.AddDays(2));
        _activation.Do(Seek(at: CallAt.AddDays(2)).Only<ActivationReliefMissing>());
        // The serial is held meanwhile: nobody else is chosen for it.
        Assert.Equal(filled, _activation.State.FillAt);
    }

    [Fact]
    public void Who_is_late_is_told_of_once()
    {
        var late = new Deadline(DeadlineKind.Transfer, Begin(Due.AddDays(1)));
        _activation.Do(Seek(null));
        _activation.State.Reached(Id, late, AnActivation.Board, late.At.AddTicks(-1)).IsNothing();
        _activation.Do(
            _activation.State.Reached(Id, late, AnActivation.Board, late.At).Only<ActivationReliefOverdue>()
        );
        _activation.State.Reached(Id, late, AnActivation.Board, late.At).IsNothing();
        Assert.Null(_activation.State.NextDeadlineOf(Id));

        var other = AForce.Accepted(id: "force-5").Ready();
        var waiting = AnActivation.Calling(other);
        waiting.Follow(other.Confirmed());
        var id = waiting.PlaceOf(other).Id;
        var overdue = new Deadline(DeadlineKind.Deployment, Begin(waiting.PlaceOf(other).PlannedOn.AddDays(1)));
        Assert.Equal(overdue, waiting.State.NextDeadlineOf(id));
        waiting.Do(waiting.State.Reached(id, overdue, AnActivation.Board, overdue.At).Only<ActivationUnitOverdue>());
        Assert.Null(waiting.State.NextDeadlineOf(id));
    }

    [Fact]
    public void Who_sees_the_one_that_comes_and_not_the_one_that_goes_learns_of_none()
    {
        _unit.Do(_unit.Amending(new("Secret", Disclosure: Disclosure.Restricted)));
        _activation.Follow(_unit, Begin(There), _successor);
        var events = Seek().Events;
        _activation.Do(Seek());
        Assert.Equal(Disclosure.Coalition, ((ActivationUnitCalled)events[0]).Disclosure);
        Assert.Null(((ActivationUnitCalled)events[0]).Place.Relieves);
        Assert.Equal(
            (Disclosure.Restricted, "NLD"),
            (((ActivationReliefCalled)events[1]).Disclosure, ((ActivationReliefCalled)events[1]).Nation)
        );
        Assert.Null(Assert.Single(_activation.State.SeenBy(Given.Danish).Places).Relieves);
        Assert.Equal(Id, _activation.State.SeenBy(Given.Dutch).PlaceOf(new("force-2", 1))?.Relieves);
    }

    private Decision<ActivationEvent> Seek() => Seek(_successor);

    private Decision<ActivationEvent> Seek(DateTimeOffset at) => Seek(_successor, at: at);

    private Decision<ActivationEvent> Seek(ForceCommitment? successor, DateTimeOffset? at = null) =>
        Seek(successor, AnActivation.Serial("L1"), at);

    private Decision<ActivationEvent> Seek(ForceCommitment? successor, Serial? serial, DateTimeOffset? at = null) =>
        Relief.Seek(_activation, Id, successor, serial, AnActivation.Board, at ?? CallAt, AnActivation.Settings);

    private Decision<ActivationEvent> Again(ForceCommitment successor) =>
        Relief.Again(_activation, Id, successor, AnActivation.Serial("L1"));

    private int MissingOf(string serial)
    {
        _activation.Do(Fill.Again(_activation, onlyIfShort: false, Begin(Due)));
        return _activation.Filling([], Begin(Due)).Only<ActivationFilled>().Missing[serial];
    }

    private static DateOnly? DueOf(CommitForce offer, Serial? serial)
    {
        var successor = AForce.Accepted(Next with { From = AForce.From }, "force-2");
        var unit = AForce.Accepted(offer, "force-1", successor).Ready();
        var activation = AnActivation.Calling(unit);
        unit.Confirmed().Deployed(There);
        return Relief.Of(activation, unit, serial, null, AnActivation.Settings)?.Due;
    }

    private static DateTimeOffset Begin(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
