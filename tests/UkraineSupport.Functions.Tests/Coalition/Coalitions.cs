using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Coalition;

/// <summary>Commitments and calls on the parts of the app.</summary>
internal sealed class Coalitions(Parts parts)
{
    public Commands<ForceCommitment, ForceEvent> Forces => parts.Get<Commands<ForceCommitment, ForceEvent>>();

    public Commands<ForceCall, CallEvent> Calls => parts.Get<Commands<ForceCall, CallEvent>>();

    public ForceConsequences Consequences =>
        new(Forces, Calls, parts.Get<ForceSurroundings>(), parts.Get<ActivationFollowing>(), parts.Store);

    public CallAsker Asker =>
        new(Calls, parts.Store, parts.Get<Statements>(), parts.Get<ListIndex>(), new(), parts.Time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateOnly Day(int days) => DateOnly.FromDateTime(parts.Time.GetUtcNow().UtcDateTime).AddDays(days);

    /// <summary>A statement of one phase and land serials; it replaces one that another test may have put.</summary>
    public async Task PutAsync(params PutSerial[] serials)
    {
        var statements = parts.Get<Commands<StatementOfRequirements, StatementEvent>>();
        while (true)
        {
            var stored = await parts.Get<Statements>().FindAsync(Cancel);
            var put = new PutRequirements([new("one", "Reassurance", 0, 12)], serials, "test");
            var events = PutStatement
                .Decide(Statements.Id, stored?.State, put, Parts.Coordinator, parts.Time.GetUtcNow())
                .Events;
            var info = new CommitInfo(Parts.Coordinator, "test");
            if (
                events.Count == 0
                || await statements.CommitAsync(Statements.Id, stored, events, info, null) is not null
            )
                return;
        }
    }

    public static PutSerial Serial(string id) =>
        new(id, "one", "Battalion", ForceDomain.Land, 500, 30, [Basing.InUkraine], 10, 12, Critical: true);

    public async Task<ForceCommitment> OfferAsync(
        ForceCommitment? successor = null,
        ForceCall? call = null,
        Disclosure disclosure = Disclosure.Coalition,
        int from = 100
    )
    {
        var id = Parts.NewId("force");
        var offer = new CommitForce(
            "NLD",
            "Battalion",
            ForceDomain.Land,
            500,
            20,
            Day(from),
            Day(from + 300),
            [Basing.InUkraine],
            new(MandateStatus.NotRequired),
            Successor: successor?.Id,
            Disclosure: disclosure,
            Call: call?.Id
        );
        var around = new ForceContext { Successors = successor is null ? [] : [successor], Call = call };
        var decision = Commit.Decide(id, offer, around, Parts.Donor, parts.Time.GetUtcNow(), Parts.Deadlines);
        Assert.Null(decision.Error);
        var stored = await Forces.CommitAsync(id, null, decision.Events, new(Parts.Donor, null), null);
        await Consequences.FollowAsync(stored!.State, decision.Events, null!, Cancel);
        return await LoadAsync(id);
    }

    public async Task<ForceCommitment> WithdrawAsync(string id)
    {
        var force = await Forces.UpdateAsync(id, f => ForceSteps.Withdraw(f, new("x"), Parts.Donor), "x", Cancel);
        await Consequences.FollowAsync(force!, [new ForceWithdrawn()], null!, Cancel);
        return force!;
    }

    public async Task<ForceCall> CallAsync(params string[] nations)
    {
        var id = Parts.NewId("call");
        var now = parts.Time.GetUtcNow();
        var statement = (await parts.Get<Statements>().FindAsync(Cancel))!.State;
        var decision = CallForForces.Decide(
            id,
            new(now.AddDays(10), Nations: nations),
            statement,
            Parts.Coordinator,
            now
        );
        Assert.Null(decision.Error);
        return (await Calls.CommitAsync(id, null, decision.Events, new(Parts.Coordinator, null), null))!.State;
    }

    public async Task<ForceCommitment> LoadAsync(string id) =>
        (await parts.Store.LoadAsync<ForceCommitment>(id, Cancel))!.State;

    public async Task<ForceCall> LoadCallAsync(string id) =>
        (await parts.Store.LoadAsync<ForceCall>(id, Cancel))!.State;
}
