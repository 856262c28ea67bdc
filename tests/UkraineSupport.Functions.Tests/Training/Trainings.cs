using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Functions.Training;

namespace UkraineSupport.Functions.Tests.Training;

/// <summary>Courses, intakes, the pledges that give them places and a need, on the parts of the app.</summary>
internal sealed class Trainings(Parts parts)
{
    public static readonly DateOnly Start = new(2027, 3, 1);
    public static readonly DateOnly End = new(2027, 4, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static TrainingSettings Settings { get; } = new();

    private DateTimeOffset Now => parts.Time.GetUtcNow();

    public IntakePledges Between => parts.Get<IntakePledges>();

    private Commands<Intake, IntakeEvent> Intakes => parts.Get<Commands<Intake, IntakeEvent>>();

    public static Actor Danish { get; } = Parts.Donor with { Party = "DNK" };

    /// <summary>A stored commitment of training places.</summary>
    public async Task<Pledge> CommitAsync(int places, string donor = "NLD")
    {
        var (id, actor) = (Parts.NewId("pledge"), Parts.Donor with { Party = donor });
        var offer = new Offer(
            donor,
            PledgeKind.Training,
            "places",
            Now.AddDays(90),
            [new("TRAIN-BASIC", places, new(2027, 12, 1))],
            Disclosure: Disclosure.Public
        );
        var announced = Announce.Decide(id, offer, actor, Now, Parts.Deadlines).Events;
        await parts.Pledges.CommitAsync(id, null, announced, new(actor, null), null);
        await parts.ChangeAsync(
            id,
            p => Review.Decide(p, new(ReviewDecision.Accept, "needed"), Parts.Coordinator, Now, Parts.Deadlines)
        );
        var nobody = new Dictionary<string, decimal>();
        return await parts.ChangeAsync(
            id,
            p => Formalise.Decide(p, new("letter", "ref", new(2026, 10, 1)), actor, Now, nobody)
        );
    }

    public async Task<Course> PublishAsync()
    {
        var id = Parts.NewId("course");
        var wish = new PublishCourse(
            "NLD",
            "TRAIN-BASIC",
            "Basic infantry",
            CourseLevel.Basic,
            "uk",
            5,
            100,
            "GBR",
            0.85m
        );
        var events = CourseRules.Publish(id, wish, [], Parts.Donor, Now).Events;
        var commands = parts.Get<Commands<Course, CourseEvent>>();
        return (await commands.CommitAsync(id, null, events, new(Parts.Donor, null), null))!.State;
    }

    public async Task<Requirement> NeedAsync(int persons)
    {
        var id = Parts.NewId("requirement");
        var filing = new FileRequirement("infantry", "TRAIN-BASIC", persons, 1, new(2027, 6, 1));
        var filed = Submit.Decide(id, filing, Parts.Recipient, Now, Parts.Deadlines).Events;
        await parts.Requirements.CommitAsync(id, null, filed, new(Parts.Recipient, null), null);
        var accept = new ValidateRequirement(ValidationDecision.Accept, "yes");
        return (
            await parts.Requirements.UpdateAsync(id, r => Validate.Decide(r, accept, Parts.Coordinator), "x", Cancel)
        )!;
    }

    /// <summary>Reserves places for an intake, once; who makes it is another question.</summary>
    public async Task<PledgeIntakesScheduled?> ReserveAsync(string pledge, Course course, string intake, int places)
    {
        PledgeIntakesScheduled? scheduled = null;
        await parts.ChangeAsync(
            pledge,
            p =>
            {
                if (p.Intakes.Any(i => i.Intake == intake))
                    return default;
                var wish = new ScheduleIntakes(course.Id, pledge, 1, places, Start, End, new(2027, 2, 1));
                var decided = Schedule.Decide(p, course, wish, _ => intake, Parts.Donor, Now, Settings);
                Assert.Null(decided.Error);
                scheduled = decided.Events.OfType<PledgeIntakesScheduled>().Single();
                return decided;
            }
        );
        return scheduled;
    }

    public async Task<Intake> ScheduleAsync(Pledge pledge, Course course, int places)
    {
        var id = Parts.NewId("intake");
        var scheduled = await ReserveAsync(pledge.Id, course, id, places);
        await Between.MakeAsync(await PledgeAsync(pledge.Id), scheduled!, Cancel);
        return await IntakeAsync(id);
    }

    public Task<Pledge> ShareAsync(string pledge, Intake intake, int places) =>
        parts.ChangeAsync(
            pledge,
            p =>
                p.Intakes.Any(i => i.Intake == intake.Id)
                    ? default
                    : SharePlaces.Reserve(p, intake, new(pledge, 1, places), Danish)
        );

    /// <summary>All that a pledge gives to an intake is reserved for a need, once.</summary>
    public Task<Pledge> AllocateAsync(string pledge, string allocation, string intake, Requirement need) =>
        parts.ChangeAsync(
            pledge,
            p =>
                p.Allocation(allocation) is not null || p.Places(intake, 1) is not { } places
                    ? default
                    : Allocate.Decide(
                        p,
                        allocation,
                        new(1, places.Places, need.Id, Intake: intake),
                        need,
                        Parts.Coordinator
                    )
        );

    public async Task<Intake> ChangeAsync(string intake, Func<Intake, DateTimeOffset, Decision<IntakeEvent>> decide) =>
        (
            await Intakes.UpdateAsync(
                intake,
                i =>
                {
                    var decided = decide(i, Now);
                    Assert.Null(decided.Error);
                    return decided;
                },
                "test",
                Cancel
            )
        )!;

    /// <summary>The deadlines of an intake that have come by now.</summary>
    public async Task<Intake> WatchAsync(string id)
    {
        var activities = new IntakeActivities(
            Intakes,
            parts.Store,
            parts.Get<EmptyPlaces>(),
            new(),
            Settings,
            parts.Time
        );
        while ((await activities.ReadIntake(id, Cancel)).Next is { } next && next.At <= Now)
            await activities.ReachIntakeDeadline(new(id, next), Cancel);
        return await IntakeAsync(id);
    }

    public Task<Intake> IntakeAsync(string id) => parts.Store.StateAsync<Intake>(id, Cancel);

    public Task<Pledge> PledgeAsync(string id) => parts.Store.StateAsync<Pledge>(id, Cancel);

    public Task<Requirement> NeedAsync(string id) => parts.Store.StateAsync<Requirement>(id, Cancel);
}
