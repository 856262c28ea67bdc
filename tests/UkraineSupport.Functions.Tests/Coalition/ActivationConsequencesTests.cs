using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Tests.Coalition;

/// <summary>What an activation means for commitments and they for it, on real storage.</summary>
public sealed class ActivationConsequencesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_unit_that_is_called_confirms_and_is_there()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var force = await life.ReadyAsync("NLD");
        await life.CalledAsync(force);
        var call = (await life.ForceAsync(force)).CalledFor!;
        Assert.Equal((ActivationLife.Id, 1, "L1"), (call.Activation, call.Place, call.Serial));

        await life.ComesAsync(force);
        Assert.Equal(PlaceStatus.Activated, (await life.PlaceAsync(force)).Status);
        await life.IsThereAsync(force);

        var place = await life.PlaceAsync(force);
        Assert.Equal((PlaceStatus.Deployed, life.Day()), (place.Status, place.DeployedOn));
        Assert.Equal((await life.ForceAsync(force)).Terms.To.AddDays(1), place.ReliefDue);
    }

    [Fact]
    public async Task One_that_is_not_ready_any_more_has_failed_and_is_chosen_again_when_it_is()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var force = await life.ReadyAsync("NLD");
        await life.CallAsync(force);
        // Before it hears of the call.
        await life.NationAsync(force, "readiness", new { ready = false });
        Assert.Equal(PlaceStatus.Failed, (await life.PlaceAsync(force)).Status);
        Assert.NotNull((await life.LoadAsync()).FillAt);
        await life.CallAsync();
        Assert.Null((await life.LoadAsync()).FillAt);

        await life.NationAsync(force, "readiness", new { ready = true });

        Assert.NotNull((await life.LoadAsync()).FillAt);
        await life.CalledAsync(force);
        Assert.Equal(PlaceStatus.Asked, (await life.PlaceAsync(force, 2)).Status);
        Assert.Equal(2, (await life.ForceAsync(force)).CalledFor!.Place);
    }

    [Fact]
    public async Task A_nation_that_does_not_answer_is_reminded_and_lapses_and_units_are_chosen_again()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var force = await life.ReadyAsync("NLD");
        await life.CalledAsync(force);
        var asking = Assert.IsType<AskAll>(Assert.Single(ActivationAsker.Alive(await life.LoadAsync())).Input);
        var one = new AskOne(asking.About, asking.N, "NLD", asking.RemindAt, asking.Deadline);
        Assert.False(await life.Asker.HasAnsweredAsync(one, Cancel));
        await life.Asker.LapseAsync(one, Cancel);
        Assert.Equal(ForceStatus.Ready, (await life.ForceAsync(force)).Status);

        life.World.Time.Advance(asking.RemindAt - life.Now);
        await life.Asker.RemindAsync(one, Cancel);
        Assert.True((await life.PlaceAsync(force)).Reminded);
        life.World.Time.Advance(asking.Deadline - life.Now);
        await life.NationAsync(force, "activation", new { answer = "confirm" }, status: 409);
        await life.Asker.LapseAsync(one, Cancel);
        await life.Asker.LapseAsync(one, Cancel);
        await life.World.DispatchAsync();

        Assert.Equal(ForceStatus.Lapsed, (await life.ForceAsync(force)).Status);
        Assert.Equal(PlaceStatus.Lapsed, (await life.PlaceAsync(force)).Status);
        Assert.NotNull((await life.LoadAsync()).FillAt);
        Assert.True(await life.Asker.HasAnsweredAsync(one, Cancel));
        Assert.Empty(ActivationAsker.Alive(await life.LoadAsync()));
    }

    [Fact]
    public async Task A_resumption_gives_more_time_and_asks_anew()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var force = await life.ReadyAsync("NLD");
        await life.CalledAsync(force);
        var before = await life.PlaceAsync(force);
        var asking = (AskAll)ActivationAsker.Alive(await life.LoadAsync()).Single().Input;
        var old = new AskOne(asking.About, asking.N, "NLD", asking.RemindAt, asking.Deadline);

        await life.StepAsync("suspension");
        Assert.Empty(ActivationAsker.Alive(await life.LoadAsync()));
        life.World.Time.Advance(TimeSpan.FromDays(30));
        await life.Asker.RemindAsync(old, Cancel);
        await life.Asker.LapseAsync(old, Cancel);
        Assert.Equal(before, await life.PlaceAsync(force));
        await life.StepAsync("resumption");

        var after = await life.PlaceAsync(force);
        Assert.InRange(after.Deadline - before.Deadline, TimeSpan.FromDays(30), TimeSpan.FromDays(31));
        Assert.Equal(after.Deadline, (await life.ForceAsync(force)).CalledFor!.Deadline);
        Assert.True(await life.Asker.HasAnsweredAsync(old, Cancel));
        await life.Asker.LapseAsync(old, Cancel);
        Assert.NotEqual(asking.N, ((AskAll)ActivationAsker.Alive(await life.LoadAsync()).Single().Input).N);
        await life.ComesAsync(force);
        Assert.Equal(PlaceStatus.Activated, (await life.PlaceAsync(force)).Status);
    }

    [Fact]
    public async Task A_unit_that_was_held_up_while_it_was_asked_has_the_time_that_was_left()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var force = await life.ReadyAsync("NLD");
        await life.CalledAsync(force);
        await life.NationAsync(force, "suspension");
        Assert.Equal(PlaceStatus.Suspended, (await life.PlaceAsync(force)).Status);
        life.World.Time.Advance(TimeSpan.FromDays(30));
        await life.NationAsync(force, "resumption");
        await life.ComesAsync(force);
        Assert.Equal(PlaceStatus.Activated, (await life.PlaceAsync(force)).Status);
    }

    [Fact]
    public async Task A_revocation_stands_all_down_and_a_call_that_comes_late_leaves_nobody_called()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var (there, late) = (await life.ReadyAsync("NLD"), await life.ReadyAsync("DNK"));
        await life.CalledAsync(there);
        await life.ComesAsync(there);
        await life.IsThereAsync(there);
        await life.NationAsync(there, "suspension");
        await life.NationAsync(there, "resumption");
        await life.CallAsync(late);
        var asReadBefore = await life.LoadAsync();
        await life.StepAsync("revocation");

        foreach (var force in (string[])[there, late])
        {
            Assert.Equal(PlaceStatus.StoodDown, (await life.PlaceAsync(force)).Status);
            var state = await life.ForceAsync(force);
            Assert.Equal((ForceStatus.Ready, (object?)null), (state.Status, state.CalledFor));
        }

        await life.TellAsync(asReadBefore, new ActivationUnitCalled(asReadBefore.PlaceOf(new(late, 1))!));
        Assert.Null((await life.ForceAsync(late)).CalledFor);
        Assert.Empty(ActivationActivities.Alive(await life.LoadAsync()));
        // Another ceasefire is another activation.
        var again = await life.SendAsync("coordinator:GBR", "coalition/ceasefire", life.Declaration(), 201);
        Assert.Equal(Activations.IdOf(2), again.Id);
    }

    [Fact]
    public async Task Who_is_asked_goes_on_being_asked_whatever_else_changes_until_it_answers()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var force = await life.ReadyAsync("NLD");
        await life.CalledAsync(force);
        await life.NationAsync(force, "amendment", new { disclosure = "restricted" });
        var narrowed = await life.PlaceAsync(force);
        Assert.Equal((Disclosure.Restricted, PlaceStatus.Asked), (narrowed.Disclosure, narrowed.Status));
        Assert.Empty(await life.TellAsync(await life.LoadAsync(), Changed(narrowed)));

        await life.ComesAsync(force);

        var told = await life.TellAsync(await life.LoadAsync(), Changed(await life.PlaceAsync(force)));
        Assert.Equal([$"{ActivationLife.Id}-solicitation-1000-NLD"], told);
    }

    [Fact]
    public async Task A_call_that_is_told_late_gives_the_time_that_there_is_by_now()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var force = await life.ReadyAsync("NLD");
        await life.CallAsync(force);
        var asReadBefore = await life.LoadAsync();
        await life.StepAsync("suspension");
        life.World.Time.Advance(TimeSpan.FromDays(3));
        await life.StepAsync("resumption");
        await life.TellAsync(asReadBefore, new ActivationUnitCalled(asReadBefore.PlaceOf(new(force, 1))!));
        Assert.Equal((await life.PlaceAsync(force)).Deadline, (await life.ForceAsync(force)).CalledFor!.Deadline);
    }

    [Fact]
    public async Task What_is_not_confirmed_lapses_and_what_is_chosen_goes_before_the_board()
    {
        await using var life = await ActivationLife.StartAsync();
        await life.SendAsync("coordinator:GBR", "coalition/ceasefire", life.Declaration(), 201);
        await life.ConfirmAsync("declaration", "coordinator:GBR", 403);
        var watch = await life.Activities.ReadActivation(ActivationLife.Id, Cancel);
        Assert.Equal(DeadlineKind.Confirmation, watch.Next!.Kind);
        life.World.Time.Advance(watch.Next.At - life.Now);
        await life.Activities.ReachActivationDeadline(new(ActivationLife.Id, watch.Next), Cancel);
        Assert.True((await life.Activities.ReadActivation(ActivationLife.Id, Cancel)).Ended);

        await life.SendAsync("coordinator:GBR", "coalition/ceasefire", life.Declaration(), 201);
        await life.ConfirmAsync("declaration");
        var id = Activations.IdOf(2);
        watch = await life.Activities.ReadActivation(id, Cancel);
        Assert.Equal(DeadlineKind.ForceFill, watch.Next!.Kind);
        await life.Activities.ReachActivationDeadline(new(id, watch.Next), Cancel);
        var stored = await life.World.Get<AggregateStore>().LoadAsync<Activation>(id, Cancel);
        Assert.Equal(["L1"], stored!.State.Escalated);
    }

    [Fact]
    public async Task Declared_twice_is_one_and_another_day_is_refused()
    {
        await using var life = await ActivationLife.StartAsync();
        var first = await life.SendAsync("coordinator:GBR", "coalition/ceasefire", life.Declaration(), 201);
        var second = await life.SendAsync("coordinator:FRA", "coalition/ceasefire", life.Declaration(), 200);
        Assert.Equal((first.Id, $"/api/coalition/activations/{first.Id}"), (second.Id, first.Location));
        await life.SendAsync("coordinator:FRA", "coalition/ceasefire", life.Declaration(-1), 409);
        await life.SendAsync("donor:NLD", "coalition/ceasefire", life.Declaration(), 403);
        await life.SendAsync(null, "coalition/ceasefire", life.Declaration(), 401);
        await life.SendAsync("coordinator:FRA", "coalition/ceasefire", life.Declaration(1), 422);
        await life.ConfirmAsync("suspension", status: 409);
        await life.ConfirmAsync("declaration", "donor:NLD", 403);
    }

    [Fact]
    public async Task What_is_sent_again_when_others_have_gone_on_is_answered_as_before_and_changes_nothing()
    {
        await using var life = await (await ActivationLife.StartAsync()).InForceAsync();
        var before = life.Sent;
        await life.StepAsync("suspension");
        await life.StepAsync("resumption");
        await life.StepAsync("revocation");
        await life.SendAsync("coordinator:GBR", "coalition/ceasefire", life.Declaration(), 201);
        await life.ConfirmAsync("declaration");

        life.Sent = before;
        var again = await life.SendAsync("coordinator:GBR", "coalition/ceasefire/suspension", Because(), 200);

        Assert.Contains(ActivationLife.Id, again.Body, StringComparison.Ordinal);
        var next = await life.World.GetAsync("coordinator:GBR", $"coalition/activations/{Activations.IdOf(2)}");
        Assert.Contains("\"status\":\"InForce\"", next.Body, StringComparison.Ordinal);
        Assert.Contains("\"pending\":null", next.Body, StringComparison.Ordinal);
        // The key of one request is not another's.
        life.Sent = before;
        await life.SendAsync("coordinator:GBR", "coalition/ceasefire/resumption", Because(), 422);
    }

    private static ActivationUnitChanged Changed(Place place) =>
        new(place.Id, place.Nation, place.Disclosure, place.Status, null, null, null, place.SeenVersion, place.AskedAt);

    private static object Because() => new { reason = "It is so" };
}
