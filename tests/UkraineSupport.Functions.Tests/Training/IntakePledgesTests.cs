using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Training;

/// <summary>Pledges and intakes that agree without a common transaction, on real storage.</summary>
public sealed class IntakePledgesTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Carriers_at_once_make_an_intake_once_and_settle_a_share_once()
    {
        var trainings = new Trainings(new Parts(azurite.ConnectionString));
        var (own, other) = (await trainings.CommitAsync(60), await trainings.CommitAsync(40, "DNK"));
        var course = await trainings.PublishAsync();
        var id = Parts.NewId("intake");
        var scheduled = await trainings.ReserveAsync(own.Id, course, id, 60);
        own = await trainings.PledgeAsync(own.Id);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trainings.Between.MakeAsync(own, scheduled!, Cancel)));
        var intake = await trainings.IntakeAsync(id);
        Assert.Equal((1L, 60), (intake.Version, intake.Places));

        await trainings.ShareAsync(other.Id, intake, 40);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trainings.Between.SettleAsync(other.Id, id, 1, Cancel)));
        intake = await trainings.IntakeAsync(id);
        Assert.Equal((2L, 100), (intake.Version, intake.Places));
    }

    [Fact]
    public async Task Of_two_shares_that_do_not_both_fit_one_is_refused_for_good()
    {
        var trainings = new Trainings(new Parts(azurite.ConnectionString));
        var pledge = await trainings.CommitAsync(60);
        var intake = await trainings.ScheduleAsync(pledge, await trainings.PublishAsync(), 60);
        var (one, two) = (await trainings.CommitAsync(40, "DNK"), await trainings.CommitAsync(40, "DNK"));
        await trainings.ShareAsync(one.Id, intake, 30);
        await trainings.ShareAsync(two.Id, intake, 30);
        await Task.WhenAll(
            trainings.Between.SettleAsync(one.Id, intake.Id, 1, Cancel),
            trainings.Between.SettleAsync(two.Id, intake.Id, 1, Cancel)
        );

        intake = await trainings.IntakeAsync(intake.Id);
        Assert.Equal((90, 1), (intake.Places, intake.Former.Count));
        var places = new List<bool>();
        foreach (var id in (string[])[one.Id, two.Id])
            places.Add((await trainings.PledgeAsync(id)).Places(intake.Id, 1) is not null);
        Assert.Equal([false, true], places.Order());
    }

    [Fact]
    public async Task A_withdrawal_before_the_intake_is_there_leaves_none_of_it()
    {
        var parts = new Parts(azurite.ConnectionString);
        var trainings = new Trainings(parts);
        var pledge = await trainings.CommitAsync(60);
        var id = Parts.NewId("intake");
        var scheduled = await trainings.ReserveAsync(pledge.Id, await trainings.PublishAsync(), id, 60);
        pledge = await parts.ChangeAsync(
            pledge.Id,
            p => Release.Withdraw(p, new("Needed at home"), Parts.Donor, parts.Time.GetUtcNow())
        );
        await trainings.Between.MakeAsync(pledge, scheduled!, Cancel);
        Assert.Equal(IntakeStatus.Cancelled, (await trainings.IntakeAsync(id)).Status);
    }

    [Fact]
    public async Task Empty_places_are_offered_to_the_next_need_in_line_and_to_those_who_wait()
    {
        var parts = new Parts(azurite.ConnectionString);
        var trainings = new Trainings(parts);
        var course = await trainings.PublishAsync();
        var full = await trainings.ScheduleAsync(await trainings.CommitAsync(10), course, 10);
        var empty = await trainings.ScheduleAsync(await trainings.CommitAsync(60), course, 60);
        await trainings.NeedAsync(200);
        parts.Time.SetUtcNow(new(2027, 1, 10, 0, 0, 0, TimeSpan.Zero));
        foreach (var (id, persons) in ((string, int)[])[(full.Id, 17), (empty.Id, 50)])
        {
            await trainings.WatchAsync(id);
            await trainings.ChangeAsync(id, (i, now) => RunIntake.Nominate(i, new(persons), Parts.Recipient, now));
        }

        parts.Time.SetUtcNow(new(2027, 2, 9, 0, 0, 0, TimeSpan.Zero));
        empty = await trainings.WatchAsync(empty.Id);

        Assert.True(empty.EmptyOffered);
        Assert.Equal(7, (await trainings.IntakeAsync(full.Id)).Waiting);
        var told = await parts.Store.EventsAsync(empty.Id, 0, 50, Cancel);
        var lines = told.Select(e => e.Record.Happened()).OfType<IntakeOfferedTo>().ToList();
        Assert.Equal(new WaitingList(full.Id, 7), lines.Single(l => l.InLine.Waiting is not null).InLine.Waiting);
        Assert.StartsWith("requirement-", lines[0].InLine.Need, StringComparison.Ordinal);
        Assert.Equal(
            Disclosure.Coalition,
            told.Single(e => e.Record.Happened() is IntakeEmptyOffered).Record.Envelope!.Disclosure
        );
    }
}
