using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>Each step of an activation takes two coordinators of different parties.</summary>
public class CeasefireTests
{
    private static readonly DateTimeOffset Due = Given.Now + AnActivation.Settings.ConfirmWithin;

    private static Decision<ActivationEvent> Declare(
        DeclareCeasefire wish,
        Actor? actor = null,
        bool hasStatement = true
    ) =>
        Ceasefire.Declare(
            AnActivation.Id,
            1,
            wish,
            hasStatement,
            actor ?? Given.Coordinator,
            Given.Now,
            AnActivation.Settings
        );

    private static Decision<ActivationEvent> Confirm(
        Activation activation,
        ActivationStep step,
        Actor? actor = null,
        DateTimeOffset? at = null
    ) => Ceasefire.Confirm(activation, new(step, "Yes"), actor ?? Given.OtherCoordinator, at ?? Given.Now);

    private static Decision<ActivationEvent> Take(
        Activation activation,
        ActivationStep step,
        DateTimeOffset? at = null
    ) => Ceasefire.Take(activation, step, new("So"), Given.Coordinator, at ?? Given.Now, AnActivation.Settings);

    [Fact]
    public void Only_a_coordinator_of_a_party_declares_confirms_and_takes_back()
    {
        var declared = AnActivation.Declared().State;
        var inForce = AnActivation.InForce().State;
        var others = Given.Everyone.Where(a => a != Given.Coordinator).Append(Given.Coordinator with { Party = null });
        foreach (var actor in others)
        {
            Assert.True(Declare(AnActivation.Wish, actor).IsForbidden());
            Assert.True(Confirm(declared, ActivationStep.Declaration, actor).IsForbidden());
            Assert.True(
                Ceasefire
                    .Take(inForce, ActivationStep.Revocation, new("x"), actor, Given.Now, AnActivation.Settings)
                    .IsForbidden()
            );
        }
    }

    [Fact]
    public void Two_coordinators_of_one_party_cannot_and_a_second_of_another_party_confirms()
    {
        var declared = AnActivation.Declared();
        Assert.Equal((ActivationStatus.Declared, "GBR"), (declared.State.Status, declared.State.Pending!.By));
        Assert.Empty(declared.State.Places);
        var colleague = Given.Coordinator with { Subject = "another-desk" };
        Assert.True(Confirm(declared, ActivationStep.Declaration, colleague).IsForbidden());

        declared.Do(Confirm(declared, ActivationStep.Declaration));

        Assert.Equal(ActivationStatus.InForce, declared.State.Status);
        Assert.Equal(["GBR", "FRA"], declared.State.By);
        Assert.Equal(new(DeadlineKind.ForceFill, Given.Now), declared.State.NextDeadline);
        Confirm(declared, ActivationStep.Declaration).IsNothing();
        var third = Given.Coordinator with { Party = "POL" };
        Assert.Equal("nothing-to-confirm", Confirm(declared, ActivationStep.Declaration, third).Conflict());
    }

    [Fact]
    public void What_is_not_confirmed_in_time_lapses_and_ends_a_declaration_only()
    {
        var declared = AnActivation.Declared();
        Assert.Equal(new(DeadlineKind.Confirmation, Due), declared.State.NextDeadline);
        declared.State.LapseStep(Due.AddTicks(-1)).IsNothing();
        Assert.Equal("too-late", Confirm(declared, ActivationStep.Declaration, at: Due).Conflict());
        declared.Do(declared.State.LapseStep(Due));
        Assert.Equal((ActivationStatus.Lapsed, true), (declared.State.Status, declared.State.IsEnded));
        Assert.Null(declared.State.NextDeadline);
        declared.State.LapseStep(Due.AddDays(1)).IsNothing();

        var inForce = AnActivation.InForce();
        inForce.Do(Take(inForce, ActivationStep.Suspension));
        inForce.Do(inForce.State.LapseStep(Due));
        Assert.Equal((ActivationStatus.InForce, (Proposal?)null), (inForce.State.Status, inForce.State.Pending));
    }

    [Fact]
    public void A_day_that_is_to_come_or_long_ago_a_missing_source_and_a_restricted_one_are_refused()
    {
        Assert.Equal(["/declaredOn"], Declare(AnActivation.Wish with { DeclaredOn = Given.Today.AddDays(1) }).Wrong());
        Assert.Equal(
            ["/declaredOn"],
            Declare(AnActivation.Wish with { DeclaredOn = Given.Today.AddDays(-31) }).Wrong()
        );
        Declare(AnActivation.Wish with { DeclaredOn = Given.Today.AddDays(-30) }).Only<CeasefireDeclared>();
        Assert.Equal(["/source", "/reason"], Declare(AnActivation.Wish with { Source = " ", Reason = "" }).Wrong());
        Assert.Equal(["/disclosure"], Declare(AnActivation.Wish with { Disclosure = Disclosure.Restricted }).Wrong());
        Assert.Equal("no-requirements", Declare(AnActivation.Wish, hasStatement: false).Conflict());
    }

    [Fact]
    public void Declared_twice_is_one_and_another_day_is_refused_until_it_has_ended()
    {
        var inForce = AnActivation.InForce();
        var other = AnActivation.Wish with { DeclaredOn = Given.Today.AddDays(-1) };
        Assert.Null(Ceasefire.WhyNotAgain(inForce, AnActivation.Wish));
        Assert.Equal("already-declared", Ceasefire.WhyNotAgain(inForce, other)?.Code);
        inForce.Taken(ActivationStep.Revocation, Given.Now);
        Assert.Null(Ceasefire.WhyNotAgain(inForce, other));
    }

    [Fact]
    public void Suspension_resumption_and_revocation_are_confirmed_alike()
    {
        var activation = AnActivation.InForce();
        foreach (
            var (step, status) in ((ActivationStep, ActivationStatus)[])
                [
                    (ActivationStep.Suspension, ActivationStatus.Suspended),
                    (ActivationStep.Resumption, ActivationStatus.InForce),
                    (ActivationStep.Suspension, ActivationStatus.Suspended),
                    (ActivationStep.Revocation, ActivationStatus.Revoked),
                ]
        )
        {
            var before = activation.State.Status;
            activation.Do(Take(activation, step));
            Assert.Equal(before, activation.State.Status);
            Take(activation, step).IsNothing();
            Assert.Equal("step-pending", Other(activation, step).Conflict());
            Assert.True(Confirm(activation, step, Given.Coordinator).IsForbidden());
            Assert.Equal("nothing-to-confirm", Confirm(activation, ActivationStep.Declaration).Conflict());
            activation.Do(Confirm(activation, step));
            Assert.Equal(status, activation.State.Status);
        }

        Assert.Null(activation.State.NextDeadline);
    }

    private static Decision<ActivationEvent> Other(Activation activation, ActivationStep step) =>
        Take(
            activation,
            step != ActivationStep.Revocation ? ActivationStep.Revocation
                : activation.Status == ActivationStatus.Suspended ? ActivationStep.Resumption
                : ActivationStep.Suspension
        );

    [Fact]
    public void A_step_that_lapsed_may_be_taken_again_before_anybody_has_noticed()
    {
        var activation = AnActivation.InForce();
        activation.Do(Take(activation, ActivationStep.Suspension));
        var again = Take(activation, ActivationStep.Revocation, Due).Only<ActivationStepProposed>();
        Assert.Equal((ActivationStep.Revocation, Due), (again.Proposal.Step, again.Proposal.At));
    }

    [Fact]
    public void A_step_that_does_not_fit_the_state_is_refused()
    {
        (Activation, ActivationStep)[] wrong =
        [
            (AnActivation.Declared(), ActivationStep.Suspension),
            (AnActivation.Declared(), ActivationStep.Revocation),
            (AnActivation.InForce(), ActivationStep.Resumption),
            (AnActivation.InForce(), ActivationStep.Declaration),
            (AnActivation.InForce().Taken(ActivationStep.Suspension, Given.Now), ActivationStep.Suspension),
            (AnActivation.InForce().Taken(ActivationStep.Revocation, Given.Now), ActivationStep.Revocation),
            (AnActivation.InForce().Taken(ActivationStep.Revocation, Given.Now), ActivationStep.Resumption),
        ];
        Assert.All(wrong, w => Assert.Equal("wrong-state", Take(w.Item1, w.Item2).Conflict()));
        Assert.Equal(
            ["/reason"],
            Ceasefire
                .Take(
                    AnActivation.InForce(),
                    ActivationStep.Suspension,
                    new(" "),
                    Given.Coordinator,
                    Given.Now,
                    AnActivation.Settings
                )
                .Wrong()
        );
        Assert.Equal(
            ["/reason"],
            Ceasefire
                .Confirm(
                    AnActivation.Declared(),
                    new(ActivationStep.Declaration, ""),
                    Given.OtherCoordinator,
                    Given.Now
                )
                .Wrong()
        );
    }
}
