using CsCheck;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>Whatever nations and coordinators do, however late, doubled and out of order word of it comes.</summary>
public class ActivationProperties
{
    private static readonly string[] Commands =
    [
        .. Often("confirm all", "deploy all", "transfer all"),
        .. Often("confirm", "deploy", "resume", "ready", "wait"),
        .. Often("confirm all", "deploy all", "transfer all", "transfer all"),
        "decline",
        "withdraw",
        "suspend",
        "suspend",
        "not ready",
        "not ready",
        "amend",
        "successor",
        "mandate",
        "suspension",
        "resumption",
        "resumption",
        "revocation",
        "declare",
        "propose",
    ];

    private static readonly Gen<(string Command, int Who, int Hours, int Chance)[]> Runs = Gen.Select(
        Gen.Int[0, Commands.Length - 1].Select(i => Commands[i]),
        Gen.Int[0, 6],
        Gen.Int[0, 24 * 12],
        Gen.Int[0, 1 << 20]
    ).Array[5, 60];

    private static string[] Often(params string[] commands) => [.. commands, .. commands];

    [Fact]
    public void In_whatever_order_and_however_often_word_comes_the_outcome_is_the_same()
    {
        Effort.UntilSeen(
            [
                "force.calledUpon",
                "force.activated",
                "force.activationDeclined",
                "force.activationLapsed",
                "force.deployed",
                "force.reliefBegun",
                "force.relieved",
                "force.stoodDown",
                "activation.stepConfirmed",
                "activation.stepLapsed",
                "activation.filled",
                "activation.fillDue",
                "activation.unitCalled",
                "activation.unitReminded",
                "activation.unitChanged",
                "activation.unitOverdue",
                "activation.reliefCalled",
                "activation.reliefMissing",
                "activation.reliefDue",
                "activation.reliefOverdue",
            ],
            seen =>
                Runs.Sample(
                    attempts =>
                    {
                        var (plain, shuffled) = (new ActivationWorld(), new ActivationWorld());
                        foreach (var attempt in attempts)
                        {
                            foreach (var world in (ActivationWorld[])[plain, shuffled])
                            {
                                world.Now += TimeSpan.FromHours(attempt.Hours);
                                var chance = new Chance(attempt.Chance, world == plain);
                                Settle(world, chance);
                                Try(world, attempt.Command, attempt.Who);
                                Settle(world, chance);
                            }

                            Assert.Equal(plain.Outcome, shuffled.Outcome);
                        }

                        shuffled.CheckStored();
                        foreach (var name in shuffled.Names)
                            seen[name] = true;
                    },
                    iter: Effort.Runs
                )
        );
    }

    [Fact]
    public void While_word_is_late_nobody_is_in_two_places_and_when_it_has_come_all_say_the_same()
    {
        Runs.Sample(
            attempts =>
            {
                var world = new ActivationWorld();
                foreach (var attempt in attempts)
                {
                    world.Now += TimeSpan.FromHours(attempt.Hours);
                    var chance = new Chance(attempt.Chance, isPlain: false);
                    Try(world, attempt.Command, attempt.Who);
                    world.Check();
                    for (var i = chance.Next(4); i > 0 && !world.IsQuiet; i--)
                    {
                        Deliver(world, chance);
                        world.Check();
                    }

                    if (chance.Next(3) > 0)
                        world.ReachDeadlines(fromRows: true);
                    world.Check();
                }

                Settle(world, new(attempts[0].Chance, isPlain: false));
                world.CheckStored();
            },
            iter: Effort.Runs
        );
    }

    /// <summary>Until all word has come and nothing is due.</summary>
    private static void Settle(ActivationWorld world, Chance chance)
    {
        var budget = 2000;
        do
        {
            while (!world.IsQuiet)
            {
                Assert.True(budget-- > 0, "Word goes on for ever.");
                Deliver(world, chance);
                world.Check();
            }

            world.CheckQuiet();
            world.ReachDeadlines(fromRows: false);
            world.Check();
        } while (!world.IsQuiet);
    }

    private static void Deliver(ActivationWorld world, Chance chance) =>
        world.Deliver(chance.Next(world.Waiting), chance.Next(4) == 1, chance.Next(2) == 1);

    private static void Try(ActivationWorld world, string command, int who)
    {
        var today = DateOnly.FromDateTime(world.Now.UtcDateTime);
        var step = new ForceStep("x");
        foreach (var id in command.EndsWith("all", StringComparison.Ordinal) ? world.Ids : [world.Ids[who]])
            world.Try(
                id,
                (f, a) =>
                    command.Split(' ')[0] switch
                    {
                        "confirm" => ForceActivation.Answer(f, new(CallUpAnswer.Confirm, "x"), a, world.Now),
                        "decline" => ForceActivation.Answer(f, new(CallUpAnswer.Decline, "x"), a, world.Now),
                        "deploy" => ForceActivation.Deploy(f, new(today, "x"), a, world.Now),
                        "transfer" => ForceActivation.Transfer(f, new(today, "x"), a, world.Now),
                        "withdraw" => ForceSteps.Withdraw(f, step, a),
                        "suspend" => ForceSteps.Suspend(f, step, a),
                        "resume" => ForceSteps.Resume(f, step, a),
                        "ready" => ForceSteps.Readiness(f, new(true, "x"), a),
                        "not" => ForceSteps.Readiness(f, new(false, "x"), a),
                        "amend" => world.Amending(f, new("x", RotationMonths: who + 2, To: f.Terms.To.AddDays(30)), a),
                        "successor" => world.Amending(f, new("x", Successor: "force-3"), a),
                        "mandate" => ForceSteps.Mandate(f, new(MandateStatus.Approved, "x", f.Terms.To), a, world.Now),
                        _ => default,
                    }
            );
        if (command == "declare")
            world.Declare();
        if (command == "propose")
            world.Step(ActivationStep.Suspension, confirm: false);
        if (Enum.TryParse<ActivationStep>(command, ignoreCase: true, out var taken))
            world.Step(taken, confirm: true);
    }

    /// <summary>The same at every run of the same history; in the plain world always the first.</summary>
    private sealed class Chance(int seed, bool isPlain)
    {
        private uint _state = (uint)seed + 1;

        public int Next(int below)
        {
            _state = (_state * 1664525) + 1013904223;
            return isPlain ? 0 : (int)((_state >> 8) % (uint)below);
        }
    }
}
