using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>Calling upon the units that the balance chooses.</summary>
public class FillTests
{
    /// <summary>There from the first day on: needed on D+10, which is soon.</summary>
    private static readonly CommitForce Soon = AForce.Offer with { From = Given.Today, NtmDays = 5 };

    private static readonly DateTimeOffset Time = new(
        Given.Today.AddDays(4).ToDateTime(TimeOnly.MinValue),
        TimeSpan.Zero
    );

    private static AForce Ready(string id, CommitForce? offer = null, params ForceCommitment[] successors) =>
        AForce.Accepted(offer ?? Soon, id, successors).Ready();

    private static Choice For(ForceCommitment force, string serial = "L1") => new(force, AnActivation.Serial(serial));

    private static IEnumerable<string> Called(Domain.Decisions.Decision<ActivationEvent> decision) =>
        decision.Events.OfType<ActivationUnitCalled>().Select(e => e.Place.Commitment);

    [Fact]
    public void A_unit_is_called_so_early_that_another_one_can_come_in_its_place_and_not_earlier()
    {
        var activation = AnActivation.InForce();
        var unit = Ready("force-1", Soon with { From = Given.Today.AddDays(100) });
        // Twice its notice to move, and thirty days to look for another one.
        var due = Moments.Begin(Given.Today.AddDays(100 - 10 - Fill.ForOthers));
        var early = activation.Filling([For(unit)]).Only<ActivationFilled>();
        Assert.Equal(due, early.Again);
        activation.Do(early);
        Assert.Equal(new(DeadlineKind.ForceFill, due), activation.State.NextDeadline);
        activation.Filling([For(unit)], due.AddTicks(-1)).IsNothing();

        var place = activation.Filling([For(unit)], due).Events.OfType<ActivationUnitCalled>().Single().Place;

        Assert.Equal(
            ("force-1", 1, "L1", 800, 800, due.AddDays(5), Given.Today.AddDays(100)),
            (place.Commitment, place.N, place.Serial, place.Strength, place.Quantity, place.Deadline, place.PlannedOn)
        );
    }

    [Fact]
    public void Its_nation_has_its_notice_to_move_to_answer_and_some_hours_at_least_and_it_comes_no_sooner()
    {
        var at = Time.AddDays(30);
        var places = AnActivation
            .InForce()
            .Filling([For(Ready("force-1")), For(Ready("force-2", Soon with { NtmDays = 0 }))], at)
            .Events.OfType<ActivationUnitCalled>()
            .Select(e => (e.Place.Deadline, e.Place.PlannedOn));
        Assert.Equal(
            [
                (at.AddDays(5), Given.Today.AddDays(39)),
                (at + AnActivation.Settings.AnswerAtLeast, Given.Today.AddDays(34)),
            ],
            places
        );
    }

    [Fact]
    public void A_critical_serial_that_is_missing_goes_before_the_board_once()
    {
        var activation = AnActivation.InForce();
        var first = activation.Filling([For(Ready("force-1"))], Time).Events.OfType<ActivationFilled>().Single();
        Assert.Equal(200, first.Missing["L1"]);
        Assert.Equal(1000, first.Missing["M1"]);
        Assert.Equal((AnActivation.Board, true), (first.Board, first.IsShort));
        activation.Filled([For(Ready("force-1"))], Time);
        Assert.Equal(["L1", "L2", "M1", "P1", "R1"], activation.State.Escalated);

        activation.Do(Fill.Again(activation, onlyIfShort: true, Time));
        var second = activation.Filling([], Time).Only<ActivationFilled>();
        Assert.Empty(second.Board);

        // What was filled in between is news again.
        activation.Filled([For(Ready("force-2"))], Time);
        Assert.DoesNotContain("L1", activation.State.Escalated);
        activation.Do(activation.Following(AForce.Accepted(Soon, "force-2"), Time));
        Assert.Equal(AnActivation.Board, activation.Filling([], Time).Only<ActivationFilled>().Board);
    }

    [Fact]
    public void What_is_filled_is_short_of_nothing()
    {
        var all = AForce.Statement.Serials.Select(
            (s, i) =>
                new Choice(
                    Ready($"force-{i}", Soon with { Strength = 1000, Domain = s.Domain }),
                    s with
                    {
                        Disclosure = Disclosure.Coalition,
                    }
                )
        );
        var filled = AnActivation.InForce().Filling([.. all], Time).Events.OfType<ActivationFilled>().Single();
        Assert.Equal((0, false, null), (filled.Missing.Count, filled.IsShort, filled.Again));
        Assert.Empty(filled.Board);
    }

    [Fact]
    public void Who_relieves_another_one_of_the_plan_is_called_by_its_rotation_only()
    {
        var second = Ready("force-2");
        var first = Ready("force-1", Soon with { Successor = "force-2" }, second);
        Assert.Equal(["force-1"], Called(AnActivation.InForce().Filling([For(first), For(second)], Time)));
        // It holds another serial, or the other one is not there any more.
        Assert.Equal(
            ["force-1", "force-2"],
            Called(AnActivation.InForce().Filling([For(first), For(second, "L2")], Time))
        );
        Assert.Equal(["force-2"], Called(AnActivation.InForce().Filling([For(second)], Time)));
    }

    [Fact]
    public void A_chain_that_comes_back_to_itself_is_begun_by_one()
    {
        var plain = Ready("force-1");
        var second = Ready("force-2", Soon with { Successor = "force-1" }, plain);
        var first = Ready("force-1", Soon with { Successor = "force-2" }, AForce.Offered(Soon, "force-2"));
        Assert.Equal(["force-1"], Called(AnActivation.InForce().Filling([For(second), For(first)], Time)));
    }

    [Fact]
    public void Some_are_called_at_once_and_then_the_rest_and_none_twice()
    {
        var activation = AnActivation.InForce();
        var units = Enumerable.Range(1, Fill.AtOnce + 5).Select(i => For(Ready($"force-{i}"))).ToList();
        activation.Filled(units, Time);
        Assert.Equal(Fill.AtOnce, activation.State.Places.Count);
        Assert.True(activation.State.NextDeadline?.At <= Time);
        activation.Filled(units, Time);
        Assert.Equal(Fill.AtOnce + 5, activation.State.Places.Select(p => p.Commitment).Distinct().Count());
        Assert.Equal(Fill.AtOnce + 5, activation.State.Places.Count);
        Assert.Null(activation.State.NextDeadline);
    }

    [Fact]
    public void A_unit_that_holds_a_place_or_is_held_up_in_one_or_that_the_list_shows_as_it_was_is_not_called_again()
    {
        var activation = AnActivation.InForce();
        var unit = Ready("force-1");
        var before = For(unit);
        activation.Filled([before], Time);
        unit.CalledUpon(activation.PlaceOf(unit));
        IsCalledNoMore();

        activation.Follow(unit.Suspended(), Time);
        Assert.Equal(PlaceStatus.Suspended, activation.PlaceOf(unit).Status);
        IsCalledNoMore();

        activation.Follow(unit.Resumed().Withdrawn(), Time);
        Assert.Equal(PlaceStatus.Failed, activation.PlaceOf(unit).Status);
        IsCalledNoMore();

        void IsCalledNoMore()
        {
            activation.Do(Fill.Again(activation, onlyIfShort: false, Time));
            Assert.Empty(Called(activation.Filling([before], Time)));
        }
    }

    [Fact]
    public void One_that_was_not_ready_then_and_is_now_is_called_a_second_time()
    {
        var activation = AnActivation.InForce();
        var unit = Ready("force-1");
        activation.Filled([For(unit)], Time);
        unit.Do(ForceSteps.Readiness(unit, new(false, "Broken"), Given.Dutch));
        activation.Follow(unit, Time);
        activation.Filled([For(unit.Ready())], Time);
        Assert.Equal([1, 2], activation.State.Places.Select(p => p.N));
        Assert.Equal([PlaceStatus.Failed, PlaceStatus.Asked], activation.State.Places.Select(p => p.Status));
    }

    [Fact]
    public void Units_are_chosen_again_when_that_can_change_anything()
    {
        var activation = AnActivation.InForce();
        // A choice that is made just now may not know of it.
        Fill.Again(activation, onlyIfShort: true, Given.Now).Only<ActivationFillDue>();
        activation.Filled([]);
        Assert.Null(activation.State.FillAt);
        Fill.Again(activation, onlyIfShort: true, Given.Now).Only<ActivationFillDue>();
        activation.Do(new ActivationFilled(new Dictionary<string, int>(), [], null, IsShort: false));
        Fill.Again(activation, onlyIfShort: true, Given.Now).IsNothing();
        Fill.Again(activation, onlyIfShort: false, Given.Now).Only<ActivationFillDue>();
        activation.Taken(ActivationStep.Suspension, Given.Now);
        Fill.Again(activation, onlyIfShort: false, Given.Now).IsNothing();
        Fill.Again(AnActivation.Declared(), onlyIfShort: false, Given.Now).IsNothing();
    }

    [Fact]
    public void Nobody_is_called_before_it_is_in_force_while_it_is_suspended_or_after_its_end()
    {
        Activation[] none =
        [
            AnActivation.Declared(),
            AnActivation.InForce().Taken(ActivationStep.Suspension, Given.Now),
            AnActivation.InForce().Taken(ActivationStep.Revocation, Given.Now),
        ];
        foreach (var activation in none)
            Fill.Decide(activation, [For(Ready("force-1"))], [], [], Time, AnActivation.Settings).IsNothing();
    }

    [Fact]
    public void What_a_serial_counts_is_counted()
    {
        var serial = AnActivation.Serial("M1") with { Count = 3, Strength = 90 };
        Assert.Equal(2, serial.MeasureOf(Ready("force-1", Soon with { Count = 2 }).State.Terms));
        Assert.Equal(0, serial.MeasureOf(Ready("force-1").State.Terms));
    }
}
