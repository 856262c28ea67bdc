using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;
using static UkraineSupport.Domain.Coalition.ForceStatus;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>Whatever anybody tries on a force commitment, in whatever order.</summary>
public class ForceProperties
{
    /// <summary>Where each state may lead, by whom.</summary>
    private static readonly HashSet<(ForceStatus From, ForceStatus To)> Allowed =
    [
        (Indicated, Offered),
        (Offered, Accepted),
        (Offered, Declined),
        (Accepted, Ready),
        (Ready, Accepted),
        (Accepted, Offered),
        (Ready, Offered),
        (Accepted, Suspended),
        (Ready, Suspended),
        (Suspended, Accepted),
        (Suspended, Ready),
        .. ((ForceStatus[])[Indicated, Offered, Accepted, Ready, Suspended]).SelectMany(s =>
            new[] { (s, Withdrawn), (s, Lapsed) }
        ),
    ];

    private static readonly string[] Commands =
    [
        "offer",
        "accept",
        "accept",
        "decline",
        "ready",
        "not ready",
        "asked",
        "approved",
        "amend",
        "disclose",
        "suspend",
        "resume",
        "withdraw",
        "deadline",
        "deadline",
    ];

    private static readonly Gen<(string Command, int Who, int N, int Hours)[]> Runs = Gen.Select(
        Gen.Int[0, Commands.Length - 1].Select(i => Commands[i]),
        Gen.Int[0, 12],
        Gen.Int[-20, 900],
        Gen.Int[0, 24 * 30]
    ).Array[5, 60];

    [Fact]
    public void It_only_goes_where_its_state_leads_and_what_is_stored_gives_what_was_decided()
    {
        Effort.UntilSeen(
            [
                "force.indicated",
                "force.offered",
                "force.amended",
                "force.accepted",
                "force.declined",
                "force.readinessReported",
                "force.mandateChanged",
                "force.suspended",
                "force.resumed",
                "force.withdrawn",
                "force.lapsed",
                "force.reviewReminded",
                "force.reviewOverdue",
                "force.mandateReminded",
                "force.mandateOverdue",
                "force.mandateEnding",
            ],
            seen =>
                Gen.Select(Gen.Bool, Runs)
                    .Sample(
                        (indicated, attempts) =>
                        {
                            var world = new World(indicated);
                            foreach (var attempt in attempts)
                                world.Try(attempt.Command, attempt.Who, attempt.N, attempt.Hours);
                            world.Force.CheckStored();
                            foreach (var name in world.Force.Names)
                                seen[name] = true;
                        },
                        iter: Effort.Runs
                    )
        );
    }

    private sealed class World
    {
        private DateTimeOffset _now = Given.Now;

        public World(bool indicated) =>
            Force = new(AForce.Decide(AForce.Offer with { Indicated = indicated }).Events[0], Given.Dutch, _now);

        public History<ForceCommitment, ForceEvent> Force { get; }

        private ForceCommitment State => Force.State;

        public void Try(string command, int who, int n, int hours)
        {
            _now += TimeSpan.FromHours(hours);
            var right = command is "accept" or "decline" ? Given.Coordinator : Given.Dutch;
            var actor = who < Given.Everyone.Count ? Given.Everyone[who] : right;
            var before = State;
            var decision = Decide(command, n, actor);
            if (!Force.Take(decision, actor, _now))
                return;
            Check(before, command, actor, decision.Events.Count);
        }

        private void Check(ForceCommitment before, string command, Actor actor, int events)
        {
            if (State.Status != before.Status)
                Assert.Contains((before.Status, State.Status), Allowed);
            Assert.Equal(State.Status == Suspended, State.SuspendedFrom is not null);
            if (before.Status == Suspended && State.Status is not (Suspended or Withdrawn or Lapsed))
                Assert.Equal(before.SuspendedFrom, State.Status);
            if (before.IsEnded)
                Assert.Equal((before.Status, before.Terms), (State.Status, State.Terms));
            Assert.True(State.Terms.Strength > 0 && State.Terms.From <= State.Terms.To);
            Assert.Equal(State.IsEnded, State.NextDeadline is null);
            if (events > 0 && command != "deadline")
                Assert.True(MayDo(command, actor), $"{actor} did {command}");
        }

        private static bool MayDo(string command, Actor actor) =>
            command switch
            {
                "accept" or "decline" => actor.Role == Role.Coordinator,
                "suspend" or "resume" => actor.Role == Role.Coordinator || actor == Given.Dutch,
                _ => actor == Given.Dutch,
            };

        private Decision<ForceEvent> Decide(string command, int n, Actor actor)
        {
            var step = new ForceStep("Because");
            return command switch
            {
                "offer" => Commit.Offer(State, step, actor, _now, Given.Deadlines),
                "accept" => ForceSteps.Review(State, new(ForceReview.Accept, "x"), actor, _now),
                "decline" => ForceSteps.Review(State, new(ForceReview.Decline, "x"), actor, _now),
                "ready" => ForceSteps.Readiness(State, new(true, "x"), actor),
                "not ready" => ForceSteps.Readiness(State, new(false, "x"), actor),
                "asked" => ForceSteps.Mandate(State, new(MandateStatus.Asked, "x"), actor, _now),
                "approved" => ForceSteps.Mandate(
                    State,
                    new(MandateStatus.Approved, "x", State.Terms.From.AddDays(n)),
                    actor,
                    _now
                ),
                "amend" => Amending(new("x", Strength: n, To: AForce.To.AddDays(n)), actor),
                "disclose" => Amending(new("x", Disclosure: (Disclosure)(Math.Abs(n) % 3)), actor),
                "suspend" => ForceSteps.Suspend(State, step, actor),
                "resume" => ForceSteps.Resume(State, step, actor),
                "withdraw" when n > 800 => ForceSteps.Withdraw(State, step, actor),
                "deadline" when State.NextDeadline is { } deadline => State.Reached(deadline, ["NATO"], _now),
                _ => default,
            };
        }

        private Decision<ForceEvent> Amending(AmendForce change, Actor actor) =>
            Amend.Decide(State, change, AForce.Around(), actor, _now, Given.Deadlines);
    }
}
