using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.Training;

namespace UkraineSupport.Domain.Tests.Training;

/// <summary>
/// Two pledges, up to two intakes and one need, and what anybody tries on them. News between them come late, twice, in
/// any order or not at all until <see cref="Settle"/> tells everything, as the dispatcher does in the end.
/// </summary>
internal sealed class TrainingWorld
{
    private readonly Dictionary<string, History<Pledge, PledgeEvent>> _pledges = [];
    private readonly List<PledgeIntakesScheduled> _scheduled = [];
    private DateTimeOffset _now = Given.Now;
    private int _ids;

    public TrainingWorld(int own, int other)
    {
        Add(AnIntake.Places(own));
        Add(AnIntake.Places(other, "DNK").State with { Id = "pledge-2" });
        var filing = ARequirement.Filing(300) with { Capability = "TRAIN-BASIC" };
        Need = ARequirement.Filed("requirement-1", filing, null).Validated();
    }

    public IReadOnlyCollection<History<Pledge, PledgeEvent>> Pledges => _pledges.Values;

    public Dictionary<string, History<Intake, IntakeEvent>> Intakes { get; } = [];

    public ARequirement Need { get; }

    /// <summary>Everybody hears everything, until nothing is new.</summary>
    public void Settle()
    {
        for (var round = 0; round < 10; round++)
        {
            foreach (var scheduled in _scheduled)
                Make(scheduled);
            foreach (var pledge in _pledges.Keys)
            foreach (var intake in Intakes.Keys)
                Tell(pledge, intake);
            foreach (var pledge in _pledges.Values)
            foreach (var allocation in pledge.State.Allocations)
                TellNeed(pledge, allocation.Id);
        }
    }

    public void Try(string command, int who, int n, int hours)
    {
        _now += TimeSpan.FromHours(hours);
        var actor = who < Given.Everyone.Count ? Given.Everyone[who] : Right(command);
        var pledge = _pledges[n % 2 == 0 ? "pledge-1" : "pledge-2"];
        if (command is "schedule" or "withdraw" or "allocate" or "share")
        {
            OnPledge(command, pledge, actor, n);
            return;
        }

        if (Intakes.Count == 0)
            return;
        var intake = Intakes.Values.ElementAt(n % Intakes.Count);
        if (command == "tell")
            Tell(pledge.State.Id, intake.State.Id);
        else
            intake.Take(Decide(command, intake.State, actor, n), actor, _now);
    }

    private void OnPledge(string command, History<Pledge, PledgeEvent> pledge, Actor actor, int n)
    {
        var state = pledge.State;
        var intake = Intakes.Values.Select(i => i.State).ElementAtOrDefault(n % Math.Max(1, Intakes.Count));
        switch (command)
        {
            case "schedule" when Intakes.Count < 2:
                var all = n % 4 == 0 ? (int)state.Ledger(state.Line(1)!).Free : n % 70;
                var wish = AnIntake.Wish with { Places = all, Repeat = n % 3 == 0 ? new(6, 2) : null };
                var decided = Schedule.Decide(
                    state,
                    AnIntake.Course(),
                    wish,
                    i => $"intake-{_ids}-{i}",
                    actor,
                    _now,
                    AnIntake.Settings
                );
                _ids++;
                pledge.Take(decided, actor, _now);
                foreach (var scheduled in decided.Events.OfType<PledgeIntakesScheduled>())
                {
                    _scheduled.Add(scheduled);
                    if (n % 5 > 0)
                        Make(scheduled);
                }

                break;
            case "share" when intake is not null:
                pledge.Take(SharePlaces.Reserve(state, intake, new(state.Id, 1, n % 60), actor), actor, _now);
                break;
            case "allocate" when state.Intakes.Count > 0:
                var places = state.Intakes[n % state.Intakes.Count];
                var allocate = new AllocateLine(1, places.Places, Need.State.Id, Intake: places.Intake);
                pledge.Take(Allocate.Decide(state, $"a{++_ids}", allocate, Need.State, actor), actor, _now);
                break;
            case "withdraw" when n > 85:
                pledge.Take(Release.Withdraw(state, new("x"), actor, _now), actor, _now);
                break;
            default:
                break;
        }
    }

    private Decision<IntakeEvent> Decide(string command, Intake intake, Actor actor, int n)
    {
        var settings = AnIntake.Settings;
        var later = new PostponeIntake(
            "x",
            intake.Dates.Start.AddDays(7),
            intake.Dates.End.AddDays(7),
            intake.Dates.Start.AddDays(-1)
        );
        return command switch
        {
            "nominate" => RunIntake.Nominate(intake, new(n), actor, _now),
            "confirm" => RunIntake.Confirm(intake, new(Math.Min(n, Math.Min(intake.Nominated, intake.Places))), actor),
            "start" => RunIntake.Start(
                intake,
                new(Math.Max(1, intake.Accepted - (n % 5)), intake.Dates.Start),
                actor,
                _now
            ),
            "report" => RunIntake.Report(
                intake,
                new(intake.Enrolled - (n % 7), n % 7, 0, intake.ReportedAt is null ? null : "Again"),
                actor,
                _now
            ),
            "receive" => RunIntake.Receive(intake, new(intake.Completed - (n % 4), "x", "Again"), actor),
            "postpone" when n > 80 => PlanIntake.Postpone(intake, later, 5, actor, _now, settings),
            "cancel" when n > 85 => PlanIntake.Cancel(intake, new("x"), actor),
            "deadline" when intake.NextDeadline(settings) is { } next => intake.Reached(next, [], [], _now, settings),
            _ => default,
        };
    }

    private void Make(PledgeIntakesScheduled scheduled)
    {
        var pledge = _pledges.Values.First(p => p.State.Intakes.Any(i => i.Intake == scheduled.Intakes[0].Id));
        foreach (var one in scheduled.Intakes.Where(i => !Intakes.ContainsKey(i.Id)))
        {
            var share = SharePlaces.ShareOf(pledge.State, scheduled.Line, scheduled.Places);
            var made = PlanIntake.Make(one, share, _now).Only<IntakeScheduled>();
            Intakes[one.Id] = new(made, Actor.System, _now);
        }
    }

    private void Tell(string pledgeId, string intakeId)
    {
        var (pledge, intake) = (_pledges[pledgeId], Intakes[intakeId]);
        foreach (var places in pledge.State.Intakes.Where(p => p.Intake == intakeId).ToList())
        {
            intake.Take(SharePlaces.Take(intake.State, pledge.State, places), Actor.System, _now);
            if (!pledge.State.Intakes.First(p => p == places).IsLive)
                intake.Take(SharePlaces.Lose(intake.State, pledgeId, places.Line), Actor.System, _now);
        }

        pledge.Take(FollowIntake.Decide(pledge.State, intake.State, _now), Actor.System, _now);
    }

    private void TellNeed(History<Pledge, PledgeEvent> pledge, string id)
    {
        var allocation = pledge.State.Allocation(id)!;
        Need.Do(TakeAllocation.Decide(Need.State, pledge.State, allocation));
        var taken = Need.State.Coverage.Any(c => c.Allocation == id && c.Credit > 0);
        pledge.Take(
            taken ? Allocate.Confirm(pledge.State, id) : Allocate.Refuse(pledge.State, id, _now),
            Actor.System,
            _now
        );
        Need.Do(TakeAllocation.Follow(Need.State, pledge.State, id));
    }

    private void Add(Pledge committed)
    {
        var donor = new Actor(Role.Donor, committed.Donor, "donor");
        var offer = new Offer(
            committed.Donor,
            PledgeKind.Training,
            "Places",
            _now.AddDays(90),
            [new("TRAIN-BASIC", committed.Lines[0].Quantity, Given.Today.AddDays(900))]
        );
        var announced = Announce.Decide(committed.Id, offer, donor, _now, Given.Deadlines).Only<PledgeAnnounced>();
        var pledge = new History<Pledge, PledgeEvent>(announced, donor, _now);
        pledge.Take(
            Review.Decide(pledge.State, new(ReviewDecision.Accept, "x"), Given.Coordinator, _now, Given.Deadlines),
            Given.Coordinator,
            _now
        );
        pledge.Take(Formalise.Decide(pledge.State, Given.Memorandum, donor, _now, Given.NobodyCommitted), donor, _now);
        _pledges[committed.Id] = pledge;
    }

    private static Actor Right(string command) =>
        command switch
        {
            "nominate" or "receive" => Given.Ukraine,
            "allocate" => Given.Coordinator,
            "share" => Given.Danish,
            _ => Given.Dutch,
        };
}
