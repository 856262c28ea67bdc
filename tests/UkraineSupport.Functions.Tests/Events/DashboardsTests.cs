using UkraineSupport.Domain.Access;
using UkraineSupport.Testing.Bus;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>
/// Each dashboard has a queue of its own, with every event it may see, once, and with nothing of the others.
/// </summary>
public sealed class DashboardsTests(DashboardsTests.OneRig fixture) : IClassFixture<DashboardsTests.OneRig>
{
    private static readonly (string, string)[] Settings =
    [
        ("Dashboards:0:Name", "site"),
        ("Dashboards:1:Name", "press"),
        ("Dashboards:1:Disclosure", "public"),
        ("Dashboards:2:Name", "allies"),
        ("Dashboards:2:Disclosure", "coalition"),
        ("Dashboards:3:Name", "staff"),
        ("Dashboards:3:Disclosure", "restricted"),
    ];

    private readonly SinksRig rig = fixture.Rig;

    [Fact]
    public async Task Each_gets_every_event_that_its_level_may_see_as_often_as_every_other()
    {
        var seen = new Dictionary<Disclosure, string>();
        foreach (var disclosure in Enum.GetValues<Disclosure>())
            await rig.DispatchAsync(seen[disclosure] = await rig.CommitAsync(disclosure));

        string[] open = Ids(seen[Disclosure.Public], 1, 2, 3);
        string[] allies = [.. open, .. Ids(seen[Disclosure.Coalition], 1, 2, 3)];
        string[] all = [.. allies, .. Ids(seen[Disclosure.Restricted], 1, 2, 3)];
        string[] pledges = [.. seen.Values];
        Assert.Equal(open, await TakeAsync("support-events-site", pledges));
        Assert.Equal(open, await TakeAsync("support-events-press", pledges));
        Assert.Equal(allies, await TakeAsync("support-events-allies", pledges));
        foreach (var queue in (string[])["support-events", "support-events-staff"])
        {
            var events = (await EventsAsync(queue, pledges)).ToList();
            Assert.Equal(all, events.Select(e => e.Id));
            Assert.Equal(
                events.Select(e => e.Subject != seen[Disclosure.Restricted]),
                events.Select(e => e.Json.TryGetProperty("data", out _))
            );
        }
    }

    [Fact]
    public async Task Narrowed_it_sends_no_more_not_even_what_happened_before_and_was_not_sent()
    {
        var id = await rig.CommitAsync(Disclosure.Public);
        await rig.DispatchAsync(id);
        await rig.FormaliseAsync(id);
        await rig.DiscloseAsync(id, Disclosure.Restricted);
        await rig.DispatchAsync(id);

        Assert.Equal(Ids(id, 1, 2, 3), await TakeAsync("support-events-site", id));
        Assert.Equal(Ids(id, 1, 2, 3), await TakeAsync("support-events-allies", id));
        Assert.Equal(Ids(id, 1, 2, 3, 4, 5), await TakeAsync("support-events-staff", id));
    }

    [Fact]
    public async Task Widened_it_sends_nothing_of_before()
    {
        var id = await rig.CommitAsync(Disclosure.Restricted);
        await rig.DiscloseAsync(id, Disclosure.Coalition);
        await rig.DispatchAsync(id);
        await rig.FormaliseAsync(id);
        await rig.DiscloseAsync(id, Disclosure.Public);
        await rig.DispatchAsync(id);

        // Numbered as if there had been nothing before.
        Assert.Equal([1], (await EventsAsync("support-events-site", id)).Select(e => e.Sequence));
        Assert.Equal([1, 2, 3], (await EventsAsync("support-events-allies", id)).Select(e => e.Sequence));
        Assert.Equal(Ids(id, 1, 2, 3, 4, 5, 6), await TakeAsync("support-events-staff", id));
    }

    [Fact]
    public async Task One_that_fails_holds_up_no_other_and_gets_its_own_once_when_it_is_back()
    {
        var id = await rig.CommitAsync(Disclosure.Public);
        rig.Failing["Queue_site"].IsAway = true;
        await Assert.ThrowsAsync<IOException>(() => rig.DispatchAsync(id));
        await Assert.ThrowsAsync<IOException>(() => rig.DispatchAsync(id));
        rig.Failing["Queue_site"].IsAway = false;
        await rig.DispatchAsync(id);

        foreach (var queue in (string[])["", "-site", "-press", "-allies", "-staff"])
            Assert.Equal(Ids(id, 1, 2, 3), await TakeAsync($"support-events{queue}", id));
    }

    [Fact]
    public async Task While_one_takes_its_time_the_others_have_theirs()
    {
        var id = await rig.CommitAsync(Disclosure.Public);
        var done = new TaskCompletionSource();
        rig.Failing["Queue"].Hangs = done.Task;
        var dispatching = rig.DispatchAsync(id);
        using var site = rig.Reading("support-events-site");
        using var staff = rig.Reading("support-events-staff");

        await site.UntilAsync("the second dashboard has all", taken => taken.Count(e => e.Subject == id) == 3);
        await staff.UntilAsync("the last dashboard has all", taken => taken.Count(e => e.Subject == id) == 3);
        Assert.False(dispatching.IsCompleted);
        done.SetResult();
        await dispatching;
        rig.Failing["Queue"].Hangs = Task.CompletedTask;
        Assert.Equal(Ids(id, 1, 2, 3), await TakeAsync("support-events", id));
    }

    /// <summary>What a dashboard has of these pledges.</summary>
    private async Task<IEnumerable<SupportEvent>> EventsAsync(string queue, params string[] pledges) =>
        (await rig.TakeAsync(queue)).Where(e => pledges.Contains(e.Subject));

    private async Task<IEnumerable<string>> TakeAsync(string queue, params string[] pledges) =>
        (await EventsAsync(queue, pledges)).Select(e => e.Id);

    private static string[] Ids(string id, params int[] versions) => [.. versions.Select(v => $"{id}/{v}")];

    /// <summary>One storage and app for all; a test goes by the pledges of its own.</summary>
    public sealed class OneRig : IAsyncLifetime
    {
        internal SinksRig Rig { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Rig = await SinksRig.StartAsync(AmqpTopic.Away(), Settings);

        public ValueTask DisposeAsync() => Rig.DisposeAsync();
    }
}
